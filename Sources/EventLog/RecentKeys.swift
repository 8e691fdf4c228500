import ByteCoding
import Synchronization

/// The keys of the events that the file of an index has not seen: those that are being written to
/// it, and those after them.
final class RecentKeys: Sendable {
    private let state: Mutex<State>

    private struct State {
        /// What is being written, or could not be; it is there until the file has it.
        var leaving: IndexTail?
        var tail: IndexTail
        /// How long the tail has to be before a file that took nothing is tried again.
        var retryLength = 0
        /// The terms of all events, of the kinds that a filter is asked for.
        var filter: TermFilter?
        /// How many terms were in vain looked for in the file since a filter was last due.
        var soughtCount = 0

        var start: Position { leaving?.start ?? tail.start }

        init(from start: Position) { tail = IndexTail(from: start) }

        mutating func firstPosition(with term: Term) -> Position? {
            leaving?.firstPosition(with: term) ?? tail.firstPosition(with: term)
        }

        /// Adds events to the filter; once that is full there is none any more.
        mutating func addToFilter(_ events: borrowing IndexTail) {
            filter?.insert(events)
            if let filter, filter.isFull { self.filter = nil }
        }
    }

    init(from start: Position) { state = Mutex(State(from: start)) }

    /// The position after the last event.
    var end: Position { state.withLock { $0.tail.end } }

    /// Whether so many events are waiting that it is time to write them.
    func isDue(ifLongerThan length: Int) -> Bool {
        state.withLock { $0.tail.eventCount > max(length, $0.retryLength) }
    }

    /// Whether some are being written, or could not be.
    var isLeaving: Bool { state.withLock { $0.leaving != nil } }

    /// Lets so many more events come before a file that took nothing is tried again.
    func postpone(by count: Int) {
        state.withLock { $0.retryLength = $0.tail.eventCount + count }
    }

    /// Begins anew with the event at a position.
    func restart(from start: Position) { state.withLock { $0 = State(from: start) } }

    /// Adds the events that come next, unless others are awaited.
    func add(_ events: IndexTail) {
        state.withLock { state in
            guard events.start == state.tail.end else { return }
            state.addToFilter(events)
            state.tail.append(events)
        }
    }

    /// The positions of the events that have a term, and which events are accounted for.
    func positions(with term: Term) -> (found: [Position], events: Range<Position>) {
        state.withLock { state in
            var found = state.leaving?.positions(with: term) ?? []
            found += state.tail.positions(with: term)
            return (found, state.start..<state.tail.end)
        }
    }

    /// The first position of each term, which events are accounted for, and which terms may be in the
    /// file as well; nil when there is less than the events before a position, as another thread has begun anew.
    func firstPositions(
        with terms: [Term],
        upTo head: Position
    ) -> (found: [Position?], events: Range<Position>, others: [Int])? {
        state.withLock { state in
            // The filter knows no more than the tail.
            guard state.tail.end >= head else { return nil }
            let others = terms.indices.filter { state.filter?.mayContain(terms[$0]) ?? true }
            var found = [Position?](repeating: nil, count: terms.count)
            for index in others { found[index] = state.firstPosition(with: terms[index]) }
            return (found, state.start..<state.tail.end, others)
        }
    }

    /// Takes note that so many terms were in vain looked for in the file.
    func addSought(_ count: Int) { state.withLock { $0.soughtCount += count } }

    /// How many terms a filter has to hold besides the external ids in the file, when it is time to make
    /// one; nil when it is not, or when another thread was told.
    ///
    /// To look for a term in the file takes as long as to read dozens of it.
    func claimFilter() -> Int? {
        state.withLock { state in
            let storedCount = Position.zero.distance(to: state.start)
            let recentCount = state.start.distance(to: state.tail.end)
            guard state.filter == nil, storedCount > 0, state.soughtCount > storedCount / 32,
                TermFilter.kinds.count * (storedCount + recentCount) <= TermFilter.countMax
            else { return nil }
            state.soughtCount = 0
            return storedCount + TermFilter.kinds.count * recentCount
        }
    }

    /// Takes a filter of what the file has of the events before a position.
    func take(_ filter: consuming TermFilter, upTo checkpoint: Position) {
        state.withLock { state in
            guard checkpoint >= state.start else { return }
            state.filter = filter
            if let leaving = state.leaving { state.addToFilter(leaving) }
            state.addToFilter(state.tail)
        }
    }

    /// What is to be written: what could not be written before or, once it is long enough, the rest;
    /// nothing that goes beyond `head`.
    func leaving(ifLongerThan length: Int, upTo head: Position) -> IndexTail? {
        state.withLock { state in
            if let leaving = state.leaving { return leaving.end <= head ? leaving : nil }
            guard state.tail.eventCount > length, state.tail.end <= head else { return nil }
            let leaving = state.tail
            state.leaving = leaving
            state.tail = IndexTail(from: leaving.end)
            return leaving
        }
    }

    /// Forgets what the file has taken; begins anew when the file had not all that comes before.
    func forget(_ written: borrowing IndexTail, isDone: Bool) {
        let (start, end) = (written.start, written.end)
        state.withLock { state in
            guard let leaving = state.leaving, leaving.start == start, leaving.end == end else {
                return
            }
            if isDone {
                state.leaving = nil
                state.retryLength = 0
            } else {
                state = State(from: .zero)
            }
        }
    }
}
