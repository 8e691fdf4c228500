import ByteCoding
import EventLog
import TestSupport
import Testing

@Suite struct `The lineage of an event` {
    private let folder = TemporaryFolder()

    @Test func `is its own position when it adds a fact`() throws {
        let log = try EventLog.sample(in: folder)
        try log.append([SampleEvent.event("a"), SampleEvent.event("b")], at: 1)
        #expect(try lineages(of: log) == [0, 1])
    }

    @Test func `is the root's for a correction of a correction, across batches`() throws {
        let log = try EventLog.sample(in: folder)
        let root = SampleEvent.event("root")
        let first = SampleEvent.event("first", effect: .replaces(root.id))
        let second = SampleEvent.event("second", effect: .replaces(first.id))
        let third = SampleEvent.event("third", effect: .retracts(second.id))
        let fourth = SampleEvent.event("fourth", effect: .replaces(third.id))
        for event in [SampleEvent.event("other"), root, first, second, third, fourth] {
            try log.append([event], at: 1)
        }
        #expect(try lineages(of: log) == [0, 1, 1, 1, 1, 1])
        let snapshot = try log.snapshot()
        let found = try log.positions(with: .lineage(Position(1)), in: snapshot)
        #expect(found == (1...5).map { Position($0) })
    }

    @Test func `is the root's for a correction of a correction, within a batch`() throws {
        let log = try EventLog.sample(in: folder)
        try log.append([SampleEvent.event("other")], at: 1)
        let root = SampleEvent.event("root")
        let first = SampleEvent.event("first", effect: .retracts(root.id))
        let second = SampleEvent.event("second", effect: .replaces(first.id))
        try log.append([root, first, second, root], at: 1)
        #expect(try lineages(of: log) == [0, 1, 1, 1])
    }

    private func lineages(of log: borrowing EventLog) throws -> [Int] {
        let snapshot = try log.snapshot()
        var events = try snapshot.events(from: .zero)
        var lineages: [Int] = []
        while let event = try events.next() { lineages.append(Int(event.lineage.rawValue)) }
        return lineages
    }
}
