import Contacts
import Dateline
import NewsFacts
import Projecting
import TestSupport
import Testing

@Suite struct `The contacts of the seed article` {
    let seed: SeedLedger

    init() throws { seed = try SeedLedger() }

    private func row(
        _ name: String,
        _ day: String,
        _ knownAt: KnownAt = .head
    ) throws -> Contact? {
        try seed.row(Contacts.self, name, day, knownAt)
    }

    @Test func `tell that Musk and Altman dined every Wednesday, and not until when`() throws {
        let name = "meeting/musk-altman-dinners-2015"
        #expect(try row(name, "2015-03") == nil)
        let dinners = try #require(try row(name, "2025-02-15"))
        #expect(dinners.status == .recurring)
        #expect(dinners.recurring == "every Wednesday")
        #expect(dinners.participants == ["elon-musk", "sam-altman"])
        #expect(dinners.kinds == ["meeting (meal)"])
        #expect(dinners.first.text == "[2015-01..2015-04]")
        #expect(dinners.last.text == "")
    }

    @Test func `tell of the summit once, with the better date`() throws {
        let name = "appearance/vanity-fair-summit-2015"
        for day in ["2015-11", "2015-12", "2025"] {
            let summit = try #require(try row(name, day))
            #expect(summit.first.text == "[2015-08..2015-11]")
            #expect(Set(summit.participants) == ["elon-musk", "sam-altman"])
            #expect(summit.status == .held)
        }
        #expect(try row(name, "2025")?.told == 2)
        // Before they were declared to tell one event, the vague caption counted from the year's end.
        let known = KnownAt.position(seed.beforeCorrections)
        #expect(try row(name, "2015-11", known)?.told == 1)
        #expect(try row(name, "2025", known)?.told == 2)
    }

    @Test func `have Altman at the inauguration, and not beside Musk`() throws {
        let name = "appearance/trump-inauguration-2025"
        let known = KnownAt.position(seed.beforeCorrections)
        let before = try #require(try row(name, "2025-01-20", known))
        #expect(before.participants.contains("spider-man"))
        let after = try #require(try row(name, "2025-01-20"))
        #expect(after.participants == ["sam-altman", "donald-trump", "jake-paul", "logan-paul"])
        #expect(after.kinds == ["appearance (attendance)", "appearance (joint)"])
        #expect(after.events == ["trump-inauguration-2025"])
        #expect(!before.participants.contains("elon-musk"))
        #expect(try row(name, "2025-01-19") == nil)
    }

    @Test func `tell who wrote to Musk in 2017 and that he answered`() throws {
        let letters = try #require(try row("message/brockman-sutskever-musk-2017", "2017"))
        #expect(
            letters.directions == [
                "greg-brockman and ilya-sutskever to elon-musk",
                "elon-musk to greg-brockman and ilya-sutskever",
            ]
        )
        #expect(letters.kinds == ["message (email)"])
    }

    @Test func `tell of the call about Stargate and who arranged it`() throws {
        let call = try #require(try row("call/altman-trump-2025-01-16", "2025-01-16"))
        #expect(call.participants == ["sam-altman", "donald-trump"])
        #expect(call.facilitators == ["larry-ellison"])
        #expect(call.about == ["stargate"])
    }

    @Test func `tell of a game by a lake before the corrections, and of a visit after`() throws {
        let name = "meeting/son-trump-2024-12"
        let before = try row(name, "2025", .position(seed.beforeCorrections))
        #expect(before?.kinds == ["meeting (game)"])
        #expect(before?.places == ["lake-house"])
        #expect(try row(name, "2025")?.kinds == ["meeting (visit)"])
        #expect(try row(name, "2025")?.places == ["mar-a-lago"])
    }

    /// Those that recur may go on; no other contact does.
    @Test func `may go on only where they recur`() throws {
        let table = try seed.ledger.table(of: Contacts.self, asOf: Day("2025-02-15"))
        #expect(table.current.rows.map(\.key.text) == ["meeting/musk-altman-dinners-2015"])
    }
}
