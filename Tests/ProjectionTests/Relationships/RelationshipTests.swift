import NewsFacts
import Projecting
import Relationships
import Testing

@Suite struct `A relationship` {
    typealias Cycle = LifeCycle<Relationships>

    @Test(arguments: Cycle.relationship.transitions)
    func `takes the steps of the ladder`(transition: Cycle.Transition) throws {
        try Cycle.relationship.expectTaken(transition)
    }

    @Test(arguments: Cycle.relationship.lives)
    func `keeps its state on every other step and tells of it`(life: Cycle.Life) throws {
        let illegal = Cycle.relationship.illegal.filter { $0.life.status == life.status }
        let names = illegal.map(\.step.name)
        switch life.status {
        case .estranged:
            #expect(
                names == ["joined forces", "grew closer", "separated", "withdrew", "made peace"]
            )
        case .opposed, .hostile: #expect(names == ["grew closer", "withdrew", "made peace"])
        case .disputing: #expect(names == ["grew closer"])
        default: #expect(names == ["withdrew", "made peace"])
        }
        for (life, step) in illegal { try Cycle.relationship.expectAnomaly(step, after: life) }
    }

    @Test func `is in force while there is one, or a quarrel`() {
        let all = Relationship.Status.allCases
        #expect(
            all.filter(\.isCurrent) == [
                .friendly, .allied, .strained, .opposed, .disputing, .hostile,
            ]
        )
        #expect(
            Set(all.filter(\.mayBeCurrent)).subtracting(all.filter(\.isCurrent)) == [.connected]
        )
    }

    @Test func `counts what was told of the two, and a contact once however often it is told`()
        throws
    {
        let row = try Given(
            Relationships.self,
            life: [.met, .called, .ofOneMind, .fellOut, .fellOut, .criticised, .accused],
            then: .supported
        ).end.row
        #expect(row?.contacts == 1)  // the steps of a table share one subject
        #expect(row?.lastContact.text == "2020-02-15")
        #expect(row?.accords == 1)
        #expect(row?.strains == 2)
        #expect(row?.criticisms == 1)
        #expect(row?.accusations == 1)
        #expect(row?.supports == 1)
    }

    @Test func `counts contacts of different names`() throws {
        let people = [("participant", "a"), ("participant", "b")]
        let facts = try [
            Fact.told(.meetingHeld, people, on: "2020", about: "meeting/1"),
            Fact.told(.callHeld, people, on: "2021", about: "call/1"),
            Fact.told(.callHeld, people, on: "2021-05", about: "call/1"),
        ]
        for facts in [facts, facts.reversed()] {
            let row = Given(Relationships.self, facts, of: "a+b").end.row
            #expect(row?.contacts == 2)
            #expect(row?.lastContact.text == "2021-05")
            #expect(row?.since.text == "2020")
        }
    }

    @Test func `becomes worse after the end of the alliance without coming back to it`() throws {
        let state = try Given(
            Relationships.self,
            life: [.joinedForces, .separated],
            then: .fellOut
        )
        .end
        #expect(state.row?.status == .estranged)
        #expect(state.row?.strains == 1)
        #expect(state.row?.formerAlliances == ["row"])
        #expect(state.row?.parted.text == "2020-02-15")
        #expect(state.anomalies == [])
    }

    @Test func `is estranged only when the last alliance of the two ends`() throws {
        let parties = [("party", "a"), ("party", "b")]
        let facts = try [
            Fact.told(.allianceFormed, parties, on: "2015", about: "alliance/1"),
            Fact.told(.allianceFormed, parties, on: "2016", about: "alliance/2"),
            Fact.told(.allianceEnded, parties, on: "2018", about: "alliance/1"),
            Fact.told(.allianceEnded, parties, on: "2020", about: "alliance/2"),
        ]
        let given = Given(Relationships.self, facts, of: "a+b")
        let between = try given.answer(on: "2019").certain.row
        #expect(between?.status == .allied)
        #expect(between?.alliances == ["alliance/2"])
        #expect(between?.formerAlliances == ["alliance/1"])
        #expect(given.end.row?.status == .estranged)
        #expect(between?.parted.text == "2018")
        #expect(given.end.row?.parted.text == "2020")
    }

    @Test func `is mended by a new alliance, not by the one that ended`() throws {
        let parties = [("party", "a"), ("party", "b")]
        let lived = try [
            Fact.told(.allianceFormed, parties, on: "2015", about: "alliance/1"),
            Fact.told(.allianceEnded, parties, on: "2018", about: "alliance/1"),
        ]
        let again = try Fact.told(.allianceFormed, parties, on: "2020", about: "alliance/1")
        let anew = try Fact.told(.allianceFormed, parties, on: "2020", about: "alliance/2")
        let wrong = Given(Relationships.self, lived + [again], of: "a+b").end
        #expect(wrong.row?.status == .estranged)
        #expect(
            wrong.anomalies.map(\.reason) == [
                "that alliance had ended then; anew, it is a new alliance"
            ]
        )
        let right = Given(Relationships.self, lived + [anew], of: "a+b").end
        #expect(right.row?.status == .allied)
        #expect(right.row?.since.text == "2020")
        #expect(right.anomalies == [])
    }

    @Test func `is mended only by what certainly came later`() throws {
        let vague = try Step.friends.fact(on: "2015/2020")
        let given = Given(Relationships.self, [try Step.enemies.fact(on: "2018"), vague])
        #expect(given.end.row?.status == .hostile)
        #expect(given.end.row?.since.text == "2018")
        #expect(given.end.row?.relation == "friend")
        #expect(given.end.anomalies == [])
    }

    @Test func `may be bad, before and after, when nobody says when it was`() throws {
        var undated = try Step.enemies.fact(on: "2024")
        undated.occurred = .unknown
        let joined = try Step.joinedForces.fact(on: "2015")
        let given = Given(Relationships.self, [undated, joined])
        #expect(try given.answer(on: "2014").possible.row?.status == .hostile)
        #expect(try given.answer(on: "2016").possible.row?.status == .hostile)
        #expect(try given.answer(on: "2016").certain.row?.status == .allied)
        let bounded = Given(Relationships.self, [try Step.enemies.fact(on: "[..2014]"), joined])
        #expect(try bounded.answer(on: "2016").possible.row?.status == .allied)
    }

    @Test func `that ended has no second end, but may be told to have ended again`() throws {
        let told = try [
            Step.joinedForces.fact(on: "2015"), Step.separated.fact(on: "2018"),
            Step.separated.fact(on: "2018-02"),
        ]
        let state = Given(Relationships.self, told).end
        #expect(state.row?.parted.text == "2018-02")
        #expect(state.anomalies == [])
        let again = Given(Relationships.self, told + [try Step.separated.fact(on: "2020")]).end
        #expect(again.row?.parted.text == "2018-02")
        #expect(again.anomalies.map(\.reason) == ["that alliance had ended then"])
    }

    @Test func `that was mended does not end again with a late report of the former end`() throws {
        let told = try [
            Step.joinedForces.fact(on: "2015"), Step.separated.fact(on: "2018"),
            Step.friends.fact(on: "2019"), Step.separated.fact(on: "2018/2020"),
        ]
        let state = Given(Relationships.self, told).end
        #expect(state.row?.status == .friendly)
        #expect(state.row?.parted.text == "2018")
        #expect(state.anomalies == [])
    }

    @Test func `that is planned, supposed or denied is none`() throws {
        for modality in [Modality.planned, .hypothetical, .conditional, .negated] {
            let facts = try [Step.met, .joinedForces, .enemies, .sued].map {
                try $0.fact(on: "2024", modality: modality)
            }
            #expect(Given(Relationships.self, facts).end.isAbsent)
        }
    }
}
