public import ByteCoding

/// What the log knows of an event without reading its bytes: its type, and what it does.
public struct EventHeader: Hashable, Sendable {
    /// The number of the event's type.
    public let type: UInt16
    /// What the event does to what the log holds.
    public let effect: Effect

    /// What an event does to what the log holds.
    public enum Effect: Hashable, Sendable {
        /// It adds a fact that may have been so on those days, counted from 1970-01-01.
        case adds(lo: Int32, hi: Int32)
        /// It gives the fact whose first event stands there a new content.
        case replaces(lineage: Position)
        /// It takes the fact whose first event stands there back.
        case retracts(lineage: Position)
    }

    static let byteCount = 12

    /// The lineage that the event at `position` belongs to.
    public func lineage(at position: Position) -> Position {
        switch effect {
        case .adds: position
        case .replaces(let lineage), .retracts(let lineage): lineage
        }
    }
}

extension EventHeader {
    func write(to bytes: inout [UInt8]) {
        bytes.appendLittleEndian(type)
        switch effect {
        case .adds(let lo, let hi):
            bytes.appendLittleEndian(UInt16(0))
            bytes.appendLittleEndian(lo)
            bytes.appendLittleEndian(hi)
        case .replaces(let lineage):
            bytes.appendLittleEndian(UInt16(1))
            bytes.appendLittleEndian(lineage.rawValue)
        case .retracts(let lineage):
            bytes.appendLittleEndian(UInt16(2))
            bytes.appendLittleEndian(lineage.rawValue)
        }
    }

    /// Reads the header of the event at `position`; nil when its effect is none that this version
    /// knows, or impossible: days that end before they begin, a fact that is still to come.
    init?(from reader: inout ByteReader, at position: Position) throws(ByteCodingError) {
        type = try reader.littleEndian(UInt16.self)
        let kind = try reader.littleEndian(UInt16.self)
        let operand = try reader.littleEndian(UInt64.self)
        switch kind {
        case 0:
            let lo = Int32(truncatingIfNeeded: operand)
            let hi = Int32(truncatingIfNeeded: operand >> 32)
            guard lo <= hi else { return nil }
            effect = .adds(lo: lo, hi: hi)
        case 1 where operand < position.rawValue:
            effect = .replaces(lineage: Position(rawValue: operand))
        case 2 where operand < position.rawValue:
            effect = .retracts(lineage: Position(rawValue: operand))
        default: return nil
        }
    }
}
