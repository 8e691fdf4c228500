/// Writes the fields of one message in the Protocol Buffers wire format.
///
/// Equal calls give equal bytes: integers take their shortest form and nothing is reordered. A
/// value that equals its proto3 default is left out, as proto3 does.
public struct ProtobufWriter: Sendable {
    /// What has been written.
    public private(set) var bytes: [UInt8] = []

    /// An empty message, for which there is room for so many bytes.
    public init(reservingCapacity byteCount: Int = 0) { bytes.reserveCapacity(byteCount) }

    /// Writes an unsigned integer, unless it is 0.
    public mutating func varint(_ value: UInt64, field: Int) {
        guard value != 0 else { return }
        tag(field, wireType: 0)
        bytes.appendVarint(value)
    }

    /// Writes a signed integer in the zigzag encoding (`sint32`, `sint64`), unless it is 0.
    public mutating func zigzag(_ value: Int64, field: Int) {
        varint(UInt64(bitPattern: value << 1) ^ UInt64(bitPattern: value >> 63), field: field)
    }

    /// Writes text, unless it is empty.
    public mutating func text(_ value: String, field: Int) {
        guard !value.isEmpty else { return }
        element(value.utf8, field: field)
    }

    /// Writes bytes, unless there are none.
    public mutating func bytes(_ value: some Collection<UInt8>, field: Int) {
        guard !value.isEmpty else { return }
        element(value, field: field)
    }

    /// Writes one element of a repeated field of text, bytes or messages, also when it is empty.
    public mutating func element(_ value: some Collection<UInt8>, field: Int) {
        tag(field, wireType: 2)
        bytes.appendVarint(UInt64(value.count))
        bytes.append(contentsOf: value)
    }

    /// Writes one element of a repeated field of messages, whose fields `write` writes.
    public mutating func message(field: Int, _ write: (inout ProtobufWriter) -> Void) {
        tag(field, wireType: 2)
        let start = bytes.count
        bytes.append(0)
        write(&self)
        let count = bytes.count - start - 1
        if count < 0x80 {
            bytes[start] = UInt8(count)
        } else {
            var length: [UInt8] = []
            length.appendVarint(UInt64(count))
            bytes.replaceSubrange(start...start, with: length)
        }
    }

    private mutating func tag(_ field: Int, wireType: UInt64) {
        precondition(field >= 1 && field <= 536_870_911, "\(field) is no field number")
        bytes.appendVarint(UInt64(field) << 3 | wireType)
    }
}

extension [UInt8] {
    /// Appends a base-128 variable-length integer in its shortest form.
    public mutating func appendVarint(_ value: UInt64) {
        if value < 0x80 { return append(UInt8(value)) }
        var rest = value
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(rest))
    }
}
