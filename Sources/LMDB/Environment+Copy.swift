internal import CLMDB

extension Environment {
    /// What a copy of the file leaves out.
    public enum Compaction: Hashable, Sendable {
        /// Nothing: the copy has the pages of the file in their places. Quick, but a writer and
        /// the beginning of the copy wait for each other.
        case nothing
        /// Free pages: the copy is as small as it can be, at the cost of walking every table.
        case freePages
    }

    /// Writes the file as of now to a new file, while others read and write.
    ///
    /// A copy that compacts nothing must not be made by a thread that has a write transaction: it
    /// would wait for itself, so it traps.
    /// When this returns, the copy is on the disk. Should it fail, nothing is left at the path.
    ///
    /// - Throws: ``LMDBError`` with `.fileExists` when there is a file at the path already,
    ///   `.noSpace`, and others of the operating system.
    /// - Complexity: O(bytes of the file).
    public func copy(to path: String, compacting compaction: Compaction) throws(LMDBError) {
        let operation = "copy to \(path)"
        if compaction == .nothing { checkThreadDoesNotWrite() }
        // LMDB itself would say so too, but what it then leaves to be removed must not be a file
        // of someone else's.
        guard try File.status(of: path, for: operation) == nil else {
            throw failure(.fileExists, operation)
        }
        try enter(for: operation)
        defer { leave() }
        let flags: UInt32 = compaction == .freePages ? UInt32(MDB_CP_COMPACT) : 0
        // SAFETY: the map stays in place until `leave`; the path is read during the call.
        let result = unsafe mdb_env_copy2(handle, path, flags)
        do throws(LMDBError) {
            guard result == MDB_SUCCESS else {
                throw copyFailure(result, path, operation)
            }
            try File.sync(path, for: operation)
            try File.syncFolder(of: path, for: operation)
        } catch {
            if error.code != .fileExists { File.remove(path) }
            throw error
        }
    }

    private func copyFailure(_ result: Int32, _ path: String, _ operation: String) -> LMDBError {
        let code = LMDBError.Code(rawValue: result)
        let isFull = code == .ioError && File.isDiskFull(at: path)
        return LMDBError(code: isFull ? .noSpace : code, operation: operation, path: self.path)
    }
}
