import ByteCoding
import EventLog
public import NewsFacts
public import Projecting
import ViewStore

/// The facts that name certain entities, in the order in which they were so.
public struct Timeline: Sendable {
    /// The entities that every fact names, by all the ids they may go by.
    public let entities: [Set<String>]
    /// The days in which the facts fall, or may fall.
    public let days: ClosedRange<Day>
    /// The state of knowledge from which it is told.
    public let knownAt: Knowledge
    /// The facts, in the order of their last possible day; those without a date come last.
    public let entries: [Entry]

    /// A fact of the timeline.
    public struct Entry: Sendable {
        /// The fact as it was known.
        public let fact: KnownFact
        /// Whether its date leaves no doubt that it falls within the days.
        public let isCertain: Bool
    }
}

extension Ledger {
    /// The facts that name all of some entities or subjects, within a period.
    ///
    /// Several facts that tell one event stand there once, under the one that dates it best.
    ///
    /// - Parameters:
    ///   - names: Ids, or names in any language that the ledger knew; a name that several go by
    ///     stands for any of them.
    ///   - days: The days in which a fact must fall, certainly or possibly; a fact without a date
    ///     falls only among all of them.
    ///   - knownAt: The state of knowledge.
    /// - Returns: The facts in order.
    /// - Throws: ``LedgerError/unknownEntity(_:)`` for a name that no fact known by then has.
    /// - Complexity: O(n log m) in the n facts that name one of them, of m.
    public func timeline(
        about names: [String],
        during days: ClosedRange<Day> = .distantPast ... .distantFuture,
        knownAt: KnownAt = .head
    ) throws(LedgerError) -> Timeline {
        let snapshot = try snapshot()
        let knowledge = try snapshot.knowledge(at: knownAt)
        let known = try entityNames(knownAt: knowledge.position)
        var meant: [Set<String>] = []
        var lineages: Set<Position> = []
        for name in names.map(\.composed) {
            var ids: Set<String> = []
            for id in known.entities(named: name).union([known.entities.id(of: name)]) {
                let found = try self.lineages(
                    naming: known.entities.ids(meaning: id),
                    knownAt: knowledge.position,
                    in: snapshot
                )
                if !found.isEmpty { ids.insert(id) }
                lineages.formUnion(found)
            }
            guard !ids.isEmpty else { throw .unknownEntity(name) }
            meant.append(ids)
        }
        let isUnbounded = days == .distantPast ... .distantFuture
        let facts = try self.facts(lineages, knownAt: knowledge.position, in: snapshot)
        let entries = Self.told(facts, naming: meant)
            .filter { isUnbounded || !$0.content.occurred.edtf.isEmpty && $0.days.overlaps(days) }
            .sorted { ($0.order, $0.lineage) < ($1.order, $1.lineage) }
            .map { fact in
                Timeline.Entry(
                    fact: fact,
                    isCertain: days.contains(fact.days.lowerBound)
                        && days.contains(fact.days.upperBound)
                )
            }
        return Timeline(entities: meant, days: days, knownAt: knowledge, entries: entries)
    }

    /// The events of which the facts together name each of the entities, told once, as the facts that
    /// name one of them tell it.
    private static func told(_ facts: [KnownFact], naming entities: [Set<String>]) -> [KnownFact] {
        let naming = facts.filter { fact in entities.contains { fact.content.names($0) } }
        let events = Dictionary(grouping: naming) { $0.telling?.event ?? $0.lineage }
        let chosen = events.values.filter { facts in
            entities.allSatisfy { ids in facts.contains { $0.content.names(ids) } }
        }
        return KnownFact.told(chosen.flatMap(\.self), .once)
    }

    /// The facts of which some version names one of those ids.
    private func lineages(
        naming ids: Set<String>,
        knownAt k: Position,
        in snapshot: borrowing LogSnapshot
    ) throws(LedgerError) -> Set<Position> {
        var lineages: Set<Position> = []
        do throws(LogError) {
            for key in ids.flatMap({ [LookupKey.entity($0), .subject($0)] }) {
                for position in try log.positions(with: key, in: snapshot) where position < k {
                    var events = try snapshot.events(from: position)
                    lineages.insert(try events.seek(to: position).lineage)
                }
            }
        } catch {
            throw .log(error)
        }
        return lineages
    }

    /// Those facts that tell of the world, as they were known.
    private func facts(
        _ lineages: Set<Position>,
        knownAt k: Position,
        in snapshot: borrowing LogSnapshot
    ) throws(LedgerError) -> [KnownFact] {
        var facts: [KnownFact] = []
        do throws(ViewError) {
            for lineage in lineages {
                guard let fact = try views.fact(of: lineage, knownAt: k, in: snapshot),
                    !fact.content.type.isOfRecord, fact.content.type != .entityDescribed
                else { continue }
                facts.append(fact)
            }
        } catch {
            throw .view(error)
        }
        return facts
    }
}

extension KnownFact {
    /// Where the fact stands: by its last possible day, else its first, else at the end.
    fileprivate var order: Day {
        days.upperBound == .distantFuture && days.lowerBound != .distantPast
            ? days.lowerBound : days.upperBound
    }
}

extension Fact {
    /// Whether the fact names one of those ids.
    fileprivate func names(_ others: Set<String>) -> Bool { !ids.isDisjoint(with: others) }
}
