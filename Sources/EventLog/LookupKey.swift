public import ByteCoding

/// By what events are looked up.
public enum LookupKey: Hashable, Sendable {
    /// The id of the event; only its first eight bytes are indexed.
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

    /// The key as the index stores it: a byte for its kind, then the content, ended by a zero byte
    /// where its length is not fixed.
    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        write(to: &bytes)
        return bytes
    }

    /// Appends the key as the index stores it.
    func write(to bytes: inout [UInt8]) {
        bytes.append(kind)
        switch self {
        case .id(let id): bytes.appendBigEndian(id.prefix)
        case .subject(let text), .entity(let text), .externalID(let text):
            bytes.appendTerminated(text)
        case .type(let number): bytes.appendBigEndian(number)
        case .lineage(let position): bytes.appendBigEndian(position.rawValue)
        }
    }

    var kind: UInt8 {
        switch self {
        case .id: 1
        case .subject: 2
        case .entity: 3
        case .type: 4
        case .externalID: 5
        case .lineage: 6
        }
    }

    static let kinds: ClosedRange<UInt8> = 1...6
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
