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

    /// The lineage that the event at `position` belongs to.
    public func lineage(at position: Position) -> Position {
        switch effect {
        case .adds: position
        case .replaces(let lineage), .retracts(let lineage): lineage
        }
    }
}

extension EventHeader {
    /// How a header is written; the number is that in the head of a block.
    enum Form: UInt8 {
        /// Any header.
        case whole = 0
        /// A header that adds a fact to some days, but not to all that there are, or is about a fact that is
        /// not far from the first: most.
        case short = 1

        var headerByteCount: Int { self == .whole ? 12 : 8 }
    }

    /// Whether the short form has room for it.
    var isShort: Bool { reach != nil }

    /// What the short form has between the type and the first day, or the lineage: how many days follow the
    /// first, or one of two numbers beyond.
    private var reach: UInt16? {
        switch effect {
        case .adds(let lo, let hi):
            let length = Int64(hi) - Int64(lo)
            return length < Self.replacing ? UInt16(length) : nil
        case .replaces(let lineage): return lineage.rawValue <= UInt32.max ? Self.replacing : nil
        case .retracts(let lineage): return lineage.rawValue <= UInt32.max ? Self.retracting : nil
        }
    }

    private static let replacing: UInt16 = 0xFFFE
    private static let retracting: UInt16 = 0xFFFF

    /// Writes the header.
    ///
    /// - Precondition: The form has room for it.
    func write(to bytes: inout [UInt8], _ form: Form) {
        bytes.appendLittleEndian(type)
        guard form == .whole else {
            guard let reach else { preconditionFailure("\(self) has no short form") }
            bytes.appendLittleEndian(reach)
            switch effect {
            case .adds(let lo, _): bytes.appendLittleEndian(lo)
            case .replaces(let lineage), .retracts(let lineage):
                bytes.appendLittleEndian(UInt32(lineage.rawValue))
            }
            return
        }
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
    /// knows, or impossible: days that end before they begin or after all that there are, a fact that is
    /// still to come.
    init?(
        from reader: inout ByteReader,
        _ form: Form,
        at position: Position
    ) throws(ByteCodingError) {
        type = try reader.littleEndian(UInt16.self)
        let mark = try reader.littleEndian(UInt16.self)
        let kind: UInt16
        let operand: UInt64
        switch form {
        case .whole:
            kind = mark
            operand = try reader.littleEndian(UInt64.self)
            if kind == 0 {
                let lo = Int32(truncatingIfNeeded: operand)
                let hi = Int32(truncatingIfNeeded: operand >> 32)
                guard lo <= hi else { return nil }
                effect = .adds(lo: lo, hi: hi)
                return
            }
        case .short:
            let word = try reader.littleEndian(UInt32.self)
            if mark < Self.replacing {
                let lo = Int32(bitPattern: word)
                let (hi, isTooLate) = lo.addingReportingOverflow(Int32(mark))
                if isTooLate { return nil }
                effect = .adds(lo: lo, hi: hi)
                return
            }
            kind = mark == Self.replacing ? 1 : 2
            operand = UInt64(word)
        }
        guard operand < position.rawValue else { return nil }
        switch kind {
        case 1: effect = .replaces(lineage: Position(rawValue: operand))
        case 2: effect = .retracts(lineage: Position(rawValue: operand))
        default: return nil
        }
    }
}
