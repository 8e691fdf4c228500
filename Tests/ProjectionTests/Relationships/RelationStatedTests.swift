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
