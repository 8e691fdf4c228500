import ByteCoding
import Foundation
import NewsFacts
import TestSupport
import Testing

@Suite struct `The corpus` {
    @Test(arguments: Corpus.files)
    func `is read line by line and comes back the same`(file: String) throws {
        for line in try Corpus.lines(of: file) {
            let fact = try Fact(json: Data(line.utf8))
            #expect(try Fact(json: Data(fact.json.utf8)) == fact)
        }
    }

    @Test(arguments: Corpus.files)
    func `comes back from its bytes once its references are ids`(file: String) throws {
        for var fact in try Corpus.facts(of: file) {
            fact.targets = fact.targets.map { .id(Digest(sha256Of: Array($0.description.utf8))) }
            #expect(try Fact(bytes: fact.bytes.span) == fact)
        }
    }

    @Test func `holds 202 facts, named in the order of the article`() throws {
        let names = (1...202).map { number in
            "musk-altman-2025/S" + String(repeating: "0", count: 3 - "\(number)".count)
                + "\(number)"
        }
        #expect(try Corpus.facts(of: "facts").map(\.externalID) == names)
    }

    @Test func `holds as many entities and corrections as it says`() throws {
        let corrections = try Corpus.facts(of: "corrections")
        #expect(try Corpus.facts(of: "entities").count == 105)
        #expect(corrections.count { $0.type == .factCorrected } == 36)
        #expect(corrections.count { $0.type == .sameEventDeclared } == 10)
        #expect(corrections.count == 46)
    }

    @Test func `names no fact twice`() throws {
        let names = try Corpus.files.flatMap(Corpus.facts(of:)).map(\.externalID)
        #expect(names.count == 353)
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { $0.hasPrefix("musk-altman-2025/") })
    }

    @Test func `uses the 59 types of the seed`() throws {
        #expect(try Set(Corpus.facts(of: "facts").map(\.type)).count == 59)
    }

    @Test func `corrects and joins only facts that it holds`() throws {
        let known = try Set(Corpus.facts(of: "facts").map { Reference($0.externalID) })
        for fact in try Corpus.facts(of: "corrections") {
            #expect(known.isSuperset(of: fact.targets), "\(fact.externalID)")
            #expect(!fact.reason.isEmpty)
        }
    }

    @Test func `corrects no fact twice and changes what it corrects`() throws {
        let facts = try Dictionary(
            uniqueKeysWithValues: Corpus.facts(of: "facts").map { (Reference($0.externalID), $0) }
        )
        let corrections = try Corpus.facts(of: "corrections").filter { $0.type == .factCorrected }
        #expect(Set(corrections.flatMap(\.targets)).count == corrections.count)
        for correction in corrections {
            var former = try #require(facts[correction.targets[0]])
            former.externalID = ""
            #expect(correction.content != former, "\(correction.externalID)")
            #expect(correction.content.source?.line == former.source?.line)
        }
    }

    @Test func `describes every entity that takes part, once`() throws {
        let described = try Corpus.facts(of: "entities").map(\.subject)
        let participants = try Corpus.contents().flatMap(\.participants).map(\.entity)
        #expect(Set(described).count == described.count)
        #expect(Set(participants).subtracting(described).sorted() == [])
        #expect(participants.count > 400)
    }

    @Test func `names every entity in English, and in Arabic as the article does where it does`()
        throws
    {
        let entities = try Corpus.facts(of: "entities")
        #expect(entities.allSatisfy { $0.attributes["kind"] != nil })
        #expect(
            entities.filter { !$0.names.contains { $0.language == "en" && $0.kind == .label } }
                .map(\.subject) == []
        )
    }

    /// A run is Arabic letters with what may stand between the words of one sentence.
    @Test(arguments: Corpus.files)
    func `holds no sentence of the article`(file: String) throws {
        let text = try Corpus.lines(of: file).joined(separator: "\n")
        let run = /[\u{600}-\u{8FF}](?:[\u{600}-\u{8FF}0-9 ,.«»()-]*[\u{600}-\u{8FF}])?/
        let longest = text.matches(of: run).map(\.0).max { $0.count < $1.count } ?? ""
        #expect((1...45).contains(longest.count), "\(longest)")
    }

    @Test func `holds no quotation`() throws {
        #expect(try Corpus.contents().allSatisfy { $0.source?.quote.isEmpty ?? true })
    }

    @Test func `cites a line and characters for every fact of the article`() throws {
        for fact in try Corpus.facts(of: "facts") {
            let source = try #require(fact.source)
            #expect(source.line > 0 && !source.characters.isEmpty, "\(fact.externalID)")
            #expect(source.span != nil && source.sha256 != nil)
            #expect(source.document == "musk-altman-2025")
        }
    }
}

/// The article is not part of the repository; without it there is nothing to hold the locators
/// against, and these tests are skipped.
@Suite(
    .enabled(
        if: Corpus.article != nil,
        "no copy of the article lies beside the package (shared/seed/article-ar.txt)"
    )
)
struct `A citation of the corpus` {
    private let document: Data
    private let lines: [[Unicode.Scalar]]

    init() throws {
        document = try Data(contentsOf: #require(Corpus.article))
        lines = String(decoding: document, as: UTF8.self).unicodeScalars
            .split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
    }

    @Test func `names the document by its digest`() throws {
        let digest = Digest(sha256Of: Array(document))
        for (fact, source) in try Corpus.citations() {
            #expect(source.sha256 == digest, "\(fact.externalID)")
        }
    }

    @Test func `names characters that the line has, by their digest`() throws {
        let citations = try Corpus.citations()
        #expect(citations.count == 238)
        for (fact, source) in citations {
            let line = try #require(
                lines.indices.contains(source.line - 1) ? lines[source.line - 1] : nil
            )
            try #require(source.characters.upperBound <= line.count, "\(fact.externalID)")
            let cited = String(String.UnicodeScalarView(line[source.characters]))
            #expect(source.span == Digest(sha256Of: Array(cited.utf8)), "\(fact.externalID)")
        }
    }

    @Test func `begins and ends with a character that is no space`() throws {
        for (fact, source) in try Corpus.citations() {
            let cited = lines[source.line - 1][source.characters]
            #expect(cited.first?.properties.isWhitespace == false, "\(fact.externalID)")
            #expect(cited.last?.properties.isWhitespace == false, "\(fact.externalID)")
        }
    }

    @Test func `has names and amounts that the line writes`() throws {
        for (fact, source) in try Corpus.citations() {
            let line = String(String.UnicodeScalarView(lines[source.line - 1]))
            for words in fact.participants.map(\.name) + fact.amounts.map(\.literal)
            where !words.isEmpty {
                #expect(line.contains(words), "\(fact.externalID): \(words)")
            }
        }
    }

    @Test func `has a date phrase that the line or the heading above it writes`() throws {
        for (fact, source) in try Corpus.citations() where !fact.occurred.phrase.isEmpty {
            let heading = max(0, source.line - 3)..<source.line
            let near = heading.map { String(String.UnicodeScalarView(lines[$0])) }
            #expect(
                near.contains { $0.contains(fact.occurred.phrase) },
                "\(fact.externalID): \(fact.occurred.phrase)"
            )
        }
    }
}
