import NewsFacts
import Organizations
import Projecting
import Testing

@Suite struct `An organisation` {
    @Test(arguments: LifeCycle.organization.transitions)
    func `takes the steps that its state allows`(transition: LifeCycle<Organizations>.Transition)
        throws
    {
        try LifeCycle.organization.expectTaken(transition)
    }

    @Test func `cannot begin to be restructured while it is`() throws {
        let illegal = LifeCycle.organization.illegal
        #expect(illegal.map { "\($0.life) \($0.step)" } == ["restructuring began"])
        for (life, step) in illegal { try LifeCycle.organization.expectAnomaly(step, after: life) }
    }

    @Test func `that was bought may live on, and every other does`() {
        let all: [Organization.Status] = [.active, .restructuring, .acquired]
        #expect(all.filter { $0.isCurrent } == [.active, .restructuring])
        #expect(all.filter { $0.mayBeCurrent } == all)
    }

    @Test func `has who founded it, when, for what, against whom and as what`() throws {
        let row = try #require(
            Given(Organizations.self, [Step.founding.fact(on: "2015-12")]).end.row
        )
        #expect(row.founded.text == "2015-12")
        #expect(row.founders == ["musk"])
        #expect(row.purposes == ["to benefit all"])
        #expect(row.competitors == ["google"])
        #expect(row.legalForm == "nonprofit")
    }

    @Test func `is founded once, at the best date that fits the first`() throws {
        let facts = try ["2015", "[2015-11..2015-12]", "2015-12", "2019"].map {
            try Step.founding.fact(on: $0)
        }
        for facts in [facts, facts.reversed()] {
            #expect(Given(Organizations.self, facts).end.row?.founded.text == "2015-12")
        }
    }

    @Test func `has another legal form when a restructuring is finished, and not before`() throws {
        let given = try Given(
            Organizations.self,
            [
                Step.founding.fact(on: "2015"), Step.restructuringProposed.fact(on: "2017"),
                Step.restructuringBegan.fact(on: "2025-01"),
                Step.restructuringCompleted.fact(on: "2025-10"),
            ]
        )
        let forms = try ["2016", "2018", "2025-02", "2026"].map {
            try given.answer(on: $0).certain.row?.legalForm
        }
        #expect(forms == ["nonprofit", "nonprofit", "nonprofit", "benefit corporation"])
        #expect(
            given.end.row?.restructuring == [
                "explored 2017: company", "began 2025-01: company",
                "completed 2025-10: benefit corporation",
            ]
        )
    }

    @Test func `says on whose word a restructuring is told`() throws {
        var fact = try Step.restructuringBegan.fact(on: "2025-01")
        fact.attributedTo = "musk"
        let row = Given(Organizations.self, [fact]).end.row
        #expect(row?.restructuring == ["began 2025-01: company (musk)"])
    }

    @Test func `begins one restructuring though two sources date it`() throws {
        let facts = try ["2025-01", "2025"].map { try Step.restructuringBegan.fact(on: $0) }
        let state = Given(Organizations.self, facts).end
        #expect(state.anomalies == [])
        #expect(state.row?.restructuring.count == 2)
    }

    @Test func `that is planned, supposed or denied is none`() throws {
        for modality in [Modality.planned, .hypothetical, .conditional, .negated] {
            let facts = try LifeCycle.organization.steps.map {
                try $0.fact(on: "2024", modality: modality)
            }
            #expect(Given(Organizations.self, facts).end.isAbsent)
        }
    }

    /// What a register promises: the last fact that writes it, whatever else happened.
    @Test func `has the legal form that the last fact writes, in random histories`() throws {
        let column = try #require(Organization.columns.first { $0.name == "legalForm" })
        let write = try #require(column.written)
        var histories = try Histories(of: Organizations.name, seed: 50)
        for _ in 0..<300 {
            let facts = histories.next().withDistinctDays()
            let day = try EDTF("2022").lo
            let last = facts.filter { $0.occurred.hi <= day }
                .sorted { $0.occurred.hi < $1.occurred.hi }
                .compactMap { write($0, RowKey("row")) }.last
            let row = Given(Organizations.self, facts).answer(on: day).certain.row
            #expect(row.map(column.value) ?? .absent == last ?? .absent)
        }
    }
}

@Suite struct `Control of an organisation` {
    private func row(_ key: String, _ facts: [Fact]) -> Organization? {
        let own = facts.filter { Organizations.rowKeys(of: $0).contains(RowKey(key)) }
        return Given(Organizations.self, own, of: key).end.row
    }

    @Test func `is known on both sides, each of which knows which it is`() throws {
        let facts = [try Step.controlled.fact(on: "2024")]
        #expect(row("row", facts)?.controllers == ["foundation"])
        #expect(row("row", facts)?.controls == [])
        #expect(row("foundation", facts)?.controls == ["row"])
        #expect(row("foundation", facts)?.controllers == [])
    }

    /// The controller of a bid controls the target; the controlled is controlled by the target.
    @Test func `is told by a bid, of the target and not of the bidder`() throws {
        for step in [
            Step.bidFor,
            Step(
                "plan",
                .acquisitionBidPlanned,
                [
                    ("bidder", "xai"), ("target", "row"), ("controller", "trust"),
                    ("controlled", "lab"),
                ]
            ),
        ] {
            let facts = [try step.fact(on: "2025")]
            #expect(row("row", facts)?.controllers == ["trust"])
            #expect(row("row", facts)?.controls == ["lab"])
            #expect(row("trust", facts)?.controls == ["row"])
            #expect(row("lab", facts)?.controllers == ["row"])
            #expect(row("xai", facts) == nil)
        }
    }

    @Test func `is not told by a bid that names no controller, or no target`() throws {
        let silent = Step("bid", .acquisitionBidSubmitted, [("bidder", "x"), ("target", "row")])
        let vague = Step("plan", .acquisitionBidPlanned, [("bidder", "x"), ("controller", "y")])
        for step in [silent, vague] {
            #expect(Organizations.rowKeys(of: try step.fact(on: "2025")) == [])
        }
    }

    @Test func `passes with a purchase from whoever had it to the buyer`() throws {
        let facts = try [
            Step.controlled.fact(on: "2015"),
            Step.purchase(by: "musk", [("seller", "foundation")]).fact(on: "2022"),
        ]
        #expect(row("row", facts)?.controllers == ["musk"])
        #expect(row("row", facts)?.acquired.text == "2022")
        #expect(row("musk", facts)?.controls == ["row"])
        #expect(row("musk", facts)?.status == .active)
        #expect(row("foundation", facts)?.controls == [])
    }

    @Test func `passes on when it is sold on`() throws {
        let facts = try [
            Step.bought.fact(on: "2011"),
            Step.purchase(by: "verizon", [("seller", "microsoft")]).fact(on: "2017"),
        ]
        #expect(row("row", facts)?.controllers == ["verizon"])
        #expect(row("row", facts)?.acquired.text == "2017")
        #expect(row("microsoft", facts)?.controls == [])
    }

    @Test func `does not pass with a purchase of assets`() throws {
        let assets = try Step.purchase(by: "musk", [("asset", "servers")]).fact(on: "2022")
        #expect(Organizations.rowKeys(of: assets) == [])
    }

    @Test func `is never of itself`() throws {
        let itself = Step("own", .controlHeld, [("controller", "row"), ("controlled", "row")])
        let state = try Given(Organizations.self, life: [.founding], then: itself).end
        #expect(state.row?.controllers == [])
        #expect(state.anomalies.map(\.reason) == ["row cannot control itself"])
    }

    @Test func `belongs to each row once`() throws {
        let both = Step(
            "control",
            .controlHeld,
            [("controller", "a"), ("controller", "a"), ("controlled", "b"), ("controlled", "c")]
        )
        #expect(
            Organizations.rowKeys(of: try both.fact(on: "2024")).map(\.text) == ["a", "b", "c"]
        )
    }
}
