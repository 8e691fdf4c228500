import ByteCoding
import LMDB
import Synchronization

/// The index of a log: for each key the positions of its events.
///
/// It lies in a file of its own and lags behind the log, because updating it in every commit would
/// dirty as many pages as there are keys. The events it has not seen, its tail, are kept in memory,
/// so that every answer is exact. The file is derived: when it is missing, damaged, or belongs
/// to another log or to a later state of this one, it is made anew.
final class EventIndex: Sendable {
    private let store: IndexStore?
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

    init(
        in folder: String,
        access: Environment.Access,
        of log: LogIdentity,
        head: Position,
        reader: @escaping EventLog.KeyReader
    ) throws(LogError) {
        self.reader = reader
        do throws(LMDBError) {
            store = try IndexStore(in: folder, access: access, of: log, head: head)
            let start = try store?.checkpoint() ?? .zero
            tail = Mutex(Tail(start: start, end: start))
        } catch {
            throw .storage(error)
        }
    }

    func positions(
        with key: [UInt8],
        in snapshot: borrowing LogSnapshot
    ) throws(LogError) -> [Position] {
        try read(snapshot)
        let recent = tail.withLock { $0.positions[key] ?? [] }
        var found: [Position] = []
        do throws(LMDBError) {
            found = try store?.positions(with: key) ?? []
        } catch {
            throw .storage(error)
        }
        if let last = found.last {
            found += recent.drop { $0 <= last }
        } else {
            found = recent
        }
        let head = snapshot.head
        return Array(found.prefix { $0 < head })
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
            let bytes = try events.seek(to: position).bytes
            if Digest(sha256Of: Array(copying: bytes)) == id { return position }
        }
        return nil
    }

    /// Brings the tail up to the head of a snapshot.
    private func read(_ snapshot: borrowing LogSnapshot) throws(LogError) {
        let start = tail.withLock { $0.end }
        guard start < snapshot.head else { return }
        var keys: [(Position, Set<LookupKey>)] = []
        var events = try snapshot.events(from: start)
        while let event = try events.next() {
            guard let read = reader(event.bytes) else {
                throw .unreadable(event.position, reason: "its keys cannot be read from its bytes")
            }
            let id = Digest(sha256Of: Array(copying: event.bytes))
            keys.append(
                (
                    event.position,
                    LookupKey.all(
                        id: id,
                        type: event.header.type,
                        lineage: event.lineage,
                        read
                    )
                )
            )
        }
        for (position, keys) in keys { add(keys, at: position) }
    }

    /// Adds an event to the tail, unless the tail has it.
    func add(_ keys: Set<LookupKey>, at position: Position) {
        tail.withLock { tail in
            guard position == tail.end else { return }
            for key in keys { tail.positions[key.bytes, default: []].append(position) }
            tail.end = position.advanced(by: 1)
        }
    }

    /// Writes the tail to the file when it has grown long, in the order of the keys.
    func flush(ifLongerThan length: Int) throws(LogError) {
        guard let store, tail.withLock({ $0.start.distance(to: $0.end) }) > length else { return }
        let flushed = tail.withLock { $0 }
        do throws(LMDBError) {
            try store.add(flushed.positions, upTo: flushed.end)
        } catch {
            throw .storage(error)
        }
        tail.withLock { tail in
            guard tail.start == flushed.start, tail.end == flushed.end else { return }
            tail = Tail(start: flushed.end, end: flushed.end)
        }
    }
}
