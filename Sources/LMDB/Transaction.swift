/// What can be read in either kind of transaction.
///
/// Write a function over `some Transaction & ~Copyable & ~Escapable` where it should serve
/// readers and the writer alike.
public protocol Transaction: ~Copyable, ~Escapable {
    /// The value stored under a key, in place: nothing is copied.
    ///
    /// The bytes lie in the map and cannot be kept past the transaction, nor past the next write.
    ///
    /// - Returns: The value, or `nil` when the table has no such key.
    /// - Throws: ``LMDBError`` when the file is damaged or the transaction has failed before.
    /// - Complexity: O(log entries).
    @_lifetime(borrow self)
    borrowing func value(
        forKey key: Span<UInt8>,
        in table: Table
    ) throws(LMDBError) -> Span<UInt8>?

    /// A cursor over a table, before its first step on no entry.
    ///
    /// - Throws: ``LMDBError`` when the transaction has failed before.
    @_lifetime(borrow self)
    borrowing func cursor(over table: Table) throws(LMDBError) -> Cursor

    /// The measures of a table as this transaction sees it.
    ///
    /// - Throws: ``LMDBError`` when the transaction has failed before.
    borrowing func statistics(of table: Table) throws(LMDBError) -> Table.Statistics
}
