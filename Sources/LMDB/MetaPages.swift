/// The two meta pages of a file, as they were at one moment.
struct MetaPages {
    let first: MetaPage
    let second: MetaPage
    let pageByteCount: Int

    /// The whole pages of the file, counted after the meta pages were read.
    let filePageCount: Int

    var newest: MetaPage { first.transactionID < second.transactionID ? second : first }
    var older: MetaPage { first.transactionID < second.transactionID ? first : second }

    /// Reads both, wherever the second lies.
    init(in file: DataFile) throws(MetaProblem) {
        first = try Self.page(0, at: 0, in: file)
        let isLegal = MetaPage.pageByteCounts.contains(first.pageByteCount)
        // Where the first page is damaged, the second tells the size of pages by its place.
        let places = (isLegal ? [first.pageByteCount] : []) + MetaPage.pageByteCounts
        var second: MetaPage?
        for place in places where second == nil {
            guard let found = try? Self.page(1, at: place, in: file), found.hasMagic else {
                continue
            }
            second = found
        }
        let hasRoom = file.byteCount >= first.pageByteCount + MetaPage.byteCount
        guard let second else {
            guard first.hasMagic else {
                throw first.problem(16, "it has no magic number", .invalid)
            }
            throw MetaProblem(
                code: hasRoom ? .corrupted : .truncated,
                page: 1,
                byteOffset: isLegal ? first.pageByteCount : MetaPage.byteCount,
                clause: "it has no magic number"
            )
        }
        self.second = second
        pageByteCount = second.byteOffset
        filePageCount = file.byteCount / pageByteCount
    }

    private static func page(
        _ index: Int,
        at offset: Int,
        in file: DataFile
    ) throws(MetaProblem) -> MetaPage {
        do {
            return MetaPage(index, at: offset, try file.read(MetaPage.byteCount, at: offset))
        } catch {
            let code: LMDBError.Code
            switch error {
            case .pastEnd: code = index == 0 ? .invalid : .truncated
            case .refused(let reason): code = reason
            }
            let clause = "it cannot be read"
            throw MetaProblem(code: code, page: index, byteOffset: offset, clause: clause)
        }
    }
}

extension MetaPages {
    /// Reads the meta pages and checks that LMDB may trust them.
    ///
    /// A writer may be writing one of them just now. So what is wrong is believed only when it is
    /// so for three readings.
    ///
    /// - Complexity: O(levels of the tree of free pages).
    static func checked(in file: DataFile) throws(MetaProblem) -> MetaPages {
        var last: (pages: MetaPages?, problem: MetaProblem)?
        var sameCount = 0
        for _ in 0..<100 {
            let pages: MetaPages?
            let problem: MetaProblem
            do throws(MetaProblem) {
                let found = try MetaPages(in: file)
                guard let wrong = found.problem(in: file) else { return found }
                (pages, problem) = (found, wrong)
            } catch {
                (pages, problem) = (nil, error)
            }
            let isSame =
                last.map { last in
                    last.problem == problem && last.pages?.first == pages?.first
                        && last.pages?.second == pages?.second
                } ?? false
            sameCount = isSame ? sameCount + 1 : 1
            if sameCount == 3 { throw problem }
            last = (pages, problem)
            File.pause()
        }
        guard let last else { preconditionFailure("a file was read 0 times, not 1 or more") }
        throw last.problem
    }

    /// What keeps LMDB from trusting the pages.
    private func problem(in file: DataFile) -> MetaProblem? {
        if first.version == second.version, first.version != 1 {
            return first.problem(20, "it is of version \(first.version)", .versionMismatch)
        }
        for page in [first, second] {
            if let found = page.problemOfFixedFields(pageByteCount: pageByteCount) { return found }
        }
        if first.free.flags != second.free.flags {
            return second.problem(44, "its flags are not those of page 0")
        }
        return problemOfTransactions ?? problemOfExtent
            ?? newest.problemOfCommit(pageCount: Int(newest.lastPage) + 1)
            ?? problemOfFreedPages(in: file)
    }

    /// Commits alternate between the two pages, so that their numbers differ by one.
    private var problemOfTransactions: MetaProblem? {
        for page in [first, second] where page.transactionID == 0 {
            guard page.isOfNewFile else { return page.problem(144, "it says that it is empty") }
        }
        if first.transactionID == 0, second.transactionID == 0 { return nil }
        for page in [first, second] where page.transactionID & 1 != UInt64(page.index) {
            return page.problem(144, "it says that it is commit \(page.transactionID)")
        }
        guard newest.transactionID - older.transactionID == 1 else {
            let (newest, older) = (newest.transactionID, older.transactionID)
            return self.newest.problem(144, "it is commit \(newest), and the other \(older)")
        }
        return nil
    }

    /// A file may end before its last page, but only when the pages missing are free, of which it
    /// cannot list more than fit in it.
    private var problemOfExtent: MetaProblem? {
        let lastPage = newest.lastPage
        guard lastPage >= 1, lastPage >= older.lastPage else {
            return newest.problem(136, "its last page is \(lastPage), before that of the other")
        }
        let pageCountMax = UInt64(filePageCount) * UInt64(pageByteCount / 8 + 1)
        guard lastPage < pageCountMax else {
            return newest.problem(136, "its last page is \(lastPage)", .truncated)
        }
        return nil
    }

    /// A commit that changes a file frees pages and records them under its number.
    ///
    /// A flipped bit can make the newest commit look like the one before the older, or the older
    /// like the one to come. In both cases LMDB would take the wrong one, and so undo a commit.
    private func problemOfFreedPages(in file: DataFile) -> MetaProblem? {
        if let last = lastFreeing(older, in: file), last > older.transactionID {
            let id = older.transactionID
            return older.problem(144, "it says that it is commit \(id), and is of commit \(last)")
        }
        guard newest.transactionID >= 2, !older.main.isEmpty else { return nil }
        if let last = lastFreeing(newest, in: file), last != newest.transactionID {
            let id = newest.transactionID
            return newest.problem(144, "it says that it is commit \(id), and is of commit \(last)")
        }
        return nil
    }

    /// The last transaction that freed pages: 0 if there is none, `nil` if it cannot be told.
    private func lastFreeing(_ meta: MetaPage, in file: DataFile) -> UInt64? {
        if meta.free.isEmpty { return 0 }
        var number = meta.free.root
        for _ in 0..<TableRecord.depthMax {
            guard
                number < UInt64(filePageCount),
                let page = try? file.read(pageByteCount, at: Int(number) * pageByteCount),
                page.number == number,
                PageBytes.headerByteCount + 2...pageByteCount ~= page.lower
            else { return nil }
            let node = page.short(at: page.lower - 2)
            guard node + PageBytes.nodeHeaderByteCount + 8 <= pageByteCount else { return nil }
            if page.flags == PageBytes.Kind.leaf {
                return page.integer(at: node + PageBytes.nodeHeaderByteCount)
            }
            guard page.flags == PageBytes.Kind.branch else { return nil }
            number = page.child(at: node)
        }
        return nil
    }
}
