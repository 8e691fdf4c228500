public import ByteCoding
public import NewsFacts

/// One version of one fact as one row sees it.
///
/// A fact's lineage is the position of its first event. A correction is a later version of the same
/// lineage; a retraction, or a correction that moves the fact to another row, is a version that
/// takes the fact out of this row.
public struct FactVersion: Hashable, Sendable {
    /// The position of the first event of the fact.
    public let lineage: Position
    /// The position of the event that wrote this version.
    public let position: Position
    /// The days the fact may have been so; nil when the version takes the fact out of the row.
    public let days: ClosedRange<Day>?

    /// A version of a fact, or nil days for its removal.
    public init(lineage: Position, position: Position, days: ClosedRange<Day>?) {
        precondition(lineage <= position, "version \(position) precedes its fact \(lineage)")
        self.lineage = lineage
        self.position = position
        self.days = days
    }
}

extension [FactVersion] {
    /// The version of each fact that was the last word when the log held `k` events, without those
    /// that were out of the row then.
    ///
    /// - Complexity: O(n log n).
    public func known(at k: Position) -> [FactVersion] {
        last(at: k).values.filter { $0.days != nil }.sorted { $0.lineage < $1.lineage }
    }

    /// The version of each fact that was the last word when the log held `k` events, by lineage.
    ///
    /// - Complexity: O(n).
    public func last(at k: Position) -> [Position: FactVersion] {
        var last: [Position: FactVersion] = [:]
        for entry in self where entry.position < k {
            if let other = last[entry.lineage], other.position > entry.position { continue }
            last[entry.lineage] = entry
        }
        return last
    }
}
