import ByteCoding
import EventLog
import TestSupport
import Testing

@Suite struct `Events with a time of their own` {
    private let folder = TemporaryFolder()

    private func times(_ moments: [Int64]) -> RecordingTime {
        .each(moments.map { Timestamp(rawValue: $0) })
    }

    private func recorded(_ log: EventLog) throws -> [Int64] {
        let snapshot = try log.snapshot()
        var events = try snapshot.events(from: .zero)
        var moments: [Int64] = []
        while let event = try events.next() { moments.append(event.recordedAt.rawValue) }
        return moments
    }

    @Test func `keep it, all in one commit`() throws {
        let log = try EventLog.sample(in: folder)
        let receipt = try log.append(events("a", 5), at: times([3, 3, 4, 9, 9]))
        #expect(receipt.recordedAt.rawValue == 9)
        #expect(receipt.head == Position(5))
        #expect(try recorded(log) == [3, 3, 4, 9, 9])
        // A block has one time.
        let snapshot = try log.snapshot()
        #expect(try log.verifyBlocks(in: snapshot).isEmpty)
    }

    @Test func `have the root that they have when each is appended alone`() throws {
        let log = try EventLog.sample(in: folder)
        let moments = (0..<600).map { Int64($0 / 7) }
        try log.append(events("a", 600), at: times(moments))
        let otherFolder = TemporaryFolder()
        let other = try EventLog.sample(in: otherFolder)
        for (event, moment) in zip(events("a", 600), moments) {
            try other.append([event], at: .exactly(Timestamp(rawValue: moment)))
        }
        let one = try log.snapshot()
        let two = try other.snapshot()
        #expect(try one.root(ofFirst: one.head) == two.root(ofFirst: two.head))
    }

    @Test(arguments: [
        [5, 4, 6], [1, 5, 6], [5, 6, Timestamp.recordable.upperBound.rawValue + 1],
    ])
    func `are refused, all of them, when one goes back or is no time`(moments: [Int64]) throws {
        let log = try EventLog.sample(in: folder)
        try log.append(events("first", 1), at: 2)
        let error = #expect(throws: LogError.self) {
            try log.append(events("a", 3), at: times(moments))
        }
        guard case .timeGoesBack = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try recorded(log) == [2])
        try log.append(events("b", 1), at: times([2]))
        #expect(try recorded(log) == [2, 2])
    }

    @Test func `that are held already may go back`() throws {
        let log = try EventLog.sample(in: folder)
        try log.append(events("a", 3), at: times([3, 5, 9]))
        let receipt = try log.append(events("a", 3) + events("b", 1), at: times([3, 5, 9, 9]))
        #expect(receipt.positions == [0, 1, 2, 3].map { Position($0) })
        #expect(try log.append(events("a", 3), at: times([1, 1, 1])).head == Position(4))
        #expect(try recorded(log) == [3, 5, 9, 9])
    }

    @Test func `need as many times as there are events`() async {
        await #expect(processExitsWith: .failure) {
            try appendWithoutTimes()
        }
    }

    private func events(_ name: String, _ count: Int) -> [NewEvent] {
        (0..<count).map { SampleEvent.event("\(name) \($0)", subject: name) }
    }
}

/// Not in the exit test itself, whose body is asynchronous.
private func appendWithoutTimes() throws {
    let folder = TemporaryFolder()
    let log = try EventLog.sample(in: folder)
    try log.append([SampleEvent.event("a")], at: .each([]))
}
