import Alliances
import NewsFacts
import Projecting
import Testing

@Suite struct `An alliance` {
    @Test(arguments: LifeCycle.alliance.transitions)
    func `takes the steps that its state allows`(transition: LifeCycle<Alliances>.Transition) throws
    {
        try LifeCycle.alliance.expectTaken(transition)
    }

    @Test(arguments: LifeCycle.alliance.lives)
    func `keeps its state on every other step and tells of it`(life: LifeCycle<Alliances>.Life)
        throws
    {
        let illegal = LifeCycle.alliance.illegal.filter { $0.life.status == life.status }
        #expect(!illegal.isEmpty)
        for (life, step) in illegal { try LifeCycle.alliance.expectAnomaly(step, after: life) }
    }

    @Test func `is current while it is active or strained`() {
        let current: [Alliance.Status] = [.active, .strained]
        let other: [Alliance.Status] = [.proposed, .announced, .ended, .lapsed]
        #expect((other + current).filter { $0.isCurrent } == current)
    }

    @Test func `has its parties, kind and what it is about`() throws {
        let formed = Step(
            "formed",
            .allianceFormed,
            [
                ("party", "softbank"), ("party", "openai"), ("project", "stargate-us"),
                ("organization", "stargate-llc"), ("approver", "donald-trump"),
            ],
            attributes: ["kind": "jointVenture"]
        )
        let row = try #require(Given(Alliances.self, [formed.fact(on: "2025-01-21")]).end.row)
        #expect(row.parties == ["softbank", "openai"])
        #expect(row.about == ["stargate-us", "stargate-llc"])
        #expect(row.kind == "jointVenture")
        #expect(row.since == "2025-01-21")
        #expect(row.ended == "")
        #expect(row.strains == 0)
    }

    @Test func `counts from the day it was formed, not from the proposal or another mention`()
        throws
    {
        let facts = try [
            Step.proposed.fact(on: "2024-01"), Step.announced.fact(on: "2024-06"),
            Step.formed.fact(on: "2025-01"), Step.formed.fact(on: "2025-03"),
        ]
        let given = Given(Alliances.self, facts)
        #expect(try given.answer(on: "2024-02-01").certain.row?.since == "2024-01")
        #expect(try given.answer(on: "2024-07-01").certain.row?.since == "2024-06")
        #expect(given.end.row?.since == "2025-01")
    }

    @Test func `that is first told of when it grew stronger has no known beginning`() throws {
        let row = try Given(Alliances.self, [Step.strengthened.fact(on: "2025")]).end.row
        #expect(row?.status == .active)
        #expect(row?.since == "")
    }

    @Test func `gains and loses members and goes on while there are two`() throws {
        let given = try Given(
            Alliances.self,
            [
                Step.formed.fact(on: "2015-12"), Step.joined.fact(on: "2016"),
                Step.left.fact(on: "2018-02"),
            ]
        )
        #expect(
            try given.answer(on: "2017").certain.row?.parties == [
                "softbank", "openai", "oracle", "mgx",
            ]
        )
        #expect(given.end.row?.parties == ["softbank", "openai", "mgx"])
        #expect(given.end.row?.status == .active)
    }

    @Test(arguments: [Step.formed, .strengthened])
    func `ends when fewer than two members are left`(opening: Step) throws {
        let exit = Step("left", .allianceLeft, [("member", "oracle"), ("member", "openai")])
        let row = try Given(
            Alliances.self,
            [opening.fact(on: "2015"), exit.fact(on: "2018-02")]
        ).end.row
        #expect(row?.status == .ended)
        #expect(row?.ended == "2018-02")
        #expect(row?.parties == ["softbank"])
    }

    @Test func `may be strained several times, and once more after its end as an anomaly`() throws {
        let facts = try [
            Step.formed.fact(on: "2015-12"), Step.strained.fact(on: "2017"),
            Step.strained.fact(on: "2017"), Step.strained.fact(on: "2018"),
            Step.ended.fact(on: "2018-02"), Step.strained.fact(on: "2025"),
        ]
        let given = Given(Alliances.self, facts)
        #expect(try given.answer(on: "2018-01-01").certain.row?.strains == 2)
        #expect(given.end.row?.status == .ended)
        #expect(given.end.row?.ended == "2018-02")
        #expect(given.end.anomalies.map(\.type) == [.allianceStrained, .allianceStrained])
    }

    @Test func `has the date of its end or lapse as the source gives it`() throws {
        let ended = try Given(
            Alliances.self,
            [Step.formed.fact(on: "2015"), Step.ended.fact(on: "2018~")]
        ).end.row
        let lapsed = try Given(
            Alliances.self,
            [Step.proposed.fact(on: "2015"), Step.failed.fact(on: "2018-XX")]
        ).end.row
        #expect(ended?.ended == "2018~")
        #expect(lapsed?.ended == "2018-XX")
    }

    @Test func `of which a step may already have been taken is not certain`() throws {
        let given = try Given(
            Alliances.self,
            [Step.formed.fact(on: "2015"), Step.ended.fact(on: "2018")]
        )
        #expect(try given.answer(on: "2014-12-31").isAbsent)
        #expect(try given.answer(on: "2015-06-01").certain.row == nil)
        #expect(try given.answer(on: "2015-06-01").possible.row?.status == .active)
        #expect(try given.answer(on: "2016-01-01").isCertain)
        #expect(try given.answer(on: "2018-06-01").certain.row?.status == .active)
        #expect(try !given.answer(on: "2018-06-01").isCertain)
        #expect(try given.answer(on: "2018-12-31").certain.row?.status == .ended)
    }

    @Test func `that is planned, supposed or denied is none`() throws {
        for modality in [Modality.planned, .hypothetical, .conditional, .negated] {
            let formed = try Step.formed.fact(on: "2024", modality: modality)
            #expect(Given(Alliances.self, [formed]).end.isAbsent)
        }
    }
}

@Suite struct `An alliance does not allow` {
    @Test func `one party that is named twice`() throws {
        let alone = Step("formed", .allianceFormed, [("party", "openai"), ("party", "openai")])
        let state = try Given(Alliances.self, [alone.fact(on: "2024")]).end
        #expect(state.anomalies.count == 1)
    }

    @Test(arguments: [Step.joined, .left])
    func `joining or leaving while it is only announced`(step: Step) throws {
        let state = try Given(Alliances.self, life: [.announced], then: step).end
        #expect(state.anomalies.count == 1)
    }

    @Test func `one to leave who is no member`() throws {
        let stranger = Step("left", .allianceLeft, [("member", "xai")])
        let state = try Given(Alliances.self, life: [.formed], then: stranger).end
        #expect(state.anomalies.count == 1)
    }
}
