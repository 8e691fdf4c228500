import ByteCoding
import Coverage
import Dateline
import Foundation
import LMDB
import NewsFacts
import Projecting
import TestSupport
import Testing

@testable import ViewStore

/// A view that counts what it is told.
private enum Tally: Projection {
    static let name = "tally"
    static let summary = "How much was told"
    static let version: UInt32 = 1
    static let consumes: Set<FactType> = [.meetingHeld]

    static func apply(_ fact: Fact, to row: inout Entry?, of key: RowKey) {
        row = Entry(count: (row?.count ?? 0) + 1)
    }

    struct Entry: ViewRow {
        var status = Status.told
        var count = 0

        enum Status: String, RowStatus {
            case told
            var isCurrent: Bool { true }
        }

        static let columns: [Column<Entry>] = [Column("count", \.count)]
    }
}

private func meeting(_ number: Int, _ day: Day, of row: String = "row") throws -> Fact {
    var fact = Fact(.meetingHeld, about: row)
    fact.participants = [Participant("participant", "p")]
    fact.statement = "\(number)"
    fact.occurred = Occurrence(try EDTF(day.description))
    return fact
}

/// The states of a row are kept as long as they are worth their room.
@Suite struct `The room of a row` {
    private let folder = TemporaryFolder()

    private func byteCount<View: Projection>(of view: View.Type, _ ledger: Ledger) throws -> Int {
        let snapshot = try ledger.snapshot()
        return try #require(try ledger.views.statistics(of: view, in: snapshot)).byteCount
    }

    /// Each fact is the first of its days, or the last, or any: the row counts all that came by then.
    @Test(arguments: [400, 1_600])
    func `grows as the number of facts that come in no order`(count: Int) throws {
        var randomness = SeededRandomness(5)
        let ledger = try Ledger.make(in: folder)
        let days = (0..<count).map { march(1).advanced(by: $0 / 4) }.shuffled(using: &randomness)
        _ = try ledger.append(try days.enumerated().map { try meeting($0, $1) })
        for _ in 0..<100 {
            let k = Int.random(in: 0...count, using: &randomness)
            let day = march(1).advanced(by: Int.random(in: -1...count / 4, using: &randomness))
            let rows = try ledger.view(Tally.self, asOf: day, knownAt: .position(Position(k))).rows
            #expect((rows.first?.certain.row?.count ?? 0) == days[..<k].count { $0 <= day })
        }
        #expect(try byteCount(of: Tally.self, ledger) < 1_000 * count + 200_000)
    }

    @Test(arguments: [1_000, 4_000])
    func `grows as the number of facts that it lists`(count: Int) throws {
        let ledger = try Ledger.make(in: folder)
        let facts = try (0..<count).map { number in
            let day = march(1).advanced(by: number / 50)
            var fact = try meeting(number, day, of: "subject-\(number)")
            fact.source = Source("the-document")
            return fact
        }
        _ = try ledger.append(facts)
        _ = try ledger.view(Coverage.self, asOf: march(9))
        #expect(try byteCount(of: Coverage.self, ledger) < 1_500 * count + 200_000)
    }

    @Test func `is that of one that followed in steps`() throws {
        var randomness = SeededRandomness(6)
        let days = (0..<900).map { march(1).advanced(by: $0 / 4) }.shuffled(using: &randomness)
        let facts = try days.enumerated().map { try meeting($0, $1) }
        do {
            let ledger = try Ledger.make(in: folder)
            for start in stride(from: 0, to: facts.count, by: 70) {
                _ = try ledger.append(Array(facts[start..<min(start + 70, facts.count)]))
                _ = try ledger.view(Tally.self, asOf: march(9))
            }
        }
        let files = ViewFiles(of: Tally.name, in: folder)
        let content = try files.content()
        do { try Ledger.open(in: folder).rebuild(Tally.self) }
        #expect(try files.content() == content)
    }
}

/// What the file of a view holds of a row, to the byte.
@Suite struct `The states of a row` {
    private let folder = TemporaryFolder()
    private let name = Array("row".utf8) + [0]

    /// The tables `entries` and `states` once those facts were appended.
    private func tables(after facts: [Fact]) throws -> [[StoredFile.Pair]] {
        do {
            let ledger = try Ledger.make(in: folder)
            _ = try ledger.append(facts)
            _ = try ledger.view(Tally.self, asOf: march(9))
        }
        let content = try ViewFiles(of: Tally.name, in: folder).content()
        return [content[0], content[2]]
    }

    /// A state of one row that counts up to so many: the marks, the status, and the number.
    private func state(_ count: UInt8) -> [UInt8] { [4, 4] + Array("told".utf8) + [count * 2] }

    private func cell(_ day: Day, _ position: UInt64, end: UInt32) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.appendLittleEndian(day.rawValue)
        bytes.appendLittleEndian(position)
        bytes.appendLittleEndian(end)
        return bytes
    }

    private func head(states: UInt32, versions: UInt32, byteCount: UInt64) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.appendLittleEndian(UInt64.max)
        bytes.appendLittleEndian(march(3).rawValue)
        bytes.appendLittleEndian(states)
        bytes.appendLittleEndian(versions)
        bytes.appendLittleEndian(byteCount)
        bytes.appendLittleEndian(UInt32(0))
        bytes.appendLittleEndian(states)
        return bytes
    }

    private static let holdsFact: UInt32 = 1 << 31

    /// The last fact comes late, and makes a state on each later day.
    @Test func `hold the new facts of exact days, which have no entries`() throws {
        let tables = try tables(
            after: [meeting(0, march(1)), meeting(1, march(3)), meeting(2, march(2))]
        )
        #expect(tables[0].isEmpty)
        #expect(tables[1].map(\.key) == [name])
        var expected = head(states: 4, versions: 3, byteCount: 4 * 23)
        expected += cell(march(1), 0, end: 7 | Self.holdsFact)
        expected += cell(march(2), 2, end: 14 | Self.holdsFact)
        expected += cell(march(3), 1, end: 21 | Self.holdsFact)
        expected += cell(march(3), 2, end: 28)
        expected += state(1) + state(2) + state(2) + state(3)
        #expect(tables[1].first?.value == expected)
    }

    @Test func `hold no correction, which has an entry`() throws {
        let first = try meeting(0, march(1))
        var correction = Fact(.factCorrected, about: "")
        correction.targets = [.id(Digest(sha256Of: first.bytes))]
        correction.reason = "another day"
        correction.replacement = .fact(try meeting(0, march(3)))
        let tables = try tables(after: [first, correction])
        #expect(tables[0].map(\.key) == [name + [UInt8](repeating: 0, count: 15) + [1]])
        var expected = head(states: 3, versions: 2, byteCount: 2 * 23 + 17)
        expected += cell(march(1), 0, end: 7 | Self.holdsFact)
        expected += cell(march(1), 1, end: 8)
        expected += cell(march(3), 1, end: 15)
        expected += state(1) + [0] + state(1)
        #expect(tables[1].first?.value == expected)
        let ledger = try Ledger.open(in: folder)
        let snapshot = try ledger.snapshot()
        let versions = try ledger.views.versions(of: RowKey("row"), in: Tally.self, snapshot)
        #expect(versions.map(\.position) == [Position(0), Position(1)])
        #expect(versions.map(\.lineage) == [Position(0), Position(0)])
        #expect(versions.map(\.days) == [march(1)...march(1), march(3)...march(3)])
    }

    /// Each bit of the number of states, of their bytes where there are none, and of the number of chunks.
    @Test func `that are not as many as the row says are told to be damaged`() throws {
        let tables = try tables(after: [meeting(0, march(1)), meeting(1, march(3))])
        let stored = try #require(tables[1].first).value
        func isTaken(_ bytes: [UInt8]) -> Bool { StoredStates(bytes.span) != nil }
        #expect(isTaken(stored))
        for place in Array(12..<16) + Array(28..<32) {
            for bit in 0..<8 {
                var damaged = stored
                damaged[place] ^= 1 << UInt8(bit)
                #expect(!isTaken(damaged), "bit \(bit) of byte \(place)")
            }
        }
        var nothing = head(states: 0, versions: 1, byteCount: 0)
        #expect(isTaken(nothing))
        nothing[20] = 1
        #expect(!isTaken(nothing))
    }

    /// The mark says that an event is a new fact, and the log that it corrects one.
    @Test func `that say to hold what is no fact are told to be damaged`() throws {
        let first = try meeting(0, march(1))
        var correction = Fact(.factCorrected, about: "")
        correction.targets = [.id(Digest(sha256Of: first.bytes))]
        correction.reason = "another day"
        correction.replacement = .fact(try meeting(0, march(3)))
        var pair = try #require(try tables(after: [first, correction])[1].first)
        let end = 32 + 4 + 2 * 16 + 12 + 3
        pair.value[end] |= 0x80
        let path = try ViewFiles(of: Tally.name, in: folder).file().path(percentEncoded: false)
        try StoredFile.put(pair, in: "states", at: path)
        let ledger = try Ledger.open(in: folder)
        // A late fact, by which the row is folded again.
        _ = try ledger.append([try meeting(2, march(2))])
        let error = #expect(throws: LedgerError.self) {
            try ledger.view(Tally.self, asOf: march(9))
        }
        guard case .view(.damaged(view: Tally.name)) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}

/// What a catch-up finds that others have changed meanwhile.
@Suite struct `A view that others bring on` {
    private let folder = TemporaryFolder()

    @Test func `is left to them by a catch-up that has begun before`() throws {
        let ledger = try Ledger.make(in: folder)
        let views = ledger.views
        _ = try ledger.append([try meeting(0, march(5)), try meeting(1, march(6))])
        _ = try ledger.view(Tally.self, asOf: march(9))
        // A late fact, by which the row is folded again.
        _ = try ledger.append([try meeting(2, march(1))])
        let old = try ledger.snapshot()
        let file = try #require(try views.standing(Tally.self))
        let start = try file.checkpoint()
        let states = FactStates(log: ledger.log, declarations: try views.declarations(in: old))
        let changes = try #require(
            try CatchUp(Tally.self, with: states).changes(of: start..<old.head, in: old)
        )
        let narrow = CatchUp(Tally.self, with: states, nameByteCountMax: 0)
        let all = Position.zero..<old.head
        #expect(all.count > 1)
        #expect(try narrow.changes(of: all, in: old) == nil, "more than memory should hold")
        let one = Position.zero..<Position(1)
        #expect(try narrow.changes(of: one, in: old)?.versionCount == 1, "no step is shorter")
        _ = try ledger.append([try meeting(3, march(7))])
        _ = try ledger.view(Tally.self, asOf: march(9))
        let isDone = try RowWriter<Tally>(file: file, states: states).write(
            changes,
            from: start,
            upTo: old.head,
            last: try old.mark(before: old.head),
            isPrivate: false
        ) { _ in }
        #expect(!isDone)
        let rows = try ledger.view(Tally.self, asOf: march(9)).rows
        #expect(rows.map(\.certain.row?.count) == [4])
    }

    @Test func `and that holds an event which the log has not is told to be damaged`() throws {
        do {
            let ledger = try Ledger.make(in: folder)
            _ = try ledger.append([try meeting(0, march(5)), try meeting(1, march(6))])
            _ = try ledger.view(Tally.self, asOf: march(9))
        }
        let path = try ViewFiles(of: Tally.name, in: folder).file().path(percentEncoded: false)
        do {
            let file = try ViewFile(openingAt: path)
            let (position, day) = (Position(77), march(7))
            var entries = EntryList()
            entries.append(
                [FactVersion(lineage: position, position: position, days: day...day)],
                of: RowKey("row")
            )
            var transaction = try WriteTransaction(file.environment)
            try entries.put(into: file.entries, in: &transaction)
            try transaction.commit()
        }
        let ledger = try Ledger.open(in: folder)
        _ = try ledger.append([try meeting(2, march(1))])
        #expect(throws: LedgerError.self) { try ledger.view(Tally.self, asOf: march(9)) }
        try ledger.rebuild(Tally.self)
        #expect(try ledger.view(Tally.self, asOf: march(9)).rows.map(\.certain.row?.count) == [3])
    }
}
