/// The parts of a key as text: a name, an ID in hexadecimal and the key in base64.
struct KeyText {
    let form: TextFormatError.Form
    let name: KeyName
    let keyID: KeyID
    let key: [UInt8]

    /// The parts of that text.
    ///
    /// The name and the ID have no plus sign, the base64 may.
    init(_ text: String, of form: TextFormatError.Form) throws(TextFormatError) {
        func error(_ reason: TextFormatError.Reason) -> TextFormatError {
            TextFormatError(reason, in: form)
        }
        let most = NoteVerifier.textByteCountMax
        guard text.utf8.count <= most else {
            throw error(.tooLong(byteCount: text.utf8.count, most: most))
        }
        let plus = UInt8(ascii: "+")
        guard let (name, rest) = text.split(at: plus) else { throw error(.missing(.keyID)) }
        guard let (keyID, base64) = rest.split(at: plus) else { throw error(.missing(.key)) }
        guard let name = KeyName(wellFormed: name) else { throw error(.malformed(.keyName)) }
        guard let keyID = KeyID(hexadecimal: keyID) else { throw error(.malformed(.keyID)) }
        guard let bytes = Base64.bytes(of: base64) else { throw error(.notBase64(.key)) }
        guard let kind = bytes.first else { throw error(.missing(.key)) }
        guard kind == NoteVerifier.ed25519 else { throw error(.unknownKind(kind)) }
        let expected = NoteVerifier.keyByteCount
        guard bytes.count == 1 + expected else {
            throw error(.byteCount(.key, found: bytes.count - 1, expected: expected))
        }
        self.form = form
        self.name = name
        self.keyID = keyID
        key = Array(bytes.dropFirst())
    }

    /// Checks that the key has the ID that was stated.
    func check(_ computed: KeyID) throws(TextFormatError) {
        guard keyID == computed else {
            throw TextFormatError(.otherKeyID(stated: keyID, computed: computed), in: form)
        }
    }

    /// The text of an Ed25519 key.
    static func text(name: KeyName, keyID: KeyID, key: [UInt8]) -> String {
        "\(name.text)+\(keyID)+\(Base64.text(of: [NoteVerifier.ed25519] + key))"
    }
}
