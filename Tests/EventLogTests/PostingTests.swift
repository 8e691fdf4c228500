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

    /// Terms that are spread evenly, or lie in heaps, and blocks whose bytes are anything.
    @Test(arguments: [0, 1, 2, 3, 8, 9, 40, 370])
    func `of a block are found where a look at each finds them`(count: Int) {
        var randomness = SeededRandomness(UInt64(count))
        for round in 0..<60 {
            let postings = (0..<count).map { number in
                let even = Term(rawValue: UInt64.random(in: 0..<1 << 48, using: &randomness))
                let term = round % 3 == 0 ? even : term(using: &randomness)
                return Posting(term, at: Position(number % 7))
            }
            var bytes = postings.sorted().flatMap(\.bytes)
            if round % 5 == 4 { bytes.shuffle(using: &randomness) }
            guard let block = PostingBlock(bytes.span) else {
                Issue.record("\(bytes.count) bytes are refused")
                return
            }
            #expect(block.count == count)
            let isSorted = round % 5 != 4
            for _ in 0..<40 {
                let known = postings.randomElement(using: &randomness)
                let other = Posting(term(using: &randomness), at: Position(3))
                for sought in [known ?? other, other, .first, .last] {
                    let found = block.firstIndex(notBefore: sought)
                    #expect((0...count).contains(found))
                    guard isSorted else { continue }
                    #expect(found == (0..<count).first { block[$0] >= sought } ?? count)
                }
            }
        }
    }

    @Test func `of an event are its terms, each once, and its lineage where it is another's`() {
        let terms = Terms(by: .random())
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
        var told: [Term: Int] = [:]
        let checkpoint = try store.forEachTerm(of: [1, 5]) { told[$0, default: 0] += 1 }
        #expect(told == model.filter { [1, 5].contains($0.key.kind) }.mapValues(\.count))
        #expect(try store.state()?.checkpoint ?? .zero == checkpoint)
    }

    private func add(
        _ count: Int,
        to store: IndexStore,
        _ model: inout [Term: [Position]],
        using randomness: inout SeededRandomness
    ) throws {
        let start = Int(try store.state()?.checkpoint.rawValue ?? 0)
        let new = postings(of: start..<start + count, using: &randomness)
        for posting in new.sorted(by: { $0.position < $1.position }) {
            model[posting.term, default: []].append(posting.position)
        }
        let end = Position(start + count)
        #expect(try store.add(new, from: Position(start), upTo: end, origin: origin))
    }

    /// Small levels are full soon, and are moved in steps between which others come.
    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `finds what a dictionary finds, in whatever level it is`(seed: UInt64) throws {
        var randomness = SeededRandomness(seed)
        let store = try #require(try IndexStore(in: folder.path, access: .create))
        var model: [Term: [Position]] = [:]
        var movingCount = 0
        for _ in 0..<60 {
            let count = Int.random(in: 1...60, using: &randomness)
            try add(count, to: store, &model, using: &randomness)
            try store.settle(ifFull: 2, by: Int.random(in: 5...100, using: &randomness))
            let moved = try store.state()?.moved ?? []
            movingCount += moved.contains { $0 > .first } ? 1 : 0
        }
        let state = try #require(try store.state())
        #expect(state.ends[3] > .zero && movingCount > 5, "\(state), \(movingCount)")
        try expectAgreement(store, model)
        let count = model.values.map(\.count).reduce(0, +)
        #expect(try store.postingCount(before: state.checkpoint) == count)
        let start = Position(40)
        for (term, positions) in model {
            let later = try store.positions(with: term, from: start).found
            #expect(later == positions.filter { $0 >= start })
        }
    }

    @Test func `finds nothing twice while postings go from one level to the next`() throws {
        var randomness = SeededRandomness(5)
        let store = try #require(try IndexStore(in: folder.path, access: .create))
        var model: [Term: [Position]] = [:]
        try add(900, to: store, &model, using: &randomness)
        var stepCount = 0
        repeat {
            try store.settle(ifFull: 900, by: 100)
            try expectAgreement(store, model)
            let count = model.values.map(\.count).reduce(0, +)
            #expect(try store.postingCount(before: Position(10_000)) == count)
            if stepCount == 2 { try add(100, to: store, &model, using: &randomness) }
            stepCount += 1
        } while try store.state()?.moved[0] != .first
        #expect(stepCount > 5)
        let settled = try #require(try store.state())
        #expect(settled.ends == [Position(1_000), Position(1_000), .zero, .zero])
    }

    /// As when another process has written some of them since they were read.
    @Test func `takes of what comes only what it has not`() throws {
        let store = try #require(try IndexStore(in: folder.path, access: .create))
        func add(_ events: Range<Int>) throws {
            let postings = events.map { Posting(Term(rawValue: 1 << 40), at: Position($0)) }
            let (start, end) = (Position(events.lowerBound), Position(events.upperBound))
            #expect(try store.add(postings, from: start, upTo: end, origin: origin))
        }
        try add(0..<100)
        try store.settle(ifFull: 1, by: 1_000)
        try add(50..<150)
        #expect(try store.postingCount(before: Position(1_000)) == 150)
        #expect(try store.state()?.ends[1] == Position(100))
    }

    @Test func `of an older layout is emptied`() throws {
        let path = folder.file("index.mdb")
        let state = [UInt8](repeating: 0, count: 7) + [1] + [UInt8](repeating: 9, count: 56)
        try StoredFile.put(.init(Array("state".utf8), state), in: "meta", at: path)
        try StoredFile.put(.init([1, 2], []), in: "postings", at: path)
        #expect(try IndexStore(in: folder.path, access: .readOnly) == nil)
        do {
            let store = try #require(try IndexStore(in: folder.path, access: .readWrite))
            #expect(try store.state() == nil)
            #expect(try store.add([], from: .zero, upTo: Position(1), origin: origin))
        }
        #expect(try StoredFile.pairs(of: "postings", at: path) == [])
    }

    @Test func `has a state that can be, or none`() {
        func read(_ bytes: [UInt8]) -> IndexState? { IndexState(bytes.span) }
        var state = IndexState(checkpoint: Position(7), origin: [1, 2])
        state.ends = [Position(7), Position(5), Position(5), .zero]
        state.moved[1] = Posting(Term(rawValue: 3 << 40), at: Position(2))
        #expect(read(state.bytes) == state)
        var impossible = state
        impossible.ends[1] = Position(8)
        #expect(read(impossible.bytes) == nil)
        impossible = state
        impossible.ends[0] = Position(rawValue: Posting.positionEnd)
        #expect(read(impossible.bytes) == nil)
        for count in [0, 7, 32, 64] { #expect(read(Array(state.bytes.prefix(count))) == nil) }
    }
}
