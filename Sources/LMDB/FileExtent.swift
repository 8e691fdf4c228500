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
        // SAFETY: the handle is open; the calls write structures of this frame, and each
        // transaction is aborted here.
        let file = try unsafe DataFile(of: handle, path, for: operation)
        var stat = MDB_stat()
        try check(unsafe mdb_env_stat(handle, &stat))
        for _ in 0..<MetaPage.readCountMax {
            var snapshot: OpaquePointer?
            try check(unsafe mdb_txn_begin(handle, nil, UInt32(MDB_RDONLY), &snapshot))
            defer { unsafe mdb_txn_abort(snapshot) }
            let id = unsafe UInt64(mdb_txn_id(snapshot))
            let pageByteCount = Int(stat.ms_psize)
            guard let meta = MetaPage(of: id, in: file, pageByteCount: pageByteCount) else {
                continue
            }
            var check = FileCheck(of: meta, in: file, pageByteCount: pageByteCount)
            return check.findsMissingPagesFree()
        }
        throw LMDBError(code: .busy, operation: operation, path: path)
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
