import ByteCoding
import Dispatch
import TestSupport
import Testing

@testable import EventLog

/// An event that the log holds is found whatever its age: in the file of the index, in what is being
/// written to it, and in what waits.
@Suite struct `An event that comes again` {
    private let folder = TemporaryFolder()

    private func event(_ number: Int) -> NewEvent {
        SampleEvent.event(
            "\(number)",
            subject: "s\(number % 90)",
            externalID: number.isMultiple(of: 5) ? "x\(number)" : ""
        )
    }

    @Test func `is found at any age, around the writing of the index`() throws {
        let log = try EventLog.sample(in: folder)
        var randomness = SeededRandomness(31)
        // So many that the index is written twice meanwhile.
        let (count, batch) = (280_000, 10_000)
        for start in stride(from: 0, to: count, by: batch) {
            let again = (0..<200).map { _ in Int.random(in: 0..<start + batch, using: &randomness) }
            let numbers = Array(start..<start + batch) + again
            let receipt = try log.append(numbers.map(event), at: .clock(Timestamp(rawValue: 1)))
            #expect(receipt.positions == numbers.map { Position($0) })
            #expect(receipt.head == Position(start + batch))
        }
        let snapshot = try log.snapshot()
        for number in [0, 4_321, 131_071, 131_072, 262_143, 262_144, count - 1] {
            let found = try log.positions(of: [event(number).id], in: snapshot)
            #expect(found == [Position(number)])
            let about = try log.positions(with: .subject("s\(number % 90)"), in: snapshot)
            #expect(about == stride(from: number % 90, to: count, by: 90).map { Position($0) })
        }
        for number in [0, 131_070, 262_140, (count - 1) / 5 * 5] {
            let other = SampleEvent.event("other", externalID: "x\(number)")
            let error = #expect(throws: LogError.self) {
                try log.append([other], at: .clock(Timestamp(rawValue: 1)))
            }
            guard case .externalIDTaken(_, by: Position(number), index: 0) = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
        }
    }

    @Test func `is found by many who ask while the index is written`() throws {
        let log = try EventLog.sample(in: folder)
        let count = 140_000
        DispatchQueue.concurrentPerform(iterations: 3) { thread in
            if thread == 0 {
                for start in stride(from: 0, to: count, by: 7_000) {
                    let events = (start..<start + 7_000).map(event)
                    _ = try? log.append(events, at: .clock(Timestamp(rawValue: 1)))
                }
                return
            }
            for round in 0..<200 {
                do {
                    let snapshot = try log.snapshot()
                    let head = Int(snapshot.head.rawValue)
                    guard head > 0 else { continue }
                    let numbers = (0..<20).map { ($0 * 7_919 + round * 104_729 + thread) % head }
                    let found = try log.positions(of: numbers.map { event($0).id }, in: snapshot)
                    #expect(found == numbers.map { Position($0) })
                } catch {
                    Issue.record(error)
                }
            }
        }
        #expect(try log.snapshot().head == Position(count))
    }

    /// A log of 3,000 events that is asked for events that are new until it has a filter of those it has.
    private func logWithFilter() throws -> EventLog {
        let log = try EventLog.sample(in: folder)
        try log.append((0..<3_000).map(event), at: .clock(Timestamp(rawValue: 1)))
        try log.flushIndex()
        try expectNothingNew(in: log)
        let terms = unknown.map { log.index.terms.term(of: .id($0)) }
        let known = log.index.recent.firstPositions(with: terms, upTo: try log.snapshot().head)
        #expect(try #require(known).others.count < 20)
        return log
    }

    private var unknown: [Digest] { (100_000..<100_400).map { event($0).id } }

    /// Looks for so much that is new that the second time it is worth a filter.
    private func expectNothingNew(in log: EventLog) throws {
        let unknown = unknown
        for _ in 0..<2 {
            let found = try log.positions(of: unknown, in: try log.snapshot())
            #expect(found.allSatisfy { $0 == nil })
        }
    }

    /// Appends what is there, at those positions, and what is not, after them, again and again.
    private func expectDuplicates(
        _ events: [NewEvent],
        at positions: [Int],
        in log: EventLog
    ) throws {
        let head = Int(try log.snapshot().head.rawValue)
        for _ in 0..<2 {
            let receipt = try log.append(
                events + [event(head)],
                at: .clock(Timestamp(rawValue: 1))
            )
            #expect(receipt.positions == (positions + [head]).map { Position($0) })
            #expect(receipt.head == Position(head + 1))
            let taken = SampleEvent.event("other \(head)", externalID: "x2995")
            let error = #expect(throws: LogError.self) {
                try log.append([taken], at: .clock(Timestamp(rawValue: 1)))
            }
            guard case .externalIDTaken("x2995", by: Position(2_995), index: 0) = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
            try log.flushIndex()
        }
    }

    @Test func `is found when another process appended it to a log that this one knows well`()
        throws
    {
        let log = try logWithFilter()
        let child = try ChildProcess("append", folder.path, "child", "1500", "1")
        #expect(child.wait())
        let theirs = SampleEvent.event(
            "child 7 " + String(repeating: "x", count: 7 * 37 % 3_000),
            subject: "child",
            entities: ["e2"]
        )
        try expectDuplicates([theirs, event(2_999), event(0)], at: [3_007, 2_999, 0], in: log)
    }

    @Test func `is found when the index of a log that is known well is emptied`() throws {
        let log = try logWithFilter()
        let store = try #require(log.index.store)
        try store.clear(ifStill: try store.state())
        try expectDuplicates([event(2_999), event(0)], at: [2_999, 0], in: log)
        let again = (0..<3_000).map(event)
        let receipt = try log.append(again, at: .clock(Timestamp(rawValue: 1)))
        #expect(receipt.positions == again.indices.map { Position($0) })
    }

    /// What has happened to the tenth posting of a block of the index.
    enum Damage: CaseIterable {
        case idOfLesserKind, idOfGreaterKind, idOfNoKind, idGone, externalIDOfGreaterKind

        var kind: LookupKey.Kind { self == .externalIDOfGreaterKind ? .externalID : .id }

        func spoil(_ block: inout [UInt8], at place: Int) {
            switch self {
            case .idOfLesserKind: block[place] = 0
            case .idOfGreaterKind: block[place] = 4
            case .idOfNoKind: block[place] = 0x31
            case .idGone: block.removeSubrange(place..<place + Posting.byteCount)
            case .externalIDOfGreaterKind: block[place] = 6
            }
        }
    }

    /// Whoever reads all ids stops at what is none, and an id that is not read would be appended again.
    @Test(arguments: Damage.allCases)
    func `is found though a posting of the index was damaged`(damage: Damage) throws {
        do {
            let log = try EventLog.sample(in: folder)
            try log.append((0..<3_000).map(event), at: .clock(Timestamp(rawValue: 1)))
            try log.flushIndex()
        }
        let path = folder.file("index.mdb")
        var blocks = try StoredFile.pairs(of: "level-1", at: path)
        let place = 10 * Posting.byteCount
        let index = blocks.firstIndex {
            $0.value[0] == damage.kind.rawValue && $0.value[place] == damage.kind.rawValue
        }
        damage.spoil(&blocks[try #require(index)].value, at: place)
        try StoredFile.replaceAll(of: "level-1", by: blocks, at: path)
        let log = try EventLog.opened(in: folder)
        try expectNothingNew(in: log)
        try expectDuplicates((0..<3_000).map(event), at: Array(0..<3_000), in: log)
        for number in stride(from: 0, to: 3_000, by: 5) {
            let other = SampleEvent.event("other \(number)", externalID: "x\(number)")
            #expect(throws: LogError.self) {
                try log.append([other], at: .clock(Timestamp(rawValue: 1)))
            }
        }
    }
}
