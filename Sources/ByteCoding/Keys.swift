/// Key encodings whose byte order is the order of the values.
extension [UInt8] {
    /// Appends an unsigned integer, most significant byte first, so that bytes sort as numbers do.
    @inlinable
    public mutating func appendBigEndian<I: FixedWidthInteger & UnsignedInteger>(_ value: I) {
        appendLittleEndian(value.byteSwapped)
    }

    /// Appends a fixed-width integer, least significant byte first.
    @inlinable
    public mutating func appendLittleEndian<I: FixedWidthInteger>(_ value: I) {
        // Appending byte by byte would ask for each whether there is room.
        append(addingCapacity: I.bitWidth / 8) { output in
            var rest = value
            for _ in 0..<I.bitWidth / 8 {
                output.append(UInt8(truncatingIfNeeded: rest))
                rest >>= 8
            }
        }
    }

    /// Appends text and a zero byte, so that a text sorts before every longer text it begins.
    ///
    /// - Precondition: `text` holds no zero byte.
    @inlinable
    public mutating func appendTerminated(_ text: String) {
        precondition(!text.hasByte(0), "a key's text cannot hold a zero byte")
        append(contentsOf: text.utf8)
        append(0)
    }
}

extension String {
    /// Whether a byte is among those of the text in UTF-8.
    @inlinable
    public func hasByte(_ byte: UInt8) -> Bool {
        let utf8 = utf8Span
        let bytes = utf8.span
        for index in bytes.indices where bytes[index] == byte { return true }
        return false
    }

    /// Whether the texts have the same bytes in UTF-8; texts of other bytes may be equal as `String`.
    @inlinable
    public func hasBytes(of other: String) -> Bool {
        let (own, others) = (utf8Span, other.utf8Span)
        let (left, right) = (own.span, others.span)
        guard left.count == right.count else { return false }
        for index in left.indices where left[index] != right[index] { return false }
        return true
    }

    /// Whether all bytes of the text in UTF-8 are within bounds.
    @inlinable
    public func hasBytes(only bounds: ClosedRange<UInt8>) -> Bool {
        let utf8 = utf8Span
        let bytes = utf8.span
        for index in bytes.indices where !bounds.contains(bytes[index]) { return false }
        return true
    }
}

extension ByteReader {
    /// Reads what ``Swift/Array/appendTerminated(_:)`` wrote.
    @inlinable
    @_lifetime(self: copy self)
    public mutating func terminatedText() throws(ByteCodingError) -> String {
        var ahead = self
        var count = 0
        while try ahead.byte() != 0 { count += 1 }
        let text = try text(count)
        _ = try byte()
        return text
    }
}

extension [UInt8] {
    /// A copy of borrowed bytes.
    ///
    /// - Complexity: O(n).
    @inlinable
    public init(copying bytes: Span<UInt8>) {
        self.init(capacity: bytes.count) { output in
            for index in bytes.indices { output.append(bytes[index]) }
        }
    }
}

extension Span<UInt8> {
    /// Whether the bytes begin with those.
    ///
    /// - Complexity: O(n) in `prefix`.
    @inlinable
    public func starts(with prefix: [UInt8]) -> Bool {
        guard count >= prefix.count else { return false }
        for index in prefix.indices where self[index] != prefix[index] { return false }
        return true
    }
}
