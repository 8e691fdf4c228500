/// A cursor that reads values from the front of bytes it does not own.
///
/// Every read checks the bounds first and throws instead of reading past the end, so that bytes
/// from a damaged or hostile file are safe to read.
@frozen
public struct ByteReader: ~Escapable {
    @usableFromInline let bytes: Span<UInt8>
    @usableFromInline var place: Int

    /// How many bytes have been read.
    @inlinable
    public var offset: Int { place }

    /// Starts at the first of `bytes`.
    @inlinable
    @_lifetime(copy bytes)
    public init(_ bytes: Span<UInt8>) {
        self.bytes = bytes
        place = 0
    }

    /// How many bytes are still to be read.
    @inlinable
    public var remaining: Int { bytes.count - offset }

    /// Reads one byte.
    @inlinable
    @_lifetime(self: copy self)
    public mutating func byte() throws(ByteCodingError) -> UInt8 {
        guard offset < bytes.count else { throw .truncated(offset: offset, needed: 1) }
        defer { place += 1 }
        return bytes[offset]
    }

    /// Reads the next `count` bytes without copying them.
    ///
    /// - Precondition: `count` is not negative.
    @inlinable
    @inline(__always)
    @_lifetime(copy self)
    public mutating func bytes(_ count: Int) throws(ByteCodingError) -> Span<UInt8> {
        precondition(count >= 0, "cannot read \(count) bytes")
        guard count <= remaining else {
            throw .truncated(offset: bytes.count, needed: count - remaining)
        }
        defer { place += count }
        return bytes.extracting(offset..<offset + count)
    }

    /// Reads a fixed-width integer, least significant byte first.
    @inlinable
    @inline(__always)
    @_lifetime(self: copy self)
    public mutating func littleEndian<I: FixedWidthInteger>(
        _ type: I.Type
    ) throws(ByteCodingError) -> I {
        try bigEndian(type).byteSwapped
    }

    /// Reads a fixed-width integer, most significant byte first.
    @inlinable
    @inline(__always)
    @_lifetime(self: copy self)
    public mutating func bigEndian<I: FixedWidthInteger>(
        _ type: I.Type
    ) throws(ByteCodingError) -> I {
        let field = try bytes(I.bitWidth / 8)
        var value: I = 0
        for index in field.indices { value = value << 8 | I(truncatingIfNeeded: field[index]) }
        return value
    }

    /// Reads a base-128 variable-length integer.
    ///
    /// Source: Protocol Buffers encoding, "Base 128 Varints".
    @inlinable
    @inline(__always)
    @_lifetime(self: copy self)
    public mutating func varint() throws(ByteCodingError) -> UInt64 {
        // Most are of one byte.
        if place < bytes.count, bytes[place] < 0x80 {
            defer { place += 1 }
            return UInt64(bytes[place])
        }
        return try longVarint()
    }

    @usableFromInline
    @inline(never)
    @_lifetime(self: copy self)
    mutating func longVarint() throws(ByteCodingError) -> UInt64 {
        let start = offset
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let next = try byte()
            guard shift < 63 || (shift == 63 && next <= 1) else {
                throw .oversizedVarint(offset: start)
            }
            value |= UInt64(next & 0x7F) << shift
            if next < 0x80 { return value }
            shift += 7
        }
    }

    /// Reads the next `count` bytes as text.
    @inlinable
    @_lifetime(self: copy self)
    public mutating func text(_ count: Int) throws(ByteCodingError) -> String {
        String(copying: try utf8(count))
    }

    /// Reads the next `count` bytes as text without copying them.
    @inlinable
    @inline(__always)
    @_lifetime(copy self)
    public mutating func utf8(_ count: Int) throws(ByteCodingError) -> UTF8Span {
        let start = offset
        let field = try bytes(count)
        guard let text = try? UTF8Span(validating: field) else {
            throw .invalidUTF8(offset: start)
        }
        return text
    }
}
