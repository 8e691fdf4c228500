/// Why the signatures of a note do not make it one to believe.
public enum SignatureError: Error, Hashable {
    /// A key that is known did not make the signature that bears its name and ID.
    case wrong(name: KeyName, keyID: KeyID)
    /// None of the keys that are known signed the note; those did, or seem to have.
    case noKnownKey(signedBy: [KeyName])
    /// The key of one log signed a checkpoint that speaks for another.
    case otherOrigin(origin: String, key: KeyName)
}

extension SignatureError: CustomStringConvertible {
    /// What is wrong, and what to do about it.
    public var description: String {
        switch self {
        case .wrong(let name, let keyID):
            """
            the signature by \(name) (key \(keyID)) is not good: the text was changed after it was \
            signed, or someone else signed it; do not believe it, and get it again from the log
            """
        case .noKnownKey(let names):
            """
            no key that was given signed this; it bears \(names.count) signatures, the first by the \
            name \(names.first?.description ?? ""): give the public key of the log, as its owner \
            publishes it
            """
        case .otherOrigin(let origin, let key):
            """
            the key \(key) signed a checkpoint of the log "\(origin.shown)"; it speaks only for the log \
            of its own name: give the key of that log
            """
        }
    }
}
