import Dateline
import Foundation
import NewsFacts
import Projecting
import TestSupport

extension `The seed article` {
    static func corpus() throws -> [Fact] {
        try Seed.files.flatMap(Repository.lines(of:)).map { try Fact(json: Data($0.utf8)) }
    }

    /// What every view says on a grid of days, without positions, which differ with the order.
    static func answers(_ ledger: Ledger) throws -> [String] {
        // What was done to which fact is told by its position.
        try Ledger.projections.filter { $0.name != "corrections" }.flatMap { view in
            try [
                "2015", "2016-06-01", "2018-02-15", "2024-06-15", "2025-01-21", "2025-02-15",
                "2030",
            ]
            .flatMap { day in
                try ledger.table(of: view, asOf: Day(day)).rows.map { row in
                    "\(view.name) \(day) \(row.key) \(String(describing: row.certain)) "
                        + "\(String(describing: row.possible)) \(row.anomalies.map(\.reason))"
                }
            }
        }
    }

    /// The facts in another order, in which no two change places that share a row and a bound of
    /// their dates, as they are told or as they turn out, and no amendment comes before what it
    /// amends.
    static func shuffled(_ facts: [Fact], seed: UInt64) -> [Fact] {
        var random = SeededRandomness(seed)
        var shuffled = placed(facts)
        for _ in 0..<20 * facts.count {
            let left = Int.random(in: 0..<facts.count - 1, using: &random)
            if shuffled[left].mayFollow(shuffled[left + 1]) { shuffled.swapAt(left, left + 1) }
        }
        return shuffled.map(\.fact)
    }

    /// The facts with the rows that they belong to and the bounds of their dates, before or after
    /// they are corrected or joined.
    private static func placed(_ facts: [Fact]) -> [Placed] {
        var rows: [String: Set<String>] = [:]
        var bounds: [String: Set<Day>] = [:]
        for fact in facts where fact.type != .sameEventDeclared {
            for name in [fact.externalID] + fact.targets.map(\.description) {
                rows[name, default: []].formUnion(Self.rows(of: fact.content))
                bounds[name, default: []].formUnion([
                    fact.content.occurred.lo, fact.content.occurred.hi,
                ])
            }
        }
        for fact in facts where fact.type == .sameEventDeclared {
            let names = fact.targets.map(\.description)
            let all = names.reduce(into: Set<Day>()) { $0.formUnion(bounds[$1] ?? []) }
            for name in names { bounds[name] = all }
        }
        return facts.map {
            Placed(
                fact: $0,
                rows: rows[$0.externalID] ?? [],
                bounds: bounds[$0.externalID] ?? []
            )
        }
    }

    private static func rows(of fact: Fact) -> [String] {
        Ledger.projections.filter { $0.consumes.contains(fact.type) }.flatMap { view in
            view.rowKeys(of: fact).map { "\(view.name) \($0)" }
        }
    }
}

/// A fact and the rows that it belongs to.
private struct Placed {
    let fact: Fact
    let rows: Set<String>
    let bounds: Set<Day>

    /// Whether this fact may arrive after `other` instead of before it.
    func mayFollow(_ other: Placed) -> Bool {
        guard fact.targets.isEmpty, other.fact.targets.isEmpty else { return false }
        return rows.isDisjoint(with: other.rows) || bounds.isDisjoint(with: other.bounds)
    }
}
