import Dateline
import NewsFacts
import Projecting
import Relationships
import TestSupport
import Testing

@Suite struct `The relationships of the seed article` {
    let seed: SeedLedger
    static let founders = "elon-musk+sam-altman"

    init() throws { seed = try SeedLedger() }

    private func rows(_ day: String, _ knownAt: KnownAt = .head) throws -> [String: Relationship] {
        let answer = try seed.ledger.view(Relationships.self, asOf: Day(day), knownAt: knownAt)
        return Dictionary(
            uniqueKeysWithValues: answer.rows.compactMap { row in
                row.certain.row.map { (row.key.text, $0) }
            }
        )
    }

    private func row(_ pair: String, _ day: String) throws -> Relationship {
        try #require(rows(day)[pair])
    }

    @Test(
        arguments: [
            ("2014-12-31", nil),
            ("2015-06-30", .connected),  // they dine every Wednesday
            ("2016-06-30", .allied),
            ("2017-06-30", .allied),  // it became worse some time in 2017
            ("2017-12-31", .strained),
            ("2019-01-01", .estranged),
            ("2023-12-31", .estranged),
            ("2024-03-15", .disputing),
            ("2024-07-15", .opposed),  // the suit is withdrawn and not yet filed again
            ("2024-10-15", .disputing),
            ("2025-01-31", .hostile),
            ("2025-02-15", .hostile),
            ("2030", .hostile),
        ] as [(String, Relationship.Status?)]
    )
    func `tell how Musk and Altman stood`(day: String, status: Relationship.Status?) throws {
        for known in [KnownAt.head, .position(seed.beforeCorrections)] {
            #expect(try rows(day, known)[Self.founders]?.status == status)
        }
    }

    @Test func `tell since when, and what was stated last`() throws {
        let allied = try row(Self.founders, "2016")
        // The founding of OpenAI, which the timeline dates best.
        #expect(allied.since.text == "2015-12")
        #expect(allied.alliances == ["alliance/musk-altman-openai"])
        #expect(allied.relation == "")
        let apart = try row(Self.founders, "2019")
        #expect(apart.since.text == "[2018-01..2018-04]")
        #expect(apart.parted.text == "[2018-01..2018-04]")
        #expect(apart.alliances == [])
        #expect(try row(Self.founders, "2025-01").relation == "enemy")
        #expect(try row(Self.founders, "2025-01").relationAt == "[2024-11..2025-01]")
        let rivals = try row(Self.founders, "2025-02")
        #expect(rivals.relation == "rival")
        #expect(rivals.relationAt == "2025-02")
        #expect(rivals.status == .hostile)
    }

    @Test func `tell of the strain after the end of the alliance`() throws {
        #expect(try row(Self.founders, "2018-04").strains == 2)
        #expect(try row(Self.founders, "2018").strains == 3)
        #expect(try row(Self.founders, "2018").status == .estranged)
    }

    /// The summit is told twice; what was only denied, at the inauguration, is no contact.
    @Test func `tell of the contacts of Musk and Altman, each once`() throws {
        let row = try row(Self.founders, "2020")
        #expect(row.contacts == 2)
        #expect(row.lastContact.text == "[2015-08..2015-11]")
        #expect(row.accords == 2)
        #expect(try self.row(Self.founders, "2025-02-14").lastContact.text == "[2015-08..2015-11]")
    }

    @Test func `tell of two suits, of which one is open, and of the accusations`() throws {
        let row = try row(Self.founders, "2025-02-15")
        let (first, second) = ("lawsuit/musk-v-openai-2024-02", "lawsuit/musk-v-openai-2024-08")
        #expect(row.suits == [first, second])
        #expect(row.disputes == [second, "dispute/musk-openai"])
        #expect(row.suitEnded.text == "2024-06")
        #expect(row.accusations == 2)
        let company = try self.row("elon-musk+openai", "2025-02-15")
        #expect(company.suits == [first, second])
        #expect(company.status == .disputing)
        #expect(company.criticisms == 1)
    }

    @Test(arguments: [
        ("donald-trump+elon-musk", Relationship.Status.allied),
        ("anduril+openai", .allied),
        ("elon-musk+larry-ellison", .friendly),
        ("masayoshi-son+sam-altman", .friendly),
        ("greg-brockman+sam-altman", .friendly),
        ("elon-musk+greg-brockman", .opposed),
        ("donald-trump+sam-altman", .connected),
        ("openai+trump-circle", .distant),
    ])
    func `tell who else stands how in early 2025`(
        pair: String,
        status: Relationship.Status
    ) throws {
        #expect(try row(pair, "2025-02").status == status)
    }

    @Test func `have three rows for the three who know each other`() throws {
        let rows = try rows("2025-02")
        for pair in [
            "donald-trump+larry-ellison", "donald-trump+masayoshi-son",
            "larry-ellison+masayoshi-son",
        ] {
            #expect(rows[pair]?.relation == "acquaintance")
        }
    }

    /// Altman and Macron attended the same summit, which is no contact.
    @Test func `have no row for those who only attended the same event`() throws {
        #expect(try rows("2025-02")["emmanuel-macron+sam-altman"] == nil)
    }

    @Test func `put Altman in the picture of the inauguration only after the corrections`() throws {
        let day = "2025-01-31"
        let before = try rows(day, .position(seed.beforeCorrections))
        #expect(before["jake-paul+spider-man"]?.contacts == 1)
        #expect(before["jake-paul+sam-altman"] == nil)
        #expect(try rows(day)["jake-paul+spider-man"] == nil)
        #expect(try rows(day)["jake-paul+sam-altman"]?.contacts == 1)
    }

    @Test func `have no anomaly at any date`() throws {
        for day in ["2016", "2018", "2024-07", "2025-02-15", "2030"] {
            let rows = try seed.ledger.view(Relationships.self, asOf: Day(day)).rows
            #expect(rows.allSatisfy { $0.certain.anomalies.isEmpty })
        }
    }

    /// The longest ids do not fit into the name of a row together; the view answers all the same.
    @Test func `answer when the names of two are too long for a row`() throws {
        let ids = ["1", "2"].map { String(repeating: "x", count: 254) + $0 }
        var fact = Fact(.allianceFormed, about: "alliance/long")
        fact.occurred = Occurrence(try EDTF("2025"))
        fact.participants = (ids + ["openai"]).map { Participant("party", $0) }
        try seed.ledger.append([fact])
        let rows = try rows("2025")
        #expect(rows["openai+\(ids[0])"]?.status == .allied)
        #expect(rows.keys.filter { $0.contains("xxx") }.count == 2)
    }
}
