/// A calendar day: the number of days since 1970-01-01 in the proleptic Gregorian calendar.
///
/// Every `Int32` is a day, so every operation is total and none overflows; days reach from year
/// -5877641 to year 5881580. The two extremes are not calendar days but the bounds of an open
/// end: they compare below and above every other day, print as `..`, and stay where they are
/// when days are added to them.
public struct Day: RawRepresentable, Hashable, Sendable, Codable {
    /// The number of days since 1970-01-01; negative before it.
    public let rawValue: Int32

    /// Before every calendar day: the lower bound of an end that is open or unknown.
    public static let distantPast = Day(rawValue: .min)

    /// After every calendar day: the upper bound of an end that is open or unknown.
    public static let distantFuture = Day(rawValue: .max)

    /// Makes the day that lies `rawValue` days after 1970-01-01.
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    /// Makes the day of a calendar date, or nil when there is no such date.
    ///
    /// Year 0 is the year before year 1, as in ISO 8601. A date too far from 1970 for an `Int32`
    /// is nil too, and so are the two days that stand for an open end.
    public init?(year: Int, month: Int, day: Int) {
        guard Gregorian.years.contains(year), Gregorian.months.contains(month),
            (1...Gregorian.length(ofMonth: month, in: year)).contains(day)
        else { return nil }
        let made = Day(daysSinceEpoch: Gregorian.days(year: year, month: month, day: day))
        if made.isOpen { return nil }
        self = made
    }

    /// Makes the day nearest to a count of days that may not fit.
    init(daysSinceEpoch days: Int) {
        rawValue = Int32(clamping: days)
    }

    /// Whether the day stands for an open end, and not for a day of the calendar.
    public var isOpen: Bool { self == .distantPast || self == .distantFuture }

    /// The year, month (1 to 12) and day of the month (1 to 31).
    ///
    /// Defined for every value: the bounds of an open end answer with the dates that their
    /// numbers would have.
    public var components: (year: Int, month: Int, day: Int) {
        Gregorian.date(days: Int(rawValue))
    }

    /// The day `count` days later, or earlier when `count` is negative.
    ///
    /// What would lie beyond the last calendar day is `distantFuture`, what would lie before the
    /// first is `distantPast`; an open end stays itself.
    public func advanced(by count: Int) -> Day {
        if isOpen { return self }
        let (sum, overflow) = Int(rawValue).addingReportingOverflow(count)
        if overflow { return count < 0 ? .distantPast : .distantFuture }
        return Day(daysSinceEpoch: sum)
    }

    /// How many days later `other` is; negative when it is earlier.
    public func distance(to other: Day) -> Int {
        Int(other.rawValue) - Int(rawValue)
    }
}

extension Day: Comparable {
    /// Whether the first day is earlier than the second.
    public static func < (first: Day, second: Day) -> Bool { first.rawValue < second.rawValue }
}

extension Day: CustomStringConvertible {
    /// The day as ISO 8601: `2024-02-29`, `-0999-12-31`, or `..` for an open end.
    ///
    /// A year beyond four digits carries its sign, as the expanded form of ISO 8601-1 does:
    /// `+12345-06-07`. EDTF reads years of four digits only.
    public var description: String {
        if isOpen { return ".." }
        let (year, month, day) = components
        let sign = year < 0 ? "-" : year > 9999 ? "+" : ""
        return sign + padded(year.magnitude, to: 4) + "-" + padded(month.magnitude, to: 2)
            + "-" + padded(day.magnitude, to: 2)
    }

    private func padded(_ number: UInt, to width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}
