/// A text that is not a date, with the place of the fault and the way out.
public struct EDTFError: Error, Hashable, Sendable {
    /// The text as given, of any length and content; `description` shows it safely.
    public let text: String

    /// The index, in characters, of the first one that does not fit: `0...text.count`.
    ///
    /// A character is a Swift `Character`; a mark that combines with an earlier letter has the
    /// index of that letter.
    public let offset: Int

    /// What is wrong there.
    public let reason: Reason

    /// Makes an error for a fault at a byte of which all bytes before are valid UTF-8.
    ///
    /// - Complexity: O(`byte`).
    init(_ text: String, atByte byte: Int, _ reason: Reason) {
        self.text = text
        self.reason = reason
        let index = text.utf8.index(text.startIndex, offsetBy: byte)
        let before = String(text[..<index])
        // A scalar that combines with the character before it does not begin a new one.
        let joined = text[index...].unicodeScalars.first.map { before + String($0) }
        offset = joined.map { $0.count - 1 } ?? before.count
    }

    /// Why a text is refused.
    public enum Reason: Hashable, Sendable {
        /// There is nothing to read.
        case empty
        /// The text is longer than any date.
        case tooLong(byteCount: Int)
        /// A character stands where something else is wanted.
        case unexpected(Unicode.Scalar, wanted: Part)
        /// The text ends where more is wanted.
        case incomplete(wanted: Part)
        /// A number has no meaning there; with `X`, no filling of it has.
        case outOfRange(Part, found: ClosedRange<Int>, allowed: ClosedRange<Int>)
        /// The year is `-0000`, a second name for 0000.
        case yearMinusZero
        /// The year is `XXXX`, which bounds nothing.
        case yearUnknown
        /// No end of the interval or range has a date.
        case noDate
        /// The end lies before the start: its last day is before the start's first.
        case reversed(start: Day, end: Day)
        /// The text is EDTF, but of a form that is not read here.
        case unsupported(Feature)
    }

    /// A part of a date, as something that is wanted at a place.
    public enum Part: Hashable, Sendable, CaseIterable {
        /// The four digits of a year.
        case year
        /// The two digits of a month, or of a season, quarter or half.
        case month
        /// The two digits of a day.
        case day
        /// The two digits of an hour.
        case hour
        /// The two digits of a minute.
        case minute
        /// The two digits of a second.
        case second
        /// A time zone or the end.
        case zone
        /// The two digits of the hours of an offset from UTC.
        case zoneHour
        /// The two digits of the minutes of an offset from UTC.
        case zoneMinute
        /// The `:` between the parts of a time.
        case colon
        /// The `..` of an open end or of a range.
        case dots
        /// The `/` of an interval.
        case slash
        /// The `]` that closes a range.
        case bracket
        /// The end of the text.
        case end
    }

    /// A form of EDTF that is not read.
    public enum Feature: Hashable, Sendable, CaseIterable {
        /// Several dates: `{1667,1668}`, `[1667,1668]`.
        case list
        /// A doubt about a part of a date: `2004?-06-11`, `2004-(06)~`, `?2004`.
        case doubtfulPart
        /// A year of more than four digits: `Y17E7`, `Y-170000002`.
        case longYear
        /// A year with its significant digits: `1950S2`.
        case significantDigits
        /// A third of a year, numbered 37 to 39.
        case quadrimester
        /// A digit that is known behind one that is not: `1X99`.
        case digitAfterX
        /// A time anywhere but behind a single whole day.
        case time
        /// A range without its brackets: `1760..1763`.
        case bareRange
    }
}
