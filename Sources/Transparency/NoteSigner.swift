import Crypto

/// A private key that signs notes: Ed25519, with a name.
///
/// Its description does not tell the secret; ``secretText`` does.
public struct NoteSigner: Sendable {
    /// The public key that checks what this one signs.
    public let verifier: NoteVerifier
    private let seed: [UInt8]

    private init(name: KeyName, key: Curve25519.Signing.PrivateKey) {
        verifier = NoteVerifier(name: name, publicKey: Array(key.publicKey.rawRepresentation))
        seed = Array(key.rawRepresentation)
    }

    /// A new key, from the system's source of randomness.
    ///
    /// - Parameter name: For a log also its origin: a URL without a scheme, such as
    ///   `example.com/log`, which need not lead anywhere.
    /// - Throws: a ``TextFormatError`` when that is no name of a key, begins with a scheme, or is too
    ///   long to stand in the text of a key.
    public init(generatingFor name: String) throws(TextFormatError) {
        let keyName = try KeyName(name)
        guard !keyName.hasScheme else { throw TextFormatError(.scheme, in: .keyName) }
        self.init(name: keyName, key: Curve25519.Signing.PrivateKey())
        let (byteCount, most) = (secretText.utf8.count, NoteVerifier.textByteCountMax)
        guard byteCount <= most else {
            throw TextFormatError(.tooLong(byteCount: byteCount, most: most), in: .keyName)
        }
    }

    /// Reads a private key as ``secretText`` writes it.
    ///
    /// - Throws: a ``TextFormatError`` when it is not of that form, is no Ed25519 key, or does not
    ///   have the ID that it states. No error repeats the key.
    /// - Complexity: O(n).
    public init(parsing text: String) throws(TextFormatError) {
        guard let rest = text.dropping(prefix: Self.prefix) else {
            throw TextFormatError(.malformed(.key), in: .signerKey)
        }
        let parts = try KeyText(rest, of: .signerKey)
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: parts.key) else {
            throw TextFormatError(.malformed(.key), in: .signerKey)
        }
        self.init(name: parts.name, key: key)
        try parts.check(verifier.keyID)
    }

    /// The key with its secret, as ``init(parsing:)`` reads it: whoever has it can sign.
    ///
    /// The form is that of the Go package `golang.org/x/mod/sumdb/note`: the words `PRIVATE+KEY`,
    /// then name, ID and seed, with plus signs between.
    public var secretText: String {
        Self.prefix + KeyText.text(name: verifier.name, keyID: verifier.keyID, key: seed)
    }

    /// The signature of a text (RFC 8032).
    ///
    /// - Complexity: O(n).
    func signature(for text: String) -> NoteSignature {
        guard let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed),
            let signature = try? key.signature(for: Array(text.utf8))
        else { preconditionFailure("the key \(self) does not sign") }
        return NoteSignature(
            name: verifier.name,
            keyID: verifier.keyID,
            bytes: Array(signature)
        )
    }

    private static let prefix = "PRIVATE+KEY+"
}

extension NoteSigner: CustomStringConvertible, CustomReflectable {
    /// The name and the ID of the key, not its secret.
    public var description: String { verifier.description }

    /// The public key alone, so that no dump of a value that holds this one tells the secret.
    public var customMirror: Mirror { Mirror(self, children: ["verifier": verifier]) }
}

extension KeyName {
    /// Whether the name begins as a URL with a scheme does.
    fileprivate var hasScheme: Bool { text.contains("://") }
}
