public import ByteCoding
public import NewsFacts

/// One version of one fact as one row sees it.
///
/// A fact's lineage is the position of its first event. A correction is a later version of the same
/// lineage; so is what another fact changes about it, such as the declaration that two facts tell
/// one event. A retraction, or a change that moves the fact to another row, is a version that takes
/// the fact out of this row.
public struct FactVersion: Hashable, Sendable {
    /// The position of the first event of the fact.
    public let lineage: Position
    /// The position of the event that wrote this version.
    public let position: Position
    /// What is known of the fact; nil when the version takes it out of the row.
    public let state: State?

    /// What is known of a fact.
    public struct State: Hashable, Sendable {
        /// The days it may have been so.
        public let days: ClosedRange<Day>
        /// The event that holds what the fact says.
        public let content: Position
        /// The event that holds its date: the same, one that dates the fact anew, or the report of
        /// the same event that dates it best.
        public let date: Position
        /// Its place among the facts that tell the same event; nil when no other does.
        public let telling: Telling?

        /// What is known of a fact.
        public init(
            days: ClosedRange<Day>,
            content: Position,
            date: Position,
            telling: Telling?
        ) {
            self.days = days
            self.content = content
            self.date = date
            self.telling = telling
        }
    }

    /// The place of a fact among those that tell one event.
    public struct Telling: Hashable, Sendable {
        /// The event, by the first of their lineages.
        public let event: Position
        /// The place, from the fact that dates the event best, which is 0.
        public let rank: Int

        /// A place among the facts that tell an event.
        public init(event: Position, rank: Int) {
            self.event = event
            self.rank = rank
        }
    }

    /// A version of a fact, or nil for its removal.
    public init(lineage: Position, position: Position, state: State?) {
        precondition(lineage <= position, "version \(position) precedes its fact \(lineage)")
        self.lineage = lineage
        self.position = position
        self.state = state
    }

    /// A version that holds the fact and its date itself, and tells its event alone; nil days for a
    /// removal.
    public init(lineage: Position, position: Position, days: ClosedRange<Day>?) {
        self.init(
            lineage: lineage,
            position: position,
            state: days.map {
                State(days: $0, content: position, date: position, telling: nil)
            }
        )
    }

    /// The days the fact may have been so; nil when the version takes it out of the row.
    public var days: ClosedRange<Day>? { state?.days }
}

extension [FactVersion] {
    /// The version of each fact that was the last word when the log held `k` events, without those
    /// that were out of the row then.
    ///
    /// - Complexity: O(n log n).
    public func known(at k: Position) -> [FactVersion] { last(at: k).filter { $0.state != nil } }

    /// The version of each fact that was the last word when the log held `k` events, in the order of
    /// their lineages.
    ///
    /// - Complexity: O(n) where the versions are in the order of their lineages and positions, as in
    ///   the file of a view, and O(n log n) otherwise.
    public func last(at k: Position) -> [FactVersion] {
        var last: [FactVersion] = []
        last.reserveCapacity(count)
        var isInOrder = true
        for version in self where version.position < k {
            if let former = last.last {
                isInOrder = isInOrder && former.lineage <= version.lineage
                if former.lineage == version.lineage {
                    if former.position < version.position { last[last.count - 1] = version }
                    continue
                }
            }
            last.append(version)
        }
        if isInOrder { return last }
        last.sort { ($0.lineage, $0.position) < ($1.lineage, $1.position) }
        return last.last(at: k)
    }
}
