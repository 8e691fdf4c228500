import ByteCoding
import CBareLMDB
import Dateline
import EventLog
import Foundation
import NewsFacts
import Projecting
import TestSupport

/// Prints a line for each metric: its name, its value, its unit, and its ratio to the bare LMDB
/// loop of the same run where there is one.
func show(_ metric: String, _ value: Double, _ unit: String, against bare: Double? = nil) {
    let ratio = bare.map { String(format: "%8.2f", value / $0) } ?? ""
    let name = metric.padding(toLength: 40, withPad: " ", startingAt: 0)
    print("\(name) \(String(format: "%14.1f", value)) \(unit) \(ratio)")
}

func seconds(_ body: () throws -> Void) rethrows -> Double {
    let start = ContinuousClock.now
    try body()
    return (ContinuousClock.now - start) / .seconds(1)
}

func measure(_ count: Int) throws {
    let batch = 1_000
    let folder = TemporaryFolder()
    let ledger = try Ledger.create(at: folder.file("ledger"))

    var workload = Workload(factCount: count)
    let facts = (0..<count).map { workload.next($0) }
    let byteCount = facts.reduce(0) { $0 + $1.bytes.count }
    print("\(count) facts, \(byteCount / count) bytes each, batches of \(batch)")

    let barePath = folder.file("bare.mdb")
    let bareAppend =
        Double(count)
        / seconds {
            let result = bare_lmdb_append(barePath, count, byteCount / count, batch)
            precondition(result == 0, "bare LMDB failed: \(result)")
        }
    show("bare LMDB append", bareAppend, "facts/s")
    let appending = Appending(facts: facts, batch: batch, bare: bareAppend)
    try appending.measure(ledger, in: folder)
    if CommandLine.arguments.contains("--append") { return }

    var sum: UInt64 = 0
    let bareScan =
        Double(count)
        / seconds {
            let result = bare_lmdb_scan(barePath, &sum)
            precondition(result == 0, "bare LMDB failed: \(result)")
        }
    show("bare LMDB scan", bareScan, "facts/s")
    let snapshot = try ledger.snapshot()
    var days = 0
    let headers = try seconds {
        var events = try snapshot.events(from: .zero)
        while let event = try events.next() {
            if case .adds(_, let hi) = event.header.effect { days &+= Int(hi) }
        }
    }
    show("scan, headers only", Double(count) / headers, "facts/s", against: bareScan)
    var participants = 0
    let decoded = try seconds {
        var events = try snapshot.events(from: .zero)
        while let event = try events.next() {
            participants += try Fact(bytes: event.bytes).participants.count
        }
    }
    show("scan, every fact read", Double(count) / decoded, "facts/s", against: bareScan)

    for view in Ledger.projections {
        let rebuild = try seconds { _ = try ledger.rebuild(view) }
        show("rebuild \(view.name)", Double(count) / rebuild, "facts/s")
    }
    for view in Ledger.projections {
        let day = Day(rawValue: 30_000)
        var rows = 0
        let now = try seconds { rows = try ledger.table(of: view, asOf: day).rows.count }
        show("whole view \(view.name), \(rows) rows", now * 1_000, "ms")
        let then = KnownAt.position(Position(count / 2))
        let past = try seconds { _ = try ledger.table(of: view, asOf: day, knownAt: then) }
        show("whole view \(view.name), at half the log", past * 1_000, "ms")
    }
    show(
        "log",
        Double(try ledger.log.statistics().byteCount),
        "bytes",
        against: Double(byteCount)
    )
    print("checked: \(days), \(participants), \(sum)")
}

let count = CommandLine.arguments.dropFirst().first.flatMap(Int.init) ?? 100_000
if CommandLine.arguments.contains("--views") {
    try measureViews(count)
} else {
    try measure(count)
}
