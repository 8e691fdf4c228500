internal import CLMDB

/// Whether a file reaches as far as its pages in use.
///
/// Reading a mapped page past the end of its file ends the process with SIGBUS, so a file that
/// lost its end must be found out before. The number of pages in the meta page does not tell: LMDB
/// does not write a page that was added and freed in one transaction, so a sound file may be
/// shorter. It has then recorded each missing page as free.
struct FileExtent {
    let path: String
    let operation: String

    /// Whether no page is missing but free ones.
    ///
    /// - Complexity: O(1) for almost every file; O(free pages) for one shorter than its pages.
    func isWhole(_ handle: OpaquePointer) throws(LMDBError) -> Bool {
        // SAFETY: the handle is open; the calls write structures of this frame and a descriptor
        // that stays LMDB's, and the transaction is aborted here.
        var info = unsafe MDB_envinfo()
        try check(unsafe mdb_env_info(handle, &info))
        var stat = MDB_stat()
        try check(unsafe mdb_env_stat(handle, &stat))
        let pageByteCount = Int(stat.ms_psize)
        guard let status = try File.status(of: path, for: operation) else { return false }
        if unsafe status.byteCount / pageByteCount > Int(info.me_last_pgno) { return true }

        var descriptor: mdb_filehandle_t = -1
        try check(unsafe mdb_env_get_fd(handle, &descriptor))
        var snapshot: OpaquePointer?
        try check(unsafe mdb_txn_begin(handle, nil, UInt32(MDB_RDONLY), &snapshot))
        defer { unsafe mdb_txn_abort(snapshot) }
        var walk = FreePageWalk(
            descriptor: descriptor,
            pageByteCount: pageByteCount,
            filePageCount: status.byteCount / pageByteCount
        )
        return walk.findsAllMissing(asOf: unsafe Int(mdb_txn_id(snapshot)))
    }

    private func check(_ result: Int32) throws(LMDBError) {
        guard result == MDB_SUCCESS else {
            throw LMDBError(
                code: LMDBError.Code(rawValue: result),
                operation: operation,
                path: path
            )
        }
    }
}
