import Bids
import NewsFacts
import Projecting
import Testing

@Suite struct `A bid` {
    @Test(arguments: LifeCycle.bid.transitions)
    func `takes the steps that its state allows`(transition: LifeCycle<Bids>.Transition) throws {
        try LifeCycle.bid.expectTaken(transition)
    }

    @Test(arguments: LifeCycle.bid.lives)
    func `keeps its state on every other step and tells of it`(life: LifeCycle<Bids>.Life) throws {
        let illegal = LifeCycle.bid.illegal.filter { $0.life.status == life.status }
        #expect(!illegal.isEmpty)
        for (life, step) in illegal { try LifeCycle.bid.expectAnomaly(step, after: life) }
    }

    @Test func `is live while it is planned, submitted, accepted or agreed`() {
        let live: [Bid.Status] = [.planned, .submitted, .accepted, .agreed]
        let other: [Bid.Status] = [
            .rejected, .completed, .withdrawn, .lapsed, .terminated, .unserious,
        ]
        #expect((other + live).filter { $0.isCurrent } == live)
        #expect((other + live).filter { $0.mayBeCurrent } == [.rejected] + live)
    }

    @Test func `has who bids for what, at which price and since when`() throws {
        let bid = Step(
            "submitted",
            .acquisitionBidSubmitted,
            [("bidder", "musk"), ("coBidder", "xai"), ("target", "openai"), ("asset", "shares")],
            attributes: ["hostile": "yes", "conditions": "due diligence", "expiry": "2025-05-10"],
            amount: .dollars(97)
        )
        let row = try #require(Given(Bids.self, [bid.fact(on: "2025-02-10")]).end.row)
        #expect(row.bidders == ["musk", "xai"])
        #expect(row.targets == ["openai"])
        #expect(row.assets == ["shares"])
        #expect(row.price == .dollars(97))
        #expect(row.offered.text == "2025-02-10")
        #expect(row.hostile == "yes")
        #expect(row.conditions == ["due diligence"])
        #expect(row.expires == "2025-05-10")
        #expect(row.ended.text == "")
    }

    @Test func `that the chief executive declines in public stands, with a flag`() throws {
        let row = try Given(Bids.self, life: [.bid], then: .bidDeclined).end.row
        #expect(row?.status == .submitted)
        #expect(row?.declinedBy == ["altman"])
        #expect(row?.rejectedBy == [])
    }

    @Test func `that the board rejects by letter is rejected`() throws {
        let row = try Given(Bids.self, life: [.bid, .bidDeclined], then: .bidRejected).end.row
        #expect(row?.status == .rejected)
        #expect(row?.declinedBy == ["altman"])
        #expect(row?.rejectedBy == ["board"])
        #expect(row?.rejected.text == dayOfChange.description)
        #expect(row?.ended.text == "")
    }

    @Test(arguments: [
        (["organ": "chiefExecutive", "formal": "yes"], Bid.Status.rejected),
        (["organ": "board", "formal": "no"], .submitted),
        (["organ": "shareholders"], .rejected),
        ([:], .rejected),
    ])
    func `is rejected as the source says, and formally where it says nothing`(
        attributes: [String: String],
        status: Bid.Status
    ) throws {
        let refusal = Step("refused", .acquisitionBidRejected, attributes: attributes)
        #expect(try Given(Bids.self, life: [.bid], then: refusal).end.row?.status == status)
    }

    @Test func `that is accepted informally stands, with who accepted it`() throws {
        let word = Step(
            "accepted",
            .acquisitionBidAccepted,
            [("accepter", "altman")],
            attributes: ["formal": "no"]
        )
        let row = try Given(Bids.self, life: [.bid], then: word).end.row
        #expect(row?.status == .submitted)
        #expect(row?.acceptedBy == ["altman"])
    }

    @Test func `states its condition although a condition is not realized`() throws {
        let facts = try [
            Step.bid.fact(on: "2025-02-10"),
            Step.condition.fact(on: "2025-02-12", modality: .conditional),
            Step.condition.fact(on: "2025-02-13", modality: .negated),
        ]
        let state = Given(Bids.self, facts).end
        #expect(state.row?.conditions == ["Musk pays if OpenAI is for sale"])
        #expect(state.anomalies == [])
    }

    @Test func `shows an offer in answer and stays as it is`() throws {
        let row = try Given(Bids.self, life: [.bid], then: .counterOffer(serious: "no")).end.row
        #expect(row?.counterOffers == ["altman for twitter: 9 USD (not serious)"])
        #expect(row?.bidders == ["musk"])
        #expect(row?.price == .dollars(97))
    }

    @Test(arguments: [("no", Bid.Status.unserious), ("yes", .submitted)])
    func `that is an offer in answer to another is one of its own, if it is meant`(
        serious: String,
        status: Bid.Status
    ) throws {
        let offer = Step.counterOffer(serious: serious)
        let row = try Given(Bids.self, life: [], then: offer).end.row
        #expect(row?.status == status)
        #expect(row?.bidders == ["altman"])
        #expect(row?.targets == ["twitter"])
        #expect(row?.price == .dollars(9))
    }

    @Test func `that was mocked comes into being when its speaker means it`() throws {
        let offer = Step.counterOffer(serious: "yes", by: "musk")
        let row = try Given(Bids.self, life: [.mockOffer], then: offer).end.row
        #expect(row?.status == .submitted)
        #expect(row?.bidders == ["musk"])
    }

    @Test func `ends on the date of its last step`() throws {
        for step in [Step.bidWithdrawn, .bidLapsed, .completed] {
            let row = try Given(Bids.self, life: [.bid], then: step).end.row
            #expect(row?.ended.text == dayOfChange.description)
        }
    }

    @Test func `is completed once, however often that is told`() throws {
        let facts = try [Step.completed.fact(on: "2022-10-27"), Step.completed.fact(on: "2022")]
        let state = Given(Bids.self, facts).end
        #expect(state.row?.ended.text == "2022-10-27")
        #expect(state.anomalies == [])
        let again = Given(Bids.self, facts + [try Step.completed.fact(on: "2024")]).end
        #expect(again.anomalies.map(\.reason) == ["it was completed then"])
    }

    @Test func `that is planned, supposed or denied is none`() throws {
        for modality in [Modality.planned, .hypothetical, .conditional, .negated] {
            let bid = try Step.bid.fact(on: "2024", modality: modality)
            #expect(Given(Bids.self, [bid]).end.isAbsent)
        }
    }

    @Test func `of which a step may already have been taken is not certain`() throws {
        let given = try Given(
            Bids.self,
            [Step.bidPlanned.fact(on: "2025-01-10"), Step.bid.fact(on: "2025-02")]
        )
        #expect(try given.answer(on: "2025-01-31").isCertain)
        #expect(try given.answer(on: "2025-02-12").certain.row?.status == .planned)
        #expect(try given.answer(on: "2025-02-12").possible.row?.status == .submitted)
        #expect(try given.answer(on: "2025-02-28").certain.row?.status == .submitted)
    }
}

@Suite struct `The price of a bid` {
    @Test func `is the first until a revision is reported`() throws {
        let state = try Given(Bids.self, life: [.bid], then: .bid(.dollars(120))).end
        #expect(state.row?.price == .dollars(97))
        #expect(
            state.anomalies.map(\.reason) == [
                "120 USD is not the 97 USD that stands, and no revision is reported"
            ]
        )
        let revised = try Given(Bids.self, life: [.bid, .bidRevised], then: .bid(.dollars(120))).end
        #expect(revised.row?.price == .dollars(120))
        #expect(revised.anomalies == [])
    }

    @Test func `is not changed by an agreement or a purchase`() throws {
        for type in [FactType.acquisitionAgreed, .acquisitionCompleted] {
            let bought = Step.bought("bought", type, for: .dollars(90))
            let state = try Given(Bids.self, life: [.bid], then: bought).end
            #expect(state.row?.price == .dollars(97))
            #expect(state.row?.status == .submitted)
            #expect(state.anomalies.count == 1)
        }
    }

    @Test func `is only named by a refusal`() throws {
        let refusal = Step("rejected", .acquisitionBidRejected, amount: .dollars(970))
        let state = try Given(Bids.self, life: [.bid], then: refusal).end
        #expect(state.row?.status == .rejected)
        #expect(state.row?.price == .dollars(97))
        #expect(state.anomalies == [])
    }

    @Test(arguments: [
        (Amount.dollars(90, .atLeast), true), (.dollars(98, .atLeast), false),
        (.dollars(98, .atMost), true), (.dollars(90, .atMost), false),
        (.dollars(100, .about), true), (.dollars(97, unit: "EUR"), true),
        (Amount(literal: "billions", value: nil, unit: "USD", bound: .unquantified), true),
    ])
    func `agrees with a bound that holds of it`(reported: Amount, agrees: Bool) throws {
        let state = try Given(Bids.self, life: [.bid], then: .bid(reported)).end
        #expect(state.anomalies.isEmpty == agrees)
        #expect(state.row?.price == .dollars(97))
        let reversed = try Given(Bids.self, life: [.bid(reported)], then: .bid).end
        #expect(reversed.anomalies.isEmpty == agrees)
    }

    @Test func `is filled in by a later report`() throws {
        let row = try Given(Bids.self, life: [.bid(nil)], then: .bid).end.row
        #expect(row?.price == .dollars(97))
    }
}

@Suite struct `A bid that is told of again` {
    @Test func `stays rejected, and keeps the better date and target`() throws {
        let facts = try [
            Step.bid.fact(on: "[2025-02-10..2025-02-14]"), Step.bidRejected.fact(on: "2025-02-14"),
            Step.bid(nil, for: "assets").fact(on: "[2025-01..2025-02]"),
        ]
        let given = Given(Bids.self, facts)
        #expect(given.end.row?.status == .rejected)
        #expect(given.end.row?.targets == ["openai"])
        #expect(given.end.row?.offered.text == "[2025-02-10..2025-02-14]")
        #expect(given.end.anomalies == [])
        #expect(given.answer(on: .distantFuture).isCertain)
    }

    @Test func `long after it was rejected is made anew, which needs a revision`() throws {
        let state = try Given(Bids.self, life: [.bid, .bidRejected], then: .bid).end
        #expect(state.row?.status == .rejected)
        #expect(
            state.anomalies.map(\.reason) == ["it was rejected then; made anew, it is a new bid"]
        )
    }
}
