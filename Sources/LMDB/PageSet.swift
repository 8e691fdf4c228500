/// A set of pages of a file: a bit for each.
struct PageSet {
    let pageCount: Int
    private var words: [UInt64]

    init(pageCount: Int) {
        self.pageCount = pageCount
        words = Array(repeating: 0, count: (pageCount + 63) / 64)
    }

    func contains(_ page: Int) -> Bool {
        words[page / 64] & (1 << UInt64(page % 64)) != 0
    }

    mutating func insert(_ page: Int) {
        words[page / 64] |= 1 << UInt64(page % 64)
    }

    /// Calls `body` with each longest range of pages of `range` that are not in the set.
    func forEachGap(in range: Range<Int>, _ body: (Range<Int>) -> Void) {
        var start: Int?
        for page in range {
            if contains(page) {
                if let first = start { body(first..<page) }
                start = nil
            } else if start == nil {
                start = page
            }
        }
        if let first = start { body(first..<range.upperBound) }
    }
}
