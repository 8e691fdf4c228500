import Coverage
import Dateline
import NewsFacts
import Projecting
import TestSupport
import Testing

@Suite struct `The coverage of the seed article` {
    let seed: SeedLedger

    init() throws { seed = try SeedLedger() }

    private func rows(_ day: String, _ known: KnownAt = .head) throws -> [RowAnswer<Citation>] {
        try seed.ledger.view(Coverage.self, asOf: Day(day), knownAt: known).rows
    }

    /// A fact without any date may be known to have been so or not; it is cited in one reading.
    @Test func `tells the line of every fact`() throws {
        let facts = try `The seed article`.corpus().filter { Coverage.consumes.contains($0.type) }
        let rows = try rows("2030")
        #expect(rows.reduce(0) { $0 + ($1.possible.row?.factCount ?? 0) } == facts.count)
        #expect(Set(facts.compactMap { $0.source?.line }).count == rows.count)
        #expect(rows.allSatisfy { $0.certain.anomalies.isEmpty })
    }

    @Test func `lists the lines in the order of the article`() throws {
        let lines = try rows("2030").compactMap { $0.possible.row?.line }
        #expect(lines == lines.sorted())
        #expect(lines.first == 1 && lines.last == 163)
    }

    @Test func `tells what a line supports, as it was corrected`() throws {
        let key = RowKey("musk-altman-2025:000097")
        func line(_ known: KnownAt) throws -> Citation? {
            try rows("2025-02-15", known).first { $0.key == key }?.certain.row
        }
        let row = try #require(try line(.head))
        #expect(row.document == "musk-altman-2025" && row.line == 97)
        #expect(row.language == "ar" && row.translation == ["en", "zh", "ar"])
        #expect(row.published == "2025-02-15")
        #expect(
            row.types == ["MeetingHeld", "StatementMade", "InvestmentCommitted", "AssessmentMade"]
        )
        #expect(row.statements.contains { $0.contains("invest 500 billion") })
        let before = try #require(try line(.position(seed.beforeCorrections)))
        #expect(before.statements.contains { $0.contains("invest 5,000 billion") })
        #expect(before.factCount == row.factCount)
    }

    @Test func `has the line of what is said not to be so`() throws {
        let row = try rows("2025-02-15").first { $0.key.text.hasSuffix(":000095") }?.certain.row
        #expect(row?.statements.contains { $0.contains("did not sit") } == true)
    }
}
