internal import CLMDB

extension Environment {
    /// Puts all that was committed on the disk; from now on every commit is.
    ///
    /// Needed only where ``Options/defersFlushes`` was set.
    ///
    /// - Precondition: no transaction of this process is open.
    /// - Throws: ``LMDBError`` with `.ioError` or `.noSpace`; then what was committed before may be lost.
    /// - Complexity: O(pages written).
    public func flush() throws(LMDBError) {
        let operation = "flush an environment"
        try activity.withLock { (state: inout Activity) throws(LMDBError) in
            precondition(
                state.transactionCount == 0,
                "an environment is flushed with \(state.transactionCount) transactions, not 0"
            )
            // SAFETY: the environment is open, and no transaction can begin while the lock is held.
            try check(unsafe mdb_env_sync(handle, 1), operation)
            try check(unsafe mdb_env_set_flags(handle, UInt32(MDB_NOSYNC), 0), operation)
        }
    }
}
