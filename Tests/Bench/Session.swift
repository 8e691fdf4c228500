import Dateline
import EventLog
import Foundation
import NewsFacts
import TestSupport

/// One run of the benchmarks: what its workloads share, and where their figures go.
final class Session {
    let factCount: Int
    let folder = TemporaryFolder()
    /// How many facts are appended in a batch.
    static let batch = 1_000
    private let json: FileHandle?
    private var workload: String
    private var made: (ledger: Ledger, cost: AppendCost)?
    private var madeBare: String?
    /// What comes after the facts of the ledger.
    private var feed: Feed

    private init(factCount: Int, json: FileHandle?, workload: String) {
        self.factCount = factCount
        self.json = json
        self.workload = workload
        feed = Feed(count: factCount)
    }

    convenience init(factCount: Int, json path: String?) throws {
        if let path { try Data().write(to: URL(filePath: path)) }
        let json = try path.map { try FileHandle(forWritingTo: URL(filePath: $0)) }
        self.init(factCount: factCount, json: json, workload: "")
    }

    /// A session with another number of facts, and so another ledger, whose figures go with those of
    /// this one.
    func part(of factCount: Int) -> Session {
        Session(factCount: factCount, json: json, workload: workload)
    }

    /// How often a thing is measured that takes long where there are many facts.
    var rounds: Int { factCount > 200_000 ? 1 : 3 }

    func run(_ workload: Workload) throws {
        self.workload = workload.name
        say("\n\(workload.name): \(workload.summary), \(factCount) facts")
        try workload.measure(self)
    }

    /// One line of the output.
    private struct Figure: Encodable {
        let workload: String
        let metric: String
        let value: Double
        let unit: String
        let ratio: Double?
        let facts: Int
    }

    /// Tells a figure, and its ratio to what it is held against.
    func show(_ metric: String, _ value: Double, _ unit: String, against other: Double? = nil) {
        let ratio = other.map { value / $0 }
        let line = metric.padded(44) + String(format: "%14.2f ", value) + unit
        say(ratio.map { line.padded(70) + String(format: "%8.2f", $0) } ?? line)
        let figure = Figure(
            workload: workload,
            metric: metric,
            value: value,
            unit: unit,
            ratio: ratio,
            facts: factCount
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let json, let encoded = try? encoder.encode(figure) else { return }
        json.write(encoded + Data("\n".utf8))
    }

    /// Says that something is not measured, and why.
    func skip(_ metric: String, because reason: String) { say("\(metric): skipped, \(reason)") }

    /// The ledger of all the facts, and of those that workloads have added.
    func ledger() throws -> Ledger { try ledgerAndCost().ledger }

    /// The same, with what it cost to append the facts.
    func ledgerAndCost() throws -> (ledger: Ledger, cost: AppendCost) {
        if let made { return made }
        let ledger = try Ledger.create(at: folder.file("ledger"))
        let cost = try append(factCount, of: &feed, to: ledger)
        made = (ledger, cost)
        return (ledger, cost)
    }

    /// Appends the next facts of the feed.
    func appendMore(_ count: Int) throws {
        _ = try append(count, of: &feed, to: try ledger())
    }

    /// One more fact of the longest row, not appended.
    func nextOfHotRow(on day: Day) -> Fact { feed.nextOfHotPair(on: day) }

    /// How many bytes the facts of the ledger have.
    func factByteCount() throws -> Int { try ledger().factByteCount() }

    /// A file of bare LMDB with as many values as the ledger has facts, of their mean size.
    func bare() throws -> String {
        if let madeBare { return madeBare }
        let path = folder.file("bare.mdb")
        let size = try factByteCount() / factCount
        _ = Bare.append(to: path, factCount, of: size, batch: factCount)
        madeBare = path
        return path
    }
}

extension Ledger {
    /// How many bytes its facts have.
    func factByteCount() throws -> Int {
        let snapshot = try snapshot()
        var events = try snapshot.events(from: .zero)
        var byteCount = 0
        while let event = try events.next() { byteCount += event.bytes.count }
        return byteCount
    }
}

func say(_ line: String) { FileHandle.standardOutput.write(Data((line + "\n").utf8)) }

func seconds(_ body: () throws -> Void) rethrows -> Double {
    let start = ContinuousClock.now
    try body()
    return (ContinuousClock.now - start) / .seconds(1)
}

/// The median of what some rounds give.
func median(of rounds: Int = 3, _ body: () throws -> Double) rethrows -> Double {
    var values: [Double] = []
    for _ in 0..<rounds { values.append(try body()) }
    return values.percentile(50)
}

extension [Double] {
    /// The value that so many of a hundred do not exceed.
    func percentile(_ percent: Int) -> Double {
        sorted()[Swift.min(count - 1, count * percent / 100)]
    }

    var mean: Double { reduce(0, +) / Double(count) }
}

extension String {
    /// The text, filled up with spaces; never cut short.
    func padded(_ length: Int) -> String {
        self + String(repeating: " ", count: Swift.max(1, length - count))
    }
}
