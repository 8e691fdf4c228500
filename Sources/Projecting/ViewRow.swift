public import NewsFacts

/// What a view knows of one thing.
///
/// The columns are declared once; tables, JSON, CSV and comparison come from that declaration, and what
/// a view's index keeps of the row.
public protocol ViewRow: Hashable, Sendable, RowValue {
    /// The states that the thing can be in.
    associatedtype Status: RowStatus

    /// The state that the thing is in.
    var status: Status { get set }
    /// What else is shown of it, in order.
    static var columns: [Column<Self>] { get }
    /// Writes or reads the stored properties that no column shows; most rows have none.
    mutating func codeHidden(by coder: inout RowCoder) throws(RowCoder.Damage)
}

extension ViewRow {
    /// Nothing.
    public mutating func codeHidden(by coder: inout RowCoder) throws(RowCoder.Damage) {}

    /// Writes or reads the state, what the columns show, and what none shows.
    ///
    /// A row that is stored by the million may name all its properties itself, as that is quicker.
    public mutating func code(by coder: inout RowCoder) throws(RowCoder.Damage) {
        try coder.code(word: &status)
        for column in Self.columns { try column.code(&self, &coder) }
        try codeHidden(by: &coder)
    }

    /// A row in a state, of which nothing else is known yet.
    public init(status: Status) {
        self.init()
        self.status = status
    }
}

/// The states of a life cycle.
public protocol RowStatus: RawRepresentable<String>, Hashable, Sendable {
    /// Whether a thing in this state is in force: an ongoing suit, a current alliance.
    var isCurrent: Bool { get }
    /// Whether a thing in this state may be in force, for all that this state tells.
    var mayBeCurrent: Bool { get }
}

extension RowStatus {
    /// What is in force.
    public var mayBeCurrent: Bool { isCurrent }
}

/// One column of a view.
public struct Column<Row>: Sendable {
    /// The name, in lower camel case.
    public let name: String
    /// The value that a row has in this column.
    public let value: @Sendable (Row) -> ColumnValue
    /// What a fact writes into the column of a row, if the column is a register; see
    /// ``init(_:_:writtenBy:)``.
    public let written: (@Sendable (Fact, RowKey) -> ColumnValue?)?
    /// Writes or reads the property, when it is a stored one.
    let code: @Sendable (inout Row, inout RowCoder) throws(RowCoder.Damage) -> Void

    /// The column of that name that shows a property of the row.
    public init<Value: ColumnRepresentable & RowValue & SendableMetatype>(
        _ name: String,
        _ property: any WritableKeyPath<Row, Value> & Sendable
    ) {
        self.name = name
        value = { $0[keyPath: property].columnValue }
        written = nil
        code = { row, coder throws(RowCoder.Damage) in
            try row[keyPath: property].code(by: &coder)
        }
    }

    /// The column of that name that is a register: it holds what the last fact that writes it says,
    /// whatever state the row is in and whatever was written before.
    ///
    /// Of a register the exact set of values can be told that vague dates leave possible, where of
    /// any other column only two readings are compared.
    ///
    /// - Parameters:
    ///   - name: The name, in lower camel case.
    ///   - property: The property of the row; `apply` must set it by the same rule.
    ///   - write: What a fact writes; nil when it writes nothing.
    public init<Value: ColumnRepresentable & RowValue & SendableMetatype>(
        _ name: String,
        _ property: any WritableKeyPath<Row, Value> & Sendable,
        writtenBy write: @escaping @Sendable (Fact, RowKey) -> ColumnValue?
    ) {
        self.name = name
        value = { $0[keyPath: property].columnValue }
        written = write
        code = { row, coder throws(RowCoder.Damage) in
            try row[keyPath: property].code(by: &coder)
        }
    }
}

/// What a row can have in a column.
public enum ColumnValue: Hashable, Sendable {
    /// Nothing is known.
    case absent
    /// Text, an identifier, or a date as the source gives it.
    case text(String)
    /// A count.
    case count(Int)
    /// Several texts.
    case list([String])
    /// A quantity.
    case amount(Amount)
}

/// A type of property that a column can show.
public protocol ColumnRepresentable {
    /// The value as a column shows it.
    var columnValue: ColumnValue { get }
}

extension String: ColumnRepresentable {
    /// The text; absent when it is empty.
    public var columnValue: ColumnValue { isEmpty ? .absent : .text(self) }
}

extension Int: ColumnRepresentable {
    /// The count.
    public var columnValue: ColumnValue { .count(self) }
}

extension [String]: ColumnRepresentable {
    /// The texts.
    public var columnValue: ColumnValue { .list(self) }
}

extension Set: ColumnRepresentable where Element == String {
    /// The texts as a list, in the order of their bytes.
    public var columnValue: ColumnValue {
        .list(sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    }
}

extension Amount?: ColumnRepresentable {
    /// The quantity, or absent.
    public var columnValue: ColumnValue { map(ColumnValue.amount) ?? .absent }
}

extension Optional where Wrapped: ViewRow {
    /// Takes the row one step along its life.
    ///
    /// - Parameters:
    ///   - states: The states in which the step is legal.
    ///   - next: The state it leads to; nil to stay.
    ///   - change: What else it changes.
    /// - Throws: ``IllegalStep`` when there is no row yet, or it is in another state.
    public mutating func step(
        from states: [Wrapped.Status],
        to next: Wrapped.Status? = nil,
        _ change: (inout Wrapped) -> Void = { _ in }
    ) throws(IllegalStep) {
        if let status = self?.status, !states.contains(status) {
            throw IllegalStep("it was \(status.rawValue) then")
        }
        try anyStep { row in
            row.status = next ?? row.status
            change(&row)
        }
    }
}

extension Optional where Wrapped: ViewRow {
    /// Takes the row a step that is legal in every state.
    ///
    /// - Throws: ``IllegalStep`` when there is no row yet.
    public mutating func anyStep(_ change: (inout Wrapped) -> Void) throws(IllegalStep) {
        guard var row = self else { throw IllegalStep("nothing earlier in its life is known") }
        change(&row)
        self = row
    }
}

extension [String] {
    /// The texts of the list, then those of the other that it does not have.
    public func union(_ others: [String]) -> [String] {
        var union = self
        union.formUnion(others)
        return union
    }

    /// Appends those texts that are not in the list yet, byte for byte, in order.
    public mutating func formUnion(_ others: [String]) {
        for text in others where !contains(where: { $0.hasBytes(of: text) }) { append(text) }
    }
}
