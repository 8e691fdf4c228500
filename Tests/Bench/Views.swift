import ByteCoding
import Dateline
import EventLog
import Foundation
import NewsFacts
import Pairs
import Projecting
import TestSupport
import ViewStore

/// How fast a view is made from the whole log, and what memory that takes.
func measureRebuild(_ session: Session) throws {
    let ledger = try session.ledger()
    let count = Double(try ledger.snapshot().head.rawValue)
    let rebuild = try median { try seconds { try ledger.rebuild(Pairs.self) } }
    let snapshot = try ledger.snapshot()
    let byteCount = try ledger.views.statistics(of: Pairs.self, in: snapshot)?.byteCount ?? 0
    let bare = median {
        let path = session.folder.file("bare-view.mdb")
        return Bare.append(
            to: path,
            session.factCount,
            of: byteCount / session.factCount,
            batch: session.factCount
        )
    }
    session.show("bare LMDB, the view's bytes", count / bare, "facts/s")
    session.show("rebuild pairs", count / rebuild, "facts/s", against: count / bare)
    guard let peak = try PeakMemory.ofRebuild(at: ledger.path) else {
        return session.skip("memory beyond the map", because: "there is no /proc")
    }
    session.show("memory beyond the map", Double(peak) / count, "bytes/fact")
}

/// How well the progress of a rebuild tells the time that it takes.
func measureProgress(_ session: Session) throws {
    var told: [(elapsed: Double, done: Int, total: Int)] = []
    let start = ContinuousClock.now
    try session.ledger().rebuild(Pairs.self) { done, total in
        told.append(((ContinuousClock.now - start) / .seconds(1), done, total))
    }
    let whole = (ContinuousClock.now - start) / .seconds(1)
    let errors = told.filter { $0.elapsed >= 1 && $0.done > 0 }.map {
        abs($0.elapsed * Double($0.total) / Double($0.done) - whole) / whole * 100
    }
    session.show("rebuild", whole, "s")
    session.show("times told", Double(told.count), "times")
    guard let worst = errors.max() else {
        return session.skip("error of the time told", because: "the first second was all")
    }
    session.show("error of the time told, at worst", worst, "%")
}

/// What one row costs at any day and state of knowledge.
func measurePoint(_ session: Session) throws {
    let path = try session.bare()
    let bare = median { Bare.get(path, of: session.factCount) } * 1e6
    session.show("bare LMDB, one key", bare, "us")
    for (name, times) in try pointTimes(in: try session.ledger(), session.factCount) {
        session.show("\(name), mean", times.mean, "us", against: bare)
        session.show("\(name), p99", times.percentile(99), "us")
    }
}

/// How many microseconds rows take, any and the longest, each time at another (v, k).
private func pointTimes(
    in ledger: Ledger,
    _ factCount: Int
) throws -> [(name: String, times: [Double])] {
    let snapshot = try ledger.snapshot()
    let head = snapshot.head
    let days = Feed.firstDay...Feed.lastDay(factCount).rawValue
    var random = SeededRandomness(1)
    return try ledger.views.read(Pairs.self, in: snapshot) { reader throws(ViewError) in
        var keys: [RowKey] = []
        let last = ViewMoment(on: Feed.lastDay(factCount), knownAt: head)
        try reader.forEachRow(at: last, in: snapshot) { row in
            if let key = row.key { keys.append(key) }
        }
        let longest = keys.filter { $0.text == Feed.hotRow }
        precondition(longest.count == 1, "there is no row \(Feed.hotRow)")
        var all: [(String, [Double])] = []
        for (name, keys) in [("any row", keys), ("the longest row", longest)] {
            var times: [Double] = []
            var foundCount = 0
            for _ in 0..<100_000 {
                guard let key = keys.randomElement(using: &random) else { break }
                let moment = ViewMoment(
                    on: Day(rawValue: Int32.random(in: days, using: &random)),
                    knownAt: Position(
                        rawValue: UInt64.random(in: 0...head.rawValue, using: &random)
                    )
                )
                let start = ContinuousClock.now
                if try reader.row(key, at: moment, in: snapshot) != nil { foundCount += 1 }
                times.append((ContinuousClock.now - start) / .microseconds(1))
            }
            precondition(foundCount > 0, "\(name): nothing was found")
            all.append((name, times))
        }
        return all
    }
}

/// What a whole view costs, at two states of knowledge and on two days.
func measureTable(_ session: Session) throws {
    let ledger = try session.ledger()
    let head = try ledger.snapshot().head
    let half = Position(rawValue: head.rawValue / 2)
    let last = Feed.lastDay(session.factCount)
    let middle = Day(rawValue: (Feed.firstDay + last.rawValue) / 2)
    for (known, k) in [("head", head), ("half the log", half)] {
        for (place, day) in [("last day", last), ("middle day", middle)] {
            let table = try walk(ledger, at: ViewMoment(on: day, knownAt: k))
            let path = session.folder.file("bare-table.mdb")
            let size = table.byteCount / table.rowCount
            _ = Bare.append(to: path, table.rowCount, of: size, batch: table.rowCount)
            let bare = median { Bare.scan(path) } * 1_000
            session.show(
                "\(known), \(place), \(table.rowCount) rows",
                table.milliseconds,
                "ms",
                against: bare
            )
        }
    }
    let answer = try seconds {
        let rows = try ledger.view(Pairs.self, asOf: last).rows
        precondition(!rows.isEmpty, "there are no rows")
    }
    session.show("head, last day, answered with facts", answer * 1_000, "ms")
}

/// What is in a whole view, and how long it takes to visit.
private func walk(
    _ ledger: Ledger,
    at moment: ViewMoment
) throws -> (rowCount: Int, byteCount: Int, milliseconds: Double) {
    let snapshot = try ledger.snapshot()
    return try ledger.views.read(Pairs.self, in: snapshot) { reader throws(ViewError) in
        var (rowCount, byteCount) = (0, 0)
        var times: [Double] = []
        for _ in 0..<3 {
            (rowCount, byteCount) = (0, 0)
            let start = ContinuousClock.now
            try reader.forEachRow(at: moment, in: snapshot) { row in
                rowCount += 1
                byteCount += row.bytes.count
            }
            times.append((ContinuousClock.now - start) / .milliseconds(1))
        }
        precondition(rowCount > 0 && byteCount > rowCount, "rows without bytes")
        return (rowCount, byteCount, times.percentile(50))
    }
}

/// What a difference costs of about 1,000 changes, by the day and by what was known.
func measureDiff(_ session: Session) throws {
    let ledger = try session.ledger()
    let head = try ledger.snapshot().head
    let last = Feed.lastDay(session.factCount)
    let dayCount = 1_000 / Feed.factsPerDay + 2
    let points = [
        ("two days", ViewPoint(asOf: last.advanced(by: -dayCount)), ViewPoint(asOf: last)),
        (
            "two states of knowledge",
            ViewPoint(asOf: last, knownAt: .position(head.advanced(by: -1_000))),
            ViewPoint(asOf: last)
        ),
    ]
    // Before the first there may be no view yet.
    _ = try walk(ledger, at: ViewMoment(on: last, knownAt: head))
    for (name, before, after) in points {
        var changeCount = 0
        let time = try median {
            try seconds {
                let difference = try ledger.difference(of: Pairs.self, from: before, to: after)
                changeCount = difference.rows.count
            }
        }
        precondition((500...2_000).contains(changeCount), "\(changeCount) changes")
        session.show("\(name), \(changeCount) changes", time * 1_000, "ms")
    }
}

/// What it costs to bring every view up to date.
func measureCatchUp(_ session: Session) throws {
    let ledger = try session.ledger()
    try ledger.catchUp()
    let time = try median {
        try session.appendMore(10_000)
        return try seconds { try ledger.catchUp() }
    }
    session.show("10,000 facts into \(Ledger.projections.count) views", time * 1_000, "ms")
}

/// What a late fact of the longest row costs, beside one that comes in the order of its day.
func measureLate(_ session: Session) throws {
    let ledger = try session.ledger()
    try ledger.views.catchUp(Pairs.self, to: try ledger.snapshot())
    let last = Feed.lastDay(session.factCount + 30_000).advanced(by: 1)
    let middle = Day(rawValue: (Feed.firstDay + last.rawValue) / 2)
    let path = session.folder.file("bare-late.mdb")
    let size = try session.factByteCount() / session.factCount
    let bare = Bare.append(to: path, 100, of: size, batch: 1) * 10
    session.show("bare LMDB, one fact", bare, "ms")
    // As most that is late is, and as late as can be met: all that came after counts one more.
    let (few, many) = ("late by three days", "late by half of the time")
    var times: [String: (appends: [Double], catchUps: [Double])] = [:]
    for _ in 0..<25 {
        let days = [("in order", last), (few, last.advanced(by: -3)), (many, middle)]
        for (name, day) in days {
            let fact = session.nextOfHotRow(on: day)
            times[name, default: ([], [])].appends.append(
                try seconds { try ledger.append([fact]) } * 1_000
            )
            let snapshot = try ledger.snapshot()
            times[name]?.catchUps.append(
                try seconds { try ledger.views.catchUp(Pairs.self, to: snapshot) } * 1_000
            )
        }
    }
    guard let inOrder = times["in order"] else { return }
    let sum = { (times: (appends: [Double], catchUps: [Double])) in
        zip(times.appends, times.catchUps).map { $0 + $1 }.percentile(50)
    }
    session.show("in order, append and catch-up", sum(inOrder), "ms", against: bare)
    for name in [few, many] {
        guard let late = times[name] else { continue }
        session.show("\(name), by one in order", sum(late), "ms", against: sum(inOrder))
        session.show(
            "\(name), catch-up only",
            late.catchUps.percentile(50),
            "ms",
            against: inOrder.catchUps.percentile(50)
        )
    }
}

/// What log and view cost by the length of the log.
func measureLength(_ session: Session) throws {
    let lengths = [10_000, 100_000, 1_000_000, 10_000_000].filter { $0 <= session.factCount }
    for count in lengths.isEmpty ? [session.factCount] : lengths {
        say("of \(count) facts")
        let part = session.part(of: count)
        let (ledger, cost) = try part.ledgerAndCost()
        part.show("append", Double(count) / cost.seconds, "facts/s")
        let rebuild = try seconds { try ledger.rebuild(Pairs.self) }
        part.show("rebuild pairs", Double(count) / rebuild, "facts/s")
        for (name, times) in try pointTimes(in: ledger, count) {
            part.show("\(name), mean", times.mean, "us")
        }
        let snapshot = try ledger.snapshot()
        let moment = ViewMoment(on: Feed.lastDay(count), knownAt: snapshot.head)
        let table = try walk(ledger, at: moment)
        part.show("whole view, \(table.rowCount) rows", table.milliseconds, "ms")
        part.show("log", Double(try ledger.log.statistics().byteCount), "bytes")
        if let file = try ledger.views.statistics(of: Pairs.self, in: snapshot) {
            part.show("view pairs", Double(file.byteCount), "bytes")
        }
    }
}
