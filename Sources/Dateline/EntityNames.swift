public import ByteCoding
import EventLog
import NewsFacts
import ViewStore

/// By which names entities go in any language, as far as a state of knowledge has it.
public struct EntityNames: Sendable {
    private var entitiesByName: [String: Set<String>] = [:]

    /// The names that those facts tell.
    fileprivate init(_ descriptions: some Sequence<Fact>) {
        for fact in descriptions {
            for name in fact.names {
                entitiesByName[name.text.lowercased(), default: []].insert(fact.subject)
            }
        }
    }

    /// The ids of the entities that have this label or alias, in whatever case it is written.
    public func entities(named text: String) -> Set<String> {
        entitiesByName[text.lowercased()] ?? []
    }
}

extension Ledger {
    /// The names of entities, as they were known when the log held `k` events.
    ///
    /// - Complexity: O(n log m) in the descriptions, corrections and retractions of m events.
    public func entityNames(knownAt k: Position) throws(LedgerError) -> EntityNames {
        let snapshot = try snapshot()
        var descriptions: [Position: Fact] = [:]
        do {
            var positions: [Position] = []
            for type in [FactType.entityDescribed, .factCorrected, .factRetracted] {
                positions += try log.positions(with: .type(type.number), in: snapshot)
            }
            for position in positions.sorted() where position < k {
                var events = try snapshot.events(from: position)
                let lineage = try events.seek(to: position).lineage
                let content = try snapshot.fact(at: position).content
                descriptions[lineage] = content.type == .entityDescribed ? content : nil
            }
        } catch let error as LogError {
            throw .log(error)
        } catch let error as ViewError {
            throw .view(error)
        } catch {
            preconditionFailure("reading facts throws nothing else: \(error)")
        }
        return EntityNames(descriptions.values)
    }
}
