import NewsFacts
import Offices
import Projecting
import Testing

@Suite struct `The offices of an organisation` {
    @Test(arguments: LifeCycle.offices.transitions)
    func `take the steps that their state allows`(transition: LifeCycle<Offices>.Transition) throws
    {
        try LifeCycle.offices.expectTaken(transition)
    }

    @Test func `refuse to be sought or taken twice at once, and to be left twice`() throws {
        let illegal = LifeCycle.offices.illegal
        #expect(
            illegal.map { "\($0.life) \($0.step)" } == [
                "held sought", "held assumed", "vacated ended",
            ]
        )
        for (life, step) in illegal { try LifeCycle.offices.expectAnomaly(step, after: life) }
    }

    @Test func `are current while one of them is held`() {
        let all: [Roster.Status] = [.sought, .held, .vacated]
        #expect(all.filter { $0.isCurrent } == [.held])
    }

    @Test func `belong to the organisation or to the client, once each`() throws {
        let fact = try Step(
            "held",
            .roleHeld,
            [
                ("holder", "toberoff"), ("office", "lawyer"), ("organization", "firm"),
                ("organization", "firm"), ("client", "musk"),
            ]
        ).fact(on: "2025")
        #expect(Offices.rowKeys(of: fact).map(\.text) == ["firm", "musk"])
    }

    @Test func `are listed by office, several of one holder at once`() throws {
        let state = try Given(
            Offices.self,
            [
                Step.takes("altman", "president").fact(on: "2014"),
                Step.holds("altman", "chair").fact(on: "2015"),
            ]
        ).end
        #expect(
            state.row?.holders.columnValue
                == .list([
                    "chair: altman (held at 2015, end not stated)",
                    "president: altman (since 2014, still held)",
                ])
        )
        #expect(state.row?.spells == 2)
        #expect(state.anomalies == [])
    }

    @Test func `that are planned, supposed or denied are none`() throws {
        for modality in [Modality.planned, .hypothetical, .conditional, .negated] {
            let fact = try Step.assumed.fact(on: "2024", modality: modality)
            #expect(Given(Offices.self, [fact]).end.isAbsent)
        }
    }
}

@Suite struct `A spell in office` {
    private func shown(_ facts: [Fact]) throws -> (holders: ColumnValue, former: ColumnValue) {
        let row = try #require(Given(Offices.self, facts).end.row)
        return (row.holders.columnValue, row.former.columnValue)
    }

    @Test func `has one of four ends, or none that is told`() throws {
        let steps = try [
            Step.takes("a", "partner", ["manner": "elected", "acting": "yes"]).fact(on: "2019"),
            Step.holds("b", "partner").fact(on: "2025-02-15"),
            Step.leaves("c", "partner", ["manner": "dismissed", "cause": "a quarrel"])
                .fact(on: "2023"),
            Step.leaves("d", "partner").fact(on: "[..2025-02-15]"),
        ]
        let (holders, former) = try shown(steps)
        #expect(
            holders
                == .list([
                    "partner: a (acting, since 2019, elected, still held)",
                    "partner: b (held at 2025-02-15, end not stated)",
                ])
        )
        #expect(
            former
                == .list([
                    "partner: c (until 2023, dismissed: a quarrel)",
                    "partner: d (ended at an unknown date [..2025-02-15])",
                ])
        )
    }

    @Test func `held throughout an interval is over, unlike one held on some day of it`() throws {
        let whole = try shown([Step.holds("altman", "president").fact(on: "2014/2019")])
        #expect(whole.holders == .list([]))
        #expect(whole.former == .list(["president: altman (since 2014, until 2019)"]))
        let day = try shown([Step.holds("altman", "president").fact(on: "[2014..2019]")])
        #expect(
            day.holders == .list(["president: altman (held at [2014..2019], end not stated)"])
        )
    }

    @Test func `that begins after an end is a new one, of which the start is not told`() throws {
        let facts = try [
            Step.leaves("altman").fact(on: "2023"), Step.holds("altman").fact(on: "2025-02-15"),
        ]
        let (holders, former) = try shown(facts)
        #expect(
            holders == .list(["chief-executive: altman (held at 2025-02-15, end not stated)"])
        )
        #expect(former == .list(["chief-executive: altman (until 2023)"]))
        #expect(Given(Offices.self, facts).end.row?.spells == 2)
    }

    @Test func `told several times has the best dates and every cause, best first`() throws {
        let facts = try [
            Step.takes("musk", "director").fact(on: "2015"),
            Step.takes("musk", "director").fact(on: "2015-12"),
            Step.leaves("musk", "director", ["cause": "a struggle"]).fact(on: "2018"),
            Step.leaves("musk", "director", ["cause": "the course"]).fact(on: "2018-02"),
        ]
        for facts in [facts, facts.reversed()] {
            let given = Given(Offices.self, facts)
            #expect(
                given.end.row?.former.columnValue
                    == .list([
                        "director: musk (since 2015-12, until 2018-02: the course; a struggle)"
                    ])
            )
            #expect(given.end.anomalies == [])
            #expect(given.answer(on: .distantFuture).isCertain)
        }
    }

    @Test func `is no longer sought once it is known to be held`() throws {
        let given = try Given(Offices.self, life: [.roleSought], then: .assumed)
        #expect(
            try given.answer(on: "2020-12").certain.row?.sought.columnValue
                == .list(["chief-executive: altman (sought 2020-01-15)"])
        )
        #expect(given.end.row?.sought.columnValue == .list([]))
    }

    @Test func `cannot overlap another of the same holder in the same office`() throws {
        let state = try Given(
            Offices.self,
            [
                Step.takes("musk", "partner").fact(on: "2019"),
                Step.takes("musk", "partner").fact(on: "2021"),
            ]
        ).end
        #expect(state.row?.spells == 1)
        #expect(
            state.anomalies.map(\.reason) == [
                "musk held the office then; two spells at once are not possible"
            ]
        )
    }
}

@Suite struct `Who leaves an organisation` {
    private static func offices() throws -> [Fact] {
        try [
            Step.takes("musk", "chair").fact(on: "2015"),
            Step.takes("musk", "treasurer").fact(on: "2016"),
            Step.takes("altman", "treasurer").fact(on: "2016"),
        ]
    }

    @Test func `without naming an office leaves every one, and nobody else does`() throws {
        let left = Step("left", .roleEnded, [("holder", "musk"), ("organization", "row")])
        let state = try Given(Offices.self, Self.offices() + [left.fact(on: "2018-02")]).end
        #expect(
            state.row?.holders.columnValue
                == .list(["treasurer: altman (since 2016, still held)"])
        )
        #expect(
            state.row?.former.columnValue
                == .list([
                    "chair: musk (since 2015, until 2018-02)",
                    "treasurer: musk (since 2016, until 2018-02)",
                ])
        )
        #expect(state.row?.spells == 3)
    }

    @Test func `by death leaves every office, the one that is named among them`() throws {
        let died = Step.leaves("musk", "chair", ["manner": "died"])
        let state = try Given(Offices.self, Self.offices() + [died.fact(on: "2018-02")]).end
        #expect(
            state.row?.former.columnValue
                == .list([
                    "chair: musk (since 2015, until 2018-02, died)",
                    "treasurer: musk (since 2016, until 2018-02, died)",
                ])
        )
    }

    @Test func `by naming an office keeps the others`() throws {
        let fact = try Step.leaves("musk", "chair").fact(on: "2018-02")
        let state = try Given(Offices.self, Self.offices() + [fact]).end
        #expect(
            state.row?.former.columnValue == .list(["chair: musk (since 2015, until 2018-02)"])
        )
    }

    @Test func `of whom no office is told has been there, and cannot leave twice`() throws {
        let left = Step("left", .roleEnded, [("holder", "x"), ("organization", "row")])
        let state = try Given(
            Offices.self,
            [left.fact(on: "2018-02"), left.fact(on: "2018"), left.fact(on: "2020")]
        ).end
        #expect(state.row?.former.columnValue == .list(["x (until 2018-02)"]))
        #expect(state.anomalies.map(\.reason) == ["x had left then"])
    }
}

@Suite struct `Succession in an office` {
    private func state(_ facts: [Fact]) -> RowState<Roster> { Given(Offices.self, facts).end }

    @Test func `with one seat ends the former spell, at a date that is marked as inferred`() throws
    {
        let state = state([
            try Step.takes("a").fact(on: "2010"), try Step.takes("b").fact(on: "2019-03"),
        ])
        #expect(
            state.row?.holders.columnValue
                == .list(["chief-executive: b (since 2019-03, still held)"])
        )
        #expect(
            state.row?.former.columnValue
                == .list([
                    "chief-executive: a (since 2010, until 2019-03 or earlier, inferred: b followed)"
                ])
        )
        #expect(state.anomalies == [])
    }

    @Test func `gives way to an end that is told, before it or after it`() throws {
        for end in ["2018-12", "2019-05"] {
            let facts = try [
                Step.takes("a").fact(on: "2010"), Step.takes("b").fact(on: "2019-03"),
                Step.leaves("a", "chief-executive", ["manner": "resigned"]).fact(on: end),
            ]
            let state = state(facts)
            #expect(
                state.row?.former.columnValue
                    == .list(["chief-executive: a (since 2010, until \(end), resigned)"])
            )
            #expect(state.anomalies == [])
        }
    }

    @Test func `leaves an office with several seats alone`() throws {
        let state = state([
            try Step.takes("a", "co-chair").fact(on: "2010"),
            try Step.takes("b", "co-chair").fact(on: "2019"),
        ])
        #expect(state.row?.former.columnValue == .list([]))
        #expect(!Offices.singleSeats.contains("co-chair"))
        #expect(Offices.singleSeats.contains("chair"))
    }

    @Test func `does not set those against each other who take the office together`() throws {
        let both = Step(
            "assumed",
            .roleAssumed,
            [
                ("holder", "a"), ("holder", "b"), ("office", "chief-executive"),
                ("organization", "row"),
            ]
        )
        #expect(state([try both.fact(on: "2020")]).row?.former.columnValue == .list([]))
    }

    @Test func `follows from word that another holds the office, if that is certainly later`()
        throws
    {
        let later = state([
            try Step.holds("a").fact(on: "2017"), try Step.holds("b").fact(on: "2019"),
        ])
        #expect(
            later.row?.former.columnValue
                == .list([
                    "chief-executive: a (held at 2017, until 2019 or earlier, inferred: b followed)"
                ])
        )
        let same = state([
            try Step.holds("a").fact(on: "2019-05"), try Step.holds("b").fact(on: "2019"),
        ])
        #expect(same.row?.former.columnValue == .list([]))
    }

    @Test func `lets somebody come back in a new spell`() throws {
        let state = state([
            try Step.takes("a").fact(on: "2019"),
            try Step.takes("b", "chief-executive", ["acting": "yes"]).fact(on: "2023-11-17"),
            try Step.takes("a", "chief-executive", ["manner": "reinstated"])
                .fact(on: "2023-11-22"),
        ])
        #expect(
            state.row?.holders.columnValue
                == .list(["chief-executive: a (since 2023-11-22, reinstated, still held)"])
        )
        #expect(state.row?.spells == 3)
        #expect(state.anomalies == [])
    }

    @Test func `is not certain where the dates do not say who came first`() throws {
        let given = Given(
            Offices.self,
            [
                try Step.takes("a").fact(on: "[2018-01..2018-04]"),
                try Step.takes("b").fact(on: "[2017..2019]"),
            ]
        )
        #expect(!given.answer(on: .distantFuture).isCertain)
    }
}
