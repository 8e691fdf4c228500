import Coverage
import NewsFacts
import Projecting
import Testing

@Suite struct `A line of a document` {
    private func fact(_ line: Int, of document: String = "article") -> Fact {
        var fact = Fact(.meetingHeld, about: "meeting/1")
        fact.statement = "They met."
        var source = Source(document)
        source.line = line
        source.language = "ar"
        source.translation = ["en", "zh", "ar"]
        source.published = "2025-02-15"
        fact.source = source
        return fact
    }

    @Test func `names its row so that lines sort by number, the document as a whole first`() {
        let lines = [0, 1, 9, 10, 89, 100, 1_000, 99_999, 100_000, 999_999]
        let keys = lines.flatMap { Coverage.rowKeys(of: fact($0)) }
        #expect(keys.count == lines.count)
        #expect(keys == keys.sorted())
        #expect(keys[4].text == "article:000089")
    }

    @Test func `is never taken for a line of another document`() {
        let keys = [
            fact(0, of: "article"), fact(0, of: "article:000001"), fact(1, of: "article"),
            fact(1, of: "article:000000"),
        ].flatMap(Coverage.rowKeys)
        #expect(Set(keys).count == keys.count)
    }

    @Test func `of the longest document and the greatest number names a row that can be stored`() {
        let longest = fact(Int(UInt32.max), of: String(repeating: "d", count: 255))
        #expect(Coverage.rowKeys(of: longest).allSatisfy { $0.text.utf8.count <= 490 })
    }

    @Test func `supports nothing that has no source`() {
        var fact = fact(1)
        fact.source = nil
        #expect(Coverage.rowKeys(of: fact) == [])
    }

    @Test func `has what the document is and all that it supports, each once`() throws {
        var other = fact(7)
        other.subject = "meeting/2"
        let facts = try [fact(7), other, fact(7)].map { fact in
            var fact = fact
            fact.occurred = Occurrence(try EDTF("2025"))
            return fact
        }
        let row = try #require(Given(Coverage.self, facts).end.row)
        #expect(row.document == "article" && row.line == 7)
        #expect(row.language == "ar" && row.translation == ["en", "zh", "ar"])
        #expect(row.published == "2025-02-15")
        #expect(row.factCount == 3)
        #expect(row.types == ["MeetingHeld"])
        #expect(row.subjects == ["meeting/1", "meeting/2"])
        #expect(row.statements == ["They met."])
        #expect(row.status.isCurrent)
    }

    @Test(arguments: Modality.allCases)
    func `supports what it says in whatever modality`(modality: Modality) throws {
        var fact = fact(7)
        fact.occurred = Occurrence(try EDTF("2025"))
        fact.modality = modality
        let state = Given(Coverage.self, [fact]).end
        #expect(state.row?.factCount == 1)
        #expect(state.facts.count == 1)
    }

    @Test func `supports every type but those that speak of facts and of names`() {
        let left = Set(Catalogue.types).subtracting(Coverage.consumes)
        #expect(
            left == [
                .factCorrected, .factRetracted, .dateRefined, .factDisputed, .factCorroborated,
                .sameEventDeclared, .entityDescribed, .entityMerged,
            ]
        )
    }
}
