import ByteCoding

/// A batch on its way into the log: each event is resolved against the log and the batch before it.
struct Batch {
    private let index: EventIndex
    let formerHead: Position
    let lastRecordedAt: Timestamp?
    private var appended: [(header: EventHeader, bytes: [UInt8])] = []
    private var byID: [Digest: Position] = [:]
    private var byExternalID: [String: Position] = [:]
    /// The keys of the events that are new.
    private(set) var keys: [Set<LookupKey>] = []
    /// Where each event of the batch stands.
    private(set) var positions: [Position] = []

    init(onto snapshot: borrowing LogSnapshot, index: EventIndex) {
        self.index = index
        formerHead = snapshot.head
        lastRecordedAt = snapshot.lastRecordedAt
    }

    var head: Position { formerHead.advanced(by: appended.count) }

    mutating func add(
        _ event: NewEvent,
        onto snapshot: borrowing LogSnapshot
    ) throws(LogError) {
        guard !event.bytes.isEmpty, event.bytes.count <= NewEvent.byteCountMax else {
            throw .oversized(byteCount: event.bytes.count, index: positions.count)
        }
        let id = Digest(sha256Of: event.bytes)
        if let position = try position(of: id, in: snapshot) {
            positions.append(position)
            return
        }
        let position = head
        try claim(event.keys.externalID, at: position, in: snapshot)
        let effect = try resolve(event.effect, in: snapshot)
        let header = EventHeader(
            event.type,
            effect,
            subjectHash: event.keys.subjectHash,
            end: UInt32(event.bytes.count)
        )
        appended.append((header, event.bytes))
        byID[id] = position
        keys.append(
            LookupKey.all(
                id: id,
                type: event.type,
                lineage: header.lineage(at: position),
                event.keys
            )
        )
        positions.append(position)
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
        in snapshot: borrowing LogSnapshot
    ) throws(LogError) {
        guard !externalID.isEmpty else { return }
        let earlier = try index.positions(
            with: LookupKey.externalID(externalID).bytes,
            in: snapshot
        )
        if let taken = byExternalID[externalID] ?? earlier.first {
            throw .externalIDTaken(externalID, by: taken, index: positions.count)
        }
        byExternalID[externalID] = position
    }

    private func resolve(
        _ effect: NewEvent.Effect,
        in snapshot: borrowing LogSnapshot
    ) throws(LogError) -> EventHeader.Effect {
        switch effect {
        case .adds(let lo, let hi):
            precondition(lo <= hi, "an event cannot begin on day \(lo) and end on day \(hi)")
            return .adds(lo: lo, hi: hi)
        case .replaces(let target): return .replaces(lineage: try lineage(of: target, in: snapshot))
        case .retracts(let target): return .retracts(lineage: try lineage(of: target, in: snapshot))
        }
    }

    private func lineage(
        of target: Digest,
        in snapshot: borrowing LogSnapshot
    ) throws(LogError) -> Position {
        guard let position = try position(of: target, in: snapshot) else {
            throw .unknownTarget(target, index: positions.count)
        }
        guard position < formerHead else {
            return appended[formerHead.distance(to: position)].header.lineage(at: position)
        }
        var events = try snapshot.events(from: position)
        return try events.seek(to: position).lineage
    }

    /// The new events as blocks, the events' ends counted within each.
    func blocks(recordedAt: Timestamp) -> [(key: [UInt8], bytes: [UInt8])] {
        var blocks: [(key: [UInt8], bytes: [UInt8])] = []
        var start = 0
        while start < appended.count {
            var end = start
            var byteCount = 0
            while end < appended.count, end - start < Block.eventCountMax {
                let next = byteCount + appended[end].bytes.count
                if end > start, next > Block.payloadByteCountMax { break }
                byteCount = next
                end += 1
            }
            var key: [UInt8] = []
            key.appendBigEndian(formerHead.advanced(by: start).rawValue)
            blocks.append((key, Block.bytes(of: appended[start..<end], recordedAt: recordedAt)))
            start = end
        }
        return blocks
    }
}

extension Block {
    fileprivate static func bytes(
        of events: ArraySlice<(header: EventHeader, bytes: [UInt8])>,
        recordedAt: Timestamp
    ) -> [UInt8] {
        var bytes: [UInt8] = [version, 0, 0, 0]
        bytes.appendLittleEndian(UInt32(events.count))
        bytes.appendLittleEndian(recordedAt.rawValue)
        var end: UInt32 = 0
        for (header, payload) in events {
            end += UInt32(payload.count)
            EventHeader(header.type, header.effect, subjectHash: header.subjectHash, end: end)
                .write(to: &bytes)
        }
        for (_, payload) in events { bytes += payload }
        return bytes
    }
}
