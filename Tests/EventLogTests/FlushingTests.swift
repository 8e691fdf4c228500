import ByteCoding
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import EventLog

/// The index is written beside what others append and look up.
@Suite struct `The index that is written` {
    private let folder = TemporaryFolder()

    private static func events(_ name: String, _ count: Int) -> [NewEvent] {
        (0..<count).map { SampleEvent.event("\(name)-\($0)", subject: "\(name)-\($0)") }
    }

    private static func tail(_ count: Int) -> IndexTail {
        var tail = IndexTail(from: .zero)
        for number in 0..<count {
            tail.add(
                IndexedEvent(
                    id: Digest(sha256Of: [UInt8(number)]),
                    type: 1,
                    lineage: Position(number),
                    keys: EventKeys(subject: "s", entities: [], externalID: "")
                )
            )
        }
        return tail
    }

    @Test func `goes no further than the log that a thread sees`() {
        let recent = RecentKeys(from: .zero)
        recent.add(Self.tail(10))
        #expect(recent.leaving(ifLongerThan: 0, upTo: Position(5)) == nil)
        #expect(recent.leaving(ifLongerThan: 0, upTo: Position(10))?.end == Position(10))
        #expect(recent.leaving(ifLongerThan: 0, upTo: Position(5)) == nil)
    }

    @Test func `is not tried with each append once the file took nothing`() {
        let recent = RecentKeys(from: .zero)
        recent.add(Self.tail(10))
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

    /// As by another process that opens the ledger and finds the index to be of another log.
    @Test func `and emptied meanwhile hides no event from a lookup`() throws {
        let log = try EventLog.sample(in: folder)
        _ = try log.append(Self.events("e", 1_100), at: 1)
        try log.flushIndex()
        let store = try #require(log.index.store)
        let end = ContinuousClock.now + .seconds(2)
        let missed = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: 5) { thread in
            while ContinuousClock.now < end {
                do {
                    if thread == 0 {
                        if let state = try store.state() { try store.clear(ifStill: state) }
                        usleep(300)
                        log.flushIndexIfPossible()
                    } else {
                        let snapshot = try log.snapshot()
                        let number = Int.random(in: 0..<1_100)
                        let key = LookupKey.subject("e-\(number)")
                        let found = try log.positions(with: key, in: snapshot)
                        if found != [Position(number)] { missed.withLock { $0 += 1 } }
                    }
                } catch { Issue.record(error) }
            }
        }
        #expect(missed.withLock { $0 } == 0)
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
        for number in [0, 8_191, 65_535, count - 1] {
            let key = LookupKey.subject("\(number / 8_192 * 8_192)-\(number % 8_192)")
            #expect(try log.positions(with: key, in: snapshot) == [Position(number)])
        }
        // What was read first goes to the file while the rest is read.
        let store = try #require(log.index.store)
        let end = ContinuousClock.now + .seconds(60)
        while try store.state() == nil, ContinuousClock.now < end { usleep(10_000) }
        #expect(try store.state()?.checkpoint == Position(EventIndex.lagMax))
    }
}
