import ByteCoding

/// Four bytes that tell the keys of one name apart (C2SP signed-note, "Signatures").
///
/// It is no fingerprint: keys with the same ID are easily made. It says which key to try.
public struct KeyID: RawRepresentable, Hashable, Sendable {
    /// The bytes, the first the most significant.
    public let rawValue: UInt32

    /// The ID with those bytes, the first the most significant.
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// The ID of an Ed25519 key: the start of the SHA-256 of its name, a newline and its bytes after
    /// that of its kind.
    init(of name: KeyName, kind: UInt8, publicKey: [UInt8]) {
        let bytes = Array(name.text.utf8) + [UInt8(ascii: "\n"), kind] + publicKey
        rawValue = UInt32(truncatingIfNeeded: Digest(sha256Of: bytes).prefix >> 32)
    }

    /// The ID that eight lower-case hexadecimal digits spell, or nil.
    init?(hexadecimal text: String) {
        guard let value = UInt32(text, radix: 16) else { return nil }
        rawValue = value
        guard description.utf8.elementsEqual(text.utf8) else { return nil }
    }
}

extension KeyID: CustomStringConvertible {
    /// Eight lower-case hexadecimal digits.
    public var description: String {
        let digits = String(rawValue, radix: 16)
        return String(repeating: "0", count: 8 - digits.utf8.count) + digits
    }
}
