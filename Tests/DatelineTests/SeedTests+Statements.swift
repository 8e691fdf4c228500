import Dateline
import NewsFacts
import Projecting
import Statements
import TestSupport
import Testing

@Suite struct `The statements of the seed article` {
    let seed: SeedLedger

    init() throws { seed = try SeedLedger() }

    private func row(
        _ speaker: String,
        _ day: String,
        _ knownAt: KnownAt = .head
    ) throws -> Speaker? {
        try seed.row(Statements.self, speaker, day, knownAt)
    }

    @Test func `tell what Taylor said for OpenAI on 14 February`() throws {
        #expect(try row("bret-taylor", "2025-02-13") == nil)
        let taylor = try #require(try row("bret-taylor", "2025-02-14"))
        #expect(taylor.statements == 2)
        #expect(taylor.about == ["elon-musk", "openai-restructuring"])
        #expect(taylor.principals == ["openai"])
        #expect(taylor.last == "2025-02-14")
        #expect(
            taylor.said == [
                "2025-02-14: Bret Taylor said that OpenAI is not for sale and that the board turned"
                    + " down Musk's latest attempt to disrupt his competition. (quoted)",
                "2025-02-14: Taylor said that a restructuring, if any, would strengthen the "
                    + "nonprofit and its mission. (quoted)",
            ]
        )
    }

    @Test func `tell what Musk said, by kind`() throws {
        let musk = try #require(try row("elon-musk", "2025-02-15"))
        #expect(musk.statements == 4)
        #expect(musk.criticisms == 2)
        #expect(musk.accusations == 2)
        #expect(musk.accords == 2)
        #expect(musk.openLetters == 1)
        #expect(musk.about == ["openai", "sam-altman", "stargate"])
        #expect(musk.channels == ["twitter"])
        #expect(musk.last == "[2025-02-10..2025-02-15]")
        #expect(musk.lastSaid == "Musk promised to see to that.")
    }

    @Test func `tell an agreement in the row of either speaker`() throws {
        for speaker in ["elon-musk", "sam-altman"] {
            let row = try #require(try row(speaker, "2015-11"))
            #expect(row.accords == 1)
            #expect(
                row.said == [
                    "[2015-08..2015-11]: On stage Altman and Musk agreed on several topics, among "
                        + "them bombing Mars to warm it."
                ]
            )
        }
    }

    @Test func `tell quotation from paraphrase`() throws {
        let said = try #require(try row("sam-altman", "2025-02-14")).said
        #expect(said.contains { $0.hasPrefix("2024: ") && $0.hasSuffix("success. (paraphrased)") })
        #expect(said.last?.hasSuffix("did not think him happy. (quoted)") == true)
    }

    @Test func `give the newspaper's own judgements to the newspaper`() throws {
        let paper = try #require(try row("the-wall-street-journal", "2025-01-21"))
        #expect(paper.assessments == 7)
        #expect(paper.statements == 0)
        #expect(paper.lastSaid == "Altman achieved an aim, to surprise Musk.")
        // Also the one that is only a supposition was made; it has no date of its own.
        let possible = try seed.ledger.view(Statements.self, asOf: Day("2025-02-15")).rows
            .first { $0.key == RowKey("the-wall-street-journal") }?.possible.row
        #expect(possible?.said.contains { $0.hasSuffix("(hypothetical)") } == true)
    }

    @Test func `tell that the spokesperson declined, and nothing more`() throws {
        let row = try #require(try row("1789-capital-spokesperson", "2025-02-15"))
        #expect(row.commentsDeclined == 1)
        #expect(row.said == [])
        #expect(row.last == "")
    }

    @Test func `give the words as corrected, and the former ones as known before`() throws {
        let known = KnownAt.position(seed.beforeCorrections)
        let before = try #require(try row("sam-altman", "2022", known)).said
        let after = try #require(try row("sam-altman", "2022")).said
        let said = "2022-11-30: Altman presented ChatGPT on "
        #expect(before.last == said + "X as an early demonstration with many limits. (quoted)")
        #expect(
            after.last
                == said + "Twitter (now X) as an early demonstration with many limits. (quoted)"
        )
        #expect(before.count == after.count)
    }

    @Test func `have a row for every speaker and no other`() throws {
        let keys = try seed.ledger.view(Statements.self, asOf: Day("2025-02-15")).rows
            .map(\.key.text)
        #expect(
            keys == [
                "1789-capital-spokesperson", "altman-adviser", "bret-taylor", "donald-trump",
                "elon-musk", "greg-brockman", "ilya-sutskever", "marc-toberoff", "musk-lawyer",
                "sam-altman", "the-wall-street-journal",
            ]
        )
    }
}
