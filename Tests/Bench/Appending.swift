import EventLog
import Foundation
import NewsFacts
import Synchronization

@testable import Dateline

/// What appending in batches costs: facts, events made before, an intake, and duplicates.
func measureAppend(_ session: Session) throws {
    let size = try session.factByteCount() / session.factCount
    let bare = median {
        let path = session.folder.file("bare-append.mdb")
        return Bare.append(to: path, session.factCount, of: size, batch: Session.batch)
    }
    session.show("bare LMDB", Double(session.factCount) / bare, "facts/s")
    let appending = Appending(session: session, bare: bare)
    try appending.measure("through the ledger", { $0 }) { try $0.append($1) }
    try appending.measure("prepared events", { $0.compactMap { Draft(of: $0).event } }) {
        try $0.log.append($1, at: .clock(.now))
    }
    try appending.measure("through an intake", { $0 }) { ledger, facts in
        var intake = try Intake(into: ledger, times: .now)
        for draft in try intake.drafts(of: facts) { _ = try intake.take(draft) }
        _ = try intake.commit()
    }
    try appending.measure("all there already", to: try session.ledger(), { $0 }) {
        try $0.append($1)
    }
}

private struct Appending {
    let session: Session
    /// The seconds that bare LMDB takes for as many.
    let bare: Double

    /// Times a way to append all facts to a ledger that is there, or to new ones.
    func measure<Element>(
        _ metric: String,
        to standing: Ledger? = nil,
        _ prepare: ([Fact]) throws -> [Element],
        _ body: (Ledger, [Element]) throws -> Void
    ) throws {
        let count = session.factCount
        var costs: [AppendCost] = []
        for _ in 0..<session.rounds {
            let path = session.folder.file("append")
            defer { try? FileManager.default.removeItem(atPath: path) }
            let ledger = try standing ?? Ledger.create(at: path)
            var feed = Feed(count: count)
            costs.append(try append(count, of: &feed, to: ledger, prepare, body))
            let head = try ledger.snapshot().head.rawValue
            precondition(head == count, "\(head) facts of \(count)")
        }
        let whole = costs.map(\.seconds).percentile(50)
        let processor = costs.map(\.processorSeconds).percentile(50)
        let batches = costs.flatMap(\.batches)
        session.show(metric, Double(count) / whole, "facts/s", against: Double(count) / bare)
        session.show("\(metric), p99 of a batch", batches.percentile(99) * 1_000, "ms")
        session.show("\(metric), processor", processor / Double(count) * 1_000_000, "us/fact")
    }
}

/// What it cost to append facts.
struct AppendCost {
    var seconds = 0.0
    var processorSeconds = 0.0
    /// The seconds of each batch.
    var batches: [Double] = []

    /// How many facts are made before any of them is appended.
    ///
    /// The index is written beside the appends: if facts were made between them, that would cost
    /// nothing. At the end of a chunk its last part is waited for.
    fileprivate static let chunk = 1_000_000
}

/// Appends the next facts of a feed in batches, and brings the index up to the head.
func append<Element>(
    _ count: Int,
    of feed: inout Feed,
    to ledger: Ledger,
    _ prepare: ([Fact]) throws -> [Element],
    _ body: (Ledger, [Element]) throws -> Void
) throws -> AppendCost {
    var cost = AppendCost()
    for start in stride(from: 0, to: count, by: AppendCost.chunk) {
        let facts = feed.next(min(AppendCost.chunk, count - start))
        let batches = try stride(from: 0, to: facts.count, by: Session.batch).map {
            try prepare(Array(facts[$0..<min(facts.count, $0 + Session.batch)]))
        }
        let ticks = clock()
        cost.seconds += try seconds {
            for batch in batches {
                cost.batches.append(try seconds { try body(ledger, batch) })
            }
            try ledger.log.flushIndex()
        }
        cost.processorSeconds += Double(clock() - ticks) / Double(CLOCKS_PER_SEC)
    }
    return cost
}

/// Appends the next facts of a feed as anyone would.
func append(_ count: Int, of feed: inout Feed, to ledger: Ledger) throws -> AppendCost {
    try append(count, of: &feed, to: ledger, { $0 }) { _ = try $0.append($1) }
}

/// What a commit of one fact costs, beside bare LMDB's and beside one flush of the disk.
func measureCommit(_ session: Session) throws {
    let count = 200
    let size = try session.factByteCount() / session.factCount
    let ledger = try Ledger.create(at: session.folder.file("commit"))
    var feed = Feed(count: session.factCount)
    var (bare, flush, own): ([Double], [Double], [Double]) = ([], [], [])
    // In turn, as the disk has better and worse moments.
    for _ in 0..<3 {
        flush.append(Bare.flush(session.folder.file("flush"), count))
        bare.append(
            Bare.append(to: session.folder.file("bare-commit.mdb"), count, of: size, batch: 1)
        )
        let facts = feed.next(count)
        own.append(try seconds { for fact in facts { try ledger.append([fact]) } })
    }
    let rates = [flush, bare, own].map { Double(count) / $0.percentile(50) }
    session.show("one flush of a page", rates[0], "flushes/s")
    session.show("bare LMDB", rates[1], "commits/s")
    session.show("one fact a commit", rates[2], "commits/s", against: rates[1])
    session.show("one fact a commit, by flushes", rates[2], "commits/s", against: rates[0])
}

/// What 16 threads get done that each append one fact after the other.
func measureWriters(_ session: Session) throws {
    let threadCount = 16
    let share = 250
    let size = try session.factByteCount() / session.factCount
    var feed = Feed(count: session.factCount)
    let ledger = try Ledger.create(at: session.folder.file("writers"))
    let failed = Atomic(0)
    var commitCount = 0
    var (bare, own): ([Double], [Double]) = ([], [])
    for _ in 0..<3 {
        bare.append(
            Bare.append(
                to: session.folder.file("bare-writers.mdb"),
                share * threadCount,
                of: size,
                batch: threadCount
            )
        )
        let shares = (0..<threadCount).map { _ in feed.nextApart(share) }
        let before = try ledger.log.statistics().commitCount
        own.append(
            seconds {
                let finished = DispatchGroup()
                for facts in shares {
                    // A queue each: a concurrent one has only as many threads as there are cores.
                    DispatchQueue(label: "writer").async(group: finished) {
                        for fact in facts where (try? ledger.append([fact])) == nil {
                            failed.add(1, ordering: .relaxed)
                        }
                    }
                }
                finished.wait()
            }
        )
        commitCount += try ledger.log.statistics().commitCount - before
    }
    precondition(failed.load(ordering: .relaxed) == 0, "appends failed")
    let rates = [bare, own].map { Double(share * threadCount) / $0.percentile(50) }
    session.show("bare LMDB, 16 a commit", rates[0], "facts/s")
    session.show("16 threads of single facts", rates[1], "facts/s", against: rates[0])
    session.show("facts a commit", Double(3 * share * threadCount) / Double(commitCount), "facts")
}
