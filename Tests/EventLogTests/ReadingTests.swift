import ByteCoding
import EventLog
import TestSupport
import Testing

@Suite struct `Reading a log` {
    private let folder = TemporaryFolder()

    @Test func `that is empty gives nothing`() throws {
        let log = try EventLog.sample(in: folder)
        let snapshot = try log.snapshot()
        #expect(snapshot.head == .zero)
        #expect(snapshot.lastRecordedAt == nil)
        var events = try snapshot.events(from: .zero)
        let next = try events.next() == nil
        let previous = try events.previous() == nil
        #expect(next && previous)
        #expect(try snapshot.eventCount(recordedBefore: Timestamp(rawValue: .max)) == .zero)
    }

    /// Batches of one to five thousand events of one byte to a mebibyte, so that commits take one
    /// block, several by their count, and several by their bytes.
    @Test(arguments: 0..<UInt64(Rounds.count(1)))
    func `gives what a plain array gives, either way from anywhere`(seed: UInt64) throws {
        let log = try EventLog.sample(in: folder)
        var model = LogModel()
        var randomness = SeededRandomness(seed)
        var batches = RandomBatches(seed: seed, sizes: [1...1, 2...60, 2...60, 2...60, 30...400])
        for count in [1, 5, 4_096, 1, 4_097, 3, 900, 2] {
            try append(batches.batch(of: count), to: log, &model, &randomness)
        }
        for count in [1, 5] {
            try append(
                batches.batch(of: count, sizes: [900_000...1_048_000, 1...3, 2...5_000]),
                to: log,
                &model,
                &randomness
            )
        }
        let snapshot = try log.snapshot()
        #expect(snapshot.head == Position(model.events.count))
        #expect(snapshot.lastRecordedAt?.rawValue == model.events.last?.recordedAt)
        var wrong = try walk(snapshot, model, from: 0, steps: model.events.count + 2)
        wrong += try walk(snapshot, model, from: model.events.count, steps: -model.events.count - 2)
        for _ in 0..<60 {
            let from = Int.random(in: 0...model.events.count, using: &randomness)
            wrong += try walk(
                snapshot,
                model,
                from: from,
                steps: .random(in: -20...20, using: &randomness)
            )
        }
        #expect(wrong == [], "seed \(seed)")
    }

    @Test(arguments: 0..<UInt64(Rounds.count(3)))
    func `by jumps and steps gives what a plain array gives`(seed: UInt64) throws {
        let log = try EventLog.sample(in: folder)
        var model = LogModel()
        var randomness = SeededRandomness(seed)
        var batches = RandomBatches(seed: seed, sizes: [1...1, 2...60])
        for _ in 0..<12 {
            let count = Int.random(in: 1...300, using: &randomness)
            try append(batches.batch(of: count), to: log, &model, &randomness)
        }
        let snapshot = try log.snapshot()
        var events = try snapshot.events(from: .zero)
        var place = 0
        var wrong: [String] = []
        for _ in 0..<3_000 {
            let expected: Int?
            let found: String?
            switch Int.random(in: 0..<3, using: &randomness) {
            case 0:
                expected = place < model.events.count ? place : nil
                place = min(place + 1, model.events.count)
                found = try difference(try events.next(), model, expected)
            case 1:
                expected = place > 0 ? place - 1 : nil
                place = max(place - 1, 0)
                found = try difference(try events.previous(), model, expected)
            default:
                let jump = Int.random(in: 0..<model.events.count, using: &randomness)
                place = jump + 1
                found = try difference(try events.seek(to: Position(jump)), model, jump)
            }
            if let found { wrong.append(found) }
            if events.upcoming != Position(place) { wrong.append("upcoming \(events.upcoming)") }
        }
        #expect(wrong == [], "seed \(seed)")
    }

    @Test func `counts the events recorded before a moment`() throws {
        let log = try EventLog.sample(in: folder)
        var model = LogModel()
        var batches = RandomBatches(seed: 5, sizes: [4...30])
        for moment in [Int64](arrayLiteral: -5, 0, 0, 3, 3, 2, 8, 100, 100, 200) {
            let batch = batches.batch(of: moment == 3 ? 700 : 13)
            try log.append(batch, at: moment)
            _ = model.append(batch, at: moment)
        }
        let snapshot = try log.snapshot()
        for moment in (-8...12).map(Int64.init) + [99, 100, 101, 199, 200, 201, .min, .max] {
            let expected = model.events.count { $0.recordedAt < moment }
            let found = try snapshot.eventCount(recordedBefore: Timestamp(rawValue: moment))
            #expect(found == Position(expected), "before \(moment)")
        }
    }

    @Test func `through a snapshot sees nothing that comes later`() throws {
        let log = try EventLog.sample(in: folder)
        try log.append([SampleEvent.event("a", subject: "s")], at: 1)
        let snapshot = try log.snapshot()
        var events = try snapshot.events(from: .zero)
        try log.append(
            [SampleEvent.event("b", subject: "s"), SampleEvent.event("c", subject: "s")],
            at: 2
        )
        #expect(snapshot.head == Position(1))
        let first = try events.next() != nil
        let second = try events.next() != nil
        #expect(first && !second)
        #expect(try log.positions(with: .subject("s"), in: snapshot) == [.zero])
        #expect(try log.position(of: SampleEvent.event("b", subject: "s").id, in: snapshot) == nil)
    }

    @Test func `of another process sees its commits as they come, each whole`() throws {
        let log = try EventLog.sample(in: folder)
        let child = try ChildProcess("append", folder.path, "child", "9", "60")
        var heads: [Int] = []
        while let line = child.line() {
            let acknowledged = line.split(separator: " ").compactMap { Int($0) }[1]
            let snapshot = try log.snapshot()
            let head = Int(snapshot.head.rawValue)
            heads.append(head)
            #expect(head >= acknowledged && head.isMultiple(of: 9))
            var events = try snapshot.events(from: snapshot.head)
            let last = try events.seek(to: Position(head - 1)).bytes.count
            #expect(last > (head - 1) * 37 % 3_000)
            let found = try log.positions(with: .subject("child"), in: snapshot)
            #expect(found.count == head)
        }
        #expect(child.wait())
        #expect(heads.last == 540 && heads == heads.sorted())
    }

    private func append(
        _ batch: [NewEvent],
        to log: EventLog,
        _ model: inout LogModel,
        _ randomness: inout SeededRandomness
    ) throws {
        let moment = Int64.random(in: 0...1_000, using: &randomness)
        let positions = try log.append(batch, at: moment)
        #expect(positions == model.append(batch, at: moment))
    }

    /// Steps through a log from a place, forward or backward, and tells what is not as the model
    /// says.
    private func walk(
        _ snapshot: borrowing LogSnapshot,
        _ model: LogModel,
        from start: Int,
        steps: Int
    ) throws -> [String] {
        var events = try snapshot.events(from: Position(start))
        var place = start
        var wrong: [String] = []
        for _ in 0..<abs(steps) {
            let found: String?
            if steps > 0 {
                let expected = place < model.events.count ? place : nil
                found = try difference(try events.next(), model, expected)
                place = min(place + 1, model.events.count)
            } else {
                found = try difference(
                    try events.previous(),
                    model,
                    place > 0 ? place - 1 : nil
                )
                place = max(place - 1, 0)
            }
            if let found { wrong.append(found) }
        }
        return wrong
    }

    private func difference(
        _ event: consuming StoredEvent?,
        _ model: LogModel,
        _ place: Int?
    ) throws -> String? {
        guard let event else { return place.map { "nothing at #\($0)" } }
        guard let place else { return "\(event.position), where nothing is due" }
        return model.events[place].difference(from: event, at: place)
    }
}
