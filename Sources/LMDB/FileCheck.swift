/// A walk over every page of a commit that trusts none of them.
///
/// Pages are read as bytes, not through the map. A page counts as reached before it is read, and
/// none is reached twice, so that damaged pages cannot lead the walk in a circle; nor does it go
/// deeper than the record of a table says, which is 32 levels at most.
struct FileCheck {
    let file: DataFile
    let meta: MetaPage
    let pageByteCount: Int

    /// The pages up to the last that has been in use, whether the file reaches so far or not.
    let pageCount: Int

    /// The whole pages of the file.
    let filePageCount: Int

    /// Told of bytes that may change without the check noticing, when somebody wants to know.
    let tell: ((FileReport.ByteUse, Range<Int>) -> Void)?

    /// The pages in use or listed as free, as far as they were reached.
    var reached: PageSet

    var report = FileReport()

    /// For each even place in a page the bytes of the node that begins there, while it is checked.
    var nodeByteCounts: [UInt16]

    /// Prepares the check of a commit whose meta page `MetaPages.checked` has let pass.
    init(
        of meta: MetaPage,
        in file: DataFile,
        pageByteCount: Int,
        telling tell: ((FileReport.ByteUse, Range<Int>) -> Void)? = nil
    ) {
        precondition(
            MetaPage.pageByteCounts.contains(pageByteCount),
            "a page has \(pageByteCount) bytes, not one of \(MetaPage.pageByteCounts)"
        )
        self.file = file
        self.meta = meta
        self.pageByteCount = pageByteCount
        self.tell = tell
        pageCount = Int(meta.lastPage) + 1
        filePageCount = file.byteCount / pageByteCount
        reached = PageSet(pageCount: pageCount)
        nodeByteCounts = Array(repeating: 0, count: pageByteCount / 2)
        report.transactionID = Int(meta.transactionID)
        report.pageByteCount = pageByteCount
        report.pageCount = pageCount
        reached.insert(0)
        reached.insert(1)
    }

    /// Checks all pages of the commit, and notes that one after it was undone, if so.
    ///
    /// - Complexity: O(bytes of the pages in use), with a bit of memory for each page of the file.
    mutating func run(undone problem: MetaProblem?) -> FileReport {
        if let problem { report.add(problem) }
        checkFreePages()
        checkTables()
        report.usedPageCount += 2
        checkPagesNotReached()
        tellMetaPages()
        let end = pageCount * pageByteCount
        if file.byteCount > end { tell?(.unread, end..<file.byteCount) }
        return report
    }

    /// Whether every page past the end of the file is listed as free, so that nothing is missing.
    mutating func findsMissingPagesFree() -> Bool {
        guard filePageCount < pageCount else { return true }
        checkFreePages()
        var isWhole = report.isSound
        reached.forEachGap(in: filePageCount..<pageCount) { _ in isWhole = false }
        return isWhole
    }

    private mutating func checkFreePages() {
        let offset = meta.byteOffset + MetaPage.freeOffset
        var tree = TreeCheck(.freePages, meta.free, recordOffset: offset)
        check(&tree)
    }

    private mutating func checkTables() {
        let offset = meta.byteOffset + MetaPage.mainOffset
        var tree = TreeCheck(.tables, meta.main, recordOffset: offset)
        check(&tree)
        for var table in tree.tables { check(&table) }
    }

    private mutating func checkPagesNotReached() {
        reached.forEachGap(in: 2..<pageCount) { pages in
            report.addLeaked(pages)
            tellPages(pages)
        }
        reached.forEachGap(in: min(filePageCount, pageCount)..<pageCount) { pages in
            let range = "\(pages.lowerBound) to \(pages.upperBound - 1)"
            find("the file has no pages \(range), and they are not free", page: meta.index, at: 136)
        }
    }

    mutating func find(_ problem: String, page: Int, at offset: Int = 0) {
        let byteOffset = page * pageByteCount + offset
        report.add(FileReport.Finding(page: page, byteOffset: byteOffset, problem: problem))
    }

    /// Tells that whole pages are unread, as far as the file has them.
    func tellPages(_ pages: Range<Int>) {
        let end = min(pages.upperBound * pageByteCount, file.byteCount)
        let start = pages.lowerBound * pageByteCount
        if start < end { tell?(.unread, start..<end) }
    }

    /// Tells of the fields of the meta pages that LMDB never reads, or not of the older one.
    private func tellMetaPages() {
        guard let tell else { return }
        for index in 0..<2 {
            let start = index * pageByteCount
            for field in [8..<10, 12..<16, 24..<40, MetaPage.byteCount..<pageByteCount] {
                tell(.unread, start + field.lowerBound..<start + field.upperBound)
            }
            if index != meta.index { tell(.unread, start + 46..<start + 144) }
        }
    }
}
