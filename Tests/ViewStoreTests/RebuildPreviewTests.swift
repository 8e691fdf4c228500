import Dateline
import Foundation
import NewsFacts
import Projecting
import TestSupport
import Testing
import ViewStore

/// What a version of a view makes of meetings.
private protocol Visits: Projection where Row == Visit {}

extension Visits {
    static var name: String { "visits" }
    static var summary: String { "Who was met" }
    static var consumes: Set<FactType> { [.meetingHeld] }
}

private struct Visit: ViewRow {
    var status = Status.met
    var told = ""

    enum Status: String, RowStatus {
        case met
        var isCurrent: Bool { true }
    }

    static let columns: [Column<Visit>] = [Column("told", \.told)]
}

private enum First: Visits {
    static let version: UInt32 = 1

    static func rowKeys(of fact: Fact) -> [RowKey] {
        fact.subject == "new" ? [] : [RowKey(fact.subject)]
    }

    static func apply(_ fact: Fact, to row: inout Visit?, of key: RowKey) {
        row = Visit(told: fact.statement)
    }
}

private enum Second: Visits {
    static let version: UInt32 = 2

    static func rowKeys(of fact: Fact) -> [RowKey] {
        if fact.subject == "gone" { return [] }
        return fact.statement == "left out" ? [] : [RowKey(fact.subject)]
    }

    static func apply(_ fact: Fact, to row: inout Visit?, of key: RowKey) {
        row = Visit(told: key.text == "changed" ? fact.statement + "!" : fact.statement)
    }
}

@Suite struct `A rebuild that is only previewed` {
    private let folder = TemporaryFolder()

    private func meeting(_ row: String, _ date: String, _ statement: String) throws -> Fact {
        var fact = Fact(.meetingHeld, about: row)
        fact.participants = [Participant("participant", "p")]
        fact.statement = statement
        fact.occurred = Occurrence(try EDTF(date))
        return fact
    }

    @Test func `tells each row that a change of the view's code changes, and changes none`() throws
    {
        let files = ViewFiles(of: First.name, in: folder)
        do {
            let ledger = try Ledger.make(in: folder)
            _ = try ledger.append([
                try meeting("same", "2025-03-01", "one"),
                try meeting("changed", "2025-03-01", "two"),
                try meeting("gone", "2025-03-02", "three"),
                try meeting("new", "2025-03-02", "four"),
                try meeting("vague", "2025-03", "five"),
                try meeting("fewer", "2025-03", "six"),
                try meeting("fewer", "2025-04", "left out"),
            ])
            #expect(try ledger.previewRebuild(of: First.self) == nil)
            _ = try ledger.view(First.self, asOf: march(9))
            // The view has not seen it, so it makes no difference.
            _ = try ledger.append([try meeting("later", "2025-03-03", "seven")])
        }
        let content = try files.content()
        do {
            let ledger = try Ledger.open(in: folder)
            let same = try #require(try ledger.previewRebuild(of: First.self))
            #expect(!same.changesRows)
            #expect((same.eventCount, same.sameCount, same.foldedCount) == (7, 3, 2))
            let preview = try #require(try ledger.previewRebuild(of: Second.self))
            #expect(preview.added.map(\.text) == ["new"])
            #expect(preview.gone.map(\.text) == ["gone"])
            #expect(preview.changed.map(\.text) == ["changed", "fewer"])
            #expect((preview.sameCount, preview.foldedCount) == (1, 1))
        }
        #expect(try files.content() == content)
        #expect(try files.generations() == ["1.mdb"])
    }
}
