import ByteCoding
import Dateline
import EventLog
import Foundation
import NewsFacts
import Projecting
import TestSupport
import Testing
import ViewStore

/// A view of rows that take every fact.
private enum Chronicle: Projection {
    static let name = "chronicle"
    static let summary = "All that was told, in order"
    static let version: UInt32 = 1
    static let consumes: Set<FactType> = [.meetingHeld]

    static func apply(_ fact: Fact, to row: inout Entry?, of key: RowKey) {
        row = Entry(seen: (row?.seen ?? "") + fact.statement + ";")
    }

    struct Entry: ViewRow {
        var status = Status.told
        var seen = ""

        enum Status: String, RowStatus {
            case told
            var isCurrent: Bool { true }
        }

        static let columns: [Column<Entry>] = [Column("seen", \.seen)]
    }
}

/// Rows of many facts with exact days, whose states are kept in several chunks.
@Suite struct `A long row` {
    private let folder = TemporaryFolder()

    /// One of those facts, as its last version has it.
    private struct Told {
        var day: Day
        var statement: String
        var isRetracted = false
    }

    /// Facts in batches, with what each state of knowledge makes of every fact.
    private struct Course {
        var batches: [[Fact]] = []
        /// By position: the fact that the event is about, and what it is from then on.
        var events: [(lineage: Int, told: Told)] = []

        init(seed: UInt64, count: Int) throws {
            var randomness = SeededRandomness(seed)
            var ids: [Int: Digest] = [:]
            while events.count < count {
                var batch: [Fact] = []
                for _ in 0..<Int.random(in: 1...40, using: &randomness) {
                    let number = events.count
                    let draw = Int.random(in: 0..<20, using: &randomness)
                    if draw < 2, let lineage = ids.keys.sorted().randomElement(using: &randomness) {
                        var told = Told(day: march(0), statement: "")
                        for event in events where event.lineage == lineage { told = event.told }
                        guard !told.isRetracted, let id = ids[lineage] else { continue }
                        var amendment = Fact(draw == 0 ? .factRetracted : .factCorrected, about: "")
                        amendment.reason = "reason \(number)"
                        amendment.targets = [.id(id)]
                        told.isRetracted = draw == 0
                        if draw == 1 {
                            told.day = told.day.advanced(
                                by: Int.random(in: -9...9, using: &randomness)
                            )
                            told.statement = "corrected \(number)"
                            amendment.replacement = .fact(try Self.fact(told))
                        }
                        batch.append(amendment)
                        events.append((lineage, told))
                    } else {
                        let isLate = draw < 5
                        let day = march(1).advanced(
                            by: number / 8
                                - (isLate ? Int.random(in: 0...40, using: &randomness) : 0)
                        )
                        let told = Told(day: day, statement: "\(number)")
                        let fact = try Self.fact(told)
                        batch.append(fact)
                        events.append((number, told))
                        ids[number] = Digest(sha256Of: fact.bytes)
                    }
                }
                batches.append(batch)
            }
        }

        private static func fact(_ told: Told) throws -> Fact {
            var fact = Fact(.meetingHeld, about: "row")
            fact.participants = [Participant("participant", "p")]
            fact.statement = told.statement
            fact.occurred = Occurrence(try EDTF(told.day.description))
            return fact
        }

        /// What the row has seen: the facts that are known and not retracted, by day and then by age.
        func seen(on day: Day, knownAt k: Int) -> String {
            var last: [Int: Told] = [:]
            for (lineage, told) in events.prefix(k) { last[lineage] = told }
            return last.filter { !$0.value.isRetracted && $0.value.day <= day }
                .sorted { ($0.value.day, $0.key) < ($1.value.day, $1.key) }
                .map { $0.value.statement + ";" }.joined()
        }
    }

    @Test(arguments: 0..<UInt64(Rounds.count(3)))
    func `is at every day and state of knowledge what its facts make of it`(seed: UInt64) throws {
        let course = try Course(seed: seed, count: 500)
        do {
            let ledger = try Ledger.make(in: folder)
            for (number, batch) in course.batches.enumerated() {
                _ = try ledger.append(batch)
                if !number.isMultiple(of: 3) { _ = try ledger.view(Chronicle.self, asOf: march(1)) }
            }
            let head = course.events.count
            var randomness = SeededRandomness(seed)
            let days = march(-50)...march(1).advanced(by: head / 8 + 20)
            let snapshot = try ledger.snapshot()
            for _ in 0..<300 {
                let k = Int.random(in: 0...head, using: &randomness)
                let raw = Int32.random(
                    in: days.lowerBound.rawValue...days.upperBound.rawValue,
                    using: &randomness
                )
                let moment = ViewMoment(on: Day(rawValue: raw), knownAt: Position(k))
                let row = try ledger.views.read(Chronicle.self, in: snapshot) {
                    reader throws(ViewError) in
                    try reader.row(RowKey("row"), at: moment, in: snapshot)
                }
                let expected = course.seen(on: moment.day, knownAt: k)
                #expect((row?.certain?.seen ?? "") == expected, "\(moment)")
                #expect(row?.certain == row?.possible)
            }
        }
        // The test is one of several chunks, and of the same ones after a rebuild.
        let files = ViewFiles(of: Chronicle.name, in: folder)
        let content = try files.content()
        #expect(content[2].filter { $0.key.starts(with: Array("row".utf8) + [0]) }.count > 3)
        do { try Ledger.open(in: folder).rebuild(Chronicle.self) }
        #expect(try files.content() == content)
    }

    @Test func `of whose events many lie between two states of knowledge is told to differ`() throws
    {
        let ledger = try Ledger.make(in: folder)
        var randomness = SeededRandomness(9)
        for start in stride(from: 0, to: 6_000, by: 500) {
            let facts = try (start..<start + 500).map { number in
                var fact = Fact(
                    .meetingHeld,
                    about: "row-\(Int.random(in: 0..<300, using: &randomness))"
                )
                fact.participants = [Participant("participant", "p")]
                fact.statement = "\(number)"
                fact.occurred = Occurrence(try EDTF(march(1 + number / 300).description))
                return fact
            }
            _ = try ledger.append(facts)
        }
        for (before, after) in [(10, 5_900), (1_700, 5_950), (5_900, 6_000), (0, 6_000), (7, 7)] {
            let points = [before, after].map {
                ViewPoint(asOf: march(31), knownAt: .position(Position($0)))
            }
            let difference = try ledger.difference(
                of: Chronicle.self,
                from: points[0],
                to: points[1]
            )
            let rows = try points.map { point in
                try ledger.view(Chronicle.self, asOf: point.asOf, knownAt: point.knownAt).rows
            }
            let old = Dictionary(uniqueKeysWithValues: rows[0].map { ($0.key, $0.certain.row) })
            let new = Dictionary(uniqueKeysWithValues: rows[1].map { ($0.key, $0.certain.row) })
            let expected = Set(old.keys).union(new.keys).filter { old[$0] != new[$0] }
            #expect(difference.rows.map(\.key) == expected.sorted(), "\(before) \(after)")
            #expect(before == after || !expected.isEmpty)
        }
    }
}
