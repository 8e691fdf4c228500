import EventLog
import Foundation
import NewsFacts
import TestSupport

@testable import Dateline

/// What appending costs: of events made before, of facts, and of facts that are there already.
struct Appending {
    let facts: [Fact]
    let batch: Int
    /// What bare LMDB appends in a second, in this run.
    let bare: Double

    private func batches<Element>(of all: [Element]) -> [[Element]] {
        stride(from: 0, to: all.count, by: batch).map {
            Array(all[$0..<min(all.count, $0 + batch)])
        }
    }

    private func report(_ metric: String, _ seconds: Double, _ times: [Double] = []) {
        show(metric, Double(facts.count) / seconds, "facts/s", against: bare)
        guard !times.isEmpty else { return }
        let sorted = times.sorted()
        let worst = sorted[min(sorted.count - 1, sorted.count * 99 / 100)]
        show("  p99 of a batch", worst * 1_000, "ms")
    }

    private func timed<Element>(
        _ metric: String,
        _ batches: [[Element]],
        finally end: () throws -> Void = {},
        _ body: ([Element]) throws -> Void
    ) throws {
        var times: [Double] = []
        let start = clock()
        let whole = try seconds {
            for batch in batches { times.append(try seconds { try body(batch) }) }
            try end()
        }
        report(metric, whole, times)
        let processor = Double(clock() - start) / Double(CLOCKS_PER_SEC)
        show("  processor time of a fact", processor / Double(facts.count) * 1_000_000, "us")
    }

    /// Appends the facts to the ledger, and as events and as an import to ledgers of their own.
    func measure(_ ledger: Ledger, in folder: TemporaryFolder) throws {
        let factBatches = batches(of: facts)
        try timed("append, durable batches", factBatches) { try ledger.append($0) }
        try timed("append, all of it there already", factBatches) { try ledger.append($0) }
        let last = try seconds { try ledger.log.flushIndex() }
        show("index brought up to the head", last * 1_000, "ms")

        let events = try facts.map { fact in
            let fact = try fact.validated()
            return NewEvent(
                bytes: fact.bytes,
                type: fact.type.number,
                effect: fact.effect,
                keys: EventKeys(of: fact)
            )
        }
        let other = try Ledger.create(at: folder.file("events"))
        try timed("append, events made before", batches(of: events)) {
            try other.log.append($0, at: .clock(.now))
        }

        let third = try Ledger.create(at: folder.file("imported"))
        try timed("append, through an intake", factBatches) { facts in
            var intake = try Intake(into: third, times: .now)
            for draft in try intake.drafts(of: facts) { _ = try intake.take(draft) }
            _ = try intake.commit()
        }
    }
}
