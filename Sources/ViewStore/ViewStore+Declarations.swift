import ByteCoding
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
        for type in Catalogue.types where type.isOfRecord {
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
}
