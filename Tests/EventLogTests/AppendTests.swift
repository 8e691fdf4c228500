import ByteCoding
import EventLog
import Foundation
import TestSupport
import Testing

@Suite struct `Appending events` {
    private let folder = TemporaryFolder()

    @Test func `gives dense positions from zero`() throws {
        let log = try EventLog.sample(in: folder)
        let first = try log.append(events("a", 3), at: .clock(Timestamp(rawValue: 10)))
        #expect(first.positions == [0, 1, 2].map { Position($0) })
        #expect(first.formerHead == .zero)
        #expect(first.head == Position(3))
        #expect(first.recordedAt == Timestamp(rawValue: 10))
        let second = try log.append(events("b", 2), at: .clock(Timestamp(rawValue: 11)))
        #expect(second.positions == [3, 4].map { Position($0) })
        #expect(second.formerHead == Position(3))
        #expect(second.head == Position(5))
    }

    @Test func `of an empty batch changes nothing`() throws {
        let log = try EventLog.sample(in: folder)
        try log.append(events("a", 3), at: 10)
        let receipt = try log.append([], at: .clock(Timestamp(rawValue: 20)))
        #expect(receipt.positions.isEmpty)
        #expect(receipt.head == Position(3))
        #expect(try head(log) == 3)
        #expect(
            try log.append(events("b", 1), at: .clock(Timestamp(rawValue: 15))).recordedAt.rawValue
                == 15
        )
    }

    @Test func `gives an event twice in a batch one position`() throws {
        let log = try EventLog.sample(in: folder)
        let (a, b) = (events("a", 2)[0], events("a", 2)[1])
        #expect(try log.append([a, b, a, b, a], at: 1) == [0, 1, 0, 1, 0])
        #expect(try head(log) == 2)
    }

    @Test func `gives an event of an earlier batch its first position`() throws {
        let log = try EventLog.sample(in: folder)
        try log.append(events("a", 3), at: 1)
        #expect(try log.append(events("b", 1) + events("a", 3), at: 2) == [3, 0, 1, 2])
        #expect(try log.append(events("a", 3), at: 3) == [0, 1, 2])
        #expect(try head(log) == 4)
    }

    @Test func `knows an earlier event after the index was flushed and the log reopened`() throws {
        var log: EventLog? = try EventLog.sample(in: folder)
        try log?.append(events("a", 2_000), at: 1)
        try log?.flushIndex()
        #expect(try log?.append(events("a", 2_000), at: 2) == Array(0..<2_000))
        log = nil
        let reopened = try EventLog.opened(in: folder)
        #expect(try reopened.append(events("a", 2_000), at: 3) == Array(0..<2_000))
        #expect(try head(reopened) == 2_000)
    }

    @Test func `knows an earlier event after reopening with an index that lags`() throws {
        var log: EventLog? = try EventLog.sample(in: folder)
        try log?.append(events("a", 30), at: 1)
        log = nil
        let reopened = try EventLog.opened(in: folder)
        #expect(try reopened.append(events("a", 30), at: 2) == Array(0..<30))
    }

    @Test func `knows an event that another process has appended`() throws {
        let log = try EventLog.sample(in: folder)
        try log.append(events("mine", 2), at: 1)
        for expected in ["2 6", "2 6"] {
            let child = try ChildProcess("append", folder.path, "child", "4", "1")
            #expect(child.lines() == [expected])
            #expect(child.wait())
        }
        let again = SampleEvent.event("child 0 ", subject: "child", entities: ["e0"])
        #expect(try log.append([again], at: 2) == [2])
    }

    @Test func `finds the event that the bytes of another only begin with`() throws {
        let log = try EventLog.sample(in: folder)
        #expect(
            try log.append([SampleEvent.event("a"), SampleEvent.event("ab")], at: 1) == [0, 1]
        )
    }

    @Test func `never lets the recorded time decrease`() throws {
        let log = try EventLog.sample(in: folder)
        var recorded: [Int64] = []
        for (index, moment) in [Int64(50), 40, -3, 50, 51, .min, 52].enumerated() {
            let receipt = try log.append(
                events("\(index)-", 1),
                at: .clock(Timestamp(rawValue: moment))
            )
            recorded.append(receipt.recordedAt.rawValue)
        }
        #expect(recorded == [50, 50, 50, 50, 51, 51, 52])
    }

    @Test func `keeps the recorded time from decreasing after reopening`() throws {
        var log: EventLog? = try EventLog.sample(in: folder)
        try log?.append(events("a", 1), at: 50)
        log = nil
        let receipt = try EventLog.opened(in: folder)
            .append(events("b", 1), at: .clock(Timestamp(rawValue: 7)))
        #expect(receipt.recordedAt.rawValue == 50)
    }

    @Test func `takes threads one after the other`() throws {
        let log = try EventLog.sample(in: folder)
        DispatchQueue.concurrentPerform(iterations: 8) { thread in
            for round in 0..<5 {
                do {
                    try log.append(events("\(thread)/\(round)/", 20), at: Int64(round))
                } catch {
                    Issue.record(error)
                }
            }
        }
        #expect(try head(log) == 800)
        let snapshot = try log.snapshot()
        for thread in 0..<8 {
            let last = try log.position(of: events("\(thread)/4/", 20)[19].id, in: snapshot)
            #expect(last != nil)
        }
    }

    private func events(_ name: String, _ count: Int) -> [NewEvent] {
        (0..<count).map { SampleEvent.event("\(name)\($0)", subject: "s\($0 % 7)") }
    }
}

/// How many events a log holds.
func head(_ log: borrowing EventLog) throws -> Int {
    let snapshot = try log.snapshot()
    return Int(snapshot.head.rawValue)
}
