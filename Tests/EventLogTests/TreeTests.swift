import ByteCoding
import EventLog
import TestSupport
import Testing

@Suite struct `The tree of a log` {
    private let folder = TemporaryFolder()

    /// The leaves, from what the log itself gives back of its events.
    private func leaves(_ snapshot: borrowing LogSnapshot) throws -> [Digest] {
        var leaves: [Digest] = []
        var events = try snapshot.events(from: .zero)
        while let event = try events.next() {
            let entry = try event.entry
            #expect(entry.bytes.count == TreeEntry.byteCount)
            leaves.append(naiveLeafHash(of: entry.bytes))
        }
        return leaves
    }

    @Test func `has at every size the root that the definition gives, however events came`() throws
    {
        var randomness = SeededRandomness(4)
        var log: EventLog? = try EventLog.sample(in: folder)
        var number = 0
        while number < 1_400 {
            let count = [1, 2, 3, 255, 256, 257, 300].randomElement(using: &randomness) ?? 1
            let batch = (number..<number + count).map { SampleEvent.event("event \($0)") }
            try log?.append(batch, at: Int64(number))
            number += count
            if Bool.random(using: &randomness) {
                // The next append finds the right edge in the file.
                log = nil
                log = try EventLog.opened(in: folder)
            }
        }
        let reopened = try #require(log)
        let snapshot = try reopened.snapshot()
        let leaves = try leaves(snapshot)
        #expect(leaves.count == number)
        for size in 0...number where size < 20 || size % 37 == 0 || size > number - 20 {
            let found = try snapshot.root(ofFirst: Position(size))
            #expect(found == naiveRoot(of: leaves[..<size]), "\(size) events")
        }
        for level in 0...10 {
            for index in 0..<(number >> level) {
                let found = try snapshot.subtree(level: level, index: UInt64(index))
                let range = index << level..<(index + 1) << level
                #expect(found == naiveRoot(of: leaves[range]), "level \(level), index \(index)")
            }
        }
        let findings = try reopened.verifyBlocks(in: snapshot)
        #expect(findings == [])
    }

    @Test func `stores the subtrees of 65,536 entries too`() throws {
        let log = try EventLog.sample(in: folder)
        for start in stride(from: 0, to: 70_000, by: 7_000) {
            try log.append(
                (start..<start + 7_000).map {
                    SampleEvent.event([UInt8($0 >> 16), UInt8($0 >> 8 & 255), UInt8($0 & 255)])
                },
                at: 1
            )
        }
        let snapshot = try log.snapshot()
        let leaves = try leaves(snapshot)
        let whole = try snapshot.subtree(level: 16, index: 0)
        #expect(whole == naiveRoot(of: leaves[..<65_536]))
        let head = try snapshot.root(ofFirst: Position(70_000))
        #expect(head == naiveRoot(of: leaves))
    }

    @Test func `covers the time, what the header says, and the bytes`() throws {
        func root(_ event: NewEvent, _ moment: Int64) throws -> Digest {
            let folder = TemporaryFolder()
            let log = try EventLog.sample(in: folder)
            defer { withExtendedLifetime(folder) {} }
            try log.append([event], at: moment)
            let snapshot = try log.snapshot()
            return try snapshot.root(ofFirst: snapshot.head)
        }
        let roots = [
            try root(SampleEvent.event("a"), 1), try root(SampleEvent.event("a"), 2),
            try root(SampleEvent.event("b"), 1), try root(SampleEvent.event("a", type: 2), 1),
            try root(SampleEvent.event("a", effect: .adds(lo: 0, hi: 1)), 1),
        ]
        #expect(Set(roots).count == roots.count)
        #expect(try root(SampleEvent.event("a"), 1) == roots[0])
    }

    @Test func `is not gone on with where the last events are damaged`() throws {
        var log: EventLog? = try EventLog.sample(in: folder)
        try log?.append([SampleEvent.event("a")], at: 1)
        log = nil
        var block = try #require(
            try StoredFile.pairs(of: "blocks", at: folder.file("log.mdb")).last
        )
        block.value[20] ^= 1
        try StoredFile.put(block, in: "blocks", at: folder.file("log.mdb"))
        let damaged = try EventLog.opened(in: folder)
        let error = #expect(throws: LogError.self) {
            try damaged.append([SampleEvent.event("b")], at: 2)
        }
        guard case .corrupt(.zero, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}
