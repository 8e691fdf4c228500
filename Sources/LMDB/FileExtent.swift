internal import CLMDB

/// How far a file must reach by what its newest meta page says.
struct FileExtent {
    let pageByteCount: Int
    let pageCount: Int

    func isWhole(_ path: String, for operation: String) throws(LMDBError) -> Bool {
        guard let status = try File.status(of: path, for: operation) else { return false }
        return status.byteCount >= pageByteCount * pageCount
    }
}
