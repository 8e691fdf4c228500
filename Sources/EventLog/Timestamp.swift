/// A moment in UTC, in microseconds since 1970-01-01T00:00:00Z, leap seconds not counted.
public struct Timestamp: RawRepresentable, Hashable, Sendable {
    /// The microseconds.
    public let rawValue: Int64

    /// The moment that many microseconds after 1970 began.
    public init(rawValue: Int64) { self.rawValue = rawValue }
}

extension Timestamp: Comparable {
    /// Whether the left moment is earlier.
    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.rawValue < right.rawValue
    }
}
