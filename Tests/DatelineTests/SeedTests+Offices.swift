import Dateline
import NewsFacts
import Offices
import Projecting
import TestSupport
import Testing

@Suite struct `The offices of the seed article` {
    let seed: SeedLedger

    init() throws { seed = try SeedLedger() }

    private func row(_ key: String, _ day: String, _ known: KnownAt = .head) throws -> Roster? {
        let rows = try seed.ledger.view(Offices.self, asOf: Day(day), knownAt: known).rows
        return rows.first { $0.key == RowKey(key) }?.certain.row
    }

    private func holders(_ key: String, _ day: String) throws -> [String] {
        try row(key, day)?.holders.columnValue.listed ?? []
    }

    private func former(_ key: String, _ day: String) throws -> [String] {
        try row(key, day)?.former.columnValue.listed ?? []
    }

    /// What the row of the tenure cannot tell: the departure names no office.
    @Test func `tell that Musk's departure ended what he was co-chair of, and not Altman`() throws {
        #expect(
            try holders("openai", "2017").filter { $0.hasPrefix("co-chair") } == [
                "co-chair: elon-musk (since [2015-11..2015-12], still held)",
                "co-chair: sam-altman (since [2015-11..2015-12], still held)",
            ]
        )
        for day in ["2018", "2025-02-15"] {
            #expect(
                try former("openai", day).first { $0.hasPrefix("co-chair") }
                    == "co-chair: elon-musk (since [2015-11..2015-12], until 2018-02: "
                    + "power struggle; disagreement over the direction of the company)"
            )
            #expect(
                try holders("openai", day).contains(
                    "co-chair: sam-altman (since [2015-11..2015-12], still held)"
                )
            )
        }
    }

    @Test func `tell that Altman was dismissed in 2023 and is chief executive in 2025`() throws {
        let dismissed = "chief-executive: sam-altman (until 2023, dismissed)"
        #expect(try !former("openai", "2023-06").contains(dismissed))
        for day in ["2023", "2025-02-15"] { #expect(try former("openai", day).contains(dismissed)) }
        #expect(
            try holders("openai", "2025-02-14").allSatisfy { !$0.hasPrefix("chief-executive") }
        )
        #expect(
            try holders("openai", "2025-02-15").contains(
                "chief-executive: sam-altman (held at 2025-02-15, end not stated)"
            )
        )
    }

    @Test func `tell that Musk sought to be chief executive in 2017 and never was`() throws {
        let row = try #require(try row("openai", "2025-02-15"))
        #expect(
            row.sought.columnValue.listed == ["chief-executive: elon-musk (sought 2017)"]
        )
        #expect(row.spells == 8)
        let all = try holders("openai", "2025-02-15") + former("openai", "2025-02-15")
        #expect(all.allSatisfy { !$0.hasPrefix("chief-executive: elon-musk") })
    }

    @Test func `tell that Altman was president of Y Combinator from 2014 to 2019`() throws {
        #expect(
            try former("y-combinator", "2025-02-15") == [
                "president: sam-altman (since 2014, until 2019)"
            ]
        )
        #expect(
            try holders("y-combinator", "2025-02-15").allSatisfy { !$0.hasPrefix("president") }
        )
    }

    @Test(arguments: [
        ("united-states", "president: donald-trump (since 2025-01-20, still held)"),
        ("france", "president: emmanuel-macron (held at 2025-02, end not stated)"),
        ("elon-musk", "lawyer: marc-toberoff (held at 2025-02, end not stated)"),
        ("1789-capital", "donald-trump-jr (since 2024-11, joined, still there)"),
    ])
    func `tell who holds what, and what is known of the end`(key: String, holder: String) throws {
        #expect(try holders(key, "2025-02").contains(holder))
    }

    @Test func `have Ellison for chief executive before the corrections, and for chair after`()
        throws
    {
        let before = try row("oracle", "2025-02", .position(seed.beforeCorrections))
        #expect(
            before?.holders.columnValue.listed == [
                "chief-executive: larry-ellison (held at 2025-02, end not stated)"
            ]
        )
        #expect(
            try holders("oracle", "2025-02") == [
                "chair: larry-ellison (held at 2025-02, end not stated)"
            ]
        )
    }

    @Test func `have no anomaly at any date`() throws {
        for day in ["2015", "2018", "2023", "2025-02-15", "2030"] {
            let rows = try seed.ledger.view(Offices.self, asOf: Day(day)).rows
            #expect(rows.allSatisfy { $0.certain.anomalies.isEmpty })
        }
    }
}
