internal import CLMDB

extension Environment {
    /// Puts back what a commit has left that failed at its meta page.
    ///
    /// Such a commit is in the file already when writing the page fails. LMDB gives the page the
    /// number back that it had, and nothing else; from then on the two commits of the file
    /// contradict each other, as if the newest had been undone, and nobody may write to it. This
    /// makes the page one of the commit that stands. Does nothing where there is nothing to do.
    ///
    /// It is for who had ``WriteTransaction/commit()`` throw, and for no one else: a page that was
    /// damaged later looks the same.
    ///
    /// - Precondition: The caller holds a lock that keeps every other writer from the file.
    /// - Throws: ``LMDBError`` when the file cannot be written.
    public func takeBackFailedCommit() throws(LMDBError) {
        let operation = "take back a commit that failed"
        try enter(for: operation)
        defer { leave() }
        let file = try unsafe DataFile(of: handle, path, for: operation)
        guard let pages = try? MetaPages(in: file), pages.problemOfOlder(in: file) != nil else {
            return
        }
        let standing = pages.newest
        guard let bytes = try? file.read(MetaPage.byteCount, at: standing.byteOffset).bytes else {
            return
        }
        // Its number and flags stay as they are; and so does the rest of the page.
        let content = bytes[24..<144] + littleEndian(standing.transactionID - 1)
        do throws(DataFile.Failure) {
            try file.write(Array(content), at: pages.older.byteOffset + 24)
        } catch {
            guard case .refused(let code) = error else { return }
            throw LMDBError(code: code, operation: operation, path: path)
        }
    }

    private func littleEndian(_ number: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }
}
