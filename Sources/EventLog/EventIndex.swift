import ByteCoding
import Dispatch
import LMDB
import Logging

/// The index of a log: for each key the positions of its events.
///
/// It lies in a file of its own and lags behind the log, because updating it in every commit would
/// dirty as many pages as there are keys. The events it has not seen, its tail, are kept in memory,
/// so that every answer is exact. The file is derived: when it is missing, damaged, or belongs
/// to another log or to a later state of this one, it is made anew.
final class EventIndex: Sendable {
    let store: IndexStore?
    private let log: LogIdentity
    private let reader: EventLog.KeyReader
    let terms: Terms
    let recent: RecentKeys
    /// On which the file is written.
    private let queue = DispatchQueue(label: "dateline.index")

    /// How many events are written to the file at a time; as many again may be waiting.
    static let lagMax = 131_072

    /// Opens the index of a log, or empties it when it accounts for another log, or for a state of
    /// this one that is gone, as when an older copy was restored.
    init(
        in folder: String,
        of log: LogFile,
        _ identity: LogIdentity,
        reader: @escaping EventLog.KeyReader
    ) throws(LogError) {
        let access = log.environment.access
        self.log = identity
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
        terms = Terms(by: store?.hash ?? .random())
        recent = RecentKeys(from: start)
    }

    // Whoever opens the log after this needs its files closed.
    deinit { queue.sync {} }

    /// The positions from one on of the events that have a key, in order.
    func positions(
        with key: LookupKey,
        from start: Position = .zero,
        in snapshot: borrowing LogSnapshot
    ) throws(LogError) -> [Position] {
        let candidates = try positions(with: terms.term(of: key), from: start, in: snapshot)
        switch key {
        case .lineage(let position):
            // A new fact has no term of its lineage.
            guard position < snapshot.head else { return [] }
            var events = try snapshot.events(from: position)
            let isFirst = try events.seek(to: position).lineage == position
            guard isFirst else { return [] }
            return position < start ? candidates : [position] + candidates
        case .type: return candidates
        case .id, .subject, .entity, .externalID: break
        }
        var found: [Position] = []
        guard !candidates.isEmpty else { return found }
        var events = try snapshot.events(from: .zero)
        for position in candidates {
            if try has(key, try events.seek(to: position)) { found.append(position) }
        }
        return found
    }

    private func positions(
        with term: Term,
        from start: Position,
        in snapshot: borrowing LogSnapshot
    ) throws(LogError) -> [Position] {
        while true {
            try read(snapshot)
            let (recent, events) = recent.positions(with: term)
            let stored = try lookUp { store throws(LMDBError) in
                try store?.positions(with: term, from: start) ?? ([], .zero)
            }
            guard let (found, checkpoint) = stored,
                isWhole(from: checkpoint, and: events, in: snapshot)
            else { continue }
            let head = snapshot.head
            let later = recent.drop { $0 < max(checkpoint, start) }
            return (found + later).filter { $0 < head }
        }
    }

    /// The first position of each term of a list.
    ///
    /// - Complexity: O(k log n) for k terms.
    private func firstPositions(
        with terms: [Term],
        in snapshot: borrowing LogSnapshot
    ) throws(LogError) -> [Position?] {
        guard !terms.isEmpty else { return [] }
        while true {
            try read(snapshot)
            makeFilterIfDue()
            let known = recent.firstPositions(with: terms, upTo: snapshot.head)
            guard case (var found, let events, let others)? = known else { continue }
            if !others.isEmpty {
                let result = try lookUp { store throws(LMDBError) in
                    try store?.firstPositions(with: others.map { terms[$0] }) ?? ([], .zero)
                }
                guard let (stored, checkpoint) = result,
                    isWhole(from: checkpoint, and: events, in: snapshot)
                else { continue }
                for (index, position) in zip(others, stored) {
                    found[index] = position ?? found[index]
                }
                recent.addSought(others.count { found[$0] == nil })
            }
            let head = snapshot.head
            for index in found.indices {
                if let position = found[index], position >= head { found[index] = nil }
            }
            return found
        }
    }

    /// Makes the filter by which the file need not be asked, when that is worth while.
    ///
    /// It is not made where the index cannot be read.
    private func makeFilterIfDue() {
        // Whoever cannot write looks up little.
        guard let store, store.isWritable, var count = recent.claimFilter() else { return }
        do throws(LogError) {
            _ = try lookUp { _ throws(LMDBError) in
                try store.forEachTerm(of: [LookupKey.Kind.externalID.rawValue]) { _ in count += 1 }
                // With room for as many again, it is made anew as often as the log doubles.
                var filter = TermFilter(capacity: 2 * min(count, TermFilter.countMax))
                var idCount = 0
                let checkpoint = try store.forEachTerm(of: TermFilter.kinds) { term in
                    filter.insert(term)
                    if term.kind == LookupKey.Kind.id.rawValue { idCount += 1 }
                }
                // An id that is missing would be appended again.
                guard Position.zero.distance(to: checkpoint) == idCount else {
                    throw store.corruption(in: "read the ids of the index")
                }
                recent.take(filter, upTo: checkpoint)
            }
        } catch {
            Logger.log.notice("no filter is made of the index: \(error)")
        }
    }

    /// What the file answers; nil when it was damaged and is made anew.
    private func lookUp<Answer>(
        _ body: (IndexStore?) throws(LMDBError) -> Answer
    ) throws(LogError) -> Answer? {
        do throws(LMDBError) {
            return try body(store)
        } catch {
            guard error.isOfDamage, let store, store.isWritable else { throw .storage(error) }
            try storing { () throws(LMDBError) in
                try Self.makeAnew(store, because: error, recent)
            }
            return nil
        }
    }

    private static func makeAnew(
        _ store: IndexStore,
        because error: LMDBError,
        _ recent: RecentKeys
    ) throws(LMDBError) {
        Logger.log.notice("the index cannot be read and is made anew: \(error)")
        try store.clear(ifStill: try store.state())
        recent.restart(from: .zero)
    }

    /// Whether the file and what was in memory account for the whole log.
    ///
    /// Otherwise another process has emptied the file, and the rest is read from the log again; what
    /// another thread reads again does not reach as far yet.
    func isWhole(
        from checkpoint: Position,
        and events: Range<Position>,
        in snapshot: borrowing LogSnapshot
    ) -> Bool {
        guard checkpoint >= events.lowerBound else {
            recent.restart(from: checkpoint)
            return false
        }
        return max(checkpoint, events.upperBound) >= snapshot.head
    }

    /// For each id the position of its event, or nil.
    func positions(
        of ids: [Digest],
        in snapshot: borrowing LogSnapshot
    ) throws(LogError) -> [Position?] {
        try firstPositions(with: ids.map { .id($0) }, in: snapshot)
    }

    /// For each external id the position of the event that has it, or nil.
    func owners(
        ofExternalIDs texts: [String],
        in snapshot: borrowing LogSnapshot
    ) throws(LogError) -> [Position?] {
        try firstPositions(with: texts.map { .externalID($0) }, in: snapshot)
    }

    /// The first position of each key of a list, or nil.
    private func firstPositions(
        with keys: [LookupKey],
        in snapshot: borrowing LogSnapshot
    ) throws(LogError) -> [Position?] {
        var found = try firstPositions(with: keys.map { terms.term(of: $0) }, in: snapshot)
        var events = try snapshot.events(from: .zero)
        for index in keys.indices {
            guard let candidate = found[index] else { continue }
            // Two keys may have one term.
            if try !has(keys[index], try events.seek(to: candidate)) {
                found[index] = try positions(with: keys[index], in: snapshot).first
            }
        }
        return found
    }

    /// Whether an event is looked up by a key, by what it holds.
    private func has(
        _ key: LookupKey,
        _ event: borrowing StoredEvent
    ) throws(LogError) -> Bool {
        if case .id(let id) = key { return try event.id == id }
        return try texts(of: event).has(key)
    }

    /// Brings the tail up to the head of a snapshot, and writes to the file what is too long for
    /// memory.
    private func read(_ snapshot: borrowing LogSnapshot) throws(LogError) {
        while true {
            let start = recent.end
            guard start < snapshot.head else { return }
            var unread = IndexTail(from: start)
            var events = try snapshot.events(from: start)
            while unread.eventCount < Self.lagMax, let event = try events.next() {
                unread.add(try keys(of: event), terms)
            }
            // Another thread may have read some of them meanwhile, and then the others are next.
            add(unread)
            if unread.end < snapshot.head {
                // Whoever holds the file up does not hold up a lookup.
                try flushInBackground(
                    ifLongerThan: Self.lagMax - 1,
                    waiting: false,
                    in: snapshot
                )
            }
        }
    }

    /// By what a stored event is looked up.
    func keys(of event: borrowing StoredEvent) throws(LogError) -> IndexedEvent {
        let texts = try texts(of: event)
        return IndexedEvent(
            id: try event.id,
            type: event.header.type,
            position: event.position,
            lineage: event.lineage,
            keys: texts
        )
    }

    private func texts(of event: borrowing StoredEvent) throws(LogError) -> EventKeys {
        guard let read = reader(event.bytes) else {
            throw .unreadable(event.position, reason: "its keys cannot be read from its bytes")
        }
        return read
    }

    /// Adds the next events to the tail, unless the tail has them.
    func add(_ events: IndexTail) { recent.add(events) }

    /// Writes the tail to the file when it has grown longer than `length`, in the order of the
    /// keys, while the caller goes on; but waits when what was to be written before still is, or leaves
    /// it at that.
    ///
    /// - Parameters:
    ///   - length: How many events may wait in memory.
    ///   - isWaiting: Whether to wait for what was to be written before.
    ///   - snapshot: The log, with all of the tail in it.
    /// - Throws: ``LogError`` when the log cannot be read.
    func flushInBackground(
        ifLongerThan length: Int = lagMax,
        waiting isWaiting: Bool = true,
        in snapshot: borrowing LogSnapshot
    ) throws(LogError) {
        guard let store, store.isWritable, recent.isDue(ifLongerThan: length) else { return }
        if isWaiting { queue.sync {} } else if recent.isLeaving { return }
        guard let leaving = recent.leaving(ifLongerThan: length, upTo: snapshot.head) else {
            return
        }
        let origin = log.bytes + (try snapshot.mark(before: leaving.end))
        queue.async { [recent] in
            do throws(LogError) {
                try Self.write(leaving, origin: origin, to: store, recent)
            } catch {
                // The events are on the disk, and what the index cannot take now stays in memory.
                Logger.log.warning("the index stays behind the log: \(error)")
                recent.postpone(by: Self.lagMax)
            }
        }
    }

    /// Writes the tail to the file when it is longer than `length`, in the order of the keys.
    ///
    /// - Throws: ``LogError`` when the file cannot be written; the tail stays in memory then.
    func flush(
        ifLongerThan length: Int,
        in snapshot: borrowing LogSnapshot
    ) throws(LogError) {
        guard let store else { return }
        queue.sync {}
        // At most twice: for what could not be written before, and for the rest.
        while let leaving = recent.leaving(ifLongerThan: length, upTo: snapshot.head) {
            let origin = log.bytes + (try snapshot.mark(before: leaving.end))
            try queue.sync {
                Result { () throws(LogError) in
                    try Self.write(leaving, origin: origin, to: store, recent)
                }
            }.get()
        }
    }

    private static func write(
        _ tail: IndexTail,
        origin: [UInt8],
        to store: IndexStore,
        _ recent: RecentKeys
    ) throws(LogError) {
        let isDone = try storing { () throws(LMDBError) in
            do throws(LMDBError) {
                return try store.add(
                    tail.postings,
                    from: tail.start,
                    upTo: tail.end,
                    origin: origin
                )
            } catch {
                guard error.isOfDamage else { throw error }
                try makeAnew(store, because: error, recent)
                return false
            }
        }
        recent.forget(tail, isDone: isDone)
        guard isDone else { return }
        do throws(LMDBError) {
            try store.settle()
        } catch {
            // What it says is right all the same.
            Logger.log.warning("the index could not be put in order: \(error)")
        }
    }
}

extension LogSnapshot {
    /// Whether an index that accounts for `state` accounts for the events of this log.
    fileprivate func bears(
        _ state: IndexState,
        of log: LogIdentity
    ) throws(LogError) -> Bool {
        guard state.checkpoint > .zero, state.checkpoint <= head else { return false }
        return try state.origin == log.bytes + mark(before: state.checkpoint)
    }
}
