import ByteCoding
import Foundation
import NewsFacts
import TestSupport
import Testing

/// Cross-checks against an independent implementation: the C++ one, by way of its compiler.
///
/// Where the compiler is not installed these tests are skipped and say so; nothing else is lost.
@Suite(
    .enabled(
        if: Protoc.path != nil,
        "protoc is not installed (Debian: apt install protobuf-compiler)"
    )
)
struct `A protobuf reader that is not ours` {
    @Test func `reads in our bytes what the fact says`() throws {
        var random = RandomFact(seed: 31)
        for _ in 0..<150 {
            let fact = random.next()
            #expect(try Protoc.decode(fact.bytes) == fact.protobufText.joined())
        }
    }

    @Test func `reads in the golden bytes of every type what the fact says`() throws {
        for type in Catalogue.types {
            let fact = GoldenFact.of(type)
            #expect(try Protoc.decode(fact.bytes) == fact.protobufText.joined(), "\(type)")
        }
    }

    @Test func `writes bytes that ours reads as the same fact`() throws {
        var random = RandomFact(seed: 32)
        var randomness = SeededRandomness(33)
        for _ in 0..<150 {
            let fact = random.next()
            let bytes = try Protoc.encode(
                fact.protobufText.shuffledByName(using: &randomness).joined()
            )
            #expect(try Fact(bytes: bytes.span) == fact)
        }
    }

    @Test func `writes the bytes that ours writes`() throws {
        var random = RandomFact(seed: 34)
        for _ in 0..<100 {
            let fact = random.next()
            #expect(try Protoc.encode(fact.protobufText.joined()) == fact.bytes)
        }
    }
}

extension [String] {
    /// The fields in another order; those of one name keep theirs.
    fileprivate func shuffledByName(using randomness: inout SeededRandomness) -> [String] {
        let groups = Dictionary(grouping: self) { $0.prefix { $0 != ":" && $0 != " " } }
        return groups.sorted { $0.key < $1.key }.map(\.value).shuffled(using: &randomness)
            .flatMap { $0 }
    }
}

@Suite struct `The fields of a stored fact` {
    @Test func `are read in any order`() throws {
        var random = RandomFact(seed: 35)
        var randomness = SeededRandomness(36)
        for _ in 0..<40 {
            let fact = random.next()
            let fields = try fields(of: fact.bytes)
            let numbers = Array(Set(fields.map(\.number))).sorted().shuffled(using: &randomness)
            let bytes = numbers.flatMap { number in
                fields.filter { $0.number == number }.flatMap(\.bytes)
            }
            #expect(try Fact(bytes: bytes.span) == fact)
        }
    }

    /// The fields of a message, cut where a prefix of it is a message too.
    private func fields(of bytes: [UInt8]) throws -> [(number: Int, bytes: [UInt8])] {
        let ends = (0...bytes.count).filter { count in
            (try? fieldNumbers(of: Array(bytes.prefix(count)))) != nil
        }
        let numbers = try fieldNumbers(of: bytes)
        try #require(ends.count == numbers.count + 1)
        return zip(numbers, zip(ends, ends.dropFirst())).map { number, ends in
            (number, Array(bytes[ends.0..<ends.1]))
        }
    }
}

@Suite struct `The published schema` {
    @Test func `has the words of every enumeration in the order of its cases`() throws {
        #expect(try words(of: "Basis") == words(of: Occurrence.Basis.self, prefix: "BASIS_"))
        #expect(try words(of: "Modality") == words(of: Modality.self, prefix: "MODALITY_"))
        #expect(try words(of: "Bound") == words(of: Amount.Bound.self, prefix: "BOUND_"))
        #expect(try words(of: "Kind") == words(of: EntityName.Kind.self, prefix: ""))
    }

    @Test func `has no enumeration beside those`() throws {
        let enumerations = try schema.matches(of: /enum (\w+) {/).map { String($0.1) }
        #expect(enumerations.sorted() == ["Basis", "Bound", "Kind", "Modality"])
    }

    private var schema: String {
        get throws {
            try Repository.lines(of: "Events/NewsFacts/fact.proto")
                .map { $0.prefix(while: { $0 != "/" }) }.joined(separator: "\n")
        }
    }

    private func words(of enumeration: String) throws -> [String] {
        let body = try #require(
            try schema.split(separator: "enum \(enumeration) {").dropFirst().first
        )
        return body.prefix { $0 != "}" }.matches(of: /(\w+) = (\d+);/).map { "\($0.1)=\($0.2)" }
    }

    private func words<Word: CaseIterable & RawRepresentable<String>>(
        of type: Word.Type,
        prefix: String
    ) -> [String] {
        zip(Word.allCases, 0...).map { "\(TextForm.word($0, prefix: prefix))=\($1)" }
    }
}
