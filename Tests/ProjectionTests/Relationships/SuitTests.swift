import NewsFacts
import Projecting
import Relationships
import Testing

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
        let other = try Fact.told(
            .lawsuitWithdrawn,
            [("plaintiff", "a"), ("defendant", "b")],
            on: "2023",
            about: "lawsuit/other"
        )
        let ended = try over.map { try $0.fact(on: $1) }
        #expect(Given(Relationships.self, ended + [other]).end.anomalies.count == 1)
        #expect(
            try facts(over + [(.sued, "2024")]).anomalies.map(\.reason) == [
                "that suit was over then; filed again, it is a new case"
            ]
        )
    }
}
