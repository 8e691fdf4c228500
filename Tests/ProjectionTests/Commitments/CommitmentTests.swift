import Commitments
import NewsFacts
import Projecting
import Testing

@Suite struct `A commitment` {
    @Test(arguments: LifeCycle.commitment.transitions)
    func `takes the steps that its state allows`(transition: LifeCycle<Commitments>.Transition)
        throws
    {
        try LifeCycle.commitment.expectTaken(transition)
    }

    @Test(arguments: LifeCycle.commitment.lives)
    func `keeps its state on every other step and tells of it`(
        life: LifeCycle<Commitments>.Life
    ) throws {
        let illegal = LifeCycle.commitment.illegal.filter { $0.life.status == life.status }
        #expect(illegal.count > 3)
        for (life, step) in illegal { try LifeCycle.commitment.expectAnomaly(step, after: life) }
    }

    @Test func `is outstanding while it is announced, committed or partly funded`() {
        let outstanding: [Commitment.Status] = [.announced, .committed, .partiallyFunded]
        let other: [Commitment.Status] = [.sought, .fulfilled, .withdrawn, .declined, .lapsed]
        #expect((other + outstanding).filter { $0.isCurrent } == outstanding)
    }

    @Test func `has who invests, for what, how much and since when`() throws {
        let row = try #require(
            Given(Commitments.self, [Step.announced100.fact(on: "2025-01-21")]).end.row
        )
        #expect(row.investors == ["softbank"])
        #expect(row.recipients == ["openai", "stargate"])
        #expect(row.amount == .dollars(100))
        #expect(row.since == "2025-01-21")
        #expect(row.funded == nil)
    }

    @Test func `that is only sought has the prospect for its investor`() throws {
        let row = try Given(Commitments.self, [Step.sought.fact(on: "2024")]).end.row
        #expect(row?.investors == ["softbank"])
        #expect(row?.amount == .dollars(100))
    }

    @Test func `has the amount that was last revised`() throws {
        let given = try Given(Commitments.self, life: [.committed], then: .revised)
        #expect(given.answer(on: dayOfChange.advanced(by: -1)).certain.row?.amount == .dollars(100))
        #expect(given.end.row?.amount == .dollars(120))
    }

    @Test func `keeps the bound and the words of an amount`() throws {
        let amount = Amount(
            literal: "أكثر من 100 مليار",
            value: 100_000_000_000,
            unit: "USD",
            bound: .atLeast
        )
        let row = try Given(Commitments.self, [Step.announced(amount).fact(on: "2025")]).end.row
        #expect(row?.amount == amount)
    }

    @Test func `adds up tranches until they reach the amount`() throws {
        let given = try Given(
            Commitments.self,
            [
                Step.committed.fact(on: "2025-01-01"), Step.funded40.fact(on: "2025-02-01"),
                Step.funded40.fact(on: "2025-03-01"),
                Step.funded(.dollars(20)).fact(on: "2025-04-01"),
            ]
        )
        #expect(try given.answer(on: "2025-02-01").certain.row?.funded == .dollars(40))
        #expect(try given.answer(on: "2025-03-31").certain.row?.funded?.value == 80)
        #expect(try given.answer(on: "2025-03-31").certain.row?.status == .partiallyFunded)
        #expect(given.end.row?.status == .fulfilled)
        #expect(given.end.row?.since == "2025-04-01")
    }

    @Test func `takes a cumulative sum for the whole of what was paid`() throws {
        let cumulative = Step(
            "funded",
            .investmentFunded,
            attributes: ["measure": "cumulative"],
            amount: .dollars(60)
        )
        let row = try Given(Commitments.self, life: [.committed, .funded40], then: cumulative).end
            .row
        #expect(row?.funded == .dollars(60))
        #expect(row?.status == .partiallyFunded)
    }

    @Test func `cannot be funded above its amount before a revision, and can after one`() throws {
        let before = try Given(
            Commitments.self,
            life: [.committed, .funded40],
            then: .funded(.dollars(70))
        )
        let after = try Given(
            Commitments.self,
            life: [.committed, .funded40, .revised],
            then: .funded(.dollars(70))
        )
        #expect(before.end.row?.funded == .dollars(40))
        #expect(
            before.end.anomalies.map(\.reason) == ["110 USD paid is more than the 100 USD pledged"]
        )
        #expect(after.end.row?.funded?.value == 110)
        #expect(after.end.anomalies == [])
    }

    @Test func `does not add up different currencies`() throws {
        let euros = Step.funded(.dollars(10, unit: "EUR"))
        let state = try Given(Commitments.self, life: [.committed, .funded40], then: euros).end
        #expect(state.row?.funded == .dollars(40))
        #expect(state.anomalies.map(\.reason) == ["10 EUR and 40 USD cannot be added up"])
    }

    @Test func `of at most a sum can be funded up to it`() throws {
        let upTo = Step.committed(.dollars(100, .atMost))
        let state = try Given(
            Commitments.self,
            life: [upTo, .funded40],
            then: .funded(.dollars(60))
        ).end
        #expect(state.row?.status == .fulfilled)
    }

    @Test func `that a prospect hesitates over stays sought, with a note`() throws {
        let row = try Given(Commitments.self, life: [.sought], then: .hesitated).end.row
        #expect(row?.status == .sought)
        #expect(row?.note == "the prospect hesitates")
    }

    @Test func `names who disputes it and what is reported of its funding`() throws {
        let given = try Given(Commitments.self, life: [.announced100, .disputed], then: .reported)
        #expect(given.end.row?.disputedBy == ["musk"])
        #expect(given.end.row?.funding == ["who pays"])
        #expect(given.end.row?.status == .announced)
    }

    @Test func `that is planned, supposed or denied is none`() throws {
        for modality in [Modality.planned, .hypothetical, .conditional, .negated] {
            let pledge = try Step.committed.fact(on: "2024", modality: modality)
            #expect(Given(Commitments.self, [pledge]).end.isAbsent)
        }
    }

    @Test func `of which a step may already have been taken is not certain`() throws {
        let given = try Given(
            Commitments.self,
            [Step.announced100.fact(on: "2025-01"), Step.retracted.fact(on: "2026")]
        )
        #expect(try given.answer(on: "2025-12-31").isCertain)
        #expect(try given.answer(on: "2026-07-01").certain.row?.status == .announced)
        #expect(try given.answer(on: "2026-07-01").possible.row?.status == .withdrawn)
        #expect(try given.answer(on: "2026-12-31").certain.row?.status == .withdrawn)
    }
}

@Suite struct `The amount of a commitment` {
    /// The catalogue lets the latest amount stand; but two reports of one plan, one ten times the
    /// other, contradict each other, and the first stands until a revision is reported.
    @Test func `is not raised by a pledge without a revision`() throws {
        let state = try Given(
            Commitments.self,
            life: [.announced100],
            then: .committed(.dollars(500))
        ).end
        #expect(state.row?.status == .announced)
        #expect(state.row?.amount == .dollars(100))
        #expect(state.anomalies.count == 1)
    }

    @Test func `is reached when more is paid than the least that was pledged`() throws {
        let state = try Given(
            Commitments.self,
            life: [.committed(.dollars(100, .atLeast)), .funded40],
            then: .funded(.dollars(80))
        ).end
        #expect(state.row?.status == .fulfilled)
    }

    @Test func `comes without the note that the prospect hesitates, once it is pledged`() throws {
        let row = try Given(Commitments.self, life: [.sought, .hesitated], then: .committed).end.row
        #expect(row?.note == "")
    }

    @Test func `is reached when it is revised down to what was paid`() throws {
        let less = Step("revised", .investmentRevised, amount: .dollars(40))
        let row = try Given(Commitments.self, life: [.committed, .funded40], then: less).end.row
        #expect(row?.status == .fulfilled)
    }
}
