import LMDB

extension EventLog {
    /// Writes the log as of now to a folder, as a log of its own with the same identity, while
    /// others read and append.
    ///
    /// Free pages are left out, and the index, which comes back. When this returns, the copy is on
    /// the disk; should it fail, nothing is left of it.
    ///
    /// - Throws: ``LogError/storage(_:)``, with `.fileExists` when the folder holds a log already.
    /// - Complexity: O(n) in the bytes of the log.
    public func copy(to folder: String) throws(LogError) {
        try storing { () throws(LMDBError) in
            try file.environment.copy(to: Self.path(in: folder), compacting: .freePages)
        }
    }
}
