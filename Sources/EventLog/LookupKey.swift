public import ByteCoding

/// By what events are looked up.
public enum LookupKey: Hashable, Sendable {
    /// The id of the event.
    case id(Digest)
    /// The id of the thing that the event is about.
    case subject(String)
    /// The id of an entity that takes part.
    case entity(String)
    /// The number of the event's type.
    case type(UInt16)
    /// The text by which the event is known elsewhere.
    case externalID(String)
    /// The fact that the event is about, by the position of its first event.
    case lineage(Position)

    /// Whether there can be an event that has the key.
    var isPossible: Bool {
        switch self {
        case .subject(let text), .entity(let text), .externalID(let text): EventKeys.fits(text)
        case .id, .type, .lineage: true
        }
    }

    /// The kinds of keys, as the index numbers them.
    enum Kind: UInt8 {
        case id = 1
        case subject = 2
        case entity = 3
        case type = 4
        case externalID = 5
        case lineage = 6

        /// More than the greatest number.
        static let count = 7
    }
}

extension LookupKey: CustomStringConvertible {
    /// The key in words.
    public var description: String {
        switch self {
        case .id(let id): "the id \(id)"
        case .subject(let text): "the subject \(text)"
        case .entity(let text): "the entity \(text)"
        case .type(let number): "the type numbered \(number)"
        case .externalID(let text): "the external id \(text)"
        case .lineage(let position): "the fact \(position)"
        }
    }
}
