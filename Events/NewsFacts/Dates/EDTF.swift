/// A date as a source gives it: known to the day or only to the year, a span, or a guess.
///
/// The text is kept exactly as written and is what a reader is shown. `lo` and `hi` are computed
/// once, from the text alone, and are what queries use: the earliest and the latest day that the
/// text allows, both inclusive, `lo <= hi`. Reads the Extended Date/Time Format of
/// ISO 8601-2:2019, and of it:
///
/// | form | examples | `lo` and `hi` |
/// |---|---|---|
/// | year, month, day | `2024`, `-0044-03`, `2024-02-29` | first and last day |
/// | date with time | `2024-02-29T08:30:00`, `…Z`, `…+05:30` | that day, as written |
/// | uncertain `?`, approximate `~`, both `%` | `2024?`, `2024-06~` | as without |
/// | last digits unknown | `199X`, `1999-XX`, `15XX-12-XX` | over all real dates it can mean |
/// | season, quarter, half | `2024-23`, `2024-33`, `2024-41` | see the second table |
/// | interval | `1964/2008`, `2004-06?/2006` | first day of the start, last day of the end |
/// | no start, no end | `../2006`, `2004/..` | open |
/// | start, end unknown | `/2006`, `2004/` | open |
/// | one date within a range | `[1760..1763-05]`, `[..1760]`, `[1760..]` | as an interval |
///
/// An `X` stands for a digit; it takes the last places of the year, month or day. The year keeps
/// its first digit. `? ~ %` stand after a whole date and never widen it. Years run from -9999 to
/// 9999; year 0000 is 1 BC and `-0000` is refused. A time is in whole seconds, with `Z`, `±hh`,
/// `±hh:mm` or no zone; it is checked, and then only the day as written counts.
/// An interval or a range has a date at one end at least.
///
/// A number in the place of the month names a part of the year:
///
/// | number | part | first day | last day |
/// |---|---|---|---|
/// | 21, 22, 23 | spring, summer, autumn of an unnamed hemisphere | 1 January | 31 December |
/// | 24 | winter of an unnamed hemisphere | 1 January | 31 March of the next year |
/// | 25, 31 | northern spring, southern autumn | 1 March | 23 June |
/// | 26, 32 | northern summer, southern winter | 1 June | 24 September |
/// | 27, 29 | northern autumn, southern spring | 1 September | 23 December |
/// | 28, 30 | northern winter, southern summer | 1 December | 22 March of the next year |
/// | 33 to 36 | first to fourth quarter | 1st of January, April, … | end of March, June, … |
/// | 40, 41 | first, second half | 1 January, 1 July | 30 June, 31 December |
///
/// A season belongs to the year in which it begins. Where the hemisphere is named, it is the
/// union of two readings. The meteorological one is three whole months and always begins first.
/// The astronomical one runs from an equinox or solstice to the next and always ends last; its
/// last day here is the latest local date, in any time zone, on which that equinox or solstice
/// falls from 1583 to 2999 (computed after Meeus, "Astronomical Algorithms", chapter 27), because
/// until that moment the old season lasts.
public struct EDTF: Hashable, Sendable {
    /// The text exactly as written; ASCII, at most `lengthMax` bytes.
    public let text: String

    /// The earliest day the text allows; `distantPast` when nothing bounds it.
    public let lo: Day

    /// The latest day the text allows; `distantFuture` when nothing bounds it.
    public let hi: Day

    /// What the text says of the moment at which a span of time begins.
    public let start: End

    /// What the text says of the moment at which a span of time ends.
    public let end: End

    /// The unit to which the text is exact: of two dates, the coarser.
    public let precision: Precision

    /// The doubts that the text states about itself, at either end.
    public let doubts: Doubts

    /// The longest text that is read at all, in bytes of UTF-8.
    public static let lengthMax = 64

    /// Reads a date.
    ///
    /// - Parameter text: the date, with no space around it.
    /// - Throws: `EDTFError` with the place of the first character that does not fit, when the
    ///   text is not of a form listed above, names a date that does not exist, or ends before it
    ///   begins (the first day of its start is after the last day of its end).
    /// - Complexity: O(1), for no more than `lengthMax` bytes are read.
    public init(_ text: String) throws(EDTFError) {
        var parser = try EDTFParser(text)
        self = try parser.expression()
    }

    init(_ text: String, from first: DateBounds, to second: DateBounds, start: End, end: End) {
        self.text = text
        lo = first.lo
        hi = second.hi
        self.start = start
        self.end = end
        precision = max(first.precision, second.precision)
        doubts = first.doubts.union(second.doubts)
    }
}

extension EDTF: CustomStringConvertible {
    /// The text exactly as written.
    public var description: String { text }
}
