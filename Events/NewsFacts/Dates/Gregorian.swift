/// The arithmetic of the proleptic Gregorian calendar.
///
/// `days(year:month:day:)` and `date(days:)` are Howard Hinnant's `days_from_civil` and
/// `civil_from_days` ("chrono-Compatible Low-Level Date Algorithms"). They count years from
/// 1 March, so that the leap day is the last day of its year, in eras of 400 years, which all
/// have the same length. All is done in 64 bits, far from overflow for the years allowed here.
enum Gregorian {
    /// The years in which every `Int32` count of days falls.
    static let years = -5_877_641...5_881_580

    /// The months of a year.
    static let months = 1...12

    private static let daysPerEra = 146_097

    /// From 0000-03-01, where the first era begins, to 1970-01-01.
    private static let eraStartToEpoch = 719_468

    /// Whether the year has a 29 February.
    static func isLeap(_ year: Int) -> Bool {
        year.isMultiple(of: 4) && (!year.isMultiple(of: 100) || year.isMultiple(of: 400))
    }

    /// How many days a month (1 to 12) has.
    static func length(ofMonth month: Int, in year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// The number of days from 1970-01-01 to a date that exists.
    static func days(year: Int, month: Int, day: Int) -> Int {
        let marchYear = month > 2 ? year : year - 1
        let era = flooredQuotient(marchYear, 400)
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * daysPerEra + dayOfEra - eraStartToEpoch
    }

    /// The date that lies `days` days after 1970-01-01.
    static func date(days: Int) -> (year: Int, month: Int, day: Int) {
        let sinceEraStart = days + eraStartToEpoch
        let era = flooredQuotient(sinceEraStart, daysPerEra)
        let dayOfEra = sinceEraStart - era * daysPerEra
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        let day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
        return (yearOfEra + era * 400 + (month > 2 ? 0 : 1), month, day)
    }

    private static func flooredQuotient(_ number: Int, _ divisor: Int) -> Int {
        (number >= 0 ? number : number - divisor + 1) / divisor
    }
}
