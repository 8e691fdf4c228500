/// A moment in UTC, in microseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
public struct Timestamp: RawRepresentable, Hashable, Sendable {
    /// The microseconds.
    public let rawValue: Int64

    /// The moment that many microseconds after 1970 began.
    public init(rawValue: Int64) { self.rawValue = rawValue }
}

extension Timestamp {
    /// The moments at which an event can be recorded: the years 0 to 9999.
    public static let recordable =
        Timestamp(
            rawValue: -62_167_219_200_000_000
        )...Timestamp(
            rawValue: 253_402_300_799_999_999
        )
}

extension Timestamp: Comparable {
    /// Whether the left moment is earlier.
    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.rawValue < right.rawValue
    }
}
