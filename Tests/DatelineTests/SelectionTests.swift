import ByteCoding
import Dateline
import Foundation
import NewsFacts
import Projecting
import TestSupport
import Testing

@Suite struct `The rows of a view` {
    private let seed: SeedLedger

    init() throws { seed = try SeedLedger() }

    private func table(
        _ view: String = "alliances",
        _ day: String = "2025-02-15",
        knownAt: KnownAt = .head
    ) throws -> ViewTable {
        try seed.ledger.table(
            of: Ledger.projection(named: view),
            asOf: Day(day),
            knownAt: knownAt
        )
    }

    private func found(_ column: String, _ text: String, in table: ViewTable) throws -> [String] {
        let names = try seed.ledger.entityNames(knownAt: table.knownAt.position)
        return try table.rows(where: .init(column, contains: text), names: names).rows
            .map(\.key.text)
    }

    @Test(arguments: ["ماسك", "مسك", "Elon Musk", "MUSK", "elon-musk"])
    func `are found by any name of an entity`(name: String) throws {
        let table = try table()
        let expected = table.rows.filter { row in
            row.certain?.values[0].contains("elon-musk") == true
        }.map(\.key.text)
        #expect(!expected.isEmpty && expected.count < table.rows.count)
        #expect(try found("parties", name, in: table) == expected)
        #expect(try found("party", name, in: table) == expected)
    }

    @Test func `are found by a name only once it is known`() throws {
        let early = try table(knownAt: .position(Position(202)))
        #expect(try found("party", "ماسك", in: early).isEmpty)
        #expect(!(try found("party", "elon-musk", in: early).isEmpty))
    }

    @Test func `are found by names as they were corrected and retracted`() throws {
        let folder = TemporaryFolder()
        let ledger = try Ledger.create(at: folder.file("ledger"))
        var entity = Fact(.entityDescribed, about: "jane")
        entity.names = [EntityName("Jenny", language: "en", kind: .alias)]
        var corrected = entity
        corrected.names = [EntityName("Janey", language: "en", kind: .alias)]
        try ledger.append([entity])
        let reference = Reference.id(Digest(sha256Of: entity.bytes))
        var correction = Fact(.factCorrected, about: "")
        correction.targets = [reference]
        correction.reason = "misheard"
        correction.replacement = .fact(corrected)
        try ledger.append([correction])
        var retraction = Fact(.factRetracted, about: "")
        retraction.targets = [reference]
        retraction.reason = "another Jane"
        try ledger.append([retraction])
        let known = try (0...3).map { k in
            let names = try ledger.entityNames(knownAt: Position(k))
            return ["jenny", "JANEY"].filter { names.entities(named: $0) == ["jane"] }
        }
        #expect(known == [[], ["jenny"], ["JANEY"], []])
    }

    @Test func `are found by their name and status`() throws {
        let table = try table("lawsuits")
        #expect(try found("status", "withdrawn", in: table) == ["lawsuit/musk-v-openai-2024-02"])
        #expect(try found("row", "2024-08", in: table) == ["lawsuit/musk-v-openai-2024-08"])
    }

    @Test func `are found by a count only when it is that number`() throws {
        let table = try table()
        let column = try #require(table.columns.firstIndex(of: "strains"))
        let expected = table.rows.filter { $0.certain?.values[column] == .count(2) }
            .map(\.key.text)
        #expect(!expected.isEmpty)
        #expect(try found("strains", "2", in: table) == expected)
    }

    @Test func `are found by what is shown, certain or possible`() throws {
        let table = try table("lawsuits", "2024-06-15")
        #expect(try found("status", "withdrawn", in: table).isEmpty)
        #expect(
            try found("status", "withdrawn", in: table.showing(.possible))
                == ["lawsuit/musk-v-openai-2024-02"]
        )
    }

    @Test func `go by size, by date, or by letters, and the empty come last`() throws {
        let commitments = try table("commitments")
        let since = try commitments.sorted(by: "since").rows.compactMap { row -> Day? in
            guard case .text(let text)? = row.shown(in: .certain)?.values[3] else { return nil }
            return try? EDTF(text).lo
        }
        #expect(since.count > 3 && since == since.sorted())
        let amounts = try commitments.sorted(by: "amount").rows.map { row -> Decimal? in
            guard case .amount(let amount)? = row.shown(in: .certain)?.values[0] else { return nil }
            return amount.value
        }
        let valued = amounts.compactMap(\.self)
        #expect(valued.count > 2 && valued == valued.sorted())
        #expect(amounts.prefix(valued.count).allSatisfy { $0 != nil })
        let keys = try table().sorted(by: "row").rows.map(\.key)
        #expect(keys == keys.sorted())
    }

    @Test func `that a limit leaves out are counted`() throws {
        let table = try table()
        #expect(table.limited(to: 2).rows == Array(table.rows.prefix(2)))
        #expect(table.limited(to: 2).leftOutCount == table.rows.count - 2)
        #expect(table.limited(to: 1_000).leftOutCount == 0)
    }
}

extension ColumnValue {
    fileprivate func contains(_ text: String) -> Bool {
        if case .list(let texts) = self { texts.contains(text) } else { false }
    }
}
