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

    /// The facts in another order, in which no two change places that share a subject and a bound
    /// of their dates, and no amendment comes before what it amends.
    static func shuffled(_ facts: [Fact], seed: UInt64) -> [Fact] {
        var random = SeededRandomness(seed)
        var shuffled = facts
        for _ in 0..<20 * facts.count {
            let left = Int.random(in: 0..<facts.count - 1, using: &random)
            if shuffled[left].mayFollow(shuffled[left + 1]) { shuffled.swapAt(left, left + 1) }
        }
        return shuffled
    }
}

extension Fact {
    /// Whether this fact may arrive after `other` instead of before it.
    fileprivate func mayFollow(_ other: Fact) -> Bool {
        guard targets.isEmpty, other.targets.isEmpty else { return false }
        return subject != other.subject
            || (occurred.lo != other.occurred.lo && occurred.hi != other.occurred.hi)
    }
}
