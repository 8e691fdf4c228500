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
        end = try reader.littleEndian(UInt32.self)
    }

    func write(to bytes: inout [UInt8], _ form: EventHeader.Form) {
        header.write(to: &bytes, form)
        bytes.appendBigEndian(check)
        bytes.appendLittleEndian(end)
    }
}

extension EventHeader.Form {
    /// How many bytes a cell has.
    var cellByteCount: Int { headerByteCount + 8 }
}

extension Digest {
    /// The first four bytes.
    var check: UInt32 { UInt32(prefix >> 32) }
}
