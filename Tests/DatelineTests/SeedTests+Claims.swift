import ByteCoding
import Claims
import Dateline
import NewsFacts
import Projecting
import TestSupport
import Testing

@Suite struct `The claims of the seed article` {
    let seed: SeedLedger

    init() throws { seed = try SeedLedger() }

    private func answer(_ key: String, _ day: String, _ known: KnownAt = .head) throws
        -> RowAnswer<Claim>?
    {
        try seed.ledger.view(Claims.self, asOf: Day(day), knownAt: known).rows
            .first { $0.key == RowKey(key) }
    }

    private func row(_ key: String, _ day: String, _ known: KnownAt = .head) throws -> Claim {
        try #require(try answer(key, day, known)?.certain.row)
    }

    @Test func `set 500 billion against 5,000 billion before the corrections`() throws {
        let row = try row(
            "commitment/stargate",
            "2025-01-31",
            .position(seed.beforeCorrections)
        )
        #expect(row.status == .contested)
        #expect(row.contested == ["amount"])
        #expect(
            row.amounts.columnValue
                == .list([
                    "500,000,000,000 USD (musk-altman-2025:5)",
                    "5,000,000,000,000 USD (musk-altman-2025:97)",
                ])
        )
    }

    @Test func `agree on 500 billion after the corrections`() throws {
        let row = try row("commitment/stargate", "2025-01-31")
        #expect(row.status == .uncontested)
        #expect(
            row.amounts.columnValue
                == .list(["500,000,000,000 USD (musk-altman-2025:5, musk-altman-2025:97)"])
        )
    }

    @Test func `tell that Musk disputes the money, perhaps from January on`() throws {
        let january = try #require(try answer("commitment/stargate", "2025-01-31"))
        #expect(january.certain.row?.disputedBy == [])
        #expect(january.possible.row?.disputedBy == ["elon-musk"])
        let row = try row("commitment/stargate", "2025-02-15")
        #expect(row.status == .contested)
        #expect(row.contested == ["funding"])
        #expect(
            row.lacking.columnValue
                == .list([
                    "funding ready for the project (elon-musk)",
                    "the money needed for the project (elon-musk)",
                ])
        )
    }

    @Test func `tell what the partners have not determined, and that outside money is needed`()
        throws
    {
        #expect(try row("commitment/stargate", "2025-02-14").undetermined.columnValue == .list([]))
        let row = try row("commitment/stargate", "2025-02")
        #expect(
            row.undetermined.columnValue
                == .list(["exact amounts from the main investors (musk-altman-2025:103)"])
        )
        #expect(row.lacking.columnValue.listed.contains("outside financing (musk-altman-2025:103)"))
    }

    /// One sentence is corrected before the other: only between the two they contradict each other.
    @Test func `agree on the price of the bid but while one of two sentences is corrected`() throws
    {
        let head = try seed.ledger.view(Claims.self, asOf: Day("2025")).knownAt.position
        let states = try (seed.beforeCorrections.rawValue...head.rawValue).map { k in
            try row(
                "bid/musk-openai-nonprofit",
                "2025-02-15",
                .position(Position(rawValue: k))
            )
        }
        let first = try #require(states.first)
        let last = try #require(states.last)
        #expect(first.status == .uncontested && last.status == .uncontested)
        #expect(first.amounts.columnValue.listed.first?.hasPrefix("974,000,000,000 USD") == true)
        #expect(last.amounts.columnValue.listed.first?.hasPrefix("97,400,000,000 USD") == true)
        let contested = states.filter { $0.status == .contested }
        #expect(!contested.isEmpty)
        #expect(contested.allSatisfy { $0.contested == ["amount"] })
        #expect(contested.allSatisfy { $0.amounts.columnValue.listed.count == 2 })
    }

    @Test func `give two causes of Musk's departure, which can both be true`() throws {
        let row = try row("tenure/elon-musk-openai", "2025-02-15")
        #expect(row.status == .uncontested)
        #expect(row.differing == ["cause"])
        #expect(
            Set(row.causes.columnValue.listed) == [
                "disagreement over the direction of the company (musk-altman-2025:141)",
                "power struggle (musk-altman-2025:11)",
            ]
        )
    }

    @Test func `leave one thing to choose in February 2025`() throws {
        let table = try seed.ledger.table(of: Claims.self, asOf: Day("2025-02-28"))
        #expect(table.current.rows.map(\.key.text) == ["commitment/stargate"])
    }
}
