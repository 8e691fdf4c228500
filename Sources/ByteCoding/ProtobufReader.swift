/// A cursor over the fields of one message in the Protocol Buffers wire format.
///
/// Source: Protocol Buffers encoding (proto3). Groups are refused; unknown fields can be skipped.
@frozen
public struct ProtobufReader: ~Escapable {
    @usableFromInline var reader: ByteReader
    @usableFromInline var wireType: UInt8 = 0
    @usableFromInline var number: Int = 0

    /// The number of the field whose value is read next.
    @inlinable
    public var field: Int { number }

    /// How many bytes of the message have been read.
    @inlinable
    public var offset: Int { reader.offset }

    /// Starts before the first field of a message.
    @inlinable
    @_lifetime(copy message)
    public init(_ message: Span<UInt8>) { reader = ByteReader(message) }

    /// Steps to the next field; false at the end of the message.
    @inlinable
    @inline(__always)
    @_lifetime(self: copy self)
    public mutating func next() throws(ByteCodingError) -> Bool {
        guard reader.remaining > 0 else { return false }
        let offset = reader.offset
        let tag = try reader.varint()
        guard tag >> 3 >= 1, tag >> 3 <= 536_870_911,
            // Of the eight wire types 0, 1, 2 and 5 are in use.
            0b10_0111 >> (tag & 7) & 1 == 1
        else {
            throw .invalidTag(offset: offset, tag: tag)
        }
        number = Int(tag >> 3)
        wireType = UInt8(tag & 7)
        return true
    }

    /// Reads the value of the field as an unsigned integer.
    @inlinable
    @inline(__always)
    @_lifetime(self: copy self)
    public mutating func varint() throws(ByteCodingError) -> UInt64 {
        try expect(0)
        return try reader.varint()
    }

    /// Reads the value of the field as a zigzag-encoded signed integer (`sint32`, `sint64`).
    @inlinable
    @_lifetime(self: copy self)
    public mutating func zigzag() throws(ByteCodingError) -> Int64 {
        let raw = try varint()
        return Int64(bitPattern: raw >> 1) ^ -Int64(bitPattern: raw & 1)
    }

    /// Reads the value of the field in place, as the bytes of a nested message, of `bytes` or of text.
    @inlinable
    @inline(__always)
    @_lifetime(copy self)
    public mutating func bytes() throws(ByteCodingError) -> Span<UInt8> {
        try reader.bytes(try length())
    }

    /// Reads the value of the field as text.
    @inlinable
    @_lifetime(self: copy self)
    public mutating func text() throws(ByteCodingError) -> String {
        String(copying: try utf8())
    }

    /// Reads the value of the field in place, as text.
    @inlinable
    @inline(__always)
    @_lifetime(copy self)
    public mutating func utf8() throws(ByteCodingError) -> UTF8Span {
        try reader.utf8(try length())
    }

    /// The text of a field that is left out.
    @inlinable
    @_lifetime(copy self)
    public mutating func emptyText() throws(ByteCodingError) -> UTF8Span { try reader.utf8(0) }

    /// Passes over the value of the field.
    @inlinable
    @_lifetime(self: copy self)
    public mutating func skip() throws(ByteCodingError) {
        switch wireType {
        case 0: _ = try reader.varint()
        case 1: _ = try reader.bytes(8)
        case 5: _ = try reader.bytes(4)
        default: _ = try bytes()
        }
    }

    @inlinable
    @inline(__always)
    @_lifetime(self: copy self)
    mutating func length() throws(ByteCodingError) -> Int {
        try expect(2)
        let offset = reader.offset
        let count = try reader.varint()
        guard count <= UInt64(reader.remaining) else {
            throw .truncated(offset: offset, needed: Int(clamping: count))
        }
        return Int(count)
    }

    @inlinable
    func expect(_ expected: UInt8) throws(ByteCodingError) {
        guard wireType == expected else {
            throw .unexpectedWireType(field: field, wireType: wireType)
        }
    }
}
