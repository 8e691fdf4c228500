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
        switch self {
        case .id(let id):
            bytes.append(1)
            bytes.appendBigEndian(id.prefix)
        case .subject(let text):
            bytes.append(2)
            bytes.appendTerminated(text)
        case .entity(let text):
            bytes.append(3)
            bytes.appendTerminated(text)
        case .type(let number):
            bytes.append(4)
            bytes.appendBigEndian(number)
        case .externalID(let text):
            bytes.append(5)
            bytes.appendTerminated(text)
        case .lineage(let position):
            bytes.append(6)
            bytes.appendBigEndian(position.rawValue)
        }
        return bytes
    }

    /// All the keys of an event, without repetition.
    static func all(
        id: Digest,
        type: UInt16,
        lineage: Position,
        _ keys: EventKeys
    ) -> [LookupKey] {
        var all: [LookupKey] = [.id(id), .type(type), .lineage(lineage)]
        all.reserveCapacity(5 + keys.entities.count)
        if !keys.subject.isEmpty { all.append(.subject(keys.subject)) }
        if !keys.externalID.isEmpty { all.append(.externalID(keys.externalID)) }
        // Comparing a few is quicker than hashing them.
        if keys.entities.count > 16 {
            all += Set(keys.entities).map(LookupKey.entity)
        } else {
            for entity in keys.entities where !all.contains(.entity(entity)) {
                all.append(.entity(entity))
            }
        }
        return all
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
