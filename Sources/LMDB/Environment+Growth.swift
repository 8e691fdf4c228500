internal import CLMDB

extension Environment {
    /// Doubles the address space that is reserved for the file, and so what the file can grow to.
    ///
    /// Needed only after `.mapFull`, which with the address space of ``Options`` most files never
    /// meet. Other processes follow when they next begin a transaction.
    ///
    /// - Throws: ``LMDBError`` with `.transactionsActive` while this process has a transaction of
    ///   this environment, and then nothing has changed; `.noMemory` when the system does not
    ///   grant the space, and then nothing has changed either.
    public func grow() throws(LMDBError) {
        let operation = "grow the map"
        try activity.withLock { (state: inout Activity) throws(LMDBError) in
            guard state.transactionCount == 0 else {
                throw failure(.transactionsActive, operation)
            }
            guard !state.isMapLost else { throw failure(.panic, operation) }
            try remap(to: mapByteCount * 2, &state, operation)
        }
    }

    /// Maps as much of the file as another process has written to it.
    ///
    /// To be called within `enter` and `leave` by a transaction that could not begin.
    func adoptSize(for operation: String) throws(LMDBError) {
        try activity.withLock { (state: inout Activity) throws(LMDBError) in
            guard !state.isMapLost else { throw failure(.panic, operation) }
            let usedByteCount = usedByteCount
            var byteCount = mapByteCount
            guard byteCount < usedByteCount else { return }
            guard state.transactionCount == 1 else { throw failure(.mapResized, operation) }
            while byteCount < usedByteCount { byteCount *= 2 }
            try remap(to: byteCount, &state, operation)
        }
    }

    private func remap(
        to byteCount: Int,
        _ state: inout Activity,
        _ operation: String
    ) throws(LMDBError) {
        precondition(byteCount > mapByteCount, "a map of \(mapByteCount) grows to \(byteCount)")
        // LMDB unmaps before it maps. If the mapping failed then, the environment would be lost,
        // so the system is asked first whether it would grant as much.
        guard clmdb_can_map(byteCount) != 0 else { throw failure(.noMemory, operation) }
        // SAFETY: nothing of this process reads the old map: `activity` is locked, and no
        // transaction is active but perhaps the caller's, which has not begun.
        let result = unsafe mdb_env_set_mapsize(handle, byteCount)
        guard result == MDB_SUCCESS else {
            state.isMapLost = true
            throw failure(LMDBError.Code(rawValue: result), operation)
        }
    }

    /// The address space now reserved.
    ///
    /// To be read with `activity` locked.
    private var mapByteCount: Int {
        unsafe Int(mapInformation.me_mapsize)
    }

    /// What the newest meta page says is in use.
    ///
    /// To be read with `activity` locked.
    private var usedByteCount: Int {
        unsafe (Int(mapInformation.me_last_pgno) + 1) * pageByteCount
    }
}
