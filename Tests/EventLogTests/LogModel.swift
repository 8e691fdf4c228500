import ByteCoding
import EventLog
import TestSupport

/// What a log should hold, as an array: the plainest thing that can be right.
struct LogModel {
    struct Event {
        let bytes: [UInt8]
        let id: Digest
        let type: UInt16
        let effect: EventHeader.Effect
        let keys: EventKeys
        let recordedAt: Int64
        let lineage: Int
    }

    private(set) var events: [Event] = []
    private var placesByID: [Digest: Int] = [:]

    /// Appends a batch, and tells where each event of it stands.
    mutating func append(_ batch: [NewEvent], at moment: Int64) -> [Int] {
        let recordedAt = max(moment, events.last?.recordedAt ?? moment)
        var positions: [Int] = []
        for event in batch {
            if let place = placesByID[event.id] {
                positions.append(place)
                continue
            }
            let place = events.count
            var (effect, lineage) = (EventHeader.Effect.adds(lo: 0, hi: 0), place)
            switch event.effect {
            case .adds(let lo, let hi): effect = .adds(lo: lo, hi: hi)
            case .replaces(let target):
                lineage = self.lineage(of: target)
                effect = .replaces(lineage: Position(lineage))
            case .retracts(let target):
                lineage = self.lineage(of: target)
                effect = .retracts(lineage: Position(lineage))
            }
            events.append(
                Event(
                    bytes: event.bytes,
                    id: event.id,
                    type: event.type,
                    effect: effect,
                    keys: event.keys,
                    recordedAt: recordedAt,
                    lineage: lineage
                )
            )
            placesByID[event.id] = place
            positions.append(place)
        }
        return positions
    }

    private func lineage(of target: Digest) -> Int {
        guard let place = placesByID[target] else { preconditionFailure("no event \(target)") }
        return events[place].lineage
    }

    /// Where every key stands, some that no event has included.
    var places: [LookupKey: [Int]] {
        var places: [LookupKey: [Int]] = [
            .subject("nobody"): [], .entity("nobody"): [], .type(9_999): [],
            .externalID("nothing"): [], .lineage(Position(events.count + 7)): [],
            .id(Digest(sha256Of: Array("nothing".utf8))): [],
        ]
        for (index, event) in events.enumerated() {
            var keys: [LookupKey] = [
                .id(event.id), .type(event.type), .lineage(Position(event.lineage)),
            ]
            if !event.keys.subject.isEmpty { keys.append(.subject(event.keys.subject)) }
            if !event.keys.externalID.isEmpty { keys.append(.externalID(event.keys.externalID)) }
            keys += Set(event.keys.entities).map(LookupKey.entity)
            for key in keys { places[key, default: []].append(index) }
            // No fact has its first event where another one is amended.
            if event.lineage != index { places[.lineage(Position(index))] = [] }
        }
        return places
    }
}

extension LogModel.Event {
    /// The event of a log at its place, copied.
    init(_ event: borrowing StoredEvent, keys: EventKeys) {
        let bytes = Array(copying: event.bytes)
        self.init(
            bytes: bytes,
            id: Digest(sha256Of: bytes),
            type: event.header.type,
            effect: event.header.effect,
            keys: keys,
            recordedAt: event.recordedAt.rawValue,
            lineage: Int(event.lineage.rawValue)
        )
    }

    /// What is wrong with a stored event that should be this one at that place; nil if nothing.
    func difference(from event: borrowing StoredEvent, at place: Int) -> String? {
        guard event.position == Position(place) else { return "\(event.position), not #\(place)" }
        guard event.recordedAt.rawValue == recordedAt else { return "#\(place): recorded time" }
        guard event.header.type == type else { return "#\(place): type \(event.header.type)" }
        guard event.header.effect == effect else { return "#\(place): \(event.header.effect)" }
        guard event.lineage == Position(lineage) else { return "#\(place): \(event.lineage)" }
        guard Array(copying: event.bytes) == bytes else { return "#\(place): bytes" }
        return nil
    }
}

/// Makes random batches, some of whose events repeat, correct or retract earlier ones.
struct RandomBatches {
    private var randomness: SeededRandomness
    private var ids: [Digest] = []
    private var sent: [NewEvent] = []
    private var sizes: [ClosedRange<Int>]

    /// Batches whose events have sizes from one of the ranges, chosen anew for each.
    init(seed: UInt64, sizes: [ClosedRange<Int>]) {
        randomness = SeededRandomness(seed)
        self.sizes = sizes
    }

    mutating func batch(of count: Int, sizes: [ClosedRange<Int>]) -> [NewEvent] {
        let usual = self.sizes
        defer { self.sizes = usual }
        self.sizes = sizes
        return batch(of: count)
    }

    mutating func batch(of count: Int) -> [NewEvent] { (0..<count).map { _ in event() } }

    private mutating func event() -> NewEvent {
        if let earlier = sent.last, Int.random(in: 0..<20, using: &randomness) == 0 {
            return sent.randomElement(using: &randomness) ?? earlier
        }
        let size = Int.random(
            in: sizes[Int.random(in: sizes.indices, using: &randomness)],
            using: &randomness
        )
        var content = [UInt8](
            repeating: UInt8.random(in: 32...126, using: &randomness),
            count: size
        )
        for index in content.indices.prefix(24) {
            content[index] = UInt8.random(in: 32...126, using: &randomness)
        }
        let number = sent.count
        let event =
            size == 1
            ? SampleEvent.event(content, type: 7)
            : SampleEvent.event(
                content,
                type: UInt16.random(in: 1...6, using: &randomness),
                effect: effect(),
                subject: "s\(Int.random(in: 0..<20, using: &randomness))",
                entities: (0..<Int.random(in: 0..<4, using: &randomness)).map { _ in
                    "e\(Int.random(in: 0..<10, using: &randomness))"
                },
                externalID: number.isMultiple(of: 3) ? "x\(number)" : ""
            )
        sent.append(event)
        ids.append(event.id)
        return event
    }

    private mutating func effect() -> NewEvent.Effect {
        let lo = Int32.random(in: -100_000...100_000, using: &randomness)
        // Seldom, for one of them makes the headers of its whole block long.
        let length: ClosedRange<Int32> =
            Int.random(in: 0..<500, using: &randomness) == 0 ? 65_000...70_000 : 0...900
        let adds = NewEvent.Effect.adds(
            lo: lo,
            hi: lo + Int32.random(in: length, using: &randomness)
        )
        guard let target = ids.randomElement(using: &randomness) else { return adds }
        switch Int.random(in: 0..<10, using: &randomness) {
        case 0: return .retracts(target)
        case 1, 2: return .replaces(target)
        default: return adds
        }
    }
}
