import ByteCoding
import CBareLMDB
import Dateline
import Foundation
import NewsFacts
import Pairs
import Projecting
import TestSupport
import ViewStore

/// What the states of a view cost and give, over a feed of coded events.
func measureViews(_ count: Int) throws {
    let folder = TemporaryFolder()
    let ledger = try Ledger.create(at: folder.file("ledger"))
    var feed = Feed(count: count)
    for start in stride(from: 0, to: count, by: 10_000) {
        _ = try ledger.append((start..<min(count, start + 10_000)).map { _ in feed.next() })
    }
    let logByteCount = Double(try ledger.log.statistics().byteCount)
    print("\(count) coded events")
    let snapshot = try ledger.snapshot()
    let rebuild = try seconds { _ = try ledger.rebuild(Pairs.self) }
    show("rebuild pairs", Double(count) / rebuild, "facts/s")
    if let file = try ledger.views.statistics(of: Pairs.self, in: snapshot) {
        show("view pairs, by the log", Double(file.byteCount), "bytes", against: logByteCount)
    }
    let head = snapshot.head
    let (days, ks) = (Feed.firstDay...feed.lastDay.rawValue, 0...head.rawValue)
    var random = SeededRandomness(1)
    let middle = Day(rawValue: (days.lowerBound + days.upperBound) / 2)
    try ledger.views.read(Pairs.self, in: snapshot) { reader throws(ViewError) in
        for (known, k) in [("head", head), ("half", Position(rawValue: head.rawValue / 2))] {
            for (place, day) in [("the last day", feed.lastDay), ("the middle", middle)] {
                let moment = ViewMoment(on: day, knownAt: k)
                var (rowCount, byteCount) = (0, 0)
                let start = ContinuousClock.now
                try reader.forEachRow(at: moment, in: snapshot) { row in
                    rowCount += 1
                    byteCount &+= row.bytes.count
                }
                let time = (ContinuousClock.now - start) / .milliseconds(1)
                show("whole view, \(known), \(place), \(rowCount) rows", time, "ms")
                precondition(byteCount > rowCount, "rows without bytes")
            }
        }
        var keys: [RowKey] = []
        try reader.forEachRow(at: ViewMoment(on: feed.lastDay, knownAt: head), in: snapshot) {
            row in
            if let key = row.key { keys.append(key) }
        }
        let hot = keys.filter { $0.text == Feed.hotRow }
        for (name, keys) in [("any row", keys), ("the longest row", hot)] {
            var times: [Double] = []
            for _ in 0..<100_000 {
                guard let key = keys.randomElement(using: &random) else { break }
                let moment = ViewMoment(
                    on: Day(rawValue: Int32.random(in: days, using: &random)),
                    knownAt: Position(rawValue: UInt64.random(in: ks, using: &random))
                )
                let start = ContinuousClock.now
                _ = try reader.row(key, at: moment, in: snapshot)
                times.append((ContinuousClock.now - start) / .microseconds(1))
            }
            times.sort()
            precondition(!times.isEmpty, "there is no such row")
            show("row at (v, k), \(name), mean", times.reduce(0, +) / Double(times.count), "us")
            show("row at (v, k), \(name), p99", times[times.count * 99 / 100], "us")
        }
    }
}
