public import ByteCoding
public import EventLog
import LMDB
public import NewsFacts
public import Projecting

extension ViewStore {
    /// The rows of a view on a day, as far as the log knew them when it held `k` events.
    ///
    /// - Complexity: O(n log n) in the facts of the view.
    public func rows<View: Projection>(
        of view: View.Type,
        on day: Day,
        knownAt k: Position,
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> [RowAnswer<View.Row>] {
        try read(view, in: snapshot) { reader throws(ViewError) in
            try reader.answers(at: ViewMoment(on: day, knownAt: k), in: snapshot)
        }
    }

    /// All that the log has of one row of a view.
    ///
    /// - Returns: The versions of its facts, those taken out or replaced later included; none when
    ///   the view has no such row.
    public func versions<View: Projection>(
        of key: RowKey,
        in view: View.Type,
        _ snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> [FactVersion] {
        let head = snapshot.head
        return try read(view, in: snapshot) { reader throws(ViewError) in
            try reader.versions(of: key).filter { $0.position < head }
        }
    }

    /// Reads a view, brought up to the head of a snapshot.
    public func read<View: Projection, Answer>(
        _ view: View.Type,
        in snapshot: borrowing LogSnapshot,
        _ body: (inout ViewReader<View>) throws(ViewError) -> Answer
    ) throws(ViewError) -> Answer {
        let file = try upToDate(view, snapshot)
        let states = FactStates(log: log, declarations: try declarations(in: snapshot))
        do {
            let transaction = try ReadTransaction(file.environment)
            var reader = ViewReader<View>(
                rows: ViewCursor(try transaction.cursor(over: file.states)),
                chunks: ViewCursor(try transaction.cursor(over: file.states)),
                entries: ViewCursor(try transaction.cursor(over: file.entries)),
                days: ViewCursor(try transaction.cursor(over: file.days)),
                states
            )
            return try body(&reader)
        } catch let error as LMDBError {
            throw .storage(error)
        } catch let error as ViewError {
            throw error
        } catch {
            preconditionFailure("reading a view throws nothing else: \(error)")
        }
    }

    /// What the rows of a view show that may differ between two moments, in the order of their names; no
    /// other row differs.
    ///
    /// - Complexity: O(n) in the facts that take effect between the days and in the events between the
    ///   states of knowledge, and O(m log m) in the facts of each row that they touch.
    public func rowsThatMayDiffer<View: Projection>(
        of view: View.Type,
        between one: ViewMoment,
        and other: ViewMoment,
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> [RowComparison<View.Row>] {
        try read(view, in: snapshot) { reader throws(ViewError) in
            try reader.answersThatMayDiffer(between: one, and: other, in: snapshot)
        }
    }
}

/// What a row shows at two moments.
public struct RowComparison<Row: ViewRow>: Sendable {
    /// The name of the row.
    public let key: RowKey
    /// What it shows at the one; nil for nothing.
    public let before: RowAnswer<Row>?
    /// What it shows at the other.
    public let after: RowAnswer<Row>?
    /// The last version of each of its facts at the one and at the other, in the order of their lineages.
    public let versions: (before: [FactVersion], after: [FactVersion])
}
