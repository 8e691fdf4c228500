extension MetaPages {
    /// What keeps LMDB from trusting the pages.
    func problem(in file: DataFile) -> MetaProblem? {
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
            ?? problemOfNewest(in: file)
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
    /// With a flipped bit the older commit can look like the one to come, and LMDB would take it.
    private func problemOfNewest(in file: DataFile) -> MetaProblem? {
        guard newest.transactionID >= 2, !older.main.isEmpty else { return nil }
        guard let last = newest.lastFreeing(in: file, filePageCount: filePageCount),
            last != newest.transactionID
        else {
            return nil
        }
        let id = newest.transactionID
        return newest.problem(144, "it says that it is commit \(id), and is of commit \(last)")
    }

    /// With a flipped bit the newest commit can look like the one before the older, and LMDB would
    /// take that and write the next in its place.
    ///
    /// A disk that fails at a meta page leaves the same behind: LMDB then writes the records of the
    /// commit that failed under the number of the one that was there. Once that is taken back, both
    /// pages are of the same commit, so that the last is one more.
    func problemOfOlder(in file: DataFile) -> MetaProblem? {
        let id = older.transactionID
        guard let last = older.lastFreeing(in: file, filePageCount: filePageCount), last > id + 1
        else { return nil }
        return older.problem(144, "it says that it is commit \(id), and is of commit \(last)")
    }
}

extension MetaPage {
    /// The last transaction that freed pages: 0 if there is none, `nil` if it cannot be told.
    func lastFreeing(in file: DataFile, filePageCount: Int) -> UInt64? {
        if free.isEmpty { return 0 }
        var number = free.root
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
