import ByteCoding
import EventLog
import Foundation
import TestSupport
import Testing

/// Bits of a stored log are flipped, and `verifyBlocks` finds them all.
///
/// Whoever reads without it is told, or reads something else, and goes on living.
@Suite struct `A damaged block` {
    private let folder = TemporaryFolder()
    private var path: String { folder.file("log.mdb") }

    /// Two blocks; closed again.
    ///
    /// When the days of a fact are too many, headers have the long form.
    private func write(isFar: Bool = false) throws -> [StoredFile.Pair] {
        var log: EventLog? = try EventLog.sample(in: folder)
        let fact = SampleEvent.event(
            "some text",
            type: 100,
            effect: .adds(lo: 10_000, hi: isFar ? 110_030 : 10_030),
            subject: "s",
            entities: ["e"],
            externalID: "x"
        )
        let other = SampleEvent.event("other text", type: 101, effect: .adds(lo: 9, hi: 9))
        let correction = SampleEvent.event("third text", type: 1, effect: .replaces(fact.id))
        try log?.append([SampleEvent.event("zeroth", type: 102)], at: 5)
        try log?.append([fact, other, correction], at: 0x1_0000_0000)
        log = nil
        return try StoredFile.pairs(of: "blocks", at: path)
    }

    /// What a reader makes of the log, or the error that it is told.
    private func outcome() -> Result<[String], LogError> {
        for name in ["index.mdb", "index.mdb-lock"] {
            try? FileManager.default.removeItem(atPath: folder.file(name))
        }
        do throws(LogError) {
            let log = try EventLog.opened(in: folder)
            let snapshot = try log.snapshot()
            var read = ["\(snapshot.head) \(String(describing: snapshot.lastRecordedAt))"]
            var events = try snapshot.events(from: .zero)
            while let event = try events.next() { read.append(text(of: event)) }
            while let event = try events.previous() { read.append(text(of: event)) }
            for moment in [Int64.min, 5, 6, 0x1_0000_0000, .max] {
                let count = try snapshot.eventCount(recordedBefore: Timestamp(rawValue: moment))
                read.append("\(count)")
            }
            for key in [LookupKey.subject("s"), .lineage(Position(1)), .type(100)] {
                read.append("\(try log.positions(with: key, in: snapshot))")
            }
            return .success(read)
        } catch {
            return .failure(error)
        }
    }

    private func text(of event: borrowing StoredEvent) -> String {
        "\(event.position) \(event.recordedAt) \(event.header) \(Array(copying: event.bytes))"
    }

    private func isCorrupt(_ outcome: Result<[String], LogError>) -> Bool {
        if case .failure(.corrupt) = outcome { true } else { false }
    }

    private var headByteCount: Int { 48 }
    private var headerByteCount: Int { 15 }

    @Test(arguments: [false, true])
    func `is refused or read differently, whichever bit of head or headers is flipped`(
        isFar: Bool
    ) throws {
        let pairs = try write(isFar: isFar)
        let headerByteCount = isFar ? 20 : 15
        let whole = try outcome().get()
        let block = try #require(pairs.last)
        // The version, the form, the spare bytes, the number of events, the kinds of the events that add
        // facts where they have room of their own, and the end of the last event: a reader can always tell.
        let kinds = (isFar ? [0, 1] : []).flatMap { event in
            [2, 3].map { headByteCount + event * headerByteCount + $0 }
        }
        let lastEnd = (headerByteCount - (isFar ? 4 : 3)..<headerByteCount).map {
            headByteCount + 2 * headerByteCount + $0
        }
        let alwaysRefused = Set(Array(0..<8) + kinds + lastEnd)
        var refusedCount = 0
        // The root is there for who verifies.
        for offset in 0..<headByteCount + 3 * headerByteCount where !(16..<48).contains(offset) {
            for bit in 0..<8 {
                var damaged = block
                damaged.value[offset] ^= 1 << bit
                try StoredFile.put(damaged, in: "blocks", at: path)
                let outcome = outcome()
                if isCorrupt(outcome) { refusedCount += 1 }
                let isTold = isCorrupt(outcome) || (try? outcome.get()) != whole
                #expect(isTold, "byte \(offset), bit \(bit)")
                if alwaysRefused.contains(offset) {
                    #expect(isCorrupt(outcome), "byte \(offset), bit \(bit): \(outcome)")
                }
            }
        }
        #expect(refusedCount > alwaysRefused.count * 8)
        try StoredFile.put(block, in: "blocks", at: path)
        #expect(try outcome().get() == whole)
    }

    @Test(arguments: [false, true])
    func `is found by verification whichever bit of it is flipped`(isFar: Bool) throws {
        let pairs = try write(isFar: isFar)
        #expect(try findings() == [])
        for (number, block) in pairs.enumerated() {
            for offset in block.value.indices {
                for bit in 0..<8 {
                    var damaged = block
                    damaged.value[offset] ^= 1 << bit
                    try StoredFile.put(damaged, in: "blocks", at: path)
                    let findings = try findings()
                    let place = findings.first?.events?.lowerBound
                    let isNamed = place.map { $0 >= Position(number) } ?? false
                    #expect(isNamed, "block \(number), byte \(offset), bit \(bit): \(findings)")
                }
            }
            try StoredFile.put(block, in: "blocks", at: path)
        }
        #expect(try findings() == [])
    }

    @Test func `of the identity of the log, or of its format, is refused whichever bit is flipped`()
        throws
    {
        _ = try write()
        let stored = try #require(try StoredFile.pairs(of: "meta", at: path).first)
        for bit in 0..<stored.value.count * 8 {
            var damaged = stored
            damaged.value[bit / 8] ^= 1 << (bit % 8)
            try StoredFile.put(damaged, in: "meta", at: path)
            #expect(throws: LogError.self, "bit \(bit)") { try EventLog.opened(in: folder) }
        }
        try StoredFile.put(stored, in: "meta", at: path)
        #expect(try findings() == [])
    }

    /// What verification finds, or what already keeps the log from being opened.
    private func findings() throws -> [LogFinding] {
        do throws(LogError) {
            let log = try EventLog.opened(in: folder)
            let snapshot = try log.snapshot()
            return try log.verifyBlocks(in: snapshot)
        } catch {
            guard case .corrupt(let position, let reason) = error else { throw error }
            return [LogFinding(at: position, reason)]
        }
    }

    @Test func `is refused whichever bit of its key is flipped`() throws {
        let pairs = try write()
        for place in pairs.indices {
            for bit in 0..<64 {
                var damaged = pairs
                damaged[place].key[bit / 8] ^= 1 << (bit % 8)
                guard Set(damaged.map(\.key)).count == pairs.count else { continue }
                try StoredFile.replaceAll(of: "blocks", by: damaged, at: path)
                #expect(isCorrupt(outcome()), "block \(place), bit \(bit)")
            }
        }
    }

    @Test func `is refused when it was cut short or lengthened`() throws {
        let block = try #require(try write().last)
        for byteCount in 0..<block.value.count {
            var damaged = block
            damaged.value.removeSubrange(byteCount...)
            try StoredFile.put(damaged, in: "blocks", at: path)
            #expect(isCorrupt(outcome()), "\(byteCount) of \(block.value.count) bytes")
        }
        var damaged = block
        damaged.value.append(0)
        try StoredFile.put(damaged, in: "blocks", at: path)
        #expect(isCorrupt(outcome()))
    }

    @Test func `is refused when it has a key that is no position`() throws {
        let pairs = try write()
        for key in [[0, 0, 0, 0, 0, 0, 1], [UInt8](repeating: 9, count: 9), [1]] {
            var damaged = pairs
            damaged[1].key = key
            try StoredFile.replaceAll(of: "blocks", by: damaged, at: path)
            #expect(isCorrupt(outcome()), "\(key)")
        }
    }

    @Test func `is refused when it is missing`() throws {
        let pairs = try write()
        try StoredFile.replaceAll(of: "blocks", by: [pairs[1]], at: path)
        #expect(isCorrupt(outcome()))
    }

    @Test func `whose keys cannot be read is named when it is looked up`() throws {
        var block = try #require(try write().last)
        let mark = headByteCount + 3 * headerByteCount
        #expect(block.value[mark] == 0x1E)
        block.value[mark + 1] = 0
        try StoredFile.put(block, in: "blocks", at: path)
        guard case .failure(.unreadable(Position(1), _)) = outcome() else {
            Issue.record("\(outcome())")
            return
        }
    }
}
