import ByteCoding
import TestSupport
import Testing

@testable import EventLog

@Suite struct `Postings in memory` {
    private typealias Model = [Term: [Position]]

    /// Few terms, so that they recur; some that differ in their kind alone.
    private func term(using randomness: inout SeededRandomness) -> Term {
        let kind = UInt64.random(in: 1...6, using: &randomness)
        let content = UInt64.random(in: 0..<200, using: &randomness)
        return Term(rawValue: kind << 40 | content << UInt64.random(in: 0...32, using: &randomness))
    }

    private func expectAgreement(_ table: inout PostingTable, _ model: Model, on terms: [Term]) {
        for term in terms {
            #expect(table.positions(with: term) == model[term] ?? [])
            #expect(table.firstPosition(with: term) == model[term]?.first)
        }
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `are found as in a dictionary, whenever they are asked for`(seed: UInt64) {
        var randomness = SeededRandomness(seed)
        var (table, model) = (PostingTable(), Model())
        for position in 0..<3_000 {
            let term = term(using: &randomness)
            table.add(Posting(term, at: Position(position)))
            model[term, default: []].append(Position(position))
            guard Int.random(in: 0..<400, using: &randomness) == 0 else { continue }
            let others = (0..<20).map { _ in self.term(using: &randomness) }
            expectAgreement(&table, model, on: others)
        }
        expectAgreement(&table, model, on: Array(model.keys))
    }

    @Test(arguments: [0, 1, 2, 5_000])
    func `are sorted by term and then by position`(count: Int) {
        var randomness = SeededRandomness(7)
        let postings = (0..<count).map {
            Posting(term(using: &randomness), at: Position($0 / 3))
        }
        #expect(postings.sortedByTerm() == postings.sorted())
    }

    @Test func `of an event are its terms, each once, and its lineage where it is another's`() {
        let terms = Terms(of: .random())
        var tail = IndexTail(from: Position(5))
        for number in 5..<45 {
            let keys = EventKeys(
                subject: "s\(number % 3)",
                entities: ["e\(number % 2)", "s1", "e\(number % 2)"],
                externalID: number.isMultiple(of: 9) ? "x\(number)" : ""
            )
            let event = IndexedEvent(
                id: Digest(sha256Of: [UInt8(number)]),
                type: 3,
                position: Position(number),
                lineage: Position(number.isMultiple(of: 4) ? 2 : number),
                keys: keys
            )
            tail.add(event, terms)
        }
        #expect(tail.end == Position(45))
        let places = { (key: LookupKey) in tail.positions(with: terms.term(of: key)) }
        #expect(places(.subject("s1")).first == Position(7))
        #expect(places(.entity("s1")).count == 40)
        #expect(places(.type(3)).count == 40)
        #expect(places(.externalID("x9")) == [Position(9)])
        #expect(places(.externalID("s1")) == [])
        #expect(places(.lineage(Position(2))).count == 10)
        #expect(places(.lineage(Position(7))) == [])
        #expect(tail.postings.count == 40 * 5 + 4 + 10)
        #expect(tail.postings == tail.postings.sorted())
    }
}

@Suite struct `The file of an index` {
    private let folder = TemporaryFolder()
    private let origin: [UInt8] = [1]

    /// What is to be indexed: an event has a few of few terms.
    private func postings(
        of events: Range<Int>,
        using randomness: inout SeededRandomness
    ) -> [Posting] {
        var postings: Set<Posting> = []
        for event in events {
            for _ in 0..<Int.random(in: 1...6, using: &randomness) {
                // Half of them are of no other event.
                let content =
                    Bool.random(using: &randomness)
                    ? UInt64.random(in: 0..<50, using: &randomness)
                    : UInt64.random(in: 0..<(1 << 40), using: &randomness)
                let kind = UInt64.random(in: 1...6, using: &randomness)
                postings.insert(
                    Posting(Term(rawValue: kind << 40 | content), at: Position(event))
                )
            }
        }
        return postings.sorted()
    }

    private func expectAgreement(_ store: IndexStore, _ model: [Term: [Position]]) throws {
        var wrong: [Term] = []
        for (term, positions) in model where try store.positions(with: term).found != positions {
            wrong.append(term)
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(3))")
        var randomness = SeededRandomness(3)
        let terms =
            Array(model.keys)
            + (0..<200).map { _ in
                Term(rawValue: UInt64.random(in: 0..<(1 << 43), using: &randomness))
            }
        let firsts = try store.firstPositions(with: terms).found
        #expect(firsts == terms.map { model[$0]?.first })
    }

    /// Small levels are full soon, so that all of them come to hold something.
    @Test(arguments: [1, 2, 3] as [UInt64])
    func `finds what a dictionary finds, in whatever level it is`(seed: UInt64) throws {
        var randomness = SeededRandomness(seed)
        let store = try #require(try IndexStore(in: folder.path, access: .create))
        var model: [Term: [Position]] = [:]
        var end = 0
        for _ in 0..<40 {
            let next = end + Int.random(in: 1...120, using: &randomness)
            let new = postings(of: end..<next, using: &randomness)
            for posting in new.sorted(by: { $0.position < $1.position }) {
                model[posting.term, default: []].append(posting.position)
            }
            let isDone = try store.add(
                new,
                from: Position(end),
                upTo: Position(next),
                origin: origin
            )
            #expect(isDone)
            end = next
            if Bool.random(using: &randomness) { try store.settle(ifFull: 8, by: 100) }
        }
        try store.settle(ifFull: 8, by: 100)
        let state = try #require(try store.state())
        #expect(state.ends[0] == Position(end) && state.ends[2] > .zero, "\(state.ends)")
        try expectAgreement(store, model)
    }

    @Test func `finds nothing twice while postings go from one level to the next`() throws {
        var randomness = SeededRandomness(5)
        let store = try #require(try IndexStore(in: folder.path, access: .create))
        let new = postings(of: 0..<900, using: &randomness)
        let model = Dictionary(grouping: new, by: \.term).mapValues { $0.map(\.position) }
        #expect(try store.add(new, from: .zero, upTo: Position(900), origin: origin))
        let state = try #require(try store.state())
        var last: Posting?
        var roundCount = 0
        repeat {
            last = try store.settle(500, of: 0, after: last, ifStill: state)
            try expectAgreement(store, model)
            #expect(try store.postingCount() == new.count)
            roundCount += 1
        } while last != nil
        #expect(roundCount > 3)
        let settled = try #require(try store.state())
        #expect(settled.ends == [Position(900), Position(900), .zero, .zero])
        // As when another process has just done the same.
        #expect(try store.settle(500, of: 0, after: nil, ifStill: state) == nil)
        #expect(try store.postingCount() == new.count)
    }

    @Test func `of an older layout is made anew`() throws {
        let key = Array("state".utf8)
        try StoredFile.put(.init(key, [0]), in: "postings", at: folder.file("index.mdb"))
        #expect(try IndexStore(in: folder.path, access: .readOnly) == nil)
        let store = try #require(try IndexStore(in: folder.path, access: .readWrite))
        #expect(try store.state() == nil)
        #expect(try store.postingCount() == 0)
    }
}
