import Dateline
import NewsFacts
import Organizations
import Projecting
import TestSupport
import Testing

@Suite struct `The organisations of the seed article` {
    let seed: SeedLedger

    init() throws { seed = try SeedLedger() }

    private func row(_ key: String, _ day: String, _ known: KnownAt = .head) throws -> Organization?
    {
        let rows = try seed.ledger.view(Organizations.self, asOf: Day(day), knownAt: known).rows
        return rows.first { $0.key == RowKey(key) }?.certain.row
    }

    @Test func `tell who founded OpenAI, when and as what`() throws {
        #expect(try row("openai", "2015-11") == nil)
        for day in ["2015", "2025-02-15"] {
            let row = try #require(try row("openai", day))
            #expect(row.founded.text == "2015-12")
            #expect(row.founders == ["sam-altman", "elon-musk"])
            #expect(row.legalForm == "nonprofit")
        }
    }

    @Test func `tell that its conversion was explored in 2017, began in 2025 and is not finished`()
        throws
    {
        #expect(try row("openai", "2016")?.restructuring == [])
        #expect(try row("openai", "2024")?.status == .active)
        let row = try #require(try row("openai", "2025-02-15"))
        #expect(row.status == .restructuring)
        #expect(
            row.restructuring == [
                "explored 2017: commercial company (court e-mails)",
                "began 2025-01: for-profit company (elon-musk)",
            ]
        )
        #expect(row.legalForm == "nonprofit")
    }

    /// The Chinese has the nonprofit control OpenAI; the Arabic turns it round.
    @Test func `have OpenAI control the nonprofit before the corrections, and the reverse after`()
        throws
    {
        let before = KnownAt.position(seed.beforeCorrections)
        #expect(try row("openai", "2025-02-15", before)?.controls == ["openai-nonprofit"])
        #expect(try row("openai", "2025-02-15", before)?.controllers == [])
        #expect(try row("openai-nonprofit", "2025-02-15", before)?.controllers == ["openai"])
        #expect(try row("openai-nonprofit", "2025-02-15", before)?.controls == [])
        #expect(try row("openai", "2025-02-15")?.controls == [])
        #expect(try row("openai", "2025-02-15")?.controllers == ["openai-nonprofit"])
        #expect(try row("openai-nonprofit", "2025-02-15")?.controllers == [])
        #expect(try row("openai-nonprofit", "2025-02-15")?.controls == ["openai"])
    }

    /// Nothing tells of control before the bid was considered.
    @Test func `tell of control from January 2025 on`() throws {
        #expect(try row("openai", "2024")?.controllers == [])
        #expect(try row("openai-nonprofit", "2025-01-09") == nil)
        #expect(try row("openai-nonprofit", "2025-01-10")?.controls == ["openai"])
    }

    @Test func `tell that Musk bought Twitter in 2022, on both sides`() throws {
        #expect(try row("twitter", "2021") == nil)
        let twitter = try #require(try row("twitter", "2022"))
        #expect(twitter.status == .acquired)
        #expect(twitter.acquired.text == "2022")
        #expect(twitter.controllers == ["elon-musk"])
        #expect(try row("elon-musk", "2022")?.controls == ["twitter"])
    }

    @Test func `tell the legal form of xAI as corrected, and its founding with the best date`()
        throws
    {
        let before = KnownAt.position(seed.beforeCorrections)
        #expect(try row("xai", "2025-02-15", before)?.legalForm == "commercial open-AI company")
        let row = try #require(try row("xai", "2025-02-15"))
        #expect(row.legalForm == "for-profit AI company")
        #expect(row.founded.text == "2023-07")
        #expect(row.founders == ["elon-musk"])
        #expect(row.competitors.contains("openai"))
    }

    @Test func `have no anomaly at any date`() throws {
        for day in ["2015", "2022", "2025-02-15", "2030"] {
            let rows = try seed.ledger.view(Organizations.self, asOf: Day(day)).rows
            #expect(rows.allSatisfy { $0.certain.anomalies.isEmpty })
        }
    }
}
