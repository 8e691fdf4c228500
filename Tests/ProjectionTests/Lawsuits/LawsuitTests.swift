import Lawsuits
import NewsFacts
import Projecting
import Testing

@Suite struct `A lawsuit` {
    @Test(arguments: LifeCycle.lawsuit.transitions)
    func `takes the steps that its state allows`(transition: LifeCycle<Lawsuits>.Transition) throws
    {
        try LifeCycle.lawsuit.expectTaken(transition)
    }

    @Test(arguments: LifeCycle.lawsuit.lives)
    func `keeps its state on every other step and tells of it`(life: LifeCycle<Lawsuits>.Life)
        throws
    {
        let illegal = LifeCycle.lawsuit.illegal.filter { $0.life.status == life.status }
        #expect(illegal.count > 5)
        for (life, step) in illegal { try LifeCycle.lawsuit.expectAnomaly(step, after: life) }
    }

    @Test func `is ongoing while it is pending, stayed or on appeal`() {
        let ongoing: [Lawsuit.Status] = [.pending, .stayed, .onAppeal]
        let over: [Lawsuit.Status] = [
            .withdrawn, .dismissed, .settled, .judged, .transferred, .final,
        ]
        #expect((over + ongoing).filter { $0.isCurrent } == ongoing)
    }

    @Test func `has the parties, court, number and date of its filing`() throws {
        let filing = Step(
            "filed",
            .lawsuitFiled,
            [
                ("plaintiff", "musk"), ("defendant", "openai"), ("defendant", "altman"),
                ("court", "ndcal"), ("dispute", "dispute/1"),
            ],
            attributes: ["caseNumber": "24-cv-04722"]
        )
        let row = try #require(Given(Lawsuits.self, [filing.fact(on: "2024-08")]).end.row)
        #expect(row.plaintiffs == ["musk"])
        #expect(row.defendants == ["openai", "altman"])
        #expect(row.court == "ndcal")
        #expect(row.dispute == "dispute/1")
        #expect(row.caseNumber == "24-cv-04722")
        #expect(row.filed == "2024-08")
        #expect(row.ended == "")
    }

    @Test func `is told again by another source without a second filing`() throws {
        let other = Step(
            "filed",
            .lawsuitFiled,
            [("plaintiff", "musk"), ("defendant", "altman"), ("court", "ndcal")]
        )
        let state = try Given(
            Lawsuits.self,
            [Step.filed.fact(on: "2024-02-29"), other.fact(on: "2024-03")]
        ).end
        #expect(state.row?.defendants == ["openai", "altman"])
        #expect(state.row?.filed == "2024-02-29")
        #expect(state.row?.caseNumber == "24-1")
        #expect(state.row?.court == "ndcal")
        #expect(state.anomalies == [])
    }

    @Test func `cannot be filed by its own defendant`() throws {
        let reversed = Step(
            "reversed",
            .lawsuitFiled,
            [("plaintiff", "openai"), ("defendant", "musk")]
        )
        let state = try Given(
            Lawsuits.self,
            [Step.filed.fact(on: "2024"), reversed.fact(on: "2025")]
        ).end
        #expect(state.row?.plaintiffs == ["musk"])
        #expect(
            state.anomalies.map(\.reason) == ["a defendant cannot file the case against itself"]
        )
    }

    @Test func `counts amendments, filings and rulings`() throws {
        let steps = [
            "amended", "answered", "motion", "motion", "evidence", "counterclaim", "ruling",
        ]
        let life = try steps.map { name in
            try #require(LifeCycle.lawsuit.steps.first { $0.name == name })
        }
        let row = try Given(Lawsuits.self, life: [.filed] + life, then: .amended).end.row
        #expect(row?.amendments == 2)
        #expect(row?.filings == 5)
        #expect(row?.rulings == 1)
    }

    @Test func `gains and loses defendants by amendment`() throws {
        let amendment = Step(
            "amended",
            .complaintAmended,
            [("addedParty", "microsoft"), ("droppedParty", "openai")]
        )
        let row = try Given(Lawsuits.self, life: [.filed], then: amendment).end.row
        #expect(row?.defendants == ["microsoft"])
    }

    @Test func `ends on the date of its last step, and has no end while it is open again`() throws {
        let withdrawal = try [Step.filed.fact(on: "2024-02"), Step.withdrawn.fact(on: "2024-06")]
        let reopened = withdrawal + [try Step.reopened.fact(on: "2025-01")]
        #expect(Given(Lawsuits.self, withdrawal).end.row?.ended == "2024-06")
        #expect(Given(Lawsuits.self, reopened).end.row?.ended == "")
    }

    @Test(arguments: [(Step.judged, Lawsuit.Status.judged), (.dismissed, .dismissed)])
    func `returns to its former state when the appeal is given up`(
        ruling: Step,
        status: Lawsuit.Status
    ) throws {
        let given = try Given(
            Lawsuits.self,
            life: [.filed, ruling, .appealed],
            then: .appealWithdrawn
        )
        #expect(given.end.row?.status == status)
        #expect(given.end.anomalies == [])
    }

    @Test func `withdrawn and brought again is two cases, the second with a link`() throws {
        let first = try Given(
            Lawsuits.self,
            [Step.filed.fact(on: "2024-02"), Step.withdrawn.fact(on: "2024-06")]
        )
        let second = try Given(
            Lawsuits.self,
            [Step.refiled.fact(on: "2024-08"), Step.amended.fact(on: "2024-11")]
        )
        #expect(try first.answer(on: "2024-05-31").certain.row?.status == .pending)
        #expect(try first.answer(on: "2025-02-15").certain.row?.status == .withdrawn)
        #expect(try second.answer(on: "2024-08-30").isAbsent == false)
        #expect(try second.answer(on: "2024-08-30").certain.row == nil)
        #expect(try second.answer(on: "2025-02-15").certain.row?.status == .pending)
        #expect(second.end.row?.refiles == "case/1")
        #expect(second.end.row?.amendments == 1)
    }

    @Test func `of which a step may already have been taken is not certain`() throws {
        let given = try Given(
            Lawsuits.self,
            [Step.filed.fact(on: "2024-02-29"), Step.withdrawn.fact(on: "2024-06")]
        )
        let within = try given.answer(on: "2024-06-15")
        #expect(within.certain.row?.status == .pending)
        #expect(within.possible.row?.status == .withdrawn)
        #expect(!within.isCertain)
        #expect(try given.answer(on: "2024-05-31").isCertain)
        #expect(try given.answer(on: "2024-06-30").isCertain)
    }

    @Test func `that is planned, supposed or denied is none`() throws {
        for modality in [Modality.planned, .hypothetical, .conditional, .negated] {
            let filing = try Step.filed.fact(on: "2024", modality: modality)
            #expect(Given(Lawsuits.self, [filing]).end.isAbsent)
        }
    }
}

@Suite struct `A lawsuit in a corner` {
    @Test func `allows no appeal where nothing was ruled yet`() throws {
        let state = try Given(Lawsuits.self, life: [.filed], then: .appealedMidway).end
        #expect(state.anomalies.count == 1)
    }

    @Test func `goes on after the decision of an interlocutory appeal`() throws {
        let state = try Given(
            Lawsuits.self,
            life: [.filed, .ruling, .appealedMidway],
            then: .decided("affirmed")
        ).end
        #expect(state.row?.status == .pending)
        #expect(state.anomalies == [])
    }

    @Test func `goes on without a defendant that a partial withdrawal dropped`() throws {
        let partial = Step(
            "withdrawn in part",
            .lawsuitWithdrawn,
            [("droppedParty", "openai")],
            attributes: ["partial": "yes"]
        )
        let filing = Step(
            "filed",
            .lawsuitFiled,
            [("plaintiff", "musk"), ("defendant", "openai"), ("defendant", "altman")]
        )
        let row = try Given(Lawsuits.self, life: [filing], then: partial).end.row
        #expect(row?.defendants == ["altman"])
    }

    @Test func `stays on appeal after a decision whose outcome is not told`() throws {
        let decided = Step("decided", .appealDecided)
        let row = try Given(Lawsuits.self, life: [.filed, .judged, .appealed], then: decided).end
            .row
        #expect(row?.status == .onAppeal)
    }

    @Test func `takes two steps of one day in the order of arrival`() throws {
        let facts = try [Step.withdrawn.fact(on: "2024-06"), Step.filed.fact(on: "2024-06")]
        let state = Given(Lawsuits.self, facts).end
        #expect(state.row?.status == .pending)
        #expect(state.anomalies.map(\.type) == [.lawsuitWithdrawn])
    }
}
