internal import CLMDB

extension Environment {
    /// Puts back what a commit has left that failed at its meta page.
    ///
    /// Such a commit is in the file already when writing the page fails. LMDB gives the page the
    /// number back that it had, and nothing else; from then on the two commits of the file
    /// contradict each other, as if the newest had been undone, and nobody may write to it. This
    /// makes the page one of the commit that stands. Does nothing where a commit failed otherwise.
    ///
    /// - Parameter number: The ``WriteTransaction/number`` of the transaction whose
    ///   ``WriteTransaction/commit()`` has thrown.
    /// - Precondition: The caller holds a lock that has kept every other writer from the file since
    ///   before the transaction began. Without it the page may be that of a later commit.
    /// - Throws: ``LMDBError`` when the file cannot be read or written; it can then be read only.
    public func takeBackFailedCommit(_ number: UInt64) throws(LMDBError) {
        let operation = "take back a commit that failed"
        try enter(for: operation)
        defer { leave() }
        let file = try unsafe DataFile(of: handle, path, for: operation)
        do {
            let pages = try MetaPages(in: file)
            let failed = pages.older
            guard number >= 2, failed.transactionID == number - 2,
                pages.newest.transactionID == number - 1,
                failed.isOf(commit: number, in: file, filePageCount: pages.filePageCount)
            else { return }
            let former = try file.read(MetaPage.byteCount, at: failed.byteOffset).bytes
            let standing = try file.read(MetaPage.byteCount, at: pages.newest.byteOffset).bytes
            var restored = number == 2 ? MetaPage.emptied(former) : standing
            restored.replaceSubrange(..<24, with: former[..<24])
            restored.replaceSubrange(144..., with: former[144...])
            try file.replace(former, with: restored, at: failed.byteOffset)
        } catch let error as MetaProblem {
            throw LMDBError(code: error.code, operation: operation, path: path)
        } catch DataFile.Failure.refused(let code) {
            throw LMDBError(code: code, operation: operation, path: path)
        } catch {
            throw LMDBError(code: .truncated, operation: operation, path: path)
        }
    }
}

extension MetaPage {
    /// Whether the page leads to what a commit of another number than its own has written.
    fileprivate func isOf(commit number: UInt64, in file: DataFile, filePageCount: Int) -> Bool {
        lastFreeing(in: file, filePageCount: filePageCount) == number
    }

    /// The bytes of a meta page, as they are in a new file.
    fileprivate static func emptied(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        for record in [freeOffset, mainOffset] {
            // The size of pages and the flags stay.
            bytes.replaceSubrange(record + 6..<record + 40, with: repeatElement(0, count: 34))
            bytes.replaceSubrange(record + 40..<record + 48, with: repeatElement(0xFF, count: 8))
        }
        bytes.replaceSubrange(136..<144, with: [1, 0, 0, 0, 0, 0, 0, 0])
        return bytes
    }
}

extension DataFile {
    /// Writes bytes in the place of others, or leaves those there.
    ///
    /// An error that the operating system has kept of an earlier write is told once, so the second
    /// attempt counts.
    fileprivate func replace(
        _ former: [UInt8],
        with bytes: [UInt8],
        at offset: Int
    ) throws(Failure) {
        do throws(Failure) {
            try write(bytes, at: offset)
        } catch {
            do throws(Failure) {
                try write(bytes, at: offset)
            } catch {
                // Who opens the file must find the contradiction that the disk may hold.
                try? write(former, at: offset)
                throw error
            }
        }
    }
}
