import Foundation
import NewsFacts
import TestSupport
import Testing

@Suite struct `A random fact` {
    @Test(arguments: Catalogue.types)
    func `of every type is valid and comes back from JSON and from bytes`(type: FactType) throws {
        var random = RandomFact(seed: UInt64(type.number))
        for _ in 0..<30 {
            let fact = random.next(of: type)
            #expect(fact.type == type)
            #expect(try fact.validated() == fact)
            #expect(try Fact(json: Data(fact.json.utf8)) == fact)
            #expect(try Fact(bytes: fact.bytes.span) == fact)
        }
    }

    @Test func `says in place what it says`() throws {
        var random = RandomFact(seed: 26)
        for _ in 0..<3_000 {
            let fact = random.next()
            #expect(try Fact.fields(inPlace: fact.bytes) == fact.fields)
        }
    }

    @Test func `has one JSON form and one stored form`() throws {
        var random = RandomFact(seed: 21)
        for _ in 0..<1_000 {
            let fact = random.next()
            #expect(try Fact(json: Data(fact.json.utf8)).json == fact.json)
            #expect(try Fact(bytes: fact.bytes.span).bytes == fact.bytes)
            #expect(try Fact(json: Data(fact.json.utf8)).bytes == fact.bytes)
        }
    }

    @Test func `has the bytes of another only when they are equal`() {
        var random = RandomFact(seed: 22)
        var facts: [[UInt8]: Fact] = [:]
        for _ in 0..<3_000 {
            let fact = random.next()
            #expect(facts.updateValue(fact, forKey: fact.bytes) ?? fact == fact)
        }
        #expect(Set(facts.values).count == facts.count)
    }

    @Test func `is the same for the same seed and another for another`() {
        var first = RandomFact(seed: 23)
        var second = RandomFact(seed: 23)
        var third = RandomFact(seed: 24)
        let facts = (0..<20).map { _ in first.next() }
        #expect(facts == (0..<20).map { _ in second.next() })
        #expect(facts != (0..<20).map { _ in third.next() })
    }

    @Test func `uses every field, every word and every kind of date`() {
        var random = RandomFact(seed: 25)
        let facts = (0..<5_000).map { _ in random.next() }
        #expect(Set(facts.map(\.type)) == Set(Catalogue.types))
        #expect(Set(facts.map(\.modality)) == Set(Modality.allCases))
        #expect(Set(facts.map(\.occurred.basis)) == Set(Occurrence.Basis.allCases))
        #expect(Set(facts.flatMap(\.amounts).map(\.bound)) == Set(Amount.Bound.allCases))
        #expect(facts.contains { $0.occurred.lo < $0.occurred.hi })
        #expect(facts.contains { $0.occurred.lo == .distantPast })
        #expect(facts.contains { $0.occurred.hi == .distantFuture })
        #expect(facts.contains { $0.occurred == .unknown })
        #expect(facts.contains { !$0.causes.isEmpty && !$0.codes.isEmpty && $0.source != nil })
        #expect(facts.contains { !$0.names.isEmpty })
        #expect(facts.contains { $0.replacement != .none })
    }
}
