extension SignedNote {
    /// Checks the signatures by keys that are known.
    ///
    /// Signatures by other keys are passed over, also those that share a name or an ID, but not
    /// both, with a known key. One wrong signature by a known key refuses the whole note.
    ///
    /// - Returns: the keys that signed, each once, in the order of their signatures; at least one.
    /// - Throws: ``SignatureError/wrong(name:keyID:)`` or
    ///   ``SignatureError/noKnownKey(signedBy:)``.
    /// - Complexity: O(n) for each signature by a known key.
    @discardableResult
    public func verify(
        with verifiers: [NoteVerifier]
    ) throws(SignatureError) -> [NoteVerifier] {
        var signers: [NoteVerifier] = []
        for signature in signatures {
            let named = verifiers.filter { key in
                key.name == signature.name && key.keyID == signature.keyID
            }
            guard !named.isEmpty else { continue }
            guard let signer = named.first(where: { $0.accepts(signature.bytes, of: text) }) else {
                throw .wrong(name: signature.name, keyID: signature.keyID)
            }
            if !signers.contains(signer) { signers.append(signer) }
        }
        guard !signers.isEmpty else { throw .noKnownKey(signedBy: signatures.map(\.name)) }
        return signers
    }
}
