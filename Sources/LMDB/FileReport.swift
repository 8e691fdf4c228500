/// What a check of the structure of a file found.
///
/// A file without findings can be read and written through LMDB without crash, and a lookup finds
/// every key that is in it. What the check cannot know is what keys and values ought to be:
/// whoever writes them must be able to tell. To keys and values belongs their size, where another
/// would fit as well.
public struct FileReport: Hashable, Sendable {
    /// A place in the file that is not as LMDB writes it.
    public struct Finding: Hashable, Sendable {
        /// The page that it is on.
        public let page: Int

        /// Where in the file it is, or where the page begins.
        public let byteOffset: Int

        /// What is wrong, as a sentence without its full stop.
        public let problem: String
    }

    /// What the bytes of a place in the file are for.
    public enum ByteUse: Hashable, Sendable {
        /// No lookup reads them: whatever they are, the file holds the same.
        ///
        /// Among them is what is left of the commit before. Where it contradicts the newest, which
        /// of the two is damaged cannot be told, and the check reports it.
        case unread
        /// They are keys and values, or their sizes.
        case content
    }

    /// The commit that was checked, or `nil` when the meta pages do not tell.
    public internal(set) var transactionID: Int?

    /// The bytes of a page.
    public internal(set) var pageByteCount = 0

    /// The pages of the file up to the last that has been in use.
    public internal(set) var pageCount = 0

    /// The pages in use, meta pages included.
    public internal(set) var usedPageCount = 0

    /// The pages that are listed as free.
    public internal(set) var freePageCount = 0

    /// The pages that are neither in use nor listed as free.
    ///
    /// LMDB leaves none behind. Where there are no findings, space is lost and nothing else;
    /// otherwise these may be the pages that the damage has cut off.
    public internal(set) var leakedPageCount = 0

    /// The leaked pages in rising order, at most ``listCountMax`` ranges of them.
    public internal(set) var leakedPages: [Range<Int>] = []

    /// The bytes of pages in use that hold nothing.
    public internal(set) var slackByteCount = 0

    /// All that was found, whether it is in ``findings`` or not.
    public internal(set) var findingCount = 0

    /// The findings in the order in which they were met, at most ``listCountMax`` of them.
    public internal(set) var findings: [Finding] = []

    /// The greatest number of findings, and of ranges of pages, that a report lists.
    public static let listCountMax = 1_000

    /// Whether nothing was found.
    public var isSound: Bool { findingCount == 0 }

    mutating func add(_ finding: Finding) {
        findingCount += 1
        if findings.count < Self.listCountMax { findings.append(finding) }
    }

    mutating func addLeaked(_ pages: Range<Int>) {
        leakedPageCount += pages.count
        if leakedPages.count < Self.listCountMax { leakedPages.append(pages) }
    }
}

extension FileReport.Finding: CustomStringConvertible {
    /// The place and what is wrong there, in one line.
    public var description: String {
        "page \(page), byte \(byteOffset): \(problem)"
    }
}
