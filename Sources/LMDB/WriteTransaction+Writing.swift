internal import CLMDB

extension WriteTransaction {
    /// Stores a value under a key, in place of any that is there.
    ///
    /// - Throws: ``LMDBError`` with `.mapFull`, `.noSpace`, `.transactionFull`.
    /// - Complexity: O(log entries).
    @_lifetime(self: copy self)
    public mutating func put(
        _ value: Span<UInt8>,
        forKey key: Span<UInt8>,
        in table: Table
    ) throws(LMDBError) {
        try core.store(value, forKey: key, in: table, flags: 0, "put a value")
    }

    /// Stores an empty value under each of many keys, in place of any that is there.
    ///
    /// Keys in ascending order are quickest: one that goes beside the last is put there without a
    /// search from the root.
    ///
    /// - Parameters:
    ///   - keys: The keys, back to back.
    ///   - ends: Where each of them ends.
    ///   - table: Where they go.
    /// - Throws: As for one value.
    /// - Complexity: O(log entries) for each key.
    @_lifetime(self: copy self)
    public mutating func put(
        _ keys: Span<UInt8>,
        endingAt ends: Span<UInt32>,
        in table: Table
    ) throws(LMDBError) {
        let nothing: [UInt8] = []
        let none: [UInt32] = []
        try core.store(
            keys,
            endingAt: ends,
            values: nothing.span,
            endingAt: none.span,
            in: table,
            "put many keys"
        )
    }

    /// Stores a value under each of many keys, in place of any that is there.
    ///
    /// Keys in ascending order are quickest.
    ///
    /// - Parameters:
    ///   - keys: The keys, back to back.
    ///   - ends: Where each of them ends.
    ///   - values: Their values, back to back.
    ///   - valueEnds: Where each of these ends.
    ///   - table: Where they go.
    /// - Precondition: There are as many values as keys.
    /// - Throws: As for one value.
    /// - Complexity: O(log entries) for each key.
    @_lifetime(self: copy self)
    public mutating func put(
        _ keys: Span<UInt8>,
        endingAt ends: Span<UInt32>,
        values: Span<UInt8>,
        endingAt valueEnds: Span<UInt32>,
        in table: Table
    ) throws(LMDBError) {
        precondition(
            ends.count == valueEnds.count,
            "\(ends.count) keys are put with \(valueEnds.count) values"
        )
        try core.store(
            keys,
            endingAt: ends,
            values: values,
            endingAt: valueEnds,
            in: table,
            "put many values"
        )
    }

    /// Stores a value under a key that comes after every key of the table.
    ///
    /// - Throws: ``LMDBError`` with `.keyExists` for a key that is not after the last, and then
    ///   the transaction may go on; otherwise as `put`.
    /// - Complexity: O(log entries), and pages are filled to the brim.
    @_lifetime(self: copy self)
    public mutating func append(
        _ value: Span<UInt8>,
        forKey key: Span<UInt8>,
        in table: Table
    ) throws(LMDBError) {
        try core.store(value, forKey: key, in: table, flags: MDB_APPEND, "append a value")
    }

    /// Stores a value of `byteCount` bytes that `fill` writes straight into the page.
    ///
    /// Not filling all of them is a programmer's error and traps.
    ///
    /// - Throws: As `put`, before `fill` is called.
    /// - Complexity: O(log entries).
    @_lifetime(self: copy self)
    public mutating func put(
        byteCount: Int,
        forKey key: Span<UInt8>,
        in table: Table,
        filling fill: (inout OutputRawSpan) -> Void
    ) throws(LMDBError) {
        try core.store(
            byteCount: byteCount,
            forKey: key,
            in: table,
            flags: 0,
            "put a value",
            fill
        )
    }

    /// Stores, under a key that comes after every key of the table, a value of `byteCount` bytes
    /// that `fill` writes straight into the page.
    ///
    /// Not filling all of them is a programmer's error and traps.
    ///
    /// - Throws: As `append`, before `fill` is called.
    /// - Complexity: O(log entries), and pages are filled to the brim.
    @_lifetime(self: copy self)
    public mutating func append(
        byteCount: Int,
        forKey key: Span<UInt8>,
        in table: Table,
        filling fill: (inout OutputRawSpan) -> Void
    ) throws(LMDBError) {
        try core.store(
            byteCount: byteCount,
            forKey: key,
            in: table,
            flags: MDB_APPEND,
            "append a value",
            fill
        )
    }

    /// Deletes a key and its value.
    ///
    /// - Returns: Whether the table had the key.
    /// - Throws: As `put`: deleting copies the pages that it changes.
    /// - Complexity: O(log entries).
    @_lifetime(self: copy self)
    public mutating func delete(
        _ key: Span<UInt8>,
        in table: Table
    ) throws(LMDBError) -> Bool {
        try core.delete(key, in: table)
    }

    /// Deletes all keys and values of a table, which stays open and empty.
    ///
    /// - Throws: As `put`.
    /// - Complexity: O(pages of the table).
    @_lifetime(self: copy self)
    public mutating func removeAll(in table: Table) throws(LMDBError) {
        try core.removeAll(in: table)
    }
}
