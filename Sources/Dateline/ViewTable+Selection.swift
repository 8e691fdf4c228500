import Foundation
import NewsFacts
public import Projecting

extension ViewTable {
    /// What a row must have in a column to be chosen.
    public struct Condition: Hashable, Sendable {
        /// The column: `row`, `status`, or one of the view's; of `parties`, `party` will do.
        public let column: String
        /// What it must contain, in whatever case, or the name of an entity that it must hold; a
        /// count must be that number.
        public let text: String

        /// A column must contain a text.
        public init(_ column: String, contains text: String) {
            self.column = column
            self.text = text
        }
    }

    /// The same table, of which another reading is shown.
    public func showing(_ reading: Fold.Reading) -> ViewTable {
        var table = self
        table.reading = reading
        return table
    }

    /// Chooses the rows that meet a condition, in the reading that is shown.
    ///
    /// - Parameters:
    ///   - condition: The condition.
    ///   - names: The names of entities, which must be of the table's state of knowledge.
    /// - Returns: The same table with those rows only.
    /// - Throws: ``LedgerError/unknownColumn(_:view:known:)``.
    public func rows(
        where condition: Condition,
        names: EntityNames
    ) throws(LedgerError) -> ViewTable {
        let column = try column(named: condition.column)
        let entities = names.entities(named: condition.text)
        return with(
            rows.filter { row in
                let value = value(of: row, in: column)
                if case .count(let count) = value { return "\(count)" == condition.text }
                return value.texts.contains {
                    entities.contains($0)
                        || $0.lowercased().contains(condition.text.lowercased())
                }
            }
        )
    }

    /// The rows in the order of a column, and of their names where that says nothing.
    ///
    /// Counts and amounts go by their size, dates by their first day, all else by its letters; rows
    /// that show nothing in the column come last.
    ///
    /// - Throws: ``LedgerError/unknownColumn(_:view:known:)``.
    public func sorted(by name: String) throws(LedgerError) -> ViewTable {
        let column = try column(named: name)
        let keyed = rows.map { (key: SortKey(value(of: $0, in: column)), row: $0) }
        return with(
            keyed.sorted { ($0.key, $0.row.key) < ($1.key, $1.row.key) }.map(\.row)
        )
    }

    /// The first rows only.
    ///
    /// - Precondition: `count` is not negative.
    public func limited(to count: Int) -> ViewTable {
        var table = with(Array(rows.prefix(count)))
        table.leftOutCount = leftOutCount + rows.count - table.rows.count
        return table
    }

    private enum SelectedColumn { case key, status, value(Int) }

    private func column(named name: String) throws(LedgerError) -> SelectedColumn {
        let known = ["row", "status"] + columns
        let index =
            known.firstIndex { $0.lowercased() == name.lowercased() }
            ?? known.firstIndex { $0.singular.lowercased() == name.lowercased() }
        switch index {
        case nil: throw .unknownColumn(name, view: view, known: known)
        case 0: return .key
        case 1: return .status
        case .some(let index): return .value(index - 2)
        }
    }

    private func value(of row: Row, in column: SelectedColumn) -> ColumnValue {
        if case .key = column { return .text(row.key.text) }
        guard let shown = row.shown(in: reading) else { return .absent }
        return switch column {
        case .value(let index): shown.values[index]
        default: .text(shown.status)
        }
    }
}

extension ViewTable.Row {
    /// What the row shows in a reading: where nothing is certain, the certain one shows what is
    /// possible, and says so.
    public func shown(in reading: Fold.Reading) -> ViewTable.Reading? {
        switch reading {
        case .certain: certain ?? possible
        case .possible: possible
        }
    }
}

/// By what a value is sorted.
private enum SortKey: Comparable {
    case size(unit: String, Decimal)
    case date(Day, Day)
    case text(String)
    case nothing

    init(_ value: ColumnValue) {
        switch value {
        case .absent: self = .nothing
        case .list(let texts) where texts.isEmpty: self = .nothing
        case .count(let count): self = .size(unit: "", Decimal(count))
        case .amount(let amount):
            self = amount.value.map { .size(unit: amount.unit, $0) } ?? .text(amount.literal)
        case .text(let text):
            self = (try? EDTF(text)).map { .date($0.lo, $0.hi) } ?? .text(text.lowercased())
        case .list(let texts): self = .text(texts.joined(separator: ", ").lowercased())
        }
    }
}

extension ColumnValue {
    /// The texts that a value consists of.
    fileprivate var texts: [String] {
        switch self {
        case .absent, .count: []
        case .text(let text): [text]
        case .list(let texts): texts
        case .amount(let amount): [amount.description, amount.literal]
        }
    }
}

extension String {
    /// The name of one of those that the text names many of.
    fileprivate var singular: String {
        hasSuffix("ies") ? dropLast(3) + "y" : hasSuffix("s") ? String(dropLast()) : self
    }
}
