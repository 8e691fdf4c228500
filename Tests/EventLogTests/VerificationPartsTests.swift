import ByteCoding
import Foundation
import TestSupport
import Testing

@testable import EventLog

/// Blocks are hashed ahead in parts; what is found does not depend on where these end.
@Suite struct `Verification in parts` {
    private let folder = TemporaryFolder()
    private var path: String { folder.file("log.mdb") }

    private func write(_ blockCount: Int, _ randomness: inout SeededRandomness) throws {
        let log = try EventLog.sample(in: folder)
        for block in 0..<blockCount {
            let events = (0..<Int.random(in: 1...3, using: &randomness)).map {
                SampleEvent.event("event \(block).\($0)", type: 102)
            }
            try log.append(events, at: Int64(block))
        }
    }

    /// What is found, or what keeps the log from being opened.
    private func findings(eventCountOfPart: Int) throws -> [LogFinding] {
        do throws(LogError) {
            let log = try EventLog.opened(in: folder)
            let snapshot = try log.snapshot()
            return try log.verifyBlocks(in: snapshot, eventCountOfPart: eventCountOfPart)
        } catch {
            guard case .corrupt(let position, let reason) = error else { throw error }
            return [LogFinding(at: position, reason)]
        }
    }

    private enum Damage: CaseIterable { case flip, cut, drop, move, repeatAt, shortKey }

    private func damaged(
        _ blocks: [StoredFile.Pair],
        _ randomness: inout SeededRandomness
    ) throws -> [StoredFile.Pair] {
        var blocks = blocks
        for _ in 0..<Int.random(in: 1...3, using: &randomness) {
            let place = Int.random(in: blocks.indices, using: &randomness)
            var moved = blocks[place].key
            moved[moved.count - 1] &+= UInt8.random(in: 1...3, using: &randomness)
            switch try #require(Damage.allCases.randomElement(using: &randomness)) {
            case .flip:
                let offset = Int.random(in: blocks[place].value.indices, using: &randomness)
                blocks[place].value[offset] ^= 1 << UInt8.random(in: 0..<8, using: &randomness)
            case .cut: blocks[place].value.removeLast()
            case .drop: blocks.remove(at: place)
            case .move: blocks[place].key = moved
            case .repeatAt: blocks.append(StoredFile.Pair(moved, blocks[place].value))
            case .shortKey: blocks[place].key.removeLast()
            }
        }
        return blocks
    }

    @Test func `finds what stands before the first block`() throws {
        var randomness = SeededRandomness(1)
        try write(4, &randomness)
        let blocks = try StoredFile.pairs(of: "blocks", at: path)
        for count in 1...7 {
            let stranger = StoredFile.Pair([UInt8](repeating: 0, count: count), blocks[1].value)
            try StoredFile.replaceAll(of: "blocks", by: blocks + [stranger], at: path)
            #expect(try findings(eventCountOfPart: 3).count == 1)
        }
    }

    @Test func `finds a block that begins within the last`() throws {
        var log: EventLog? = try EventLog.sample(in: folder)
        try log?.append([SampleEvent.event("one", type: 102)], at: 1)
        try log?.append((0..<3).map { SampleEvent.event("more \($0)", type: 102) }, at: 2)
        log = nil
        let blocks = try StoredFile.pairs(of: "blocks", at: path)
        let within = StoredFile.Pair([0, 0, 0, 0, 0, 0, 0, 3], blocks[0].value)
        try StoredFile.replaceAll(of: "blocks", by: blocks + [within], at: path)
        #expect(try !findings(eventCountOfPart: 3).isEmpty)
    }

    @Test func `looks no further than its snapshot`() throws {
        let log = try EventLog.sample(in: folder)
        try log.append([SampleEvent.event("one", type: 102)], at: 1)
        let snapshot = try log.snapshot()
        try log.append([SampleEvent.event("two", type: 102)], at: 2)
        #expect(try log.verifyBlocks(in: snapshot, eventCountOfPart: 1) == [])
    }

    @Test(arguments: 0..<UInt64(Rounds.count(20)))
    func `finds the same as in one, whatever is damaged`(seed: UInt64) throws {
        var randomness = SeededRandomness(seed)
        try write(40, &randomness)
        #expect(try findings(eventCountOfPart: 3) == [])
        let blocks = try StoredFile.pairs(of: "blocks", at: path)
        var openedCount = 0
        for _ in 0..<10 {
            let damaged = try damaged(blocks, &randomness)
            try StoredFile.replaceAll(of: "blocks", by: damaged, at: path)
            // One part is read on one thread, block by block.
            let whole = try findings(eventCountOfPart: .max)
            // A log that has lost its end is one that was shorter.
            let isShorter = Set(damaged) == Set(blocks.prefix(damaged.count))
            #expect(whole.isEmpty == isShorter)
            if (try? EventLog.opened(in: folder)) != nil { openedCount += 1 }
            for count in [1, 3, 20] {
                #expect(try findings(eventCountOfPart: count) == whole, "parts of \(count)")
            }
        }
        #expect(openedCount > 0)
    }
}
