/// A season, quarter or half of a year, as EDTF numbers them in the place of the month.
///
/// Their bounds, and the reasons for them, are in the documentation of `EDTF`.
enum YearPart {
    case anySeason
    case anyWinter
    case season(Int)
    case quarter(Int)
    case half(Int)

    /// The numbers of the thirds of a year, which are not read.
    static let quadrimesters = 37...39

    /// Makes the part that a number stands for, or nil when it stands for none.
    init?(number: Int) {
        switch number {
        case 21...23: self = .anySeason
        case 24: self = .anyWinter
        case 25...28: self = .season(number - 25)
        case 29...32: self = .season((number - 29 + 2) % 4)
        case 33...36: self = .quarter(number - 33)
        case 40...41: self = .half(number - 40)
        default: return nil
        }
    }

    /// The unit that a date of this part is exact to.
    var precision: EDTF.Precision {
        switch self {
        case .anySeason, .anyWinter, .season: .season
        case .quarter: .quarter
        case .half: .half
        }
    }

    /// The first day of the part in a year.
    func firstDay(in year: Int) -> Day {
        switch self {
        case .anySeason, .anyWinter: day(year, 1, 1)
        case .season(let index): day(year, 3 + 3 * index, 1)
        case .quarter(let index): day(year, 1 + 3 * index, 1)
        case .half(let index): day(year, 1 + 6 * index, 1)
        }
    }

    /// The last day of the part in a year.
    func lastDay(in year: Int) -> Day {
        switch self {
        case .anySeason: day(year, 12, 31)
        case .anyWinter: day(year + 1, 3, 31)
        case .season(0): day(year, 6, 23)
        case .season(1): day(year, 9, 24)
        case .season(2): day(year, 12, 23)
        case .season: day(year + 1, 3, 22)
        case .quarter(let index): lastDay(ofMonth: 3 + 3 * index, in: year)
        case .half(let index): lastDay(ofMonth: 6 + 6 * index, in: year)
        }
    }

    private func lastDay(ofMonth month: Int, in year: Int) -> Day {
        day(year, month, Gregorian.length(ofMonth: month, in: year))
    }

    private func day(_ year: Int, _ month: Int, _ day: Int) -> Day {
        Day(daysSinceEpoch: Gregorian.days(year: year, month: month, day: day))
    }
}
