public import ByteCoding
public import NewsFacts
public import Projecting

/// How the answers of a view differ between two days, two states of knowledge, or both.
///
/// A row is listed exactly when what is certain of it or what is possible differs, as its status
/// and columns show it. Anomalies, and facts that change nothing of that, make no difference.
public struct ViewDifference: Hashable, Sendable {
    /// The name of the view.
    public let view: String
    /// Where the comparison starts.
    public let before: Side
    /// Where it ends.
    public let after: Side
    /// The names of the view's columns.
    public let columns: [String]
    /// The rows that differ, in the order of their names.
    public let rows: [Row]

    /// One end of the comparison.
    public struct Side: Hashable, Sendable {
        /// The day for which the view was asked.
        public let asOf: Day
        /// The state of knowledge from which it was asked.
        public let knownAt: Knowledge
    }

    /// A row that differs, in one reading or in both.
    public struct Row: Hashable, Sendable {
        /// The name of the row.
        public let key: RowKey
        /// How what is certain differs; nil when it does not.
        public let certain: Change?
        /// How what is possible differs; nil when it does not.
        public let possible: Change?
    }

    /// How one reading of a row differs.
    public struct Change: Hashable, Sendable {
        /// What it said before; nil when there was no row.
        public let before: ViewTable.Reading?
        /// What it says after; nil when there is no row.
        public let after: ViewTable.Reading?
        /// The facts responsible, by the position of their first event; never none.
        public let facts: [FactChange]

        /// What became of the row.
        public var kind: Kind { before == nil ? .added : after == nil ? .gone : .changed }

        /// What can become of a row.
        public enum Kind: String, Hashable, Sendable {
            /// There is a row, where there was none.
            case added
            /// There is none any more.
            case gone
            /// There is another.
            case changed
        }
    }

    /// A fact that counts on one side and not on the other, or counts there in another version.
    public struct FactChange: Hashable, Sendable {
        /// The position of the first event of the fact.
        public let lineage: Position
        /// Its last version before; nil when the row had none.
        public let before: Version?
        /// Its last version after; nil when the row has none.
        public let after: Version?
    }

    /// The last known version of a fact.
    public struct Version: Hashable, Sendable {
        /// The position of the event that wrote it.
        public let position: Position
        /// Whether it counts in the row: it is no removal, and its day has come.
        public let counts: Bool
    }

    /// A column that differs.
    public struct ColumnChange: Hashable, Sendable {
        /// The name of the column; the state of the row has the name `status`.
        public let name: String
        /// What it showed before.
        public let before: ColumnValue
        /// What it shows after.
        public let after: ColumnValue
    }

    /// The columns of a change that differ, the status first.
    public func columns(of change: Change) -> [ColumnChange] {
        let before = change.before.map { [.text($0.status)] + $0.values } ?? []
        let after = change.after.map { [.text($0.status)] + $0.values } ?? []
        return (["status"] + columns).enumerated().compactMap { index, name in
            let change = ColumnChange(
                name: name,
                before: before.isEmpty ? .absent : before[index],
                after: after.isEmpty ? .absent : after[index]
            )
            return change.before == change.after ? nil : change
        }
    }

    /// The same comparison from its end to its start.
    public var reversed: ViewDifference {
        ViewDifference(
            view: view,
            before: after,
            after: before,
            columns: columns,
            rows: rows.map {
                Row(key: $0.key, certain: $0.certain?.reversed, possible: $0.possible?.reversed)
            }
        )
    }
}

extension ViewDifference.Change {
    fileprivate var reversed: ViewDifference.Change {
        ViewDifference.Change(before: after, after: before, facts: facts.map(\.reversed))
    }
}

extension ViewDifference.FactChange {
    fileprivate var reversed: ViewDifference.FactChange {
        ViewDifference.FactChange(lineage: lineage, before: after, after: before)
    }
}
