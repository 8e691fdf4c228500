import Alliances
import ByteCoding
import Commitments
import Dateline
import Foundation
import Lawsuits
import NewsFacts
import Projecting
import TestSupport
import Testing

/// A ledger with a random history in it, the oracle of its log, and days and states worth asking.
private struct Travelled {
    let ledger: Ledger
    let oracle: Oracle
    let points: [ViewPoint]
    static let views: [any Projection.Type] = [Diary.self] + Ledger.projections
    private let folder = TemporaryFolder()

    init(seed: UInt64) throws {
        let history = History(seed: 700 + seed, stepCount: 16 + Int(seed % 3) * 12)
        let log = try history.facts().log
        ledger = try Ledger.make(in: folder)
        try ledger.append(history)
        oracle = Oracle(log)
        var randomness = SeededRandomness(seed)
        let bounds = log.map(\.content.occurred).flatMap { [$0.lo, $0.hi] }.filter { !$0.isOpen }
        let near = Set(bounds.flatMap { [$0.advanced(by: -1), $0, $0.advanced(by: 1)] }).sorted()
        let days = [march(1).advanced(by: -40_000), march(31).advanced(by: 40_000)] + near
        let ends = [ViewPoint(asOf: days[0]), ViewPoint(asOf: days[1])]
        points =
            ends
            + (0..<6).map { _ in
                ViewPoint(
                    asOf: days[.random(in: days.indices, using: &randomness)],
                    knownAt: .position(Position(Int.random(in: 0...log.count, using: &randomness)))
                )
            }
    }

    /// Every pair of points.
    var pairs: [(ViewPoint, ViewPoint)] { points.flatMap { a in points.map { (a, $0) } } }
}

extension Oracle {
    /// The facts that count in a row, each with the position of its version.
    fileprivate func counted<View: Projection>(
        in view: View.Type,
        _ row: RowKey,
        at point: ViewDifference.Side,
        _ reading: Reading
    ) -> [Int: Int] {
        let k = Int(point.knownAt.position.rawValue)
        var counted: [Int: Int] = [:]
        for (lineage, fact) in known(to: view, at: k) where view.rowKeys(of: fact).contains(row) {
            let day = reading.day(of: fact)
            guard day <= point.asOf, day != .distantFuture else { continue }
            counted[lineage] =
                fact.type.isOfRecord
                ? lineage
                : (0..<k).last {
                    lineages[$0] == lineage
                        || knowledge(of: lineage, at: $0) != knowledge(of: lineage, at: $0 + 1)
                }
        }
        return counted
    }
}

@Suite struct `The difference between two answers` {
    @Test(arguments: 0..<UInt64(Rounds.count(12)))
    func `lists a row exactly when a reading differs`(seed: UInt64) throws {
        let travelled = try Travelled(seed: seed)
        let ledger = travelled.ledger
        var listed = 0
        for view in Travelled.views {
            for (a, b) in travelled.pairs {
                let difference = try ledger.difference(of: view, from: a, to: b)
                let before = try ledger.table(of: view, asOf: a.asOf, knownAt: a.knownAt).rows
                let after = try ledger.table(of: view, asOf: b.asOf, knownAt: b.knownAt).rows
                for key in Set((before + after).map(\.key)) {
                    let old = before.first { $0.key == key }
                    let new = after.first { $0.key == key }
                    let row = difference.rows.first { $0.key == key }
                    #expect((row?.certain != nil) == (old?.certain != new?.certain))
                    #expect((row?.possible != nil) == (old?.possible != new?.possible))
                    guard let row else { continue }
                    listed += 1
                    #expect(row.certain != nil || row.possible != nil)
                    for change in [row.certain, row.possible].compactMap({ $0 }) {
                        #expect(!change.facts.isEmpty)
                        #expect(!difference.columns(of: change).isEmpty)
                    }
                    if let change = row.certain {
                        #expect(change.before == old?.certain && change.after == new?.certain)
                    }
                    if let change = row.possible {
                        #expect(change.before == old?.possible && change.after == new?.possible)
                    }
                }
                let keys = difference.rows.map(\.key)
                #expect(Set(keys).isSubset(of: (before + after).map(\.key)))
                #expect(keys == keys.sorted() && Set(keys).count == keys.count)
            }
        }
        #expect(listed > 0)
    }

    @Test(arguments: 0..<UInt64(Rounds.count(12)))
    func `names the facts that count on one side only, or in another version`(seed: UInt64) throws {
        let travelled = try Travelled(seed: seed)
        for view in Travelled.views {
            for (a, b) in travelled.pairs {
                let difference = try travelled.ledger.difference(of: view, from: a, to: b)
                for row in difference.rows {
                    let readings = [
                        (row.certain, Oracle.Reading.certain), (row.possible, .possible),
                    ]
                    for case (let change?, let reading) in readings {
                        let before = travelled.oracle.counted(
                            in: view,
                            row.key,
                            at: difference.before,
                            reading
                        )
                        let after = travelled.oracle.counted(
                            in: view,
                            row.key,
                            at: difference.after,
                            reading
                        )
                        let expected = Set(before.keys).union(after.keys)
                            .filter { before[$0] != after[$0] }
                        #expect(change.facts.map { Int($0.lineage.rawValue) } == expected.sorted())
                        for fact in change.facts {
                            let lineage = Int(fact.lineage.rawValue)
                            #expect((fact.before?.counts == true) == (before[lineage] != nil))
                            #expect((fact.after?.counts == true) == (after[lineage] != nil))
                        }
                    }
                }
            }
        }
    }

    @Test(arguments: 0..<UInt64(Rounds.count(8)))
    func `mirrors the one the other way round, and is empty with itself`(seed: UInt64) throws {
        let travelled = try Travelled(seed: seed)
        for view in Travelled.views {
            for (a, b) in travelled.pairs {
                let there = try travelled.ledger.difference(of: view, from: a, to: b)
                let back = try travelled.ledger.difference(of: view, from: b, to: a)
                #expect(there == back.reversed)
                if a == b { #expect(there.rows.isEmpty) }
            }
        }
    }

    @Test(arguments: 0..<UInt64(Rounds.count(6)))
    func `composes over split ranges`(seed: UInt64) throws {
        let travelled = try Travelled(seed: seed)
        for view in Travelled.views {
            for (a, c) in travelled.pairs {
                let whole = try readings(travelled.ledger.difference(of: view, from: a, to: c))
                for b in travelled.points.prefix(4) {
                    let first = try readings(travelled.ledger.difference(of: view, from: a, to: b))
                    let second = try readings(travelled.ledger.difference(of: view, from: b, to: c))
                    #expect(whole.isSubset(of: first.union(second)))
                    #expect(first.symmetricDifference(second).isSubset(of: whole))
                }
            }
        }
    }

    /// Which reading of which row differs.
    private func readings(_ difference: ViewDifference) -> Set<String> {
        Set(
            difference.rows.flatMap { row in
                (row.certain == nil ? [] : ["certain \(row.key)"])
                    + (row.possible == nil ? [] : ["possible \(row.key)"])
            }
        )
    }
}

@Suite struct `The history of a row` {
    @Test(arguments: 0..<UInt64(Rounds.count(12)))
    func `says at every point what the view says there`(seed: UInt64) throws {
        let travelled = try Travelled(seed: seed)
        let (ledger, count) = (travelled.ledger, travelled.oracle.log.count)
        var compared = 0
        for view in Travelled.views {
            var histories: [RowKey: RowHistory] = [:]
            for key in travelled.rows(of: view) {
                histories[key] = try? ledger.rowHistory(of: key, in: view)
            }
            for k in 0...count {
                for day in Set(travelled.points.map(\.asOf)) {
                    let rows = try ledger.table(
                        of: view,
                        asOf: day,
                        knownAt: .position(Position(k))
                    ).rows
                    #expect(rows.allSatisfy { histories[$0.key] != nil })
                    for (key, history) in histories {
                        let row = rows.first { $0.key == key }
                        let answer = history.answer(on: day, knownAt: Position(k))
                        #expect(answer.certain == row?.certain)
                        #expect(answer.possible == row?.possible)
                        #expect(answer.anomalies == row?.anomalies ?? [])
                        compared += 1
                    }
                }
            }
        }
        #expect(compared > 100)
    }

    @Test(arguments: 0..<UInt64(Rounds.count(12)))
    func `begins a state or a spell only where something changes`(seed: UInt64) throws {
        let travelled = try Travelled(seed: seed)
        for view in Travelled.views {
            for key in travelled.rows(of: view) {
                guard let history = try? travelled.ledger.rowHistory(of: key, in: view) else {
                    continue
                }
                let states = history.states
                #expect(zip(states, states.dropFirst()).allSatisfy { $0.spells != $1.spells })
                #expect(
                    zip(states, states.dropFirst()).allSatisfy {
                        $0.knownAt.position < $1.knownAt.position
                    }
                )
                for spells in states.map(\.spells) {
                    #expect(spells.first?.from == .distantPast)
                    #expect(zip(spells, spells.dropFirst()).allSatisfy { $0.answer != $1.answer })
                    #expect(zip(spells, spells.dropFirst()).allSatisfy { $0.from < $1.from })
                }
            }
        }
    }

    @Test func `of a row that nothing ever touched is refused`() throws {
        let travelled = try Travelled(seed: 1)
        #expect(throws: LedgerError.self) {
            try travelled.ledger.rowHistory(of: RowKey("nothing"), in: Diary.self)
        }
    }
}

extension Travelled {
    fileprivate func rows(of view: any Projection.Type) -> [RowKey] { typedRows(of: view) }
    private func typedRows<View: Projection>(of view: View.Type) -> [RowKey] {
        oracle.rows(of: view)
    }
}
