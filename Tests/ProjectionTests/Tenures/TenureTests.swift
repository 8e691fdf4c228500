import NewsFacts
import Projecting
import Tenures
import Testing

@Suite struct `A tenure` {
    @Test(arguments: LifeCycle.tenure.transitions)
    func `takes the steps that its state allows`(transition: LifeCycle<Tenures>.Transition) throws {
        try LifeCycle.tenure.expectTaken(transition)
    }

    @Test(arguments: LifeCycle.tenure.lives)
    func `keeps its state on every other step and tells of it`(life: LifeCycle<Tenures>.Life)
        throws
    {
        let illegal = LifeCycle.tenure.illegal.filter { $0.life.status == life.status }
        #expect(illegal.count == (life.status == nil ? 0 : life.status == .ended ? 3 : 2))
        for (life, step) in illegal { try LifeCycle.tenure.expectAnomaly(step, after: life) }
    }

    @Test func `is current while it is held`() {
        let all: [Tenure.Status] = [.sought, .held, .ended]
        #expect(all.filter { $0.isCurrent } == [.held])
        #expect(all.filter { $0.mayBeCurrent } == [.held])
    }

    @Test func `has who holds which office where, since when and how`() throws {
        let step = Step(
            "assumed",
            .roleAssumed,
            [("holder", "murati"), ("office", "chief-executive"), ("organization", "openai")],
            attributes: ["manner": "appointed", "acting": "yes"]
        )
        let row = try #require(Given(Tenures.self, [step.fact(on: "2023-11-17")]).end.row)
        #expect(row.holders == ["murati"])
        #expect(row.office == "chief-executive")
        #expect(row.organizations == ["openai"])
        #expect(row.since.text == "2023-11-17")
        #expect(row.startManner == "appointed")
        #expect(row.acting == "yes")
        #expect(row.spell == 1)
    }

    @Test func `that is sought and then held has both dates`() throws {
        let row = try Given(Tenures.self, life: [.roleSought], then: .assumed).end.row
        #expect(row?.sought.text == "2020-01-15")
        #expect(row?.since.text == dayOfChange.description)
    }

    @Test func `serves a client where there is no organisation`() throws {
        let lawyer = Step(
            "held",
            .roleHeld,
            [("holder", "toberoff"), ("office", "lawyer"), ("client", "musk")]
        )
        #expect(
            try Given(Tenures.self, [lawyer.fact(on: "2025")]).end.row?.organizations == ["musk"]
        )
    }

    @Test func `takes no step of another office or another holder`() throws {
        for step in [Step.role("other", .roleEnded, "chair"), .departed("musk")] {
            let state = try Given(Tenures.self, life: [.assumed], then: step).end
            #expect(state.row?.status == .held)
            #expect(state.anomalies.count == 1)
        }
    }

    @Test func `ends with a departure that names no office, whatever the office`() throws {
        let row = try Given(Tenures.self, life: [.assumed], then: .departed).end.row
        #expect(row?.status == .ended)
        #expect(row?.office == "chief-executive")
    }

    @Test func `of several holders goes on until the last has left`() throws {
        let together = Step(
            "assumed",
            .roleAssumed,
            [("holder", "musk"), ("holder", "altman"), ("organization", "openai")]
        )
        let given = try Given(
            Tenures.self,
            [
                together.fact(on: "2015-12"), Step.departed("musk").fact(on: "2018-02"),
                Step.departed("altman").fact(on: "2030"),
            ]
        )
        #expect(try given.answer(on: "2016-01-01").certain.row?.holders == ["musk", "altman"])
        #expect(try given.answer(on: "2019-01-01").certain.row?.holders == ["altman"])
        #expect(try given.answer(on: "2019-01-01").certain.row?.status == .held)
        #expect(given.end.row?.holders == ["altman"])
        #expect(given.end.row?.status == .ended)
    }

    @Test func `that is planned, supposed or denied is none`() throws {
        for modality in [Modality.planned, .hypothetical, .conditional, .negated] {
            let fact = try Step.assumed.fact(on: "2024", modality: modality)
            #expect(Given(Tenures.self, [fact]).end.isAbsent)
        }
    }
}

@Suite struct `The end of a tenure` {
    private func row(_ facts: [Fact]) throws -> Tenure {
        try #require(Given(Tenures.self, facts).end.row)
    }

    @Test func `is known where the source dates it`() throws {
        let row = try row([Step.assumed.fact(on: "2019"), Step.roleEnded.fact(on: "2023-11-17")])
        #expect(row.end == .known)
        #expect(row.until.text == "2023-11-17")
        #expect(row.endManner == "dismissed")
        #expect(row.causes == ["a quarrel"])
    }

    @Test func `is without a date where the source says only that it is over`() throws {
        let row = try row([Step.roleEnded.fact(on: "[..2025-02-15]")])
        #expect(row.status == .ended)
        #expect(!row.status.mayBeCurrent)
        #expect(row.end == .dateUnknown)
        #expect(row.until.text == "[..2025-02-15]")
        #expect(row.since.text == "")
    }

    @Test func `without any date may have come on every day, and certainly on none`() throws {
        var ended = try Step.roleEnded.fact(on: "2024")
        ended.occurred = .unknown
        let given = Given(Tenures.self, [try Step.assumed.fact(on: "2019"), ended])
        let answer = try given.answer(on: "2025")
        #expect(answer.certain.row?.status == .held)
        #expect(!answer.isCertain)
        let alone = try Given(Tenures.self, [ended]).answer(on: "2025")
        #expect(alone.certain.row == nil)
        #expect(alone.possible.row?.end == .dateUnknown)
        #expect(alone.possible.row?.until.text == "")
    }

    @Test func `is open while one that began is held`() throws {
        let row = try row([Step.assumed.fact(on: "2019"), Step.held.fact(on: "2025-02-15")])
        #expect(row.end == .open)
        #expect(row.since.text == "2019")
        #expect(row.heldAt.text == "2025-02-15")
        #expect(row.until.text == "")
    }

    @Test func `is not stated by a source that saw it held`() throws {
        let row = try row([Step.held.fact(on: "2017")])
        #expect(row.status == .held)
        #expect(row.end == .notStated)
        #expect(row.heldAt.text == "2017")
        #expect(row.since.text == "")
    }

    @Test func `is told by word that it was held throughout an interval, as is the start`() throws {
        let row = try row([Step.held.fact(on: "2014/2019")])
        #expect(row.status == .ended)
        #expect(row.end == .known)
        #expect(row.since.text == "2014")
        #expect(row.until.text == "2019")
        #expect(row.heldAt.text == "2014/2019")
        #expect(row.spell == 1)
    }

    @Test func `is not told by word that it was held on some day of a range`() throws {
        let row = try row([Step.held.fact(on: "[2014..2019]")])
        #expect(row.status == .held)
        #expect(row.end == .notStated)
        #expect(row.since.text == "" && row.until.text == "")
    }

    @Test func `within the last year of an interval is the better date, in either order`() throws {
        let facts = try [
            Step.roleEnded.fact(on: "2019-03"), Step.held.fact(on: "2014/2019"),
            Step.assumed.fact(on: "2014-02"),
        ]
        for facts in [facts, facts.reversed()] {
            let row = try row(facts)
            #expect(row.since.text == "2014-02" && row.until.text == "2019-03")
            #expect(Given(Tenures.self, facts).end.anomalies == [])
        }
    }

    @Test func `that is told for itself stands against an interval that goes on after it`() throws {
        let row = try row([Step.roleEnded.fact(on: "2018-05"), Step.held.fact(on: "2014/2019")])
        #expect(row.since.text == "2014" && row.until.text == "2018-05")
    }

    @Test func `is none while the office is only sought`() throws {
        #expect(try row([Step.roleSought.fact(on: "2017")]).end.columnValue == .absent)
    }

    @Test func `told several times has the best date and every cause, best first`() throws {
        let facts = try [
            Step.departed("altman", ["manner": "unknown", "cause": "a struggle"]).fact(on: "2018"),
            Step.departed("altman", ["manner": "resigned"]).fact(on: "[2018-01..2018-04]"),
            Step.departed("altman", ["manner": "unknown", "cause": "the course"]).fact(
                on: "2018-02"
            ),
        ]
        for facts in [facts, facts.reversed()] {
            let given = Given(Tenures.self, facts)
            #expect(given.end.row?.until.text == "2018-02")
            #expect(given.end.row?.causes == ["the course", "a struggle"])
            #expect(given.end.row?.endManner == "resigned")
            #expect(given.end.anomalies == [])
            #expect(given.answer(on: .distantFuture).isCertain)
        }
    }
}

@Suite struct `A spell` {
    private func end(_ facts: [Fact]) -> RowState<Tenure> { Given(Tenures.self, facts).end }

    @Test func `that begins after an end is a new one, of which the start is not stated`() throws {
        let state = try end([
            Step.assumed.fact(on: "2019"), Step.roleEnded.fact(on: "2023"),
            Step.held.fact(on: "2025-02-15"),
        ])
        #expect(state.row?.status == .held)
        #expect(state.row?.spell == 2)
        #expect(state.row?.since.text == "")
        #expect(state.row?.until.text == "")
        #expect(state.row?.end == .notStated)
        #expect(state.row?.causes == [])
        #expect(state.anomalies == [])
    }

    @Test func `after an interval is a new one`() throws {
        let state = try end([Step.held.fact(on: "2014/2019"), Step.held.fact(on: "2025")])
        #expect(state.row?.status == .held)
        #expect(state.row?.spell == 2)
        #expect(state.row?.since.text == "" && state.row?.heldAt.text == "2025")
    }

    @Test func `that is taken up anew has a start of its own`() throws {
        let state = try end([
            Step.assumed.fact(on: "2019"), Step.roleEnded.fact(on: "2023-11-17"),
            Step.role("again", .roleAssumed, attributes: ["manner": "reinstated"])
                .fact(on: "2023-11-22"),
        ])
        #expect(state.row?.spell == 2)
        #expect(state.row?.since.text == "2023-11-22")
        #expect(state.row?.startManner == "reinstated")
        #expect(state.row?.end == .open)
    }

    @Test func `is not begun by word of the former one that comes with a vague date`() throws {
        let state = try end([
            Step.roleEnded.fact(on: "2018-02"), Step.held.fact(on: "2018"),
            Step.assumed.fact(on: "2018"),
        ])
        #expect(state.row?.status == .ended)
        #expect(state.row?.spell == 1)
        #expect(state.row?.heldAt.text == "2018")
        #expect(state.row?.since.text == "2018")
        #expect(state.row?.end == .known)
        #expect(state.anomalies == [])
    }

    @Test func `cannot begin while another of the same office goes on`() throws {
        let state = try end([Step.assumed.fact(on: "2019"), Step.assumed.fact(on: "2021")])
        #expect(state.row?.since.text == "2019")
        #expect(
            state.anomalies.map(\.reason) == [
                "it was held then; two spells at once are not possible"
            ]
        )
        #expect(
            try end([Step.held.fact(on: "2017"), Step.assumed.fact(on: "2019")]).anomalies.count
                == 1
        )
    }

    @Test func `is told again by another source without a second start`() throws {
        let state = try end([Step.assumed.fact(on: "2019-03-08"), Step.assumed.fact(on: "2019")])
        #expect(state.row?.since.text == "2019-03-08")
        #expect(state.row?.spell == 1)
        #expect(state.anomalies == [])
    }

    @Test func `has a start that is told after word that it is held`() throws {
        let state = try end([Step.held.fact(on: "2019-06"), Step.assumed.fact(on: "2019")])
        #expect(state.row?.since.text == "2019")
        #expect(state.row?.end == .open)
        #expect(state.anomalies == [])
    }

    @Test func `cannot end twice`() throws {
        let state = try end([Step.roleEnded.fact(on: "2018"), Step.roleEnded.fact(on: "2020")])
        #expect(state.row?.until.text == "2018")
        #expect(state.anomalies.map(\.reason) == ["it was ended then"])
    }
}
