public import NewsFacts

/// Which ids mean one entity, as far as a state of knowledge has it.
public struct Entities: Hashable, Sendable {
    private var successors: [String: String] = [:]

    /// Every id means an entity of its own.
    public init() {}

    /// Whether no two ids mean one entity.
    public var isEmpty: Bool { successors.isEmpty }

    /// Lets an id mean the entity of another, from now on.
    ///
    /// A merge that would close a circle says nothing new and is passed over.
    public mutating func merge(_ former: String, into id: String) {
        let id = self.id(of: id)
        if id != former { successors[former] = id }
    }

    /// The id by which an entity goes.
    ///
    /// - Complexity: O(n) in the merges that lead from one to the other.
    public func id(of entity: String) -> String {
        var id = entity
        while let successor = successors[id] { id = successor }
        return id
    }

    /// All the ids that mean the same entity as this one, this one among them.
    ///
    /// - Complexity: O(n) in the merges.
    public func ids(meaning entity: String) -> Set<String> {
        let id = id(of: entity)
        return Set(successors.keys.filter { self.id(of: $0) == id }).union([id])
    }

    /// The ids that mean another entity here than there.
    public func difference(from other: Entities) -> Set<String> {
        Set(successors.keys).union(other.successors.keys).filter { id(of: $0) != other.id(of: $0) }
    }
}

extension Fact {
    /// The same fact, which names every entity by the id by which it goes.
    public func naming(_ entities: Entities) -> Fact {
        guard !entities.isEmpty else { return self }
        var fact = self
        fact.subject = entities.id(of: subject)
        for index in participants.indices {
            fact.participants[index].entity = entities.id(of: participants[index].entity)
        }
        return fact
    }
}
