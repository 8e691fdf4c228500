public import NewsFacts

/// Which ids mean one entity, as far as a state of knowledge has it.
public struct Entities: Hashable, Sendable {
    /// The id by which an entity goes, for each id that is not its own.
    private var successors: [String: String] = [:]
    /// The other ids of an entity, by the id by which it goes.
    private var members: [String: [String]] = [:]

    /// Every id means an entity of its own.
    public init() {}

    /// Whether no two ids mean one entity.
    public var isEmpty: Bool { successors.isEmpty }

    /// Lets the entity of one id be that of another, from now on, with all that mean either.
    ///
    /// A merge that would close a circle says nothing new and is passed over.
    public mutating func merge(_ former: String, into id: String) {
        let (former, id) = (self.id(of: former), self.id(of: id))
        guard id != former else { return }
        for other in members[former, default: []] { successors[other] = id }
        successors[former] = id
        members[id, default: []] += members.removeValue(forKey: former) ?? []
        members[id, default: []].append(former)
    }

    /// The id by which an entity goes.
    public func id(of entity: String) -> String { successors[entity] ?? entity }

    /// All the ids that mean the same entity as this one, this one among them.
    public func ids(meaning entity: String) -> Set<String> {
        let id = id(of: entity)
        return Set(members[id] ?? []).union([id])
    }

    /// The ids that mean another entity here than there.
    public func difference(from other: Entities) -> Set<String> {
        Set(successors.keys).union(other.successors.keys).filter { id(of: $0) != other.id(of: $0) }
    }
}

extension Fact {
    /// Names every entity by the id by which it goes.
    public mutating func name(by entities: Entities) {
        guard !entities.isEmpty else { return }
        subject = entities.id(of: subject)
        attributedTo = entities.id(of: attributedTo)
        for name in type.identifierAttributes {
            attributes[name] = attributes[name].map(entities.id)
        }
        for index in participants.indices {
            participants[index].entity = entities.id(of: participants[index].entity)
        }
    }
}
