internal import CLMDB

/// A file of pages, read without a map, and so without the risk of SIGBUS.
final class DataFile {
    /// Why bytes could not be read.
    enum Failure: Error {
        /// The file ends before them.
        case pastEnd
        /// The operating system refused, as a disk does for a bad block.
        case refused(LMDBError.Code)
    }

    private let descriptor: Int32

    /// Opens the file at `path`.
    init(at path: String, for operation: String) throws(LMDBError) {
        // SAFETY: the path is read during the call.
        descriptor = unsafe clmdb_open_for_reading(path)
        guard descriptor >= 0 else {
            throw LMDBError(code: File.lastError, operation: operation, path: path)
        }
    }

    /// Reads the file that an open environment has mapped, also when its path leads elsewhere now.
    ///
    /// LMDB locks no byte of this file, so closing a descriptor of it loses no lock.
    init(of handle: OpaquePointer, _ path: String, for operation: String) throws(LMDBError) {
        // SAFETY: the handle is open; its descriptor stays its own.
        var original: mdb_filehandle_t = -1
        let result = unsafe mdb_env_get_fd(handle, &original)
        descriptor = result == MDB_SUCCESS ? clmdb_duplicate(original) : -1
        guard descriptor >= 0 else {
            let code = result == MDB_SUCCESS ? File.lastError : LMDBError.Code(rawValue: result)
            throw LMDBError(code: code, operation: operation, path: path)
        }
    }

    deinit {
        close(descriptor)
    }

    /// The bytes of the file as of now.
    var byteCount: Int {
        // SAFETY: one structure of this frame is written.
        var result = stat()
        return unsafe fstat(descriptor, &result) == 0 ? Int(result.st_size) : 0
    }

    /// Reads `byteCount` bytes from a place in the file.
    func read(_ byteCount: Int, at offset: Int) throws(Failure) -> PageBytes {
        var doneCount = 0
        var failure: Failure?
        // SAFETY: the array has just that many bytes, the part of it that is read to lies within
        // it, and what the call has not written is never returned.
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, count in
            while doneCount < byteCount, failure == nil {
                let part = unsafe UnsafeMutableBufferPointer(rebasing: buffer[doneCount...])
                let place = off_t(offset + doneCount)
                let result = unsafe pread(descriptor, part.baseAddress, part.count, place)
                if result > 0 {
                    doneCount += result
                } else if result == 0 {
                    failure = .pastEnd
                } else if clmdb_errno() != EINTR {
                    failure = .refused(File.lastError)
                }
            }
            count = doneCount
        }
        if let failure { throw failure }
        return PageBytes(bytes: bytes)
    }

    /// Writes bytes to a place in the file; when this returns, they are on the disk.
    func write(_ bytes: [UInt8], at offset: Int) throws(Failure) {
        // SAFETY: the bytes are read during the call.
        let count = unsafe bytes.withUnsafeBytes { buffer in
            unsafe pwrite(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
        }
        guard count == bytes.count, fsync(descriptor) == 0 else {
            throw .refused(count < 0 || count == bytes.count ? File.lastError : .ioError)
        }
    }
}
