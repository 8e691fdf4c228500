import Contacts
import NewsFacts
import Projecting
import Testing

@Suite struct `A contact` {
    private static let two = [("participant", "musk"), ("participant", "altman")]

    private func row(_ facts: [Fact]) throws -> Contact {
        try #require(Given(Contacts.self, facts).end.row)
    }

    @Test func `has who took part, where, about what and by whose help`() throws {
        let row = try row([
            .told(
                .meetingHeld,
                Self.two + [
                    ("facilitator", "ralston"), ("place", "palm-beach"), ("about", "stargate"),
                ],
                on: "2025-01",
                attributes: ["kind": "talks"]
            )
        ])
        #expect(row.status == .held)
        #expect(row.kinds == ["meeting (talks)"])
        #expect(row.participants == ["musk", "altman"])
        #expect(row.facilitators == ["ralston"])
        #expect(row.places == ["palm-beach"])
        #expect(row.about == ["stargate"])
        #expect(row.directions == [] && row.hosts == [])
        #expect(row.first.text == "2025-01")
        #expect(row.last.text == "")
        #expect(row.told == 1)
    }

    @Test(arguments: [
        (FactType.meetingHeld, ["kind": "game"], "meeting (game)"),
        (.callHeld, [:], "call"),
        (.messageSent, ["medium": "email"], "message (email)"),
        (.appearanceMade, ["kind": "joint"], "appearance (joint)"),
        (.appearanceMade, [:], "appearance"),
    ])
    func `has its kind, more precisely where the source is`(
        type: FactType,
        attributes: [String: String],
        kind: String
    ) throws {
        let people =
            type == .messageSent ? [("sender", "musk"), ("recipient", "altman")] : Self.two
        let fact = try Fact.told(type, people, on: "2024", attributes: attributes)
        #expect(try row([fact]).kinds == [kind])
    }

    @Test func `has who came to whom, and the host among those who took part`() throws {
        let row = try row([
            .told(.meetingHeld, [("visitor", "altman"), ("host", "musk")], on: "2015")
        ])
        #expect(row.participants == ["altman", "musk"])
        #expect(row.hosts == ["musk"])
        #expect(row.directions == ["altman to musk"])
    }

    @Test func `by letter has the answer too`() throws {
        let there = [("sender", "brockman"), ("sender", "sutskever"), ("recipient", "musk")]
        let back = [("sender", "musk"), ("recipient", "brockman")]
        let row = try row([
            .told(.messageSent, there, on: "2017"), .told(.messageSent, back, on: "2017"),
        ])
        #expect(row.participants == ["brockman", "sutskever", "musk"])
        #expect(row.directions == ["brockman and sutskever to musk", "musk to brockman"])
        #expect(row.told == 2)
        #expect(row.status == .held)
    }

    @Test func `that is told twice has the better date and is one`() throws {
        let facts = try [
            Fact.told(.callHeld, Self.two, on: "2015"),
            Fact.told(.callHeld, Self.two, on: "2015-08"),
            Fact.told(.callHeld, Self.two),
        ]
        let given = Given(Contacts.self, facts)
        for reading in [given.end.row, try given.answer(on: "2030").possible.row] {
            #expect(reading?.first.text == "2015-08")
            #expect(reading?.last.text == "")
            #expect(reading?.status == .held)
        }
        #expect(given.end.row?.told == 2)
    }

    @Test func `that recurs says how often, and not whether it goes on`() throws {
        let row = try row([
            .told(.callHeld, Self.two, on: "2015", attributes: ["recurring": "every Wednesday"])
        ])
        #expect(row.status == .recurring)
        #expect(row.recurring == "every Wednesday")
        #expect(!row.status.isCurrent && row.status.mayBeCurrent)
        #expect(!Contact.Status.held.mayBeCurrent)
    }

    @Test func `of which a second date is told recurs, and has the first and the last`() throws {
        let facts = try ["2015-01", "2015-06", "2015", "2016-03"].map {
            try Fact.told(.callHeld, Self.two, on: $0)
        }
        for facts in [facts, facts.reversed()] {
            let row = try row(facts)
            #expect(row.status == .recurring)
            #expect(row.first.text == "2015-01")
            #expect(row.last.text == "2016-03")
        }
        #expect(try Given(Contacts.self, facts).answer(on: "2015-02").certain.row?.status == .held)
    }

    @Test func `of one who appears alone is still an appearance`() throws {
        let row = try row([
            .told(.appearanceMade, [("participant", "musk"), ("event", "rally")], on: "2024")
        ])
        #expect(row.participants == ["musk"])
        #expect(row.events == ["rally"])
    }

    @Test(arguments: [Modality.planned, .hypothetical, .conditional, .negated])
    func `that is planned, supposed or denied is none`(modality: Modality) throws {
        let planned = try Fact.told(.callHeld, Self.two, on: "2024", modality: modality)
        #expect(Given(Contacts.self, [planned]).end.isAbsent)
    }

    @Test func `has nobody in it of whom it is denied`() throws {
        let attended = try Fact.told(.appearanceMade, [("participant", "altman")], on: "2025")
        let denied = try Fact.told(.appearanceMade, Self.two, on: "2025", modality: .negated)
        for facts in [[attended, denied], [denied, attended]] {
            let row = try row(facts)
            #expect(row.participants == ["altman"])
            #expect(row.told == 1)
        }
    }
}
