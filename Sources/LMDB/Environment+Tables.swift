internal import CLMDB

extension Environment {
    /// Opens tables that are in the file.
    ///
    /// - Returns: The tables in the order of the names.
    /// - Throws: ``LMDBError`` with `.notFound` when one is missing, `.tablesFull`, or
    ///   `.incompatible` for a table of another kind. Then none of them was opened.
    public func openTables(_ names: [String]) throws(LMDBError) -> [Table] {
        try openTables(names, .reading, "open tables \(names)")
    }

    /// Opens tables, creating in one transaction those that are missing.
    ///
    /// - Returns: The tables in the order of the names.
    /// - Throws: As ``openTables(_:)``, and what a write transaction throws. Then none of them
    ///   was opened or created.
    public func createTables(_ names: [String]) throws(LMDBError) -> [Table] {
        try openTables(names, .writing, "create tables \(names)")
    }

    /// Opens a table that is in the file.
    ///
    /// - Throws: As ``openTables(_:)``.
    public func openTable(_ name: String) throws(LMDBError) -> Table {
        try openTables([name])[0]
    }

    /// Opens a table, creating it if it is missing.
    ///
    /// - Throws: As ``createTables(_:)``.
    public func createTable(_ name: String) throws(LMDBError) -> Table {
        try createTables([name])[0]
    }

    private func openTables(
        _ names: [String],
        _ kind: TransactionCore.Kind,
        _ operation: String
    ) throws(LMDBError) -> [Table] {
        for name in names {
            let byteCount = name.utf8.count
            precondition(
                !name.utf8.contains(0) && 1...Self.keyByteCountMax ~= byteCount,
                "a name of 1 to \(Self.keyByteCountMax) bytes, none of them 0, not \(byteCount)"
            )
        }
        return try tableOpening.withLock { (_) throws(LMDBError) in
            var transaction = try TransactionCore(kind, on: self)
            var tables: [Table] = []
            for name in names {
                tables.append(try transaction.openTable(name, operation))
            }
            // Only a commit keeps the tables open, also one that has written nothing.
            try transaction.commit()
            return tables
        }
    }
}

extension TransactionCore {
    /// Opens a table within this transaction, which must commit before the table is used.
    fileprivate func openTable(_ name: String, _ operation: String) throws(LMDBError) -> Table {
        let create = kind == .writing ? UInt32(MDB_CREATE) : 0
        var table: UInt32 = 0
        var flags: UInt32 = 0
        // SAFETY: the transaction is active; `tableOpening` is locked, so that no other one of
        // this process opens tables; name and integers outlive the calls.
        let result = unsafe mdb_dbi_open(activeHandle, name, create, &table)
        try environment.check(result, operation)
        try environment.check(unsafe mdb_dbi_flags(activeHandle, table, &flags), operation)
        guard flags == 0 else { throw environment.failure(.incompatible, operation) }
        return Table(name: name, handle: table, environmentIdentity: environment.identity)
    }
}
