extension TextFormatError: CustomStringConvertible {
    /// Where it is wrong, what is wrong, and what to do about it.
    public var description: String {
        let place = line.map { "line \($0) of the \(form.rawValue)" } ?? "the \(form.rawValue)"
        return "\(place): \(reason); \(wayOut)"
    }

    private var wayOut: String {
        switch (reason, form) {
        case (.scheme, _):
            "leave out the scheme: \"example.com/log\", not \"https://example.com/log\""
        case (_, .keyName):
            "choose a name such as example.com/log, without spaces or plus signs"
        case (.unknownKind, _): "only Ed25519 keys are known here: ask for such a key"
        case (_, .verifierKey): "copy the whole key again from the log's owner"
        case (_, .signerKey): "take the whole key again from where it is kept"
        case (_, .tilePath): "a path looks like tile/0/x001/067.p/12 or tile/entries/x001/067"
        default: "get the text again, to the byte, from where it came"
        }
    }
}

extension TextFormatError.Reason: CustomStringConvertible {
    /// What is wrong, without the place.
    public var description: String {
        switch self {
        case .tooLong(let byteCount, let most):
            "it has \(byteCount) bytes, and at most \(most) are read"
        case .invalidUTF8: "this is not valid UTF-8"
        case .controlCharacter(let byte):
            "it has the control character \(byte), and none but newline may stand there"
        case .unfinished: "it does not end in a newline, so its end may be missing"
        case .missing(let part): "\(part.rawValue) is missing"
        case .malformed(let part): "\(part.rawValue) is not of the right form"
        case .notBase64(let part):
            "\(part.rawValue) is not base64 of the standard alphabet with padding"
        case .notNumber(let part):
            "\(part.rawValue) is not a decimal number of 64 bits without leading zeros"
        case .byteCount(let part, let found, let expected):
            "\(part.rawValue) has \(found) bytes, not \(expected)"
        case .tooMany(let part, let most):
            "\(part.rawValue) stands there more than \(most) times, and no more are read"
        case .unknownKind(let kind): "the key is of kind \(kind)"
        case .otherKeyID(let stated, let computed):
            "the key has the ID \(computed), not \(stated)"
        case .scheme: "the name begins with a scheme"
        }
    }
}
