import Dateline
import NewsFacts
import Projecting
import Tenures
import TestSupport
import Testing

@Suite struct `The tenures of the seed article` {
    let seed: SeedLedger

    init() throws { seed = try SeedLedger() }

    private func answer(_ name: String, _ day: String) throws -> RowAnswer<Tenure>? {
        let answer = try seed.ledger.view(Tenures.self, asOf: Day(day))
        return answer.rows.first { $0.key == RowKey("tenure/\(name)") }
    }

    private func row(_ name: String, _ day: String) throws -> Tenure? {
        try answer(name, day)?.certain.row
    }

    @Test func `tell that Musk left OpenAI, three times, with the best date`() throws {
        #expect(try answer("elon-musk-openai", "2017") == nil)
        #expect(try row("elon-musk-openai", "2018-02-15") == nil)
        #expect(try answer("elon-musk-openai", "2018-02-15")?.possible.row?.status == .ended)
        for day in ["2018-02", "2018-04", "2025-02-15"] {
            let left = try #require(try row("elon-musk-openai", day))
            #expect(left.status == .ended)
            #expect(left.end == .known)
            #expect(left.until.text == "2018-02")
            #expect(left.since.text == "")
            #expect(left.endManner == "")
            #expect(left.office == "")
        }
        let answer = try #require(try answer("elon-musk-openai", "2025-02-15"))
        #expect(
            answer.certain.row?.causes == [
                "power struggle", "disagreement over the direction of the company",
            ]
        )
        #expect(answer.isCertain)
        #expect(answer.certain.anomalies == [])
    }

    /// The departure names no office, and the row of an office sees only its own facts; the view
    /// `offices` sees all of an organisation and tells it.
    @Test func `do not tell that this ended what he was co-chair of`() throws {
        let row = try #require(try row("elon-musk-sam-altman-openai-co-chair", "2025-02-15"))
        #expect(row.holders == ["elon-musk", "sam-altman"])
        #expect(row.status == .held)
        #expect(row.since.text == "[2015-11..2015-12]")
        #expect(row.end == .open)
    }

    @Test func `tell that Musk sought to be chief executive and never was`() throws {
        let row = try #require(try row("elon-musk-openai-chief-executive", "2025-02-15"))
        #expect(row.status == .sought)
        #expect(row.sought.text == "2017")
        #expect(row.end == .notBegun)
    }

    @Test func `tell that Altman was dismissed in 2023`() throws {
        let first = "sam-altman-openai-chief-executive"
        #expect(try row(first, "2023-06-15") == nil)
        #expect(try answer(first, "2023-06-15")?.possible.row?.status == .ended)
        let row = try #require(try row(first, "2023"))
        #expect(row.status == .ended)
        #expect(row.until.text == "2023")
        #expect(row.endManner == "dismissed")
        #expect(row.end == .known)
    }

    @Test func `tell of a second spell in 2025 and of no reinstatement`() throws {
        let second = "sam-altman-openai-chief-executive-2"
        #expect(try answer(second, "2025-02-14") == nil)
        let row = try #require(try row(second, "2025-02-15"))
        #expect(row.status == .held)
        #expect(row.heldAt.text == "2025-02-15")
        #expect(row.since.text == "")
        #expect(row.startManner == "")
        #expect(row.end == .notStated)
        #expect(try self.row("sam-altman-openai-chief-executive", "2025-02-15")?.status == .ended)
    }

    @Test(arguments: [
        ("bret-taylor-openai-chair", "2025-02-14", "openai"),
        ("ilya-sutskever-openai-chief-scientist", "2017", "openai"),
        ("greg-brockman-openai-co-founder", "2015", "openai"),
        ("emmanuel-macron-france-president", "2025-02", "france"),
        ("marc-toberoff-elon-musk-lawyer", "2025-02", "elon-musk"),
    ])
    func `tell at what date an office was held, and not since or until when`(
        name: String,
        date: String,
        organization: String
    ) throws {
        let row = try #require(try row(name, "2025-02-28"))
        #expect(row.status == .held)
        #expect(row.heldAt.text == date)
        #expect(row.organizations == [organization])
        #expect(row.since.text == "" && row.until.text == "")
        #expect(row.end == .notStated)
    }

    /// Two sentences give the years; the office was held throughout them.
    @Test func `tell that Altman was president of Y Combinator from 2014 to 2019`() throws {
        let name = "sam-altman-y-combinator-president"
        #expect(try row(name, "2019-12-30") == nil)
        for day in ["2019", "2025-02-15"] {
            let row = try #require(try row(name, day))
            #expect(row.status == .ended)
            #expect(row.end == .known)
            #expect(row.since.text == "2014" && row.until.text == "2019")
        }
    }

    @Test func `tell since when an office is held that was taken up`() throws {
        let president = try #require(
            try row("donald-trump-united-states-president-2", "2025-01-20")
        )
        #expect(president.since.text == "2025-01-20")
        #expect(president.end == .open)
        #expect(try answer("donald-trump-united-states-president-2", "2025-01-19") == nil)
        let joined = try #require(try row("donald-trump-jr-1789-capital", "2025-02-15"))
        #expect(joined.startManner == "joined")
        #expect(joined.since.text == "2024-11")
    }

    /// The correction moves the fact to another row.
    @Test func `have Ellison for chief executive before the corrections, and for chair after`()
        throws
    {
        let before = try seed.ledger.view(
            Tenures.self,
            asOf: Day("2025-02"),
            knownAt: .position(seed.beforeCorrections)
        )
        let rows = before.rows.map(\.key.text).filter { $0.contains("ellison") }
        #expect(rows == ["tenure/larry-ellison-oracle-chief-executive"])
        #expect(try answer("larry-ellison-oracle-chief-executive", "2025-02") == nil)
        #expect(try row("larry-ellison-oracle-chair", "2025-02")?.office == "chair")
    }

    @Test func `have no anomaly at any date`() throws {
        for day in ["2015", "2018", "2023", "2025-02-15", "2030"] {
            let rows = try seed.ledger.view(Tenures.self, asOf: Day(day)).rows
            #expect(rows.allSatisfy { $0.certain.anomalies.isEmpty })
        }
    }
}
