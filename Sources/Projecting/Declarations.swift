public import ByteCoding

/// What some facts say about others, at every state of knowledge: which of them tell one event,
/// which are disputed or borne out, and which ids mean one entity.
///
/// A declaration is a fact of its own: it holds from the event that makes it until one that takes
/// it back, whatever day is asked for.
public struct Declarations: Sendable {
    /// What a declaration says; facts are named by their lineages.
    public enum Content: Hashable, Sendable {
        /// The facts tell one event.
        case sameEvent([Position])
        /// Somebody denies the fact.
        case disputes(Position)
        /// Another source bears the fact out.
        case corroborates(Position)
        /// The first id means the entity of the second.
        case merges(String, into: String)
    }

    private var versions: [Position: [(position: Position, content: Content?)]] = [:]
    private var concerning: [Position: [Position]] = [:]
    private var merges: [Position] = []
    /// The positions of the events that make a merge or change one, in order.
    public private(set) var mergePositions: [Position] = []

    /// No declaration.
    public init() {}

    /// Whether the fact of that lineage is a declaration, or was before it was corrected.
    public func contains(_ lineage: Position) -> Bool { versions[lineage] != nil }

    /// Takes what the event at `position` makes of a declaration; nil when it takes it back.
    ///
    /// - Precondition: events are recorded in the order of their positions.
    public mutating func record(_ content: Content?, of lineage: Position, at position: Position) {
        let former = versions[lineage]?.last
        precondition(
            (former?.position).map { $0 < position } ?? true,
            "\(position) is recorded after \(former.map { "\($0.position)" } ?? "")"
        )
        versions[lineage, default: []].append((position, content))
        for fact in content?.facts ?? [] {
            if former != nil, concerning[fact]?.contains(lineage) == true { continue }
            concerning[fact, default: []].append(lineage)
        }
        let isMerge = [former?.content, content].contains {
            if case .merges = $0 { true } else { false }
        }
        guard isMerge else { return }
        mergePositions.append(position)
        if former == nil { merges.append(lineage) }
    }

    /// What a declaration says when the log held `k` events; nil when it says nothing then.
    ///
    /// - Complexity: O(n) in the versions of the declaration.
    public func content(of lineage: Position, at k: Position) -> Content? {
        versions[lineage]?.last { $0.position < k }?.content ?? nil
    }

    /// The facts that tell one event with a fact, itself among them, in the order in which they are
    /// declared to.
    ///
    /// Declarations that share a fact tell of one event.
    ///
    /// - Complexity: O(n log n) in the facts and declarations of the event.
    public func event(of fact: Position, at k: Position) -> [Position] {
        var found: Set<Position> = [fact]
        var told: [Position: [Position]] = [:]
        var open = [fact]
        while let next = open.popLast() {
            for lineage in concerning[next] ?? [] where told[lineage] == nil {
                guard case .sameEvent(let facts) = content(of: lineage, at: k),
                    facts.contains(next)
                else { continue }
                told[lineage] = facts
                for other in facts where found.insert(other).inserted { open.append(other) }
            }
        }
        guard !told.isEmpty else { return [fact] }
        var ordered: [Position] = []
        for (_, facts) in told.sorted(by: { $0.key < $1.key }) {
            for other in facts where found.remove(other) != nil { ordered.append(other) }
        }
        return ordered
    }

    /// Whether a declaration speaks of a fact, or ever did.
    public func concern(_ fact: Position) -> Bool {
        !concerning.isEmpty && concerning[fact] != nil
    }

    /// The facts that dispute a fact, in order.
    public func disputes(of fact: Position, at k: Position) -> [Position] {
        declarations(.disputes(fact), of: fact, at: k)
    }

    /// The facts that bear a fact out, in order.
    public func corroborations(of fact: Position, at k: Position) -> [Position] {
        declarations(.corroborates(fact), of: fact, at: k)
    }

    private func declarations(
        _ wanted: Content,
        of fact: Position,
        at k: Position
    ) -> [Position] {
        (concerning[fact] ?? []).filter { content(of: $0, at: k) == wanted }
    }

    /// The declarations that said something about a fact, in order.
    public func declarations(of fact: Position, at k: Position) -> [Position] {
        (concerning[fact] ?? []).filter { content(of: $0, at: k)?.facts.contains(fact) == true }
    }

    /// Which ids meant one entity when the log held `k` events.
    ///
    /// - Complexity: O(n) in the merges.
    public func entities(at k: Position) -> Entities {
        var entities = Entities()
        for lineage in merges {
            guard case .merges(let former, let into) = content(of: lineage, at: k) else { continue }
            entities.merge(former, into: into)
        }
        return entities
    }
}

extension Declarations.Content {
    /// The facts that the declaration speaks of.
    public var facts: [Position] {
        switch self {
        case .sameEvent(let facts): facts
        case .disputes(let fact), .corroborates(let fact): [fact]
        case .merges: []
        }
    }
}
