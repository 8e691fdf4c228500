public import ByteCoding
public import EventLog
import NewsFacts
public import Projecting

extension ViewStore {
    /// What facts say about other facts, up to the head of a snapshot at least.
    ///
    /// - Complexity: O(n log m) in the amendments and declarations that came since it was last
    ///   asked for.
    public func declarations(
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> Declarations {
        var (head, declarations) = known.withLock { $0 }
        guard head < snapshot.head else { return declarations }
        var positions: [Position] = []
        for type in Catalogue.types where type.isAmendment || type.isDeclaration {
            do throws(LogError) {
                positions += try log.positions(with: .type(type.number), in: snapshot)
                    .drop { $0 < head }
            } catch {
                throw .log(error)
            }
        }
        for position in positions.sorted() {
            let lineage = try snapshot.lineage(at: position)
            guard lineage == position || declarations.contains(lineage) else { continue }
            let fact = try snapshot.fact(at: position)
            guard fact.type != .dateRefined else { continue }
            declarations.record(
                try content(of: fact, in: snapshot),
                of: lineage,
                at: position
            )
        }
        head = snapshot.head
        known.withLock { if $0.head < head { $0 = (head, declarations) } }
        return declarations
    }

    /// What a version of a declaration says; nil when it takes it back.
    private func content(
        of fact: Fact,
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> Declarations.Content? {
        let content = fact.content
        var facts: [Position] = []
        for case .id(let id) in content.targets {
            // Two versions of one fact are one fact.
            if let lineage = try snapshot.lineage(ofEventWith: id, log), !facts.contains(lineage) {
                facts.append(lineage)
            }
        }
        switch content.type {
        case .sameEventDeclared: return .sameEvent(facts)
        case .factDisputed: return facts.first.map { .disputes($0) }
        case .factCorroborated: return facts.first.map { .corroborates($0) }
        case .entityMerged:
            return content.entities("into").first.map { .merges(content.subject, into: $0) }
        default: return nil
        }
    }

    /// The facts that versions hold, as they were known when the log held `k` events.
    ///
    /// - Complexity: O(n log m) for n versions in a log of m events.
    public func facts(
        _ versions: [FactVersion],
        knownAt k: Position,
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> [KnownFact] {
        let states = FactStates(log: log, declarations: try declarations(in: snapshot))
        return try facts(versions, states, states.declarations.entities(at: k), k, in: snapshot)
    }

    /// The fact of a lineage, as it was known when the log held `k` events; nil when it had been
    /// retracted.
    public func fact(
        of lineage: Position,
        knownAt k: Position,
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> KnownFact? {
        let states = FactStates(log: log, declarations: try declarations(in: snapshot))
        guard let state = try states.state(of: lineage, at: k, in: snapshot) else { return nil }
        let entities = states.declarations.entities(at: k)
        return KnownFact(
            lineage: lineage,
            position: state.content,
            days: state.days,
            content: try states.content(of: state, entities, in: snapshot),
            telling: state.telling,
            disputes: states.declarations.disputes(of: lineage, at: k),
            corroborations: states.declarations.corroborations(of: lineage, at: k)
        )
    }

    /// Visits each row of a view with the facts that were known of it when the log held `k` events.
    public func forEachRow<View: Projection>(
        of view: View.Type,
        knownAt k: Position,
        in snapshot: borrowing LogSnapshot,
        _ visit: (RowKey, [KnownFact]) -> Void
    ) throws(ViewError) {
        let file = try upToDate(view, snapshot)
        let states = FactStates(log: log, declarations: try declarations(in: snapshot))
        let entities = states.declarations.entities(at: k)
        try forEachRow(of: view, in: file) { key, entries throws(ViewError) in
            visit(key, try facts(entries.known(at: k), states, entities, k, in: snapshot))
            return true
        }
    }

    func facts(
        _ versions: [FactVersion],
        _ states: FactStates,
        _ entities: Entities,
        _ k: Position,
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> [KnownFact] {
        var facts: [KnownFact] = []
        let declarations = states.declarations
        for version in versions {
            guard let state = version.state else { continue }
            let (lineage, position) = (version.lineage, version.position)
            // What is done to facts stands as it was done, whatever is said of it.
            let isOfFacts = try version.isAmendment(in: snapshot)
            facts.append(
                KnownFact(
                    lineage: lineage,
                    position: position,
                    days: state.days,
                    content: isOfFacts
                        ? try states.amendment(at: position, in: snapshot)
                        : try states.content(of: state, entities, in: snapshot),
                    telling: state.telling,
                    disputes: isOfFacts ? [] : declarations.disputes(of: lineage, at: k),
                    corroborations: isOfFacts
                        ? [] : declarations.corroborations(of: lineage, at: k)
                )
            )
        }
        return facts
    }
}

extension FactVersion {
    /// Whether the version is an amendment or a declaration as a fact of its own.
    fileprivate func isAmendment(in snapshot: borrowing LogSnapshot) throws(ViewError) -> Bool {
        guard lineage == position, let type = try snapshot.type(at: position) else { return false }
        return type.isAmendment || type.isDeclaration
    }
}
