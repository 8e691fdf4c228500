internal import CLMDB

extension Environment {
    /// The measures of an environment at one moment.
    public struct Statistics: Hashable, Sendable {
        /// The bytes of a page.
        public let pageByteCount: Int

        /// The address space reserved for the file, which is what it can grow to.
        public let mapByteCount: Int

        /// The bytes of the file up to its last page in use, free pages before it included.
        public let usedByteCount: Int

        /// The places for readers that have been in use at the same time so far.
        public let readerSlotCount: Int

        /// The places for readers that there are.
        public let readerCountMax: Int

        /// The number of the last transaction that was committed, by whatever process.
        public let lastTransactionID: Int
    }

    /// The measures of the file and its map, as they are now.
    ///
    /// - Throws: ``LMDBError`` with `.panic` when the map was lost.
    public func statistics() throws(LMDBError) -> Statistics {
        let operation = "read statistics"
        return try activity.withLock { (state: inout Activity) throws(LMDBError) in
            guard !state.isMapLost else { throw failure(.panic, operation) }
            let info = unsafe mapInformation
            return unsafe Statistics(
                pageByteCount: pageByteCount,
                mapByteCount: Int(info.me_mapsize),
                usedByteCount: (Int(info.me_last_pgno) + 1) * pageByteCount,
                readerSlotCount: Int(info.me_numreaders),
                readerCountMax: Int(info.me_maxreaders),
                lastTransactionID: Int(info.me_last_txnid)
            )
        }
    }

    /// What LMDB tells of the map.
    ///
    /// To be read with `activity` locked, for it reads the map.
    var mapInformation: MDB_envinfo {
        // SAFETY: the handle is open and the map in place; one structure of this frame is written.
        var info = unsafe MDB_envinfo()
        let result = unsafe mdb_env_info(handle, &info)
        precondition(result == MDB_SUCCESS, "mdb_env_info returned \(result), not \(MDB_SUCCESS)")
        return unsafe info
    }

    /// The bytes of a page of the file.
    ///
    /// To be read with `activity` locked.
    var pageByteCount: Int {
        // SAFETY: as above.
        var stat = MDB_stat()
        let result = unsafe mdb_env_stat(handle, &stat)
        precondition(result == MDB_SUCCESS, "mdb_env_stat returned \(result), not \(MDB_SUCCESS)")
        return Int(stat.ms_psize)
    }
}
