internal import CLMDB

extension Environment {
    private static let checking = "check the structure"

    /// Checks the structure of the file as of the newest commit, while others read and write.
    ///
    /// Every page in use is read, none through the map, so that neither a damaged page nor a bad
    /// block of the disk ends the process. Pages that the commit uses are not used again before
    /// the check has ended.
    ///
    /// - Throws: ``LMDBError`` as a read transaction does, and those of the operating system; what
    ///   is wrong with the file is not thrown, but reported.
    /// - Complexity: O(bytes of the pages in use), with a bit of memory for each page.
    public func check() throws(LMDBError) -> FileReport {
        // SAFETY: the handle is open, and is of the file at the path.
        let file = try unsafe DataFile(of: handle, path, for: Self.checking)
        let pages: MetaPages
        do throws(MetaProblem) {
            pages = try MetaPages.checked(in: file)
        } catch {
            return FileReport(error)
        }
        for _ in 0..<MetaPage.readCountMax {
            let snapshot = try TransactionCore(.reading, on: self)
            // SAFETY: the transaction is active until the end of this scope.
            let id = unsafe UInt64(mdb_txn_id(snapshot.activeHandle))
            let pageByteCount = pages.pageByteCount
            guard let meta = MetaPage(of: id, in: file, pageByteCount: pageByteCount) else {
                continue
            }
            var check = FileCheck(of: meta, in: file, pageByteCount: pageByteCount)
            let report = check.run(undone: pages.undoneCommit)
            _ = consume snapshot
            return report
        }
        throw failure(.busy, Self.checking)
    }

    /// Checks the structure of a file that need not open, and that nobody need have open.
    ///
    /// Nothing is written, neither to the file nor beside it.
    ///
    /// - Throws: ``LMDBError`` with `.noSuchFile`, `.isFolder`, `.permissionDenied` and others of
    ///   the operating system; `.busy` when another process writes so much that pages were used
    ///   again before they were checked: then open the file and use ``check()``.
    /// - Complexity: As ``check()``.
    public static func check(at path: String) throws(LMDBError) -> FileReport {
        for _ in 0..<3 {
            if let report = try check(at: path, telling: nil) { return report }
        }
        throw LMDBError(code: .busy, operation: checking, path: path)
    }

    /// Checks the structure of a file, and tells which bytes of it may change unnoticed.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - use: Called with ranges of bytes in the file and what is in them, in any order. All
    ///     other bytes are those from which the check draws its conclusions.
    /// - Returns: What was found.
    /// - Throws: As ``check(at:)``, and `.busy` when another process writes.
    /// - Complexity: As ``check()``.
    public static func check(
        at path: String,
        telling use: @escaping (FileReport.ByteUse, Range<Int>) -> Void
    ) throws(LMDBError) -> FileReport {
        guard let report = try check(at: path, telling: .some(use)) else {
            throw LMDBError(code: .busy, operation: checking, path: path)
        }
        return report
    }

    /// Checks a file without holding its pages; `nil` if they may have been used again meanwhile.
    private static func check(
        at path: String,
        telling use: ((FileReport.ByteUse, Range<Int>) -> Void)?
    ) throws(LMDBError) -> FileReport? {
        guard let status = try File.status(of: path, for: checking) else {
            throw LMDBError(code: .noSuchFile, operation: checking, path: path)
        }
        guard !status.isFolder else {
            throw LMDBError(code: .isFolder, operation: checking, path: path)
        }
        let file = try DataFile(at: path, for: checking)
        do throws(MetaProblem) {
            let before = try MetaPages.checked(in: file)
            var check = FileCheck(
                of: before.newest,
                in: file,
                pageByteCount: before.pageByteCount,
                telling: use
            )
            let report = check.run(undone: before.undoneCommit)
            let after = try MetaPages.checked(in: file)
            // The next commit may use only pages that were free before this one; the one after it
            // may use pages that this one still reads.
            let isIntact = after.newest.transactionID - before.newest.transactionID <= 1
            return isIntact ? report : nil
        } catch {
            return FileReport(error)
        }
    }
}

extension FileReport {
    /// The report of a file whose meta pages must not be trusted, so that nothing else was read.
    init(_ problem: MetaProblem) {
        self.init()
        add(problem)
    }

    mutating func add(_ problem: MetaProblem) {
        let sentence = "the meta page cannot be trusted: \(problem.clause)"
        add(Finding(page: problem.page, byteOffset: problem.byteOffset, problem: sentence))
    }
}

extension MetaPage {
    /// How often a snapshot is begun before it is given up to read its meta page in time.
    static let readCountMax = 100

    /// The meta page of a transaction, or `nil` when a later one has been written in its place.
    init?(of transactionID: UInt64, in file: DataFile, pageByteCount: Int) {
        let index = Int(transactionID & 1)
        let offset = index * pageByteCount
        guard let bytes = try? file.read(MetaPage.byteCount, at: offset) else { return nil }
        self.init(index, at: offset, bytes)
        guard self.transactionID == transactionID else { return nil }
    }
}
