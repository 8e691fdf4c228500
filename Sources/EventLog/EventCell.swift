import ByteCoding

/// One cell of a block's column: the header of an event, and where to find its bytes.
struct EventCell {
    let header: EventHeader
    /// The first four bytes of the event's id, by which a reader notices bytes that have changed.
    let check: UInt32
    /// Where the event's bytes end, counted from the first payload of its block.
    let end: UInt32

    init(_ header: EventHeader, id: Digest, end: UInt32) {
        self.header = header
        check = id.check
        self.end = end
    }

    /// Reads the cell of the event at `position`; nil as for ``EventHeader``.
    init?(
        from reader: inout ByteReader,
        _ form: EventHeader.Form,
        at position: Position
    ) throws(ByteCodingError) {
        guard let header = try EventHeader(from: &reader, form, at: position) else { return nil }
        self.header = header
        check = try reader.bigEndian(UInt32.self)
        end = try form.readEnd(from: &reader)
    }

    func write(to bytes: inout [UInt8], _ form: EventHeader.Form) {
        header.write(to: &bytes, form)
        bytes.appendBigEndian(check)
        switch form {
        case .whole: bytes.appendLittleEndian(end)
        case .short:
            precondition(end < 1 << 24, "no block has \(end) bytes of events")
            bytes.appendLittleEndian(UInt16(truncatingIfNeeded: end))
            bytes.append(UInt8(end >> 16))
        }
    }
}

extension EventHeader.Form {
    /// How many bytes a cell has.
    var cellByteCount: Int { headerByteCount + 4 + endByteCount }

    /// How many bytes of a cell, its last, tell where the event ends.
    var endByteCount: Int { self == .whole ? 4 : 3 }

    func readEnd(from reader: inout ByteReader) throws(ByteCodingError) -> UInt32 {
        switch self {
        case .whole: return try reader.littleEndian(UInt32.self)
        case .short:
            let low = try reader.littleEndian(UInt16.self)
            return UInt32(low) | UInt32(try reader.byte()) << 16
        }
    }
}

extension Digest {
    /// The first four bytes.
    var check: UInt32 { UInt32(prefix >> 32) }
}
