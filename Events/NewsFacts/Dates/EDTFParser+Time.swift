extension EDTFParser {
    /// A time of day, checked and let go.
    ///
    /// That is `Thh:mm:ss`, then `Z`, `±hh`, `±hh:mm` or nothing.
    mutating func time() throws(EDTFError) {
        advance()
        _ = try number(of: .hour, in: 0...23)
        try colon()
        let minute = try number(of: .minute, in: 0...59)
        try colon()
        // Second 60 is a leap second, which only ever ends an hour.
        _ = try number(of: .second, in: 0...(minute == 59 ? 60 : 59))
        switch next {
        case nil, "/": return
        case "Z": advance()
        case "+", "-": try offset()
        default: throw unexpected(wanted: .zone)
        }
    }

    /// An offset from UTC; no clock on Earth is more than 14 hours off.
    private mutating func offset() throws(EDTFError) {
        advance()
        let hour = try number(of: .zoneHour, in: 0...14)
        guard next == ":" else { return }
        advance()
        _ = try number(of: .zoneMinute, in: 0...(hour == 14 ? 0 : 59))
    }

    private mutating func colon() throws(EDTFError) {
        guard next == ":" else { throw unexpected(wanted: .colon) }
        advance()
    }

    /// A number of two digits.
    private mutating func number(
        of part: EDTFError.Part,
        in allowed: ClosedRange<Int>
    ) throws(EDTFError) -> Int {
        let start = position
        var number = 0
        for _ in 1...2 {
            number = number * 10 + (try digit(of: part))
            advance()
        }
        guard allowed.contains(number) else {
            throw failure(.outOfRange(part, found: number...number, allowed: allowed), at: start)
        }
        return number
    }
}
