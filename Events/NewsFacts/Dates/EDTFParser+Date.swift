extension EDTFParser {
    /// A date without a time, and the doubt behind it.
    mutating func date() throws(EDTFError) -> DateBounds {
        let (years, yearPrecision) = try year()
        var bounds = try yearOrLess(in: years)
        bounds.precision = max(bounds.precision, yearPrecision)
        bounds.doubts = doubts()
        return bounds
    }

    private mutating func year() throws(EDTFError) -> (ClosedRange<Int>, EDTF.Precision) {
        let start = position
        let isNegative = next == "-"
        if isNegative { advance() }
        let digits = try digits(4, of: .year)
        let precision: EDTF.Precision =
            switch digits.unknownCount {
            // The coarser of this and what follows counts, so a year written out is no bound.
            case 0: .day
            case 1: .decade
            case 2: .century
            case 3: .millennium
            default: throw failure(.yearUnknown, at: start)
            }
        if !isNegative { return (digits.range, precision) }
        if digits.range.upperBound == 0 { throw failure(.yearMinusZero, at: start) }
        return (-digits.range.upperBound ... -max(1, digits.range.lowerBound), precision)
    }

    /// What follows the year, down to the day, or nothing.
    private mutating func yearOrLess(in years: ClosedRange<Int>) throws(EDTFError) -> DateBounds {
        guard next == "-" else {
            return try bounds(of: DateMask(years: years), .year, at: position)
        }
        advance()
        let start = position
        let digits = try digits(2, of: .month)
        if digits.unknownCount == 0, let part = YearPart(number: digits.range.lowerBound) {
            return DateBounds(
                lo: part.firstDay(in: years.lowerBound),
                hi: part.lastDay(in: years.upperBound),
                precision: part.precision
            )
        }
        if digits.unknownCount == 0, YearPart.quadrimesters.contains(digits.range.lowerBound) {
            throw failure(.unsupported(.quadrimester), at: start)
        }
        guard digits.range.overlaps(Gregorian.months) else {
            let allowed = Gregorian.months
            throw failure(.outOfRange(.month, found: digits.range, allowed: allowed), at: start)
        }
        let months = digits.range.clamped(to: Gregorian.months)
        let precision: EDTF.Precision = digits.unknownCount == 0 ? .month : .year
        return try monthOrDay(of: DateMask(years: years, months: months), precision)
    }

    /// What follows the month: a day, or nothing.
    private mutating func monthOrDay(
        of month: DateMask,
        _ monthPrecision: EDTF.Precision
    ) throws(EDTFError) -> DateBounds {
        guard next == "-" else { return try bounds(of: month, monthPrecision, at: position) }
        advance()
        let start = position
        let digits = try digits(2, of: .day)
        var mask = month
        mask.days = digits.range
        let isDay = digits.unknownCount == 0 && monthPrecision == .month
        return try bounds(of: mask, isDay ? .day : monthPrecision, at: start)
    }

    private func bounds(
        of mask: DateMask,
        _ precision: EDTF.Precision,
        at start: Int
    ) throws(EDTFError) -> DateBounds {
        guard let lo = mask.first, let hi = mask.last else {
            let allowed = 1...mask.longestMonth
            throw failure(.outOfRange(.day, found: mask.days, allowed: allowed), at: start)
        }
        return DateBounds(lo: lo, hi: hi, precision: precision)
    }

    private mutating func doubts() -> EDTF.Doubts {
        let doubts: EDTF.Doubts
        switch next {
        case "?": doubts = .uncertain
        case "~": doubts = .approximate
        case "%": doubts = [.uncertain, .approximate]
        default: return []
        }
        advance()
        return doubts
    }

    /// A number of exactly `count` places, the last of which may be `X`.
    mutating func digits(_ count: Int, of part: EDTFError.Part) throws(EDTFError) -> Digits {
        var (low, high, unknownCount) = (0, 0, 0)
        for _ in 0..<count {
            if next == "X" {
                (low, high, unknownCount) = (low * 10, high * 10 + 9, unknownCount + 1)
            } else {
                let digit = try digit(of: part)
                if unknownCount > 0 { throw failure(.unsupported(.digitAfterX), at: position) }
                (low, high) = (low * 10 + digit, high * 10 + digit)
            }
            advance()
        }
        return Digits(range: low...high, unknownCount: unknownCount)
    }

    /// The digit that comes next, without going past it.
    func digit(of part: EDTFError.Part) throws(EDTFError) -> Int {
        guard let next, ("0"..."9").contains(next) else { throw unexpected(wanted: part) }
        return Int(next.value - 48)
    }
}
