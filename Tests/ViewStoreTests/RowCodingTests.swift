import Dateline
import NewsFacts
import Projecting
import TestSupport
import Testing

@testable import Claims
@testable import Offices

@Suite struct `A row that is stored` {
    /// Every row that random histories lead to, of every view.
    @Test(arguments: 0..<UInt64(Rounds.count(12)))
    func `is the same when it is read, and has the same bytes again`(seed: UInt64) throws {
        let folder = TemporaryFolder()
        let ledger = try Ledger.make(in: folder)
        try ledger.append(History(seed: seed, stepCount: 60))
        var count = 0
        for view in [Diary.self] + Ledger.projections { count += try Self.check(view, of: ledger) }
        #expect(count > 20, "seed \(seed)")
    }

    private static func check<View: Projection>(
        _ view: View.Type,
        of ledger: Ledger
    ) throws -> Int {
        var count = 0
        for answer in try ledger.answers(view).joined() {
            for row in [answer.certain.row, answer.possible.row].compactMap(\.self) {
                let bytes = try row.stored()
                let read = try #require(View.Row(stored: bytes))
                #expect(read == row)
                #expect(try read.stored() == bytes)
                // No part of it is a row, nor is more than it.
                #expect(View.Row(stored: bytes + [0]) == nil)
                for end in 0..<bytes.count {
                    #expect(View.Row(stored: Array(bytes[..<end])) == nil)
                }
                count += 1
            }
        }
        return count
    }

    /// A view that keeps less of a row than the row holds.
    private enum Forgetful: Projection {
        static let name = "forgetful"
        static let summary = name
        static let version: UInt32 = 1
        static let consumes: Set<FactType> = [.meetingHeld]

        static func apply(_ fact: Fact, to row: inout Entry?, of key: RowKey) {
            row = Entry(told: fact.statement)
        }

        struct Entry: ViewRow {
            var status = Diary.Entry.Status.open
            var told = ""

            static let columns: [Column<Entry>] = []
        }
    }

    @Test func `that has more than its bytes traps when it is written`() async {
        await #expect(processExitsWith: .failure) { try Self.forget() }
    }

    private static func forget() throws {
        let folder = TemporaryFolder()
        defer { withExtendedLifetime(folder) {} }
        let ledger = try Ledger.make(in: folder)
        var fact = Fact(.meetingHeld, about: "meeting/a")
        fact.participants = [Participant("participant", "a"), Participant("participant", "b")]
        fact.statement = "They met."
        fact.occurred = Occurrence(try EDTF("2024-02-01"))
        try ledger.append([fact])
        try ledger.rebuild(Forgetful.self)
    }

    @Test func `is refused when it has counted too far to count on`() throws {
        for (count, isTaken) in [
            (1 << 62, true), (1 << 62 + 1, false), (.max, false), (.min, false),
        ] {
            #expect((Int(stored: try count.stored()) == count) == isTaken, "\(count)")
        }
    }

    /// A property that `code(by:)` leaves out would be lost on the way to the file.
    @Test func `has all its stored properties in its bytes`() throws {
        for view in Ledger.projections { try Self.checkProperties(view) }
        try Self.checkProperties(of: Answer())
        try Self.checkProperties(of: Spell())
    }

    private static func checkProperties<View: Projection>(_ view: View.Type) throws {
        try checkProperties(of: View.Row())
    }

    private static func checkProperties(of value: some RowValue) throws {
        #expect(try value.stored().count == byteCount(of: value), "\(type(of: value))")
    }

    /// How many bytes a value has of which nothing is known, property by property.
    private static func byteCount(of value: Any) throws -> Int {
        switch value {
        case let text as String: return 1 + text.utf8.count
        case let word as any RawRepresentable<String>: return 1 + word.rawValue.utf8.count
        case is Int, is Bool: return 1
        default: break
        }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .struct: return try mirror.children.reduce(0) { $0 + (try byteCount(of: $1.value)) }
        case .collection, .set, .optional:
            #expect(mirror.children.isEmpty)
            return 1
        default:
            Issue.record("\(type(of: value)) is nothing that a row can store")
            return 0
        }
    }
}
