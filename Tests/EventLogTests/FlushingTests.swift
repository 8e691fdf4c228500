import ByteCoding
import Foundation
import TestSupport
import Testing

@testable import EventLog

/// The index is written beside what others append and look up.
@Suite struct `The index that is written` {
    private let folder = TemporaryFolder()

    private static func events(_ name: String, _ count: Int) -> [NewEvent] {
        (0..<count).map { SampleEvent.event("\(name)-\($0)", subject: "\(name)-\($0)") }
    }

    @Test func `goes no further than the log that a thread sees`() {
        let recent = RecentKeys(from: .zero)
        recent.add(.sample(0..<10))
        #expect(recent.leaving(ifLongerThan: 0, upTo: Position(5)) == nil)
        #expect(recent.leaving(ifLongerThan: 0, upTo: Position(10))?.end == Position(10))
        #expect(recent.leaving(ifLongerThan: 0, upTo: Position(5)) == nil)
    }

    @Test func `is not tried with each append once the file took nothing`() {
        let recent = RecentKeys(from: .zero)
        recent.add(.sample(0..<10))
        #expect(recent.isDue(ifLongerThan: 9))
        recent.postpone(by: 5)
        #expect(!recent.isDue(ifLongerThan: 9))
    }

    @Test func `by many threads at once has every event`() throws {
        let log = try EventLog.sample(in: folder)
        let roundCount = 8
        DispatchQueue.concurrentPerform(iterations: 6) { thread in
            for round in 0..<roundCount {
                let events = Self.events("\(thread)-\(round)", 1_100)
                #expect(throws: Never.self) { try log.append(events, at: 1) }
                log.flushIndexIfPossible()
            }
        }
        let snapshot = try log.snapshot()
        for thread in 0..<6 {
            let subject = LookupKey.subject("\(thread)-\(roundCount - 1)-1099")
            #expect(try log.positions(with: subject, in: snapshot).count == 1)
        }
    }

    /// As when another process has emptied the file, and another thread reads the log again.
    @Test func `and emptied meanwhile is no answer until all is read again`() throws {
        let log = try EventLog.sample(in: folder)
        _ = try log.append(Self.events("e", 10), at: 1)
        let snapshot = try log.snapshot()
        let (start, middle, end) = (Position.zero, Position(5), Position(10))
        // The checkpoint of the file, and the events in memory.
        let states = [
            (middle, middle..<end), (end, start..<start), (start, start..<middle),
            (start, middle..<end),
        ]
        var areWhole: [Bool] = []
        for (checkpoint, events) in states {
            areWhole.append(log.index.isWhole(from: checkpoint, and: events, in: snapshot))
        }
        #expect(areWhole == [true, true, false, false])
        // The last began the tail anew, and the next lookup reads the log.
        let found = try log.positions(with: .subject("e-7"), in: snapshot)
        #expect(found == [Position(7)])
    }

    @Test func `anew from a long log is read in parts`() throws {
        let count = EventIndex.lagMax + 1_000
        do {
            let log = try EventLog.sample(in: folder)
            for start in stride(from: 0, to: count, by: 8_192) {
                _ = try log.append(Self.events("\(start)", min(8_192, count - start)), at: 1)
            }
        }
        for name in ["index.mdb", "index.mdb-lock"] {
            try FileManager.default.removeItem(atPath: folder.file(name))
        }
        let log = try EventLog.opened(in: folder)
        let snapshot = try log.snapshot()
        for number in [0, 8_191, EventIndex.lagMax - 1, count - 1] {
            let key = LookupKey.subject("\(number / 8_192 * 8_192)-\(number % 8_192)")
            #expect(try log.positions(with: key, in: snapshot) == [Position(number)])
        }
        // What was read first goes to the file while the rest is read.
        let store = try #require(log.index.store)
        let end = ContinuousClock.now + .seconds(60)
        while try store.state() == nil, ContinuousClock.now < end { usleep(10_000) }
        #expect(try store.state()?.checkpoint == Position(EventIndex.lagMax))
    }

    @Test func `and is damaged is made anew, while the log goes on`() throws {
        let count = 2_000
        do {
            let log = try EventLog.sample(in: folder)
            try log.append(Self.events("e", count), at: 1)
            try log.flushIndex()
        }
        let path = folder.file("index.mdb")
        var blocks = try StoredFile.pairs(of: "level-1", at: path)
        for index in blocks.indices { blocks[index].value.removeLast() }
        try StoredFile.replaceAll(of: "level-1", by: blocks, at: path)
        let log = try EventLog.opened(in: folder)
        #expect(try log.append(Self.events("e", count), at: 2) == Array(0..<count))
        #expect(try log.append([SampleEvent.event("next")], at: 3) == [count])
        try log.flushIndex()
        let snapshot = try log.snapshot()
        #expect(try log.positions(with: .subject("e-7"), in: snapshot) == [Position(7)])
        let (findings, checkpoint) = try log.verifyIndex(in: snapshot)
        #expect(findings.isEmpty && checkpoint == Position(count + 1))
    }

    @Test func `while it is verified is not found wanting`() throws {
        let log = try EventLog.sample(in: folder)
        try log.append(Self.events("e", 1_500), at: 1)
        try log.flushIndex()
        let snapshot = try log.snapshot()
        var isFlushed = false
        let (findings, _) = try log.verifyIndex(in: snapshot) { _ in
            guard !isFlushed else { return }
            isFlushed = true
            #expect(throws: Never.self) {
                try log.append(Self.events("f", 1_500), at: 2)
                try log.flushIndex()
            }
        }
        #expect(isFlushed && findings.isEmpty, "\(findings)")
    }
}
