public import EventLog
import NewsFacts

extension Timestamp {
    /// The moment as ISO 8601 in UTC, to the microsecond: `2025-02-15T09:30:00.000000Z`.
    ///
    /// What can be recorded reads as it was with ``init(iso8601:)``.
    public var iso8601: String {
        let day = day
        // Wrapping, for the first moment there is lies within a day that began before it.
        let micros = rawValue &- Int64(day.rawValue) &* Self.microsecondsOfDay
        let seconds = micros / 1_000_000
        let time = [seconds / 3_600, seconds / 60 % 60, seconds % 60]
            .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
        let fraction = String(micros % 1_000_000)
        return
            "\(day)T\(time).\(String(repeating: "0", count: 6 - fraction.utf8.count))\(fraction)Z"
    }

    /// Reads a moment as RFC 3339 writes it: a date, a time, and `Z` or an offset from UTC.
    ///
    /// Of a fraction the microseconds count; what is finer is cut off.
    ///
    /// - Returns: nil for another text, and for a moment at which nothing can be recorded.
    public init?(iso8601 text: some StringProtocol) {
        var fields = Fields(text)
        guard let year = fields.number(ofDigits: 4), fields.takes("-"),
            let month = fields.number(ofDigits: 2), fields.takes("-"),
            let date = fields.number(ofDigits: 2), fields.takes("T") || fields.takes("t"),
            let day = Day(year: year, month: month, day: date),
            let hour = fields.number(ofDigits: 2), hour < 24, fields.takes(":"),
            let minute = fields.number(ofDigits: 2), minute < 60, fields.takes(":"),
            let second = fields.number(ofDigits: 2), second < 60,
            let fraction = fields.fraction(), let offset = fields.offset(), fields.isAtEnd
        else { return nil }
        let seconds = (hour * 60 + minute - offset) * 60 + second
        let moment = Timestamp(
            rawValue: Int64(day.rawValue) * Self.microsecondsOfDay
                + Int64(seconds * 1_000_000 + fraction)
        )
        guard Self.recordable.contains(moment) else { return nil }
        self = moment
    }
}

/// The text of a moment, read from the front.
private struct Fields {
    private let bytes: [UInt8]
    private var place = 0

    init(_ text: some StringProtocol) { bytes = Array(text.utf8) }

    var isAtEnd: Bool { place == bytes.count }

    mutating func takes(_ character: Unicode.Scalar) -> Bool {
        guard place < bytes.count, bytes[place] == UInt8(ascii: character) else { return false }
        place += 1
        return true
    }

    mutating func number(ofDigits count: Int) -> Int? {
        var number = 0
        for _ in 0..<count {
            guard let digit = digit() else { return nil }
            number = number * 10 + digit
        }
        return number
    }

    private mutating func digit() -> Int? {
        guard place < bytes.count, (0x30...0x39).contains(bytes[place]) else { return nil }
        defer { place += 1 }
        return Int(bytes[place]) - 0x30
    }

    /// The microseconds of a fraction of a second, if there is one; nil when it has no digits.
    mutating func fraction() -> Int? {
        guard takes(".") else { return 0 }
        var (micros, unit) = (0, 100_000)
        guard let first = digit() else { return nil }
        micros = first * unit
        while let next = digit() {
            unit /= 10
            micros += next * unit
        }
        return micros
    }

    /// By how many minutes the zone is ahead of UTC; nil when none is given.
    mutating func offset() -> Int? {
        if takes("Z") || takes("z") { return 0 }
        let sign = takes("-") ? -1 : 1
        guard sign < 0 || takes("+"), let hours = number(ofDigits: 2), hours < 24 else {
            return nil
        }
        _ = takes(":")
        guard let minutes = number(ofDigits: 2), minutes < 60 else { return nil }
        return sign * (hours * 60 + minutes)
    }
}
