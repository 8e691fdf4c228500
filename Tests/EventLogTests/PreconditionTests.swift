import ByteCoding
import EventLog
import Synchronization
import TestSupport
import Testing

@Suite struct `A precondition` {
    private let folder = TemporaryFolder()

    private func error(
        _ log: borrowing EventLog,
        _ event: NewEvent,
        _ preconditions: Precondition...
    ) -> LogError? {
        do throws(LogError) {
            try log.append([event], at: .clock(Timestamp(rawValue: 9)), provided: preconditions)
            return nil
        } catch {
            return error
        }
    }

    @Test func `of a head holds for just that head`() throws {
        let log = try EventLog.sample(in: folder)
        #expect(error(log, SampleEvent.event("a"), .head(.zero)) == nil)
        guard
            case .headMoved(expected: .zero, found: Position(1))? = error(
                log,
                SampleEvent.event("b"),
                .head(.zero)
            )
        else {
            Issue.record("the batch was taken")
            return
        }
        #expect(error(log, SampleEvent.event("b"), .head(Position(1))) == nil)
        #expect(try log.snapshot().head == Position(2))
    }

    @Test func `of nothing since a position reads none of the events before it`() throws {
        let reader = CountingReader()
        let log = try EventLog.create(
            in: folder.path,
            identity: .random(),
            reader: { reader.keys($0) }
        )
        try log.append((0..<50).map { SampleEvent.event("\($0)", subject: "s") }, at: 1)
        let head = try log.snapshot().head
        let count = reader.count
        let event = SampleEvent.event("new", subject: "s")
        #expect(error(log, event, .nothing(.subject("s"), since: head)) == nil)
        #expect(reader.count == count)
    }

    @Test(arguments: [
        LookupKey.subject("s"), .entity("e"), .type(7), .externalID("x"), .lineage(Position(1)),
    ])
    func `of nothing since a position looks at all events from there on`(key: LookupKey) throws {
        let log = try EventLog.sample(in: folder)
        try log.append([SampleEvent.event("0")], at: 1)
        let event = SampleEvent.event("1", type: 7, subject: "s", entities: ["e"], externalID: "x")
        try log.append([event], at: 1)
        try log.append([SampleEvent.event("2")], at: 1)
        for since in 0...1 {
            guard
                case .somethingAbout(key, at: Position(1), since: Position(since))? = error(
                    log,
                    SampleEvent.event("3"),
                    .nothing(key, since: Position(since))
                )
            else {
                Issue.record("the batch was taken since \(since)")
                continue
            }
        }
        #expect(error(log, SampleEvent.event("3"), .nothing(key, since: Position(2))) == nil)
    }

    @Test func `is not about the batch itself`() throws {
        let log = try EventLog.sample(in: folder)
        let event = SampleEvent.event("a", subject: "s")
        #expect(error(log, event, .nothing(.subject("s"), since: .zero)) == nil)
    }

    @Test func `does not stand in the way of a second attempt at what was done`() throws {
        let log = try EventLog.sample(in: folder)
        let event = SampleEvent.event("a", subject: "s")
        for _ in 0..<2 {
            #expect(error(log, event, .head(.zero), .nothing(.subject("s"), since: .zero)) == nil)
        }
        #expect(try log.snapshot().head == Position(1))
    }

    @Test func `that fails leaves nothing of the batch behind`() throws {
        let log = try EventLog.sample(in: folder)
        let batch = (0..<5).map { SampleEvent.event("\($0)", subject: "s", externalID: "x\($0)") }
        #expect(throws: LogError.self) {
            try log.append(
                batch,
                at: .clock(Timestamp(rawValue: 1)),
                provided: [.head(Position(3))]
            )
        }
        let snapshot = try log.snapshot()
        #expect(snapshot.head == .zero)
        let found = try log.positions(with: .subject("s"), in: snapshot)
        #expect(found == [])
        #expect(try log.append(batch, at: 2) == [0, 1, 2, 3, 4])
    }

    @Test func `is seen by a preview, which appends nothing`() throws {
        let log = try EventLog.sample(in: folder)
        try log.append([SampleEvent.event("a")], at: 5)
        let time = RecordingTime.clock(Timestamp(rawValue: 7))
        let receipt = try log.preview(
            [SampleEvent.event("a"), SampleEvent.event("b")],
            at: time,
            provided: [.head(Position(1))]
        )
        #expect(receipt.positions == [.zero, Position(1)])
        #expect(receipt.head == Position(2) && receipt.recordedAt.rawValue == 7)
        #expect(throws: LogError.self) {
            try log.preview([SampleEvent.event("b")], at: time, provided: [.head(.zero)])
        }
        #expect(try log.snapshot().head == Position(1))
    }

    @Test func `of a time that is kept refuses one that lies before the last`() throws {
        let log = try EventLog.sample(in: folder)
        let times = [Int64(10), 10, 12].map { RecordingTime.exactly(Timestamp(rawValue: $0)) }
        for (number, time) in times.enumerated() {
            let receipt = try log.append([SampleEvent.event("\(number)")], at: time)
            #expect(.exactly(receipt.recordedAt) == time)
        }
        for moment in [Int64(11), .min, .max] {
            let error = #expect(throws: LogError.self) {
                try log.append(
                    [SampleEvent.event("late")],
                    at: .exactly(Timestamp(rawValue: moment))
                )
            }
            guard case .timeGoesBack = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
        }
        #expect(try log.snapshot().head == Position(3))
    }
}

/// Reads the keys of events, and counts of how many.
private final class CountingReader: Sendable {
    private let readCount = Mutex(0)

    var count: Int { readCount.withLock { $0 } }

    func keys(_ bytes: Span<UInt8>) -> EventKeys? {
        readCount.withLock { $0 += 1 }
        return SampleEvent.keys(bytes)
    }
}
