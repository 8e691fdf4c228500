import NewsFacts
import Projecting
import Relationships
import Testing

@Suite struct `The relation that is stated of two` {
    private func end(_ facts: [Fact]) throws -> Relationship {
        try #require(Given(Relationships.self, facts, of: "a+b").end.row)
    }

    private func stated(
        _ kind: String?,
        on date: String? = nil,
        phase: String = "state"
    ) throws -> Fact {
        var attributes = ["phase": phase]
        attributes["kind"] = kind
        return try .told(
            .relationshipStated,
            [("party", "a"), ("party", "b")],
            on: date,
            attributes: attributes
        )
    }

    @Test func `is the last, with the date for which it is stated`() throws {
        let row = try end([stated("friend", on: "2015"), stated("enemy", on: "2025-01")])
        #expect(row.relation == "enemy")
        #expect(row.relationAt == "2025-01")
        #expect(row.relationSince.text == "")
        #expect(row.status == .hostile)
    }

    @Test func `keeps since when it is so for as long as it stays the same`() throws {
        let friends = try [
            stated("friend", on: "2014", phase: "began"), stated("friend", on: "2020"),
        ]
        let row = try end(friends)
        #expect(row.relationSince.text == "2014")
        #expect(row.relationAt == "2020")
        #expect(try end(friends + [stated("rival", on: "2022")]).relationSince.text == "")
    }

    @Test func `does not soften what is worse`() throws {
        let row = try end([stated("enemy", on: "2024"), stated("rival", on: "2025")])
        #expect(row.status == .hostile)
        #expect(row.relation == "rival")
        #expect(row.since.text == "2024")
    }

    @Test func `is not the beginning of another at an unknown time`() throws {
        let facts = try [
            stated("enemy", on: "2024"), stated("acquaintance", phase: "began"),
        ]
        let row = try #require(
            Given(Relationships.self, facts, of: "a+b").answer(on: "2025").possible.row
        )
        #expect(row.relation == "enemy")
        let alone = try Given(Relationships.self, [facts[1]], of: "a+b").answer(on: "2025")
        #expect(alone.possible.row?.status == .connected)
        #expect(alone.possible.row?.relation == "")
    }

    @Test func `is what a register holds, in whatever order facts come`() throws {
        let facts = try [
            stated("friend", on: "2015"), stated(nil, on: "2016"), stated("rival", on: "2017"),
            stated("enemy", phase: "began"), stated("none", on: "2018"),
        ]
        let registers = Relationship.columns.filter { $0.written != nil }
        #expect(registers.map(\.name) == ["relation", "relationAt"])
        for count in 1...facts.count {
            let told = Array(facts.prefix(count))
            let row = try Given(Relationships.self, told, of: "a+b").answer(on: "2030").certain.row
            let dated = told.filter { !$0.occurred.edtf.isEmpty }
            for register in registers {
                let held = dated.compactMap { register.written?($0, RowKey("a+b")) }.last
                #expect(row.map(register.value) == held)
            }
        }
    }

    @Test(arguments: [
        ("acquaintance", Relationship.Status.connected), ("affiliation", .connected),
        ("family", .connected), ("business", .connected), ("none", .distant),
        ("friend", .friendly), ("mentor", .friendly), ("supporter", .friendly),
        ("ally", .allied), ("rival", .opposed), ("enemy", .hostile),
    ])
    func `tells how they stand`(kind: String, status: Relationship.Status) throws {
        #expect(try end([stated(kind, on: "2020")]).status == status)
    }
}

@Suite struct `A suit between two` {
    private func facts(_ steps: [(Step, String)]) throws -> RowState<Relationship> {
        Given(Relationships.self, try steps.map { try $0.fact(on: $1) }).end
    }

    @Test func `is open until it is withdrawn, and leaves them opposed`() throws {
        let state = try facts([(.sued, "2024-02"), (.sued, "2024-02"), (.withdrew, "2024-06")])
        #expect(state.row?.status == .opposed)
        #expect(state.row?.since.text == "2024-06")
        #expect(state.row?.suits == ["row"])
        #expect(state.row?.disputes == [])
        #expect(state.row?.suitEnded.text == "2024-06")
    }

    @Test func `that is settled leaves them in peace, and allies what they were`() throws {
        #expect(try facts([(.sued, "2024"), (.madePeace, "2025")]).row?.status == .connected)
        #expect(
            try facts([(.joinedForces, "2020"), (.sued, "2024"), (.madePeace, "2025")]).row?.status
                == .allied
        )
    }

    @Test func `that ends does not end a quarrel or make friends of enemies`() throws {
        let quarrel = try Fact.told(
            .disputeOpened,
            [("party", "a"), ("party", "b")],
            on: "2023",
            about: "dispute/1"
        )
        let suit = try [Step.sued.fact(on: "2024"), Step.withdrew.fact(on: "2025")]
        let row = Given(Relationships.self, [quarrel] + suit).end.row
        #expect(row?.status == .disputing)
        #expect(row?.disputes == ["dispute/1"])
        let enemies = try facts([(.enemies, "2023"), (.sued, "2024"), (.madePeace, "2025")])
        #expect(enemies.row?.status == .hostile)
        #expect(enemies.row?.disputes == [])
    }

    @Test func `cannot end twice or be filed again under its name`() throws {
        let over: [(Step, String)] = [(.sued, "2022"), (.withdrew, "2023")]
        #expect(try facts(over + [(.withdrew, "2023")]).anomalies == [])  // told again
        #expect(
            try facts(over + [(.withdrew, "2024")]).anomalies.map(\.reason) == [
                "no such suit between the two was open then"
            ]
        )
        #expect(
            try facts(over + [(.sued, "2024")]).anomalies.map(\.reason) == [
                "that suit was over then; filed again, it is a new case"
            ]
        )
    }
}
