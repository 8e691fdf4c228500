/// A view of an environment as it was when the transaction began.
///
/// It sees every commit before it and none after, blocks no one, and ends when it is dropped.
/// Pages that it could read are not used again until then, so a long one makes the file grow:
/// begin one for a batch, not for a day.
///
/// It cannot be begun in an async function, so none is open across an `await`; nor can it be
/// copied, kept, returned or sent to a task.
@safe
public struct ReadTransaction: Transaction, ~Copyable, ~Escapable {
    private let core: TransactionCore

    /// Begins to read.
    ///
    /// - Throws: ``LMDBError`` with `.readersFull`; `.mapResized` when another process has grown
    ///   the file and transactions of this one prevent that it follows; `.panic`.
    @available(*, noasync)
    @_lifetime(borrow environment)
    public init(_ environment: borrowing Environment) throws(LMDBError) {
        core = try TransactionCore(.reading, on: copy environment)
    }

    /// The value stored under a key, in place, as ``Transaction`` says.
    ///
    /// - Throws: ``LMDBError`` when the file is damaged.
    /// - Complexity: O(log entries).
    @_lifetime(borrow self)
    public borrowing func value(
        forKey key: Span<UInt8>,
        in table: Table
    ) throws(LMDBError) -> Span<UInt8>? {
        try core.value(forKey: key, in: table)
    }

    /// A cursor over a table, before its first step on no entry.
    ///
    /// - Throws: ``LMDBError`` when memory is exhausted.
    @_lifetime(borrow self)
    public borrowing func cursor(over table: Table) throws(LMDBError) -> Cursor {
        try Cursor(over: table, in: core)
    }

    /// The measures of a table as this transaction sees it.
    ///
    /// - Throws: ``LMDBError`` when the table was opened after the transaction began.
    public borrowing func statistics(of table: Table) throws(LMDBError) -> Table.Statistics {
        try core.statistics(of: table)
    }
}
