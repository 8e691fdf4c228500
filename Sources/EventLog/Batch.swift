import ByteCoding
import Transparency

/// What one transaction adds to the log: the events of one request or, when several threads append
/// at once, of several, each resolved against the log and those before it.
///
/// A request that is refused leaves no trace, and the others stand.
struct Batch: Sendable {
    let index: EventIndex
    let formerHead: Position
    private var lastRecordedAt: Timestamp?
    private(set) var appended: [Appended] = []
    private var byID: [Digest: Position] = [:]
    private var byExternalID: [[UInt8]: Position] = [:]

    /// An event that is new.
    struct Appended: Sendable {
        let header: EventHeader
        let position: Position
        let lineage: Position
        let recordedAt: Timestamp
        let event: NewEvent

        var indexed: IndexedEvent {
            IndexedEvent(
                id: event.id,
                type: event.type,
                position: position,
                lineage: lineage,
                keys: event.keys
            )
        }
    }

    /// What the log held of a request before the transaction.
    private struct Known {
        /// Where its events stand.
        let positions: [Position?]
        /// Which events have the external ids of those that are new.
        let owners: [Position?]
    }

    init(onto snapshot: borrowing LogSnapshot, index: EventIndex) {
        self.index = index
        formerHead = snapshot.head
        lastRecordedAt = snapshot.lastRecordedAt
    }

    var head: Position { formerHead.advanced(by: appended.count) }

    /// Takes all events of a request, or none.
    ///
    /// Its preconditions hold for the log as the request finds it, those before it in the
    /// transaction included. A request that adds nothing, because the log holds all its events,
    /// is done whatever they say: it is the second attempt of one that succeeded.
    mutating func take(
        _ request: AppendRequest,
        onto snapshot: borrowing LogSnapshot
    ) throws(LogError) -> EventLog.Receipt {
        let former = (head: head, recordedAt: lastRecordedAt)
        if case .each(let times) = request.time {
            let count = request.events.count
            precondition(times.count == count, "\(times.count) times for \(count) events")
        }
        do throws(LogError) {
            let known = try known(of: request.events, in: snapshot)
            byID.reserveCapacity(byID.count + request.events.count)
            appended.reserveCapacity(appended.count + request.events.count)
            var positions: [Position] = []
            positions.reserveCapacity(request.events.count)
            for (index, event) in request.events.enumerated() {
                guard !event.bytes.isEmpty, event.bytes.count <= NewEvent.byteCountMax else {
                    throw .oversized(byteCount: event.bytes.count, index: index)
                }
                if let position = byID[event.id] ?? known.positions[index] {
                    positions.append(position)
                    continue
                }
                positions.append(head)
                try add(
                    event,
                    number: index,
                    owner: known.owners[index],
                    at: request.time,
                    onto: snapshot
                )
            }
            if head > former.head {
                try check(request.preconditions, at: former.head, in: snapshot)
            }
            // Nothing new has the time of what is there.
            let recordedAt =
                if let lastRecordedAt { lastRecordedAt } else {
                    try recordingTime(request.time, ofEvent: nil)
                }
            return EventLog.Receipt(
                positions: positions,
                formerHead: former.head,
                head: head,
                recordedAt: recordedAt
            )
        } catch {
            rollBack(to: former.head)
            lastRecordedAt = former.recordedAt
            throw error
        }
    }

    private mutating func rollBack(to head: Position) {
        let count = formerHead.distance(to: head)
        for appended in appended[count...] { byID[appended.event.id] = nil }
        byExternalID = byExternalID.filter { $0.value < head }
        appended.removeSubrange(count...)
    }

    /// When an event of a batch is recorded or, without an index, the batch as a whole.
    ///
    /// Recorded times never decrease: a clock that has been set back does not count.
    private func recordingTime(
        _ time: RecordingTime,
        ofEvent index: Int?
    ) throws(LogError) -> Timestamp {
        switch time {
        case .clock(let moment):
            let bounds = Timestamp.recordable
            let now = min(max(moment, bounds.lowerBound), bounds.upperBound)
            return max(now, lastRecordedAt ?? now)
        case .exactly(let moment):
            guard Timestamp.recordable.contains(moment), moment >= lastRecordedAt ?? moment else {
                throw .timeGoesBack(to: moment, after: lastRecordedAt)
            }
            return moment
        case .each(let moments):
            guard let index else { return lastRecordedAt ?? Timestamp.recordable.lowerBound }
            return try recordingTime(.exactly(moments[index]), ofEvent: index)
        }
    }

    private func check(
        _ preconditions: [Precondition],
        at head: Position,
        in snapshot: borrowing LogSnapshot
    ) throws(LogError) {
        for precondition in preconditions {
            switch precondition {
            case .head(let expected):
                guard head == expected else {
                    throw .headMoved(expected: expected, found: head)
                }
            case .nothing(let key, let since):
                guard key.isPossible else { continue }
                let stored = try index.positions(with: key, from: since, in: snapshot)
                let recent = (formerHead..<max(head, formerHead)).first { position in
                    let event = appended[formerHead.distance(to: position)].indexed
                    return position >= since && event.has(key)
                }
                if let found = stored.first ?? recent {
                    throw .somethingAbout(key, at: found, since: since)
                }
            }
        }
    }

    /// Looks up at once what the log holds of some events.
    private func known(
        of events: [NewEvent],
        in snapshot: borrowing LogSnapshot
    ) throws(LogError) -> Known {
        let positions = try index.positions(of: events.map(\.id), in: snapshot)
        var owners = [Position?](repeating: nil, count: events.count)
        let named = events.indices.filter {
            positions[$0] == nil && !events[$0].keys.externalID.isEmpty
        }
        let found = try index.owners(
            ofExternalIDs: named.map { events[$0].keys.externalID },
            in: snapshot
        )
        for (index, owner) in zip(named, found) { owners[index] = owner }
        return Known(positions: positions, owners: owners)
    }

    private mutating func add(
        _ event: NewEvent,
        number: Int,
        owner: Position?,
        at time: RecordingTime,
        onto snapshot: borrowing LogSnapshot
    ) throws(LogError) {
        let position = head
        try claim(event.keys.externalID, at: position, number: number, owner: owner)
        let effect = try resolve(event.effect, number: number, in: snapshot)
        let header = EventHeader(type: event.type, effect: effect)
        let recordedAt = try recordingTime(time, ofEvent: number)
        lastRecordedAt = recordedAt
        appended.append(
            Appended(
                header: header,
                position: position,
                lineage: header.lineage(at: position),
                recordedAt: recordedAt,
                event: event
            )
        )
        byID[event.id] = position
    }

    private mutating func claim(
        _ externalID: String,
        at position: Position,
        number: Int,
        owner: Position?
    ) throws(LogError) {
        guard !externalID.isEmpty else { return }
        let key = Array(externalID.utf8)
        if let taken = byExternalID[key] ?? owner {
            throw .externalIDTaken(externalID, by: taken, index: number)
        }
        byExternalID[key] = position
    }

    private func resolve(
        _ effect: NewEvent.Effect,
        number: Int,
        in snapshot: borrowing LogSnapshot
    ) throws(LogError) -> EventHeader.Effect {
        let target: Digest
        switch effect {
        case .adds(let lo, let hi):
            precondition(lo <= hi, "an event cannot begin on day \(lo) and end on day \(hi)")
            return .adds(lo: lo, hi: hi)
        case .replaces(let id), .retracts(let id): target = id
        }
        var found = byID[target]
        if found == nil { found = try index.positions(of: [target], in: snapshot)[0] }
        guard let position = found else { throw .unknownTarget(target, index: number) }
        let lineage = try lineage(at: position, in: snapshot)
        if case .replaces = effect { return .replaces(lineage: lineage) }
        return .retracts(lineage: lineage)
    }

    private func lineage(
        at position: Position,
        in snapshot: borrowing LogSnapshot
    ) throws(LogError) -> Position {
        guard position < formerHead else {
            return appended[formerHead.distance(to: position)].lineage
        }
        var events = try snapshot.events(from: position)
        return try events.seek(to: position).lineage
    }
}
