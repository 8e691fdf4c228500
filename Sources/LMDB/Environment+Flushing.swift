internal import CLMDB

extension Environment {
    /// Lets commits return before they are on the disk, until ``flush()``: for a file that nobody
    /// reads yet.
    ///
    /// Commits are still whole or not at all to every process. A loss of power before the flush may
    /// leave any file, also one that is damaged; the death of a process leaves it as it was.
    public func deferFlushes() { setDefersFlushes(true) }

    /// Puts all that was committed on the disk; from now on commits are durable again.
    ///
    /// - Throws: ``LMDBError`` with `.ioError` or `.noSpace`; then what was committed since
    ///   ``deferFlushes()`` may be lost.
    /// - Complexity: O(pages written since).
    public func flush() throws(LMDBError) {
        // Before the flush, so that none of the commits beside it is left out.
        setDefersFlushes(false)
        try enter(for: "flush an environment")
        defer { leave() }
        // SAFETY: the environment is open, and its map stays in place.
        try check(unsafe mdb_env_sync(handle, 1), "flush an environment")
    }

    private func setDefersFlushes(_ defers: Bool) {
        // SAFETY: the environment is open. A commit beside this is flushed or not, as the call has it.
        let result = unsafe mdb_env_set_flags(handle, UInt32(MDB_NOSYNC), defers ? 1 : 0)
        precondition(result == MDB_SUCCESS, "MDB_NOSYNC can be changed at any time")
    }
}
