import NewsFacts
import Projecting
import Statements
import Testing

@Suite struct `What a speaker said` {
    private func row(_ facts: [Fact], of speaker: String = "musk") throws -> Speaker {
        try #require(Given(Statements.self, facts, of: speaker).end.row)
    }

    private func said(
        _ statement: String,
        on date: String? = "2025-02-14",
        modality: Modality = .quoted,
        _ others: [(String, String)] = []
    ) throws -> Fact {
        try .told(
            .statementMade,
            [("speaker", "musk")] + others,
            on: date,
            modality: modality,
            statement: statement
        )
    }

    @Test func `is listed in order, with the date and whether it is quoted`() throws {
        let facts = try [
            said("He offers.", on: "[2025-02-10..2025-02-14]", modality: .paraphrased),
            said("It is fake.", on: "2025-01-22"), said("He was there.", modality: .asserted),
            said("No date."),
        ]
        for facts in [facts, [facts[1], facts[0], facts[2], facts[3]]] {
            #expect(
                try row(facts).said == [
                    "2025-01-22: It is fake. (quoted)",
                    "[2025-02-10..2025-02-14]: He offers. (paraphrased)",
                    "2025-02-14: He was there.", "2025-02-14: No date. (quoted)",
                ]
            )
        }
    }

    @Test func `is marked when it has no date`() throws {
        let given = try Given(Statements.self, [said("Once.", on: nil)], of: "musk")
        let row = try #require(given.answer(on: "2025").possible.row)
        #expect(row.said == ["undated: Once. (quoted)"])
        #expect(row.last == "")
    }

    @Test func `has the last with its date`() throws {
        let facts = try [said("Then.", on: "2025-02-14"), said("Before.", on: "2024")]
        #expect(try row(facts).last == "2025-02-14")
        #expect(try row(facts).lastSaid == "Then.")
    }

    @Test func `has about whom, to whom, for whom and where`() throws {
        let facts = try [
            said("1", [("about", "altman"), ("channel", "x"), ("addressee", "press")]),
            said("2", [("about", "openai"), ("about", "altman"), ("principal", "xai")]),
        ]
        let row = try row(facts)
        #expect(row.about == ["altman", "openai"])
        #expect(row.addressees == ["press"])
        #expect(row.principals == ["xai"])
        #expect(row.channels == ["x"])
    }

    @Test func `is counted by kind`() throws {
        let facts = try Statements.consumes.map { try Step("said", $0).fact(on: "2025") }
        let row = try row(facts, of: "speaker-1")
        #expect(
            [
                row.statements, row.criticisms, row.accusations, row.accords, row.openLetters,
                row.assessments, row.commentsDeclined,
            ] == [1, 1, 1, 1, 1, 1, 1]
        )
    }

    @Test func `is not that there is no comment`() throws {
        let facts = try [
            said("Before.", on: "2024"),
            Fact.told(.commentDeclined, [("speaker", "musk")], on: "2025", statement: "Nothing."),
        ]
        let row = try row(facts)
        #expect(row.commentsDeclined == 1)
        #expect(row.said == ["2024: Before. (quoted)"])
        #expect(row.lastSaid == "Before.")
    }

    @Test func `is told by its quotation or its kind when it has no text`() throws {
        let about = [("speaker", "musk"), ("about", "openai")]
        let facts = try [
            Fact.told(.criticismVoiced, about, on: "2023", attributes: ["quote": "Fake"]),
            Fact.told(.criticismVoiced, about, on: "2024"),
        ]
        #expect(try row(facts).said == ["2023: Fake", "2024: CriticismVoiced about openai"])
    }

    @Test(arguments: [Modality.planned, .hypothetical, .conditional, .negated])
    func `is nothing while it is planned, supposed or denied`(modality: Modality) throws {
        #expect(
            Given(Statements.self, [try said("Never.", modality: modality)], of: "musk").end
                .isAbsent
        )
    }

    @Test func `is what the registers hold`() throws {
        let facts = try [
            said("1", on: "2020"), said("2", on: "2021", modality: .negated),
            Fact.told(.commentDeclined, [("speaker", "musk")], on: "2022"), said("3", on: "2023"),
        ]
        let registers = Speaker.columns.filter { $0.written != nil }
        #expect(registers.map(\.name) == ["last", "lastSaid"])
        for count in 1...facts.count {
            let told = Array(facts.prefix(count))
            for register in registers {
                let held = told.compactMap { register.written?($0, RowKey("musk")) }.last
                #expect(try register.value(row(told)) == held)
            }
        }
    }
}

@Suite struct `An assessment` {
    private func fact(_ speakers: [String], _ subject: String, _ modality: Modality) throws -> Fact
    {
        try .told(
            .assessmentMade,
            [("about", "quarrel")] + speakers.map { ("speaker", $0) },
            on: "2025",
            about: subject,
            modality: modality,
            statement: "It could matter."
        )
    }

    @Test func `without a speaker is in the voice of the source`() throws {
        let keys = try ["statements/wsj", "statements/", "wsj"].map {
            try Statements.rowKeys(of: fact([], $0, .editorial)).map(\.text)
        }
        #expect(keys == [["wsj"], ["statements/"], ["wsj"]])
    }

    @Test func `belongs to each of its speakers, and not to its subject`() throws {
        #expect(
            try Statements.rowKeys(of: fact(["a", "b", "a"], "statements/wsj", .asserted))
                .map(\.text) == ["a", "b"]
        )
    }

    @Test(arguments: [Modality.hypothetical, .conditional])
    func `that is hedged is made all the same`(modality: Modality) throws {
        let state = try Given(
            Statements.self,
            [fact([], "statements/wsj", modality)],
            of: "wsj"
        ).end
        #expect(state.row?.assessments == 1)
        #expect(state.row?.said == ["2025: It could matter. (\(modality.rawValue))"])
        #expect(state.facts.count == 1)
    }

    @Test(arguments: [Modality.planned, .negated])
    func `that is planned or denied is none`(modality: Modality) throws {
        let facts = [try fact([], "statements/wsj", modality)]
        #expect(Given(Statements.self, facts, of: "wsj").end.isAbsent)
    }
}
