public import ByteCoding
import EventLog
import NewsFacts
public import Projecting
import ViewStore

/// By which names entities go in any language, as far as a state of knowledge has it.
public struct EntityNames: Sendable {
    private var entitiesByName: [String: Set<String>] = [:]
    /// Which ids mean one entity.
    public let entities: Entities

    /// The names that those facts tell.
    fileprivate init(_ descriptions: some Sequence<Fact>, _ entities: Entities) {
        self.entities = entities
        for fact in descriptions {
            for name in fact.names {
                let id = entities.id(of: fact.subject)
                entitiesByName[name.text.lowercased(), default: []].insert(id)
            }
        }
    }

    /// The ids of the entities that have this label, alias or former id, in whatever case the name
    /// is written.
    public func entities(named text: String) -> Set<String> {
        let id = entities.id(of: text)
        return (entitiesByName[text.lowercased()] ?? []).union(id == text ? [] : [id])
    }
}

extension Ledger {
    /// The names of entities, as they were known when the log held `k` events.
    ///
    /// - Complexity: O(n log m) in the descriptions, corrections and retractions of m events.
    public func entityNames(knownAt k: Position) throws(LedgerError) -> EntityNames {
        let snapshot = try snapshot()
        var descriptions: [Position: Fact] = [:]
        var entities = Entities()
        do {
            entities = try views.declarations(in: snapshot).entities(at: k)
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
        return EntityNames(descriptions.values, entities)
    }
}
