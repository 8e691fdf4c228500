import ByteCoding
import LMDB
import Logging
import Synchronization

/// The index of a log: for each key the positions of its events.
///
/// It lies in a file of its own and lags behind the log, because updating it in every commit would
/// dirty as many pages as there are keys. The events it has not seen, its tail, are kept in memory,
/// so that every answer is exact. The file is derived: when it is missing, damaged, or belongs
/// to another log or to a later state of this one, it is made anew.
final class EventIndex: Sendable {
    let store: IndexStore?
    private let reader: EventLog.KeyReader
    private let tail: Mutex<Tail>

    /// How many events the index may lag behind the log after an append.
    static let lagMax = 65_536

    /// The events that the file has not seen.
    private struct Tail {
        var start: Position
        var end: Position
        var positions: [[UInt8]: [Position]] = [:]
    }

    /// Opens the index of a log, or empties it when it accounts for another log, or for a state of
    /// this one that is gone, as when an older copy was restored.
    init(
        in folder: String,
        of log: LogFile,
        _ identity: LogIdentity,
        reader: @escaping EventLog.KeyReader
    ) throws(LogError) {
        let access = log.environment.access
        self.reader = reader
        var store: IndexStore?
        var start = Position.zero
        do {
            store = try IndexStore(in: folder, access: access)
            // The state first, the log after it: what another process appends and indexes in
            // between is then in the log that the state is compared with.
            if let state = try store?.state() {
                let snapshot = try log.snapshot()
                if try snapshot.bears(state, of: identity) {
                    start = state.checkpoint
                } else if access == .readOnly {
                    store = nil
                } else {
                    Logger.log.notice("the index is of another state of the log and is made anew")
                    try store?.clear(ifStill: state)
                }
            }
        } catch let error as LMDBError {
            throw .storage(error)
        } catch let error as LogError {
            throw error
        } catch {
            preconditionFailure("opening an index throws nothing else: \(error)")
        }
        self.store = store
        tail = Mutex(Tail(start: start, end: start))
    }

    func positions(
        with key: [UInt8],
        in snapshot: borrowing LogSnapshot
    ) throws(LogError) -> [Position] {
        while true {
            try read(snapshot)
            let (start, recent) = tail.withLock { ($0.start, $0.positions[key] ?? []) }
            let (found, checkpoint) = try stored(key)
            guard checkpoint >= start else {
                // Another process has emptied the file.
                tail.withLock { $0 = Tail(start: checkpoint, end: checkpoint) }
                continue
            }
            let head = snapshot.head
            return (found + recent.drop { $0 < checkpoint }).filter { $0 < head }
        }
    }

    private func stored(
        _ key: [UInt8]
    ) throws(LogError) -> (found: [Position], checkpoint: Position) {
        try storing { () throws(LMDBError) in try store?.positions(with: key) ?? ([], .zero) }
    }

    /// The position of the event with an id, or nil.
    func position(
        of id: Digest,
        in snapshot: borrowing LogSnapshot
    ) throws(LogError) -> Position? {
        let candidates = try positions(with: LookupKey.id(id).bytes, in: snapshot)
        guard !candidates.isEmpty else { return nil }
        var events = try snapshot.events(from: .zero)
        for position in candidates {
            if try events.seek(to: position).id == id { return position }
        }
        return nil
    }

    /// Brings the tail up to the head of a snapshot.
    private func read(_ snapshot: borrowing LogSnapshot) throws(LogError) {
        let start = tail.withLock { $0.end }
        guard start < snapshot.head else { return }
        var keys: [(Position, [LookupKey])] = []
        var events = try snapshot.events(from: start)
        while let event = try events.next() {
            keys.append((event.position, try self.keys(of: event)))
        }
        for (position, keys) in keys { add(keys, at: position) }
    }

    /// All keys of a stored event.
    func keys(of event: borrowing StoredEvent) throws(LogError) -> [LookupKey] {
        guard let read = reader(event.bytes) else {
            throw .unreadable(event.position, reason: "its keys cannot be read from its bytes")
        }
        return LookupKey.all(
            id: try event.id,
            type: event.header.type,
            lineage: event.lineage,
            read
        )
    }

    /// Adds an event to the tail, unless the tail has it.
    func add(_ keys: [LookupKey], at position: Position) {
        tail.withLock { tail in
            guard position == tail.end else { return }
            for key in keys { tail.positions[key.bytes, default: []].append(position) }
            tail.end = position.advanced(by: 1)
        }
    }

    /// Writes the tail to the file when it has grown long, in the order of the keys.
    ///
    /// - Parameters:
    ///   - length: How many events the tail may have without being written.
    ///   - log: The identity of the log.
    ///   - snapshot: The log, with all of the tail in it.
    /// - Throws: ``LogError`` when the file cannot be written; the tail stays in memory then.
    func flush(
        ifLongerThan length: Int,
        of log: LogIdentity,
        in snapshot: borrowing LogSnapshot
    ) throws(LogError) {
        guard let store, tail.withLock({ $0.start.distance(to: $0.end) }) > length else { return }
        let flushed = tail.withLock { $0 }
        guard flushed.end <= snapshot.head else { return }
        let origin = log.bytes + (try snapshot.mark(before: flushed.end))
        let state = IndexStore.State(checkpoint: flushed.end, origin: origin)
        let isDone = try storing { () throws(LMDBError) in
            try store.add(flushed.positions, from: flushed.start, upTo: state)
        }
        tail.withLock { tail in
            guard tail.start == flushed.start, tail.end == flushed.end else { return }
            let next = isDone ? flushed.end : .zero
            tail = Tail(start: next, end: next)
        }
    }
}

extension LogSnapshot {
    /// Whether an index that accounts for `state` accounts for the events of this log.
    fileprivate func bears(
        _ state: IndexStore.State,
        of log: LogIdentity
    ) throws(LogError) -> Bool {
        guard state.checkpoint > .zero, state.checkpoint <= head else { return false }
        return try state.origin == log.bytes + mark(before: state.checkpoint)
    }
}
