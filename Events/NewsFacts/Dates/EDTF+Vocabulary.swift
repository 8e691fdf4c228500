extension EDTF {
    /// What a text says of one end of a span of time.
    ///
    /// The four are different knowledge: a tenure with an `unknown` end is over, one with an
    /// `open` end goes on, and of one whose end is `notStated` nothing is said.
    public enum End: UInt8, Hashable, Sendable, CaseIterable {
        /// The text is not an interval: `2004`, `[2004..2006]`.
        case notStated
        /// A date is given: the end of `2004/2006`.
        case known
        /// There is an end, and its date is not known: the end of `2004/`.
        case unknown
        /// There is no end: the end of `2004/..`.
        case open
    }

    /// The smallest unit that a date states in full, from the left.
    ///
    /// `1999-XX` is exact to the year; `15XX-12` to the century, for the month of an unknown
    /// year says little.
    public enum Precision: UInt8, Hashable, Sendable, CaseIterable, Comparable {
        /// One day, with or without a time.
        case day
        /// One month: `2024-02`, `2024-02-XX`.
        case month
        /// Three months: `2024-33`.
        case quarter
        /// A season: `2024-23`.
        case season
        /// Six months: `2024-40`.
        case half
        /// One year: `2024`, `2024-XX`.
        case year
        /// Ten years: `199X`.
        case decade
        /// A hundred years: `19XX`.
        case century
        /// A thousand years: `1XXX`.
        case millennium

        /// Whether the first unit is smaller than the second.
        public static func < (first: Precision, second: Precision) -> Bool {
            first.rawValue < second.rawValue
        }
    }

    /// The doubts that a date states about itself with `?`, `~` or `%`.
    public struct Doubts: OptionSet, Hashable, Sendable {
        /// One bit for each doubt.
        public let rawValue: UInt8

        /// Makes the set of the doubts whose bits are given.
        public init(rawValue: UInt8) {
            self.rawValue = rawValue
        }

        /// The date may be wrong: `2004?`, `2004%`.
        public static let uncertain = Doubts(rawValue: 1)

        /// The date is close to the true one: `2004~`, `2004%`.
        public static let approximate = Doubts(rawValue: 2)
    }
}
