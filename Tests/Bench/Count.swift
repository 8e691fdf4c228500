import ArgumentParser
import ByteCoding
import Coverage
import Dateline
import EventLog
import Foundation
import NewsFacts
import Pairs
import Projecting
import Relationships
import Synchronization
import TestSupport
import ViewStore

/// Runs one small workload, of which `scripts/instructions` counts the instructions.
struct Count: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Run a small workload for scripts/instructions.",
        shouldDisplay: false
    )

    @Flag(help: "List the workloads, each with how many operations it has.")
    var list = false

    @Argument(help: "The workload, or `prepare`.")
    var workload: String?

    @Argument(help: "A folder with what `prepare` makes, or for it. It is changed.")
    var folder: String = "."

    /// What can be counted, each with its number of operations and what it does in a folder.
    private static let workloads:
        [(String, operationCount: Int, @Sendable (Ledger) throws -> Void)] =
            [
                ("append", eventCount, appendFacts), ("scan", eventCount, scanFacts),
                ("verify", eventCount, verifyFacts), ("rebuild", eventCount, rebuildPairs),
                ("catchup", moreCount, catchUpViews), ("point", pointCount, askPoints),
                ("table", 1, walkTable),
            ]
    private static let (eventCount, moreCount, pointCount) = (5_000, 500, 2_000)

    func run() throws {
        guard !list else {
            return Self.workloads.forEach { say("\($0.0) \($0.operationCount)") }
        }
        guard workload != "prepare" else { return try prepare() }
        guard let found = Self.workloads.first(where: { $0.0 == workload }) else {
            throw ValidationError("There is no workload '\(workload ?? "")'.")
        }
        // Of others nothing would be counted.
        ProcessInfo.readingThreadCountMax.store(1, ordering: .relaxed)
        try found.2(try Ledger(at: folder + "/ledger"))
    }

    /// Makes a ledger whose views are up to date, and an empty one.
    private func prepare() throws {
        var feed = Feed(count: Self.eventCount)
        let ledger = try Ledger.create(at: folder + "/ledger")
        _ = try append(Self.eventCount, of: &feed, to: ledger)
        for view in Ledger.projections { try ledger.rebuild(view) }
        _ = try Ledger.create(at: folder + "/empty")
    }

    private static func appendFacts(_ ledger: Ledger) throws {
        let empty = try Ledger(at: ledger.path + "/../empty")
        var feed = Feed(count: eventCount)
        let batches = (0..<eventCount / 1_000).map { _ in feed.next(1_000) }
        try countedInstructions { for batch in batches { try empty.append(batch) } }
    }

    private static func scanFacts(_ ledger: Ledger) throws {
        let snapshot = try ledger.snapshot()
        var actorCount = 0
        try countedInstructions {
            var events = try snapshot.events(from: .zero)
            while let event = try events.next() {
                actorCount += try Fact(bytes: event.bytes).participants.count
            }
        }
        precondition(actorCount > eventCount, "\(actorCount) actors")
    }

    private static func verifyFacts(_ ledger: Ledger) throws {
        let snapshot = try ledger.snapshot()
        try countedInstructions {
            let findings = try ledger.log.verifyBlocks(in: snapshot)
            precondition(findings.isEmpty, "\(findings)")
        }
    }

    private static func rebuildPairs(_ ledger: Ledger) throws {
        try countedInstructions { try ledger.rebuild(Pairs.self) }
    }

    private static func catchUpViews(_ ledger: Ledger) throws {
        var feed = Feed(count: eventCount)
        _ = feed.next(eventCount)
        try ledger.append(feed.next(moreCount))
        let snapshot = try ledger.snapshot()
        // Not all: each reserves half of the address space that is left, and valgrind has little.
        let views: [any Projection.Type] = [Coverage.self, Pairs.self, Relationships.self]
        try countedInstructions {
            for view in views { try ledger.views.catchUp(view, to: snapshot) }
        }
    }

    private static func askPoints(_ ledger: Ledger) throws {
        let snapshot = try ledger.snapshot()
        let (last, head) = (Feed.lastDay(eventCount), snapshot.head)
        var random = SeededRandomness(1)
        try ledger.views.read(Pairs.self, in: snapshot) { reader throws(ViewError) in
            var keys: [RowKey] = []
            try reader.forEachRow(at: ViewMoment(on: last, knownAt: head), in: snapshot) { row in
                if let key = row.key { keys.append(key) }
            }
            let questions = (0..<pointCount).map { _ in
                (
                    keys[Int.random(in: 0..<keys.count, using: &random)],
                    ViewMoment(
                        on: Day(
                            rawValue: .random(in: Feed.firstDay...last.rawValue, using: &random)
                        ),
                        knownAt: Position(.random(in: 0...eventCount, using: &random))
                    )
                )
            }
            var foundCount = 0
            try countedInstructions { () throws(ViewError) in
                for (key, moment) in questions
                where try reader.row(key, at: moment, in: snapshot) != nil { foundCount += 1 }
            }
            precondition(foundCount > 0, "nothing was found")
        }
    }

    private static func walkTable(_ ledger: Ledger) throws {
        let snapshot = try ledger.snapshot()
        let moment = ViewMoment(on: Feed.lastDay(eventCount), knownAt: snapshot.head)
        try ledger.views.read(Pairs.self, in: snapshot) { reader throws(ViewError) in
            var byteCount = 0
            try countedInstructions { () throws(ViewError) in
                try reader.forEachRow(at: moment, in: snapshot) { byteCount += $0.bytes.count }
            }
            precondition(byteCount > 0, "rows without bytes")
        }
    }
}

/// Runs what is to be counted: callgrind knows this function by its name, and counts from its call to
/// its return.
@inline(never)
private func countedInstructions<Failure: Error>(
    _ body: () throws(Failure) -> Void
) throws(Failure) {
    try body()
}
