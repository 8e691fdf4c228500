internal import CLMDB

extension TransactionCore {
    /// The value stored under `key`, in place.
    @_lifetime(borrow self)
    borrowing func value(
        forKey key: Span<UInt8>,
        in table: Table
    ) throws(LMDBError) -> Span<UInt8>? {
        checkUse(of: table)
        Environment.checkKey(key)
        // SAFETY: LMDB reads the key during the call only. The value it returns lies in the map,
        // where it stays until the transaction ends or writes; `self` is borrowed as long.
        let transaction = unsafe activeHandle
        var value = unsafe MDB_val()
        let result = unsafe key.withUnsafeBufferPointer { keyBytes in
            var key = unsafe MDB_val(keyBytes)
            return unsafe mdb_get(transaction, table.handle, &key, &value)
        }
        if result == MDB_NOTFOUND { return nil }
        try environment.check(result, "read a value")
        return unsafe _overrideLifetime(value.span, borrowing: self)
    }

    /// The measures of a table as this transaction sees it.
    borrowing func statistics(of table: Table) throws(LMDBError) -> Table.Statistics {
        checkUse(of: table)
        var stat = MDB_stat()
        // SAFETY: the transaction is active; one structure of this frame is written.
        let result = unsafe mdb_stat(activeHandle, table.handle, &stat)
        try environment.check(result, "read statistics of a table")
        return Table.Statistics(
            entryCount: Int(stat.ms_entries),
            depth: Int(stat.ms_depth),
            branchPageCount: Int(stat.ms_branch_pages),
            leafPageCount: Int(stat.ms_leaf_pages),
            overflowPageCount: Int(stat.ms_overflow_pages),
            pageByteCount: Int(stat.ms_psize)
        )
    }

    /// Traps when the table is not of this transaction's environment.
    borrowing func checkUse(of table: Table) {
        precondition(
            table.environmentIdentity == environment.identity,
            "a table of environment \(table.environmentIdentity), not of \(environment.identity)"
        )
    }
}

extension Environment {
    /// Traps when LMDB could not store the key.
    static func checkKey(_ key: Span<UInt8>) {
        precondition(
            key.count > 0 && key.count <= keyByteCountMax,
            "a key has 1 to \(keyByteCountMax) bytes, not \(key.count)"
        )
    }
}

extension Table {
    /// The measures of a table as one transaction sees it.
    public struct Statistics: Hashable, Sendable {
        /// The entries in the table.
        public let entryCount: Int
        /// The levels of its tree; 0 when it is empty.
        public let depth: Int
        /// The pages that hold only keys and the way to others.
        public let branchPageCount: Int
        /// The pages that hold entries.
        public let leafPageCount: Int
        /// The pages of values too long for a leaf.
        public let overflowPageCount: Int
        /// The bytes of a page.
        public let pageByteCount: Int

        /// The bytes of all pages of the table.
        public var byteCount: Int {
            (branchPageCount + leafPageCount + overflowPageCount) * pageByteCount
        }
    }
}

// SAFETY: a MDB_val is a pointer and a count. These two conversions keep the count with the
// pointer; how long the pointer holds is said where they are used.
extension MDB_val {
    init(_ bytes: UnsafeBufferPointer<UInt8>) {
        unsafe self.init(
            mv_size: bytes.count,
            mv_data: UnsafeMutableRawPointer(mutating: UnsafeRawPointer(bytes.baseAddress))
        )
    }

    var span: Span<UInt8> {
        @_lifetime(borrow self)
        get {
            guard let start = unsafe mv_data, unsafe mv_size > 0 else { return Span() }
            let span = unsafe Span<UInt8>(
                _unsafeStart: start.assumingMemoryBound(to: UInt8.self),
                count: Int(mv_size)
            )
            return unsafe _overrideLifetime(span, borrowing: self)
        }
    }
}
