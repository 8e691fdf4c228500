/// Changes to an environment that become durable all together, or not at all.
///
/// There is one at a time in all processes; beginning a second waits for the end of the first, on
/// the same thread it is a programmer's error and traps. It sees its own changes. It must be
/// ended with ``commit()``; dropped without it, it leaves no trace. After an operation has thrown
/// anything but `.keyExists` it can only be dropped.
///
/// Bind it with `var`. A value or a cursor borrows it, so write when their scope has ended.
@safe
public struct WriteTransaction: Transaction, ~Copyable, ~Escapable {
    var core: TransactionCore

    /// Begins to write, after waiting for any other writer.
    ///
    /// - Throws: ``LMDBError`` with `.readOnlyEnvironment`; `.mapResized` when another process has
    ///   grown the file and transactions of this one prevent that it follows; `.panic`.
    @available(*, noasync)
    @_lifetime(borrow environment)
    public init(_ environment: borrowing Environment) throws(LMDBError) {
        core = try TransactionCore(.writing, on: copy environment)
    }

    /// The number of the commit that this transaction would be.
    public var number: UInt64 { core.number }

    /// Makes all changes durable: when this returns, they are on the disk, unless flushes are deferred.
    ///
    /// - Throws: ``LMDBError`` with `.noSpace`, `.ioError` and others of the operating system, or
    ///   `.badTransaction` after an operation that has failed. Then nothing was changed. After
    ///   `.noSpace`, free some space and write again in a new transaction. Should that throw
    ///   `.panic`, release the environment, open it again, and write then; where that is refused,
    ///   the commit failed at its meta page, for which there is
    ///   ``Environment/takeBackFailedCommit(_:)``.
    /// - Complexity: O(pages changed).
    public consuming func commit() throws(LMDBError) {
        try core.commit()
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
