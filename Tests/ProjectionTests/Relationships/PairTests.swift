import NewsFacts
import Projecting
import Relationships
import Testing

@Suite struct `The pairs of a fact` {
    private func keys(
        _ type: FactType,
        _ participants: [(String, String)],
        _ attributes: [String: String] = [:]
    ) throws -> [String] {
        Relationships.rowKeys(
            of: try .told(type, participants, on: "2024", attributes: attributes)
        ).map(\.text)
    }

    private func parties(_ ids: String...) throws -> [String] {
        try keys(.allianceFormed, ids.map { ("party", $0) })
    }

    @Test func `are named alike whoever comes first, in the order of the bytes`() throws {
        #expect(try parties("sam-altman", "elon-musk") == ["elon-musk+sam-altman"])
        #expect(try parties("elon-musk", "sam-altman") == ["elon-musk+sam-altman"])
        #expect(try parties("a", "Z", "é") == ["Z+a", "a+é", "Z+é"])
    }

    @Test func `are three of three parties, and none of one that is named twice`() throws {
        #expect(try parties("b", "a", "c") == ["a+b", "b+c", "a+c"])
        #expect(try parties("a", "a") == [])
        #expect(try parties("a", "b", "a", "b") == ["a+b"])
    }

    @Test func `have names of their own, whatever the ids are made of`() throws {
        let ids = [
            "a", "b", "a+b", "+", "%", "%2B", "a%2Bb", "b+", "+b", "+\u{308}", "b\u{308}", "%25",
        ]
        var pairs = 0
        var names: Set<[UInt8]> = []
        for (index, one) in ids.enumerated() {
            for other in ids[(index + 1)...] {
                let key = try #require(try parties(one, other).first)
                pairs += 1
                names.insert(Array(key.utf8))
            }
        }
        #expect(names.count == pairs)
        #expect(try parties("a+b", "c%") == ["a%2Bb+c%25"])
    }

    @Test func `are shown by the ids as they are`() throws {
        let fact = try Fact.told(.allianceFormed, [("party", "c%"), ("party", "a+b")], on: "2024")
        #expect(
            Given(Relationships.self, [fact], of: "a%2Bb+c%25").end.row?.parties == ["a+b", "c%"]
        )
    }

    @Test func `are none when no row can have so long a name, or of a crowd`() throws {
        let long = String(repeating: "x", count: 254)
        #expect(try parties(long + "1", long + "2") == [])
        #expect(try parties(long + "1", "a") == ["a+\(long)1"])
        let crowd = (0..<10_000).map { ("party", "member-\($0)") }
        #expect(try keys(.allianceFormed, crowd) == [])
        let suits = (0..<1_000).map { ("defendant", "client-\($0)") } + [("plaintiff", "label")]
        #expect(try keys(.lawsuitFiled, suits).count == 1_000)
    }

    @Test func `are those who met, also as visitor and host`() throws {
        let visit = [("visitor", "altman"), ("host", "musk"), ("facilitator", "ralston")]
        #expect(try keys(.meetingHeld, visit) == ["altman+musk"])
    }

    @Test func `are not those who only attended the same event`() throws {
        let people = [("participant", "altman"), ("participant", "macron")]
        #expect(try keys(.appearanceMade, people, ["kind": "attendance"]) == [])
        #expect(try keys(.appearanceMade, people, ["kind": "joint"]) == ["altman+macron"])
    }

    @Test func `are not those who write, sue or give together`() throws {
        let message = [("sender", "b"), ("sender", "c"), ("recipient", "a")]
        #expect(try keys(.messageSent, message) == ["a+b", "a+c"])
        let suit = [("plaintiff", "a"), ("defendant", "b"), ("defendant", "c")]
        #expect(try keys(.lawsuitFiled, suit) == ["a+b", "a+c"])
    }

    @Test func `are a party and what it is affiliated to`() throws {
        let member = [("party", "altman"), ("affiliation", "democrats")]
        #expect(try keys(.relationshipStated, member) == ["altman+democrats"])
    }

    @Test func `are those who are dropped, when a suit is withdrawn in part`() throws {
        let parties = [("plaintiff", "a"), ("defendant", "b"), ("droppedParty", "c")]
        #expect(try keys(.lawsuitWithdrawn, parties, ["partial": "yes"]) == ["a+c"])
        #expect(try keys(.lawsuitWithdrawn, parties) == ["a+b", "a+c"])
    }

    @Test(arguments: [FactType.supportGiven, .politicalContributionMade])
    func `are supporter and supported, and supporter and opponent`(type: FactType) throws {
        let supporter = type == .supportGiven ? "supporter" : "donor"
        let fact = try Fact.told(
            type,
            [("beneficiary", "altman"), (supporter, "brockman"), ("opponent", "musk")],
            on: "2017"
        )
        #expect(
            Relationships.rowKeys(of: fact).map(\.text) == ["altman+brockman", "brockman+musk"]
        )
        let friends = Given(Relationships.self, [fact], of: "altman+brockman").end.row
        #expect(friends?.status == .friendly)
        #expect(friends?.supports == 1)
        let opponents = Given(Relationships.self, [fact], of: "brockman+musk").end.row
        #expect(opponents?.status == .opposed)
        #expect(opponents?.supports == 0)
    }
}
