public import ByteCoding

/// How a fact names an earlier fact.
public enum Reference: Hashable, Sendable {
    /// By the digest of its bytes, which is how a ledger stores it.
    case id(Digest)
    /// By the id it has in the system it came from; a ledger resolves it when the fact is appended.
    case externalID(String)

    /// Reads 64 hexadecimal digits as an id and any other text as an external id.
    public init(_ text: String) {
        self = Digest(hexadecimal: text).map(Reference.id) ?? .externalID(text)
    }
}

extension Reference: CustomStringConvertible {
    /// The text that ``init(_:)`` reads.
    public var description: String {
        switch self {
        case .id(let id): id.description
        case .externalID(let text): text
        }
    }
}
