/// Why bytes could not be read; every case names the offset in the bytes that were given.
public enum ByteCodingError: Error, Hashable {
    /// The bytes end at `offset`, where `needed` more had to follow.
    case truncated(offset: Int, needed: Int)
    /// The value of `byteCount` bytes goes on at `offset`, where it should end.
    case oversized(offset: Int, byteCount: Int)
    /// The variable-length integer at `offset` does not fit 64 bits.
    case oversizedVarint(offset: Int)
    /// The text at `offset` is not valid UTF-8.
    case invalidUTF8(offset: Int)
    /// The tag at `offset` names field 0 or a wire type that proto3 does not have.
    case invalidTag(offset: Int, tag: UInt64)
    /// The value of `field` has another wire type than its schema says.
    case unexpectedWireType(field: Int, wireType: UInt8)
    /// The value of `field` is none that its schema lists.
    case unknownValue(field: Int, value: UInt64)
    /// The text or bytes of `field` are not of the form that its schema says.
    case malformed(field: Int)
}

extension ByteCodingError: CustomStringConvertible {
    /// What is wrong and where.
    public var description: String {
        switch self {
        case .truncated(let offset, let needed):
            "the bytes end at offset \(offset), \(needed) more were expected"
        case .oversized(let offset, let byteCount):
            "a value of \(byteCount) bytes should end at offset \(offset)"
        case .oversizedVarint(let offset): "the integer at offset \(offset) is longer than 64 bits"
        case .invalidUTF8(let offset): "the text at offset \(offset) is not valid UTF-8"
        case .invalidTag(let offset, let tag): "offset \(offset) holds no field tag (\(tag))"
        case .unexpectedWireType(let field, let wireType):
            "field \(field) has the unexpected wire type \(wireType)"
        case .unknownValue(let field, let value):
            "field \(field) has the value \(value), which its schema does not list"
        case .malformed(let field): "field \(field) is not of the form that its schema says"
        }
    }
}
