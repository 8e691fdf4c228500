import Alliances
import ByteCoding
import Commitments
import Dateline
import Foundation
import Lawsuits
import NewsFacts
import Projecting
import TestSupport
import Testing

@Suite struct `The seed article` {
    let seed: SeedLedger
    static let first = RowKey("lawsuit/musk-v-openai-2024-02")
    static let second = RowKey("lawsuit/musk-v-openai-2024-08")

    init() throws { seed = try SeedLedger() }

    /// A row as one word: its certain state, and its possible one where they differ.
    private func suits(_ day: String) throws -> [String: String] {
        let rows = try seed.ledger.view(Lawsuits.self, asOf: Day(day)).rows
        return Dictionary(
            uniqueKeysWithValues: rows.map { row in
                let certain = row.certain.row?.status.rawValue ?? "none"
                let possible = row.possible.row?.status.rawValue ?? "none"
                return (
                    row.key.text, certain == possible ? certain : "\(certain), possibly \(possible)"
                )
            }
        )
    }

    @Test(arguments: [
        ("2024-01-31", [:]),
        ("2024-02-15", [first.text: "none, possibly pending"]),
        ("2024-03-15", [first.text: "pending"]),
        ("2024-06-15", [first.text: "pending, possibly withdrawn"]),
        ("2024-07-15", [first.text: "withdrawn"]),
        ("2024-08-15", [first.text: "withdrawn", second.text: "none, possibly pending"]),
        ("2024-09-15", [first.text: "withdrawn", second.text: "pending"]),
        ("2025-02-15", [first.text: "withdrawn", second.text: "pending"]),
    ])
    func `tells which suits were pending`(day: String, expected: [String: String]) throws {
        #expect(try suits(day) == expected)
    }

    @Test func `tells one amendment and no ruling, settlement or appeal`() throws {
        let rows = try seed.ledger.view(Lawsuits.self, asOf: Day("2024-12-15")).rows
        let suit = try #require(rows.first { $0.key == Self.second }?.certain.row)
        #expect(suit.amendments == 1)
        #expect(suit.rulings == 0)
        #expect(suit.plaintiffs == ["elon-musk"])
        #expect(suit.defendants == ["openai", "sam-altman"])
        #expect(suit.refiles == Self.first.text)
        #expect(
            rows.map { $0.certain.row?.dispute } == ["dispute/musk-openai", "dispute/musk-openai"]
        )
        #expect(rows.allSatisfy { $0.certain.anomalies.isEmpty })
    }

    @Test func `tells the alliance in OpenAI and its end`() throws {
        let key = RowKey("alliance/musk-altman-openai")
        let before = try seed.ledger.view(Alliances.self, asOf: Day("2016-06-01")).rows
        #expect(before.map(\.key) == [key])
        #expect(before[0].certain.row?.status == .active)
        #expect(before[0].certain.row?.parties == ["elon-musk", "sam-altman"])
        #expect(before[0].certain.row?.about == ["openai"])
        let after = try seed.ledger.view(Alliances.self, asOf: Day("2019-01-01")).rows
        #expect(after.first { $0.key == key }?.certain.row?.status == .ended)
    }

    @Test func `tells the alliances of early 2025`() throws {
        let table = try seed.ledger.table(of: Alliances.self, asOf: Day("2025-02-15")).current
        #expect(
            table.rows.map(\.key.text)
                == ["alliance/musk-trump", "alliance/openai-anduril", "alliance/stargate"]
        )
    }

    private func commitment(_ key: String, knownAt: KnownAt) throws -> RowState<Commitment> {
        let answer = try seed.ledger.view(
            Commitments.self,
            asOf: Day("2025-02-15"),
            knownAt: knownAt
        )
        return try #require(answer.rows.first { $0.key == RowKey(key) }).certain
    }

    @Test func `shows the literal amounts as known before the corrections`() throws {
        let known = KnownAt.position(seed.beforeCorrections)
        let stargate = try commitment("commitment/stargate", knownAt: known)
        #expect(stargate.row?.amount?.value == 500_000_000_000)
        #expect(stargate.row?.disputedBy == ["elon-musk"])
        #expect(
            stargate.anomalies.map(\.reason) == [
                "5,000,000,000,000 USD is more than the 500,000,000,000 USD that stands, "
                    + "and no revision is reported"
            ]
        )
        let son = try commitment("commitment/son-us-infrastructure", knownAt: known)
        #expect(son.row?.amount?.value == 1_000_000_000_000)
    }

    @Test func `shows the right amounts as known after the corrections`() throws {
        let stargate = try commitment("commitment/stargate", knownAt: .head)
        #expect(stargate.row?.amount?.value == 500_000_000_000)
        #expect(stargate.row?.disputedBy == ["elon-musk"])
        #expect(stargate.anomalies.isEmpty)
        let son = try commitment("commitment/son-us-infrastructure", knownAt: .head)
        #expect(son.row?.amount?.value == 100_000_000_000)
    }

    @Test func `says why, down to the line and what was corrected`() throws {
        let why = try seed.ledger.explanation(
            of: RowKey("commitment/son-us-infrastructure"),
            in: Commitments.self,
            asOf: Day("2025-02-15")
        )
        let fact = try #require(why.facts.first)
        #expect(why.facts.count == 1)
        #expect(fact.standing == .counts)
        #expect(fact.history.versions.map(\.fact.type) == [.investmentAnnounced, .factCorrected])
        #expect(fact.history.versions[0].fact.source?.line == 89)
        #expect(fact.history.versions[0].fact.amounts[0].literal.contains("1،000"))
        let amounts = fact.history.amendments[0].changes.filter { $0.field == "amounts" }
        #expect(
            amounts.map(\.before) == ["1,000,000,000,000 USD"]
                && amounts.map(\.after) == ["100,000,000,000 USD"]
        )
    }

    @Test func `answers alike whatever the order of arrival`() throws {
        var facts = try Self.corpus()
        let expected = try Self.answers(seed.ledger)
        for round in 0..<4 {
            // Facts of one row on one day keep their order, which decides by design; so do
            // corrections, which come after what they correct.
            facts = Self.shuffled(facts, seed: UInt64(round))
            let folder = TemporaryFolder()
            let ledger = try Ledger.create(at: folder.file("ledger"))
            for start in stride(from: 0, to: facts.count, by: 37) {
                try ledger.append(Array(facts[start..<min(facts.count, start + 37)]))
            }
            #expect(try Self.answers(ledger) == expected)
        }
    }
}
