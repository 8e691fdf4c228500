/// What a parser learns from one date: its first and last day, and how well it is known.
struct DateBounds {
    var lo: Day
    var hi: Day
    var precision = EDTF.Precision.day
    var doubts: EDTF.Doubts = []

    /// The bounds of an end of which no date is known.
    ///
    /// Its precision is the finest, so that beside a date it does not count.
    static let unbounded = DateBounds(lo: .distantPast, hi: .distantFuture)
}

/// A number as written, in which an `X` stands for any digit.
struct Digits {
    /// The least and the greatest number that fill the places.
    let range: ClosedRange<Int>
    /// How many of the last places are `X`.
    let unknownCount: Int
}

/// A date of which each part is a range: all the real dates among the ways to fill its `X`.
struct DateMask {
    var years: ClosedRange<Int>
    /// The months, each from 1 to 12.
    var months = Gregorian.months
    /// The days as written; those that a month does not have do not count.
    var days = 1...31

    /// The earliest real date, or nil when there is none.
    ///
    /// - Complexity: O(1) but for days that few months have, or none; then O(*n*) in the years, of
    ///   which there are at most a thousand.
    var first: Day? {
        for year in years {
            for month in months {
                if let days = realDays(of: month, in: year) {
                    return day(year, month, days.lowerBound)
                }
            }
        }
        return nil
    }

    /// The latest real date, or nil when there is none.
    ///
    /// - Complexity: as that of `first`.
    var last: Day? {
        for year in years.reversed() {
            for month in months.reversed() {
                if let days = realDays(of: month, in: year) {
                    return day(year, month, days.upperBound)
                }
            }
        }
        return nil
    }

    /// The greatest day that any of the months has in any of the years.
    var longestMonth: Int {
        let year = years.first(where: Gregorian.isLeap) ?? years.lowerBound
        return months.reduce(0) { max($0, Gregorian.length(ofMonth: $1, in: year)) }
    }

    private func realDays(of month: Int, in year: Int) -> ClosedRange<Int>? {
        let month = 1...Gregorian.length(ofMonth: month, in: year)
        return days.overlaps(month) ? days.clamped(to: month) : nil
    }

    private func day(_ year: Int, _ month: Int, _ day: Int) -> Day {
        Day(daysSinceEpoch: Gregorian.days(year: year, month: month, day: day))
    }
}
