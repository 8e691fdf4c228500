internal import CLMDB

// SAFETY of all below: the transaction is a writing one that has not ended, and is used by the one
// owner of `self`. LMDB reads keys and values during its call only.
extension TransactionCore {
    mutating func store(
        _ value: Span<UInt8>,
        forKey key: Span<UInt8>,
        in table: Table,
        flags: Int32,
        _ operation: String
    ) throws(LMDBError) {
        checkUse(of: table)
        Environment.checkKey(key)
        let transaction = unsafe activeHandle
        let result = unsafe key.withUnsafeBufferPointer { keyBytes in
            unsafe value.withUnsafeBufferPointer { valueBytes in
                var key = unsafe MDB_val(keyBytes)
                var value = unsafe MDB_val(valueBytes)
                return unsafe mdb_put(transaction, table.handle, &key, &value, UInt32(flags))
            }
        }
        try environment.check(result, operation)
    }

    mutating func store(
        byteCount: Int,
        forKey key: Span<UInt8>,
        in table: Table,
        flags: Int32,
        _ operation: String,
        _ fill: (inout OutputRawSpan) -> Void
    ) throws(LMDBError) {
        checkUse(of: table)
        Environment.checkKey(key)
        precondition(byteCount >= 0, "a value has 0 or more bytes, not \(byteCount)")
        let transaction = unsafe activeHandle
        var reserved = unsafe MDB_val(mv_size: byteCount, mv_data: nil)
        let result = unsafe key.withUnsafeBufferPointer { keyBytes in
            var key = unsafe MDB_val(keyBytes)
            let flags = UInt32(flags | MDB_RESERVE)
            return unsafe mdb_put(transaction, table.handle, &key, &reserved, flags)
        }
        try environment.check(result, operation)
        // SAFETY: the reserved bytes lie in a page of this transaction, which stays where it is
        // until the next operation; `fill` cannot reach the transaction, borrowed as it is here.
        let bytes = unsafe UnsafeMutableRawBufferPointer(
            start: reserved.mv_data,
            count: Int(reserved.mv_size)
        )
        var output = unsafe OutputRawSpan(buffer: bytes, initializedCount: 0)
        fill(&output)
        precondition(
            output.byteCount == byteCount,
            "a value of \(byteCount) bytes was filled with \(output.byteCount)"
        )
    }

    /// Stores the value of each key, or an empty one under each where there is none.
    mutating func store(
        _ keys: Span<UInt8>,
        endingAt ends: Span<UInt32>,
        values: Span<UInt8>,
        endingAt valueEnds: Span<UInt32>,
        in table: Table,
        _ operation: String
    ) throws(LMDBError) {
        checkUse(of: table)
        var created: OpaquePointer?
        let result = unsafe mdb_cursor_open(activeHandle, table.handle, &created)
        try environment.check(result, operation)
        guard let cursor = unsafe created else {
            throw environment.failure(.noMemory, operation)
        }
        // A cursor that writes has to be closed before its transaction ends.
        defer { unsafe mdb_cursor_close(cursor) }
        var (start, valueStart) = (0, 0)
        for index in ends.indices {
            let end = Int(ends[index])
            let key = keys.extracting(start..<end)
            Environment.checkKey(key)
            let valueEnd = valueEnds.isEmpty ? 0 : Int(valueEnds[index])
            let value = values.extracting(valueStart..<valueEnd)
            let result = unsafe key.withUnsafeBufferPointer { keyBytes in
                unsafe value.withUnsafeBufferPointer { valueBytes in
                    var key = unsafe MDB_val(keyBytes)
                    var value = unsafe MDB_val(valueBytes)
                    return unsafe mdb_cursor_put(cursor, &key, &value, 0)
                }
            }
            try environment.check(result, operation)
            (start, valueStart) = (end, valueEnd)
        }
    }

    mutating func delete(_ key: Span<UInt8>, in table: Table) throws(LMDBError) -> Bool {
        checkUse(of: table)
        Environment.checkKey(key)
        let transaction = unsafe activeHandle
        let result = unsafe key.withUnsafeBufferPointer { keyBytes in
            var key = unsafe MDB_val(keyBytes)
            return unsafe mdb_del(transaction, table.handle, &key, nil)
        }
        if result == MDB_NOTFOUND { return false }
        try environment.check(result, "delete a key")
        return true
    }

    mutating func removeAll(in table: Table) throws(LMDBError) {
        checkUse(of: table)
        let result = unsafe mdb_drop(activeHandle, table.handle, 0)
        try environment.check(result, "delete all keys")
    }
}
