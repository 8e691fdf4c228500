/// The place of an event in the log: dense, from 0, given when the event is committed.
@frozen
public struct Position: RawRepresentable, Hashable, Sendable {
    /// How many events stand before it.
    public let rawValue: UInt64

    /// The position after `rawValue` events.
    @inlinable
    public init(rawValue: UInt64) { self.rawValue = rawValue }

    /// The position after `count` events.
    @inlinable
    public init(_ count: Int) { rawValue = UInt64(count) }

    /// The position of the first event.
    public static let zero = Position(rawValue: 0)

    /// The number as eight bytes that sort as positions do.
    public var bigEndian: InlineArray<8, UInt8> {
        InlineArray { UInt8(truncatingIfNeeded: rawValue >> UInt64(56 - 8 * $0)) }
    }
}

extension Position: Comparable {
    /// Whether the left event stands before the right one.
    @inlinable
    public static func < (left: Position, right: Position) -> Bool {
        left.rawValue < right.rawValue
    }
}

extension Position: Strideable {
    /// How many events further on `other` stands.
    @inlinable
    public func distance(to other: Position) -> Int {
        Int(Int64(bitPattern: other.rawValue &- rawValue))
    }

    /// The position `count` events further on.
    ///
    /// - Precondition: it does not lie before the first.
    @inlinable
    public func advanced(by count: Int) -> Position {
        Position(rawValue: UInt64(Int64(rawValue) + Int64(count)))
    }
}

extension Position: CustomStringConvertible {
    /// The position as commands take it: `#12`.
    public var description: String { "#\(rawValue)" }
}
