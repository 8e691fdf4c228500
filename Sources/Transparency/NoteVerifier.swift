import Crypto

/// A public key that signs notes: Ed25519, with a name (C2SP signed-note, "Ed25519 signatures").
public struct NoteVerifier: Hashable, Sendable {
    /// The name of the key.
    public let name: KeyName
    /// The ID of the key, which follows from its name and its bytes.
    public let keyID: KeyID
    /// The 32 bytes of the key.
    public let publicKey: [UInt8]

    /// The most bytes the text of a key has here.
    public static let textByteCountMax = 1_024
    /// How many bytes an Ed25519 key has, public or private.
    static let keyByteCount = 32
    /// The byte that says that a key is of the kind Ed25519.
    static let ed25519: UInt8 = 1

    /// The key of that name.
    ///
    /// - Precondition: there are 32 bytes.
    public init(name: KeyName, publicKey: [UInt8]) {
        precondition(
            publicKey.count == Self.keyByteCount,
            "an Ed25519 key has 32 bytes, not \(publicKey.count)"
        )
        self.name = name
        self.publicKey = publicKey
        keyID = KeyID(of: name, kind: Self.ed25519, publicKey: publicKey)
    }

    /// Whether the key made that signature of the text (RFC 8032).
    ///
    /// - Complexity: O(n).
    func accepts(_ signature: [UInt8], of text: String) -> Bool {
        // Bytes that are no point of the curve signed nothing.
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else {
            return false
        }
        return key.isValidSignature(signature, for: Array(text.utf8))
    }
}

extension NoteVerifier {
    /// Reads a public key as its owner publishes it: name, ID and key, with plus signs between.
    ///
    /// The form is that of the Go package `golang.org/x/mod/sumdb/note`: the ID in eight lower-case
    /// hexadecimal digits, the key in base64 after a byte for its kind.
    ///
    /// - Throws: a ``TextFormatError`` when it is not of that form, is no Ed25519 key, or does not
    ///   have the ID that it states.
    /// - Complexity: O(n).
    public init(parsing text: String) throws(TextFormatError) {
        let parts = try KeyText(text, of: .verifierKey)
        self.init(name: parts.name, publicKey: parts.key)
        try parts.check(keyID)
    }

    /// The key as ``init(parsing:)`` reads it.
    public var text: String { KeyText.text(name: name, keyID: keyID, key: publicKey) }
}

extension NoteVerifier: CustomStringConvertible {
    /// The name and the ID of the key.
    public var description: String { "\(name)+\(keyID)" }
}
