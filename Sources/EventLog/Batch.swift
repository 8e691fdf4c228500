import ByteCoding
import Transparency

/// What one transaction adds to the log: the events of one request or, when several threads append
/// at once, of several, each resolved against the log and those before it.
///
/// A request that is refused leaves no trace, and the others stand.
struct Batch {
    private let index: EventIndex
    let formerHead: Position
    private var lastRecordedAt: Timestamp?
    private(set) var appended: [Appended] = []
    private var byID: [Digest: Position] = [:]
    private var byExternalID: [[UInt8]: Position] = [:]

    /// An event that is new.
    struct Appended {
        let header: EventHeader
        let id: Digest
        let bytes: [UInt8]
        let recordedAt: Timestamp
        let keys: [LookupKey]
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
            var positions: [Position] = []
            for (index, event) in request.events.enumerated() {
                let position = try add(event, number: index, at: request.time, onto: snapshot)
                positions.append(position)
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
        for event in appended[count...] { byID[event.id] = nil }
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
                let stored = try index.positions(with: key.bytes, in: snapshot).filter {
                    $0 >= since
                }
                let recent = (formerHead..<max(head, formerHead)).first { position in
                    let event = appended[formerHead.distance(to: position)]
                    return position >= since && event.keys.contains(key)
                }
                if let found = stored.first ?? recent {
                    throw .somethingAbout(key, at: found, since: since)
                }
            }
        }
    }

    private mutating func add(
        _ event: NewEvent,
        number: Int,
        at time: RecordingTime,
        onto snapshot: borrowing LogSnapshot
    ) throws(LogError) -> Position {
        guard !event.bytes.isEmpty, event.bytes.count <= NewEvent.byteCountMax else {
            throw .oversized(byteCount: event.bytes.count, index: number)
        }
        let id = event.id
        if let position = try position(of: id, in: snapshot) { return position }
        let position = head
        try claim(event.keys.externalID, at: position, number: number, in: snapshot)
        let effect = try resolve(event.effect, number: number, in: snapshot)
        let header = EventHeader(type: event.type, effect: effect)
        let lineage = header.lineage(at: position)
        let recordedAt = try recordingTime(time, ofEvent: number)
        lastRecordedAt = recordedAt
        appended.append(
            Appended(
                header: header,
                id: id,
                bytes: event.bytes,
                recordedAt: recordedAt,
                keys: LookupKey.all(id: id, type: event.type, lineage: lineage, event.keys)
            )
        )
        byID[id] = position
        return position
    }

    private func position(
        of id: Digest,
        in snapshot: borrowing LogSnapshot
    ) throws(LogError) -> Position? {
        if let position = byID[id] { return position }
        return try index.position(of: id, in: snapshot)
    }

    private mutating func claim(
        _ externalID: String,
        at position: Position,
        number: Int,
        in snapshot: borrowing LogSnapshot
    ) throws(LogError) {
        guard !externalID.isEmpty else { return }
        let key = LookupKey.externalID(externalID).bytes
        let stored = try index.positions(with: key, in: snapshot).first
        if let taken = byExternalID[key] ?? stored {
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
        guard let position = try position(of: target, in: snapshot) else {
            throw .unknownTarget(target, index: number)
        }
        let lineage = try lineage(at: position, in: snapshot)
        if case .replaces = effect { return .replaces(lineage: lineage) }
        return .retracts(lineage: lineage)
    }

    private func lineage(
        at position: Position,
        in snapshot: borrowing LogSnapshot
    ) throws(LogError) -> Position {
        guard position < formerHead else {
            return appended[formerHead.distance(to: position)].header.lineage(at: position)
        }
        var events = try snapshot.events(from: position)
        return try events.seek(to: position).lineage
    }
}
