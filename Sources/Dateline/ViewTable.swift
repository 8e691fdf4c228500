public import ByteCoding
public import NewsFacts
public import Projecting

/// The answer of a view without the type of its rows, as tables and files show it.
public struct ViewTable: Sendable {
    /// The name of the view.
    public let view: String
    /// The days for which it is said; most often one.
    public let days: ClosedRange<Day>
    /// The state of knowledge from which it is said.
    public let knownAt: Knowledge
    /// The names of the view's columns.
    public let columns: [String]
    /// The rows; in the order of their names, until they are sorted otherwise.
    public internal(set) var rows: [Row]
    /// The reading that is shown, by which rows are chosen and sorted.
    public internal(set) var reading = Fold.Reading.certain
    /// How many rows a limit has left out.
    public internal(set) var leftOutCount = 0

    /// One row.
    public struct Row: Hashable, Sendable {
        /// The name of the row.
        public let key: RowKey
        /// What is certainly so; nil when the row may only possibly exist, or has no legal state.
        public internal(set) var certain: Reading?
        /// What may already be so.
        public internal(set) var possible: Reading?
        /// The facts that made the row, by the position of their first event.
        public let facts: [Position]
        /// The facts that the row's life did not allow.
        public let anomalies: [Anomaly]
        /// The facts that made what may be so, by the position of their first event.
        public let possibleFacts: [Position]
        /// The facts of which the date leaves open whether they count yet.
        public let undecided: [Position]
        /// The register columns that may hold one of several values, each with all of them.
        public let registers: [PossibleValues]
        /// The facts that the row's life did not allow, if what may be so is so.
        public let possibleAnomalies: [Anomaly]

        /// Whether no imprecise date leaves the row open.
        ///
        /// That a list may be in another order leaves nothing open.
        public var isCertain: Bool {
            guard let certain, let possible, registers.isEmpty else { return false }
            return certain.status == possible.status
                && zip(certain.values, possible.values).allSatisfy { $0.holdsTheSame(as: $1) }
        }
        /// Whether the thing may be in force: by either reading, or by a state that leaves it open.
        public var mayBeCurrent: Bool {
            certain?.mayBeCurrent == true || possible?.mayBeCurrent == true
        }
    }

    /// What one reading of the dates says of a row.
    public struct Reading: Hashable, Sendable {
        /// The state.
        public let status: String
        /// Whether the state is one of those that are, or may be, in force.
        public let mayBeCurrent: Bool
        /// The values of the view's columns, then of those that every view has.
        public internal(set) var values: [ColumnValue]
    }

    /// The columns that every view has after its own: which of the row's facts others dispute, and
    /// which others bear out.
    static let commonColumns = ["disputed", "corroborated"]

    /// The names of the columns that a view shows.
    static func columns<View: Projection>(of view: View.Type) -> [String] {
        View.Row.columns.map(\.name) + commonColumns
    }

    /// The same table with those rows only that are in force, certainly or possibly.
    public var current: ViewTable { with(rows.filter(\.mayBeCurrent)) }

    func with(_ rows: [Row]) -> ViewTable {
        var table = self
        table.rows = rows
        return table
    }
}

extension Ledger {
    /// What a view says, for whoever does not know the type of its rows.
    public func table(
        of view: any Projection.Type,
        asOf day: Day,
        knownAt: KnownAt = .head
    ) throws(LedgerError) -> ViewTable {
        try typedTable(of: view, asOf: day, knownAt: knownAt)
    }

    private func typedTable<View: Projection>(
        of view: View.Type,
        asOf day: Day,
        knownAt: KnownAt
    ) throws(LedgerError) -> ViewTable {
        ViewTable(view, try self.view(view, asOf: day, knownAt: knownAt))
    }
}

extension ViewTable {
    init<View: Projection>(_ view: View.Type, _ answer: ViewAnswer<View.Row>) {
        self.init(
            view: view.name,
            days: answer.asOf...answer.asOf,
            knownAt: answer.knownAt,
            columns: Self.columns(of: view),
            rows: answer.rows.map(ViewTable.Row.init)
        )
    }
}

extension ViewTable.Row {
    init<Row: ViewRow>(_ answer: RowAnswer<Row>) {
        key = answer.key
        certain = ViewTable.Reading(answer.certain)
        possible = ViewTable.Reading(answer.possible)
        facts = answer.certain.row == nil ? answer.possible.facts : answer.certain.facts
        anomalies = answer.certain.anomalies
        possibleFacts = answer.possible.facts
        possibleAnomalies = answer.possible.anomalies
        undecided = answer.undecided
        registers = answer.registers
    }
}

extension ViewTable.Reading {
    /// What a state says; nil when there is no row.
    init?<Row: ViewRow>(_ state: RowState<Row>) {
        guard let row = state.row else { return nil }
        status = row.status.rawValue
        mayBeCurrent = row.status.mayBeCurrent
        values =
            Row.columns.map { $0.value(row) }
            + [state.disputed, state.corroborated].map { .list($0.texts) }
    }
}

extension [Position: [Position]] {
    /// The facts with those that speak of them, such as `#5 by #400`.
    fileprivate var texts: [String] {
        sorted { $0.key < $1.key }.map { fact, others in
            "\(fact) by " + others.map(\.description).joined(separator: " ")
        }
    }
}

extension ColumnValue {
    /// Whether the two are alike, but for the order of a list.
    fileprivate func holdsTheSame(as other: ColumnValue) -> Bool {
        if case .list(let texts) = self, case .list(let others) = other {
            return texts.sorted() == others.sorted()
        }
        return self == other
    }
}
