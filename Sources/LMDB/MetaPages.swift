/// The two meta pages of a file, as they were at one moment.
struct MetaPages {
    let first: MetaPage
    let second: MetaPage
    let pageByteCount: Int

    /// The whole pages of the file, counted after the meta pages were read.
    let filePageCount: Int

    /// Why the last commit may not be the newest that there was, if so.
    ///
    /// The file can be read; what is written to it could take the place of the commit that was
    /// undone.
    private(set) var undoneCommit: MetaProblem?

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

    /// Reads the meta pages and checks that LMDB may trust them.
    ///
    /// A writer may be writing one of them just now. So what is wrong is believed only when it is
    /// so for three readings.
    ///
    /// - Complexity: O(levels of the tree of free pages).
    static func checked(in file: DataFile) throws(MetaProblem) -> MetaPages {
        var last: (pages: MetaPages?, problem: MetaProblem)?
        var sameCount = 0
        for _ in 0..<readingCountMax {
            var pages: MetaPages?
            let problem: MetaProblem
            do throws(MetaProblem) {
                var found = try MetaPages(in: file)
                if let wrong = found.problem(in: file) {
                    problem = wrong
                } else if let undone = found.problemOfOlder(in: file) {
                    found.undoneCommit = undone
                    problem = undone
                } else {
                    return found
                }
                pages = found
            } catch {
                problem = error
            }
            let isSame =
                last?.problem == problem && last?.pages?.first == pages?.first
                && last?.pages?.second == pages?.second
            sameCount = isSame ? sameCount + 1 : 1
            if sameCount == 3 {
                guard let pages, pages.undoneCommit != nil else { throw problem }
                return pages
            }
            last = (pages, problem)
            File.pause()
        }
        guard let last else { preconditionFailure("\(readingCountMax) readings are none") }
        throw last.problem
    }

    /// After so many readings of pages that change all the time the last one counts.
    private static let readingCountMax = 100
}
