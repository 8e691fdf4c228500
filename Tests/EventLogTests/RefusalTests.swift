import ByteCoding
import EventLog
import TestSupport
import Testing

@Suite struct `A batch with a refused event` {
    private let folder = TemporaryFolder()
    private let good = SampleEvent.event("good", subject: "s", externalID: "x1")

    @Test func `leaves nothing when a target is unknown`() throws {
        let log = try EventLog.sample(in: folder)
        let stranger = Digest(sha256Of: Array("stranger".utf8))
        for effect in [NewEvent.Effect.replaces(stranger), .retracts(stranger)] {
            let bad = SampleEvent.event("bad", effect: effect)
            let error = #expect(throws: LogError.self) {
                try log.append([good, SampleEvent.event("more"), bad, good], at: 1)
            }
            guard case .unknownTarget(stranger, index: 2) = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
            #expect(error?.index == 2)
        }
        try expectNothing(in: log)
    }

    @Test func `leaves nothing when a target comes later in the batch`() throws {
        let log = try EventLog.sample(in: folder)
        let early = SampleEvent.event("early", effect: .replaces(good.id))
        let error = #expect(throws: LogError.self) { try log.append([early, good], at: 1) }
        #expect(error?.index == 0)
        try expectNothing(in: log)
    }

    @Test func `leaves nothing when an external id is taken in the batch`() throws {
        let log = try EventLog.sample(in: folder)
        let other = SampleEvent.event("other", subject: "t", externalID: "x1")
        let error = #expect(throws: LogError.self) { try log.append([good, good, other], at: 1) }
        guard case .externalIDTaken("x1", by: .zero, index: 2) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        try expectNothing(in: log)
    }

    @Test func `leaves nothing when an external id is taken in the log`() throws {
        let log = try EventLog.sample(in: folder)
        let many = (0..<2_000).map { SampleEvent.event("\($0)", externalID: "many\($0)") }
        try log.append([good] + many, at: 1)
        try log.flushIndex()
        let other = SampleEvent.event("other", subject: "t", externalID: "many9")
        let error = #expect(throws: LogError.self) {
            try log.append([SampleEvent.event("new"), other], at: 2)
        }
        guard case .externalIDTaken("many9", by: Position(10), index: 1) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try head(log) == 2_001)
        #expect(try log.append([good], at: 3) == [0])
    }

    @Test func `leaves nothing when an event is too large or empty`() throws {
        let log = try EventLog.sample(in: folder)
        for byteCount in [NewEvent.byteCountMax + 1, 0] {
            let bad = SampleEvent.event([UInt8](repeating: 7, count: byteCount))
            let error = #expect(throws: LogError.self) { try log.append([good, bad], at: 1) }
            guard case .oversized(byteCount, index: 1) = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
        }
        try expectNothing(in: log)
    }

    @Test func `is accepted without that event`() throws {
        let log = try EventLog.sample(in: folder)
        let bad = SampleEvent.event("bad", effect: .retracts(Digest(sha256Of: [])))
        #expect(throws: LogError.self) { try log.append([good, bad], at: 1) }
        #expect(try log.append([good], at: 1) == [0])
    }

    @Test func `is told apart from one with an event of the greatest size`() throws {
        let log = try EventLog.sample(in: folder)
        let largest = SampleEvent.event([UInt8](repeating: 7, count: NewEvent.byteCountMax))
        #expect(try log.append([good, largest, good], at: 1) == [0, 1, 0])
        let snapshot = try log.snapshot()
        var events = try snapshot.events(from: .zero)
        let bytes = Array(copying: try events.seek(to: Position(1)).bytes)
        #expect(bytes == largest.bytes)
    }

    /// The log is empty, and so is its index: what was refused can be appended later.
    private func expectNothing(in log: EventLog) throws {
        #expect(try head(log) == 0)
        let snapshot = try log.snapshot()
        for key in [LookupKey.subject("s"), .externalID("x1"), .id(good.id), .type(1)] {
            #expect(try log.positions(with: key, in: snapshot) == [])
        }
    }
}
