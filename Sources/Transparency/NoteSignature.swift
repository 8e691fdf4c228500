import ByteCoding

/// A signature under a note: who signed by which key, and the bytes of the signature.
public struct NoteSignature: Hashable, Sendable {
    /// The name of the key.
    public let name: KeyName
    /// The ID of the key.
    public let keyID: KeyID
    /// The signature, of the form that the key's kind has.
    public let bytes: [UInt8]

    /// A signature by that key.
    ///
    /// - Precondition: there are bytes.
    public init(name: KeyName, keyID: KeyID, bytes: [UInt8]) {
        precondition(!bytes.isEmpty, "a signature by \(name) has no bytes")
        self.name = name
        self.keyID = keyID
        self.bytes = bytes
    }

    /// Reads the next line as a signature.
    init(from lines: inout TextLines) throws(TextFormatError) {
        let line = try lines.next(.signatureLine)
        guard let rest = line.dropping(prefix: Self.prefix),
            let (name, signature) = rest.split(at: UInt8(ascii: " "))
        else { throw lines.error(.malformed(.signatureLine)) }
        guard let name = KeyName(wellFormed: name) else { throw lines.error(.malformed(.keyName)) }
        let bytes = try lines.bytes(signature, .signature)
        guard bytes.count > 4 else { throw lines.error(.malformed(.signature)) }
        let keyID = bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
        self.init(name: name, keyID: KeyID(rawValue: keyID), bytes: Array(bytes.dropFirst(4)))
    }

    /// The line under the note, with its newline.
    var line: String {
        var signed: [UInt8] = []
        signed.appendBigEndian(keyID.rawValue)
        return "\(Self.prefix)\(name.text) \(Base64.text(of: signed + bytes))\n"
    }

    /// An em dash and a space.
    private static let prefix = "\u{2014} "
}
