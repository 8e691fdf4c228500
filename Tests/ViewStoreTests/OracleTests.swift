import ByteCoding
import Dateline
import Foundation
import Lawsuits
import NewsFacts
import Projecting
import TestSupport
import Testing

@Suite struct `Every view agrees with a replay` {
    @Test(arguments: 0..<UInt64(Rounds.count(60)))
    func `of a random history, for every day and every state of knowledge`(seed: UInt64) throws {
        let history = History(seed: seed, stepCount: 12 + Int(seed % 4) * 8)
        var points = 0
        guard let difference = Self.difference(in: history, seed, &points) else {
            #expect(points > 500, "seed \(seed)")
            return
        }
        let small = history.shrunk {
            var points = 0
            return Self.difference(in: $0, seed, &points) != nil
        }
        var count = 0
        let last = Self.difference(in: small, seed, &count) ?? difference
        Issue.record("seed \(seed): \(last)\nafter\n\(small)")
    }

    @Test(arguments: PastFailures.histories.map(\.history))
    func `of a history that was once told wrong`(text: String) throws {
        let history = try #require(History(parsing: text))
        #expect(history.description == text)
        for seed in 0..<UInt64(3) {
            var points = 0
            #expect(Self.difference(in: history, seed, &points) == nil)
            #expect(points > 0)
        }
    }

    @Test func `of a history that is written down and read again`() throws {
        for seed in 0..<UInt64(20) {
            let history = History(seed: seed, stepCount: 40)
            let read = try #require(History(parsing: history.description))
            #expect(read.description == history.description)
            #expect(try read.facts().log == history.facts().log)
        }
    }

    @Test func `of the facts of March 1, whose days the helpers count rightly`() throws {
        #expect(march(1).description == "2024-03-01")
        #expect(march(31).description == "2024-03-31")
    }

    /// Appends a history and compares what the views say with the oracle: the first difference.
    ///
    /// The views are caught up or rebuilt now and then on the way.
    private static func difference(
        in history: History,
        _ seed: UInt64,
        _ points: inout Int
    ) -> String? {
        do {
            let folder = TemporaryFolder()
            let (batches, log) = try history.facts()
            var randomness = SeededRandomness(seed)
            let clock = TestClock()
            var recorded: [Int64] = []
            let ledger = try Ledger.make(in: folder, clock: clock)
            for batch in batches {
                // At times the clock stands still, or goes back.
                let pauses = [0, 0, 1, -7_200_000_000, TestClock.microsecondsOfDay]
                clock.now += pauses[Int.random(in: pauses.indices, using: &randomness)]
                let receipt = try ledger.append(batch)
                while recorded.count < receipt.head.rawValue {
                    recorded.append(max(clock.now, recorded.last ?? clock.now))
                }
                switch Int.random(in: 0..<6, using: &randomness) {
                case 0: try ledger.rebuild(Diary.self)
                case 1: _ = try ledger.view(Diary.self, asOf: march(5))
                case 2:
                    _ = try ledger.view(Lawsuits.self, asOf: march(5), knownAt: .position(.zero))
                case 3:
                    for view in Ledger.projections {
                        _ = try ledger.table(of: view, asOf: march(9))
                    }
                default: break
                }
            }
            let head = try ledger.view(Diary.self, asOf: march(1)).knownAt.position
            guard head == Position(log.count) else { return "\(head) events, not \(log.count)" }
            if Bool.random(using: &randomness) { try ledger.rebuild(Diary.self) }
            let oracle = Oracle(log)
            for k in knowledges(log.count, &randomness) {
                for v in days(log, &randomness) {
                    for view in [Diary.self] + Ledger.projections {
                        let difference = try differences(view, ledger, oracle, v, k, &points)
                        if let difference { return difference }
                    }
                }
            }
            return try differenceInDays(ledger, recorded)
        } catch {
            return "\(error)"
        }
    }

    /// Every state of knowledge of a short log, some of a long one.
    private static func knowledges(_ count: Int, _ randomness: inout SeededRandomness) -> [Int] {
        let all = Array(0...count)
        return all.count <= 9
            ? all : [0, count, count - 1] + all.shuffled(using: &randomness).prefix(6)
    }

    /// Days before and after everything, and on, before and after days that facts speak of.
    private static func days(_ log: [Fact], _ randomness: inout SeededRandomness) -> [Day] {
        let bounds = log.map(\.content.occurred).flatMap { [$0.lo, $0.hi] }.filter { !$0.isOpen }
        let near = bounds.flatMap { [$0.advanced(by: -1), $0, $0.advanced(by: 1)] }
        return [Day(rawValue: -900_000), Day(rawValue: 3_000_000), .distantPast, .distantFuture]
            + Set(near).sorted().shuffled(using: &randomness).prefix(6)
    }

    private static func differences<View: Projection>(
        _ view: View.Type,
        _ ledger: Ledger,
        _ oracle: Oracle,
        _ v: Day,
        _ k: Int,
        _ points: inout Int
    ) throws -> String? {
        let answer = try ledger.view(view, asOf: v, knownAt: .position(Position(k)))
        var found = answer.rows[...]
        let place = "\(view.name) as of \(v) known at \(k)"
        guard answer.knownAt.position == Position(k) else { return place + ": knowledge" }
        for key in oracle.rows(of: view) {
            points += 1
            let certain = oracle.state(of: view, key, v, k, .certain)
            let possible = oracle.state(of: view, key, v, k, .possible)
            let isAbsent = certain.row == nil && certain.anomalies.isEmpty && possible.row == nil
            guard let row = found.first, row.key == key else {
                if isAbsent { continue }
                return "\(place): row \(key) is missing, should be \(certain), \(possible)"
            }
            found.removeFirst()
            if isAbsent { return "\(place): row \(key) should be absent, is \(row)" }
            let states = (Oracle.State(row.certain), Oracle.State(row.possible))
            guard states == (certain, possible) else {
                return "\(place): row \(key) is\n\(states)\nand should be\n\((certain, possible))"
            }
            guard row.isCertain == (certain.row == possible.row && row.registers.isEmpty) else {
                return "\(place): row \(key) is certain: \(row.isCertain)"
            }
        }
        return found.first.map { "\(place): row \($0.key) should not be there" }
    }

    /// What was known at the end of a day is what had been recorded before the next began.
    private static func differenceInDays(_ ledger: Ledger, _ recorded: [Int64]) throws -> String? {
        let last = Int32((recorded.last ?? 0) / TestClock.microsecondsOfDay)
        for day in -1...last + 1 {
            let end = Int64(day + 1) * TestClock.microsecondsOfDay
            let k = Position(recorded.count { $0 < end })
            let byDay = try ledger.view(
                Diary.self,
                asOf: march(9),
                knownAt: .day(Day(rawValue: day))
            )
            let byPosition = try ledger.view(Diary.self, asOf: march(9), knownAt: .position(k))
            guard byDay.knownAt.position == k, byDay.rows == byPosition.rows else {
                return "known at day \(day): \(byDay.knownAt), not \(k)"
            }
        }
        return nil
    }
}
