internal import CLMDB

/// What the module asks the operating system about files.
enum File {
    /// What `stat` tells of a file.
    struct Status {
        let identity: OpenFiles.Identity
        let byteCount: Int
        let isFolder: Bool
    }

    /// The status of the file at `path`, or `nil` when there is none.
    static func status(of path: String, for operation: String) throws(LMDBError) -> Status? {
        // SAFETY: `stat` writes one structure of this frame and reads the path during the call.
        var result = stat()
        guard unsafe stat(path, &result) == 0 else {
            let code = lastError
            if code == .noSuchFile { return nil }
            throw LMDBError(code: code, operation: operation, path: path)
        }
        return Status(
            identity: OpenFiles.Identity(
                device: UInt64(truncatingIfNeeded: result.st_dev),
                inode: UInt64(truncatingIfNeeded: result.st_ino)
            ),
            byteCount: Int(result.st_size),
            isFolder: clmdb_is_folder(result.st_mode) != 0
        )
    }

    /// Sees to it that the name of a new file survives a loss of power.
    static func syncFolder(of path: String, for operation: String) throws(LMDBError) {
        let end = path.lastIndex(of: "/")
        let folder = end.map { index in String(path[...index]) } ?? "."
        try sync(folder, for: operation)
    }

    /// Sees to it that a file, written by whomever, survives a loss of power.
    static func sync(_ path: String, for operation: String) throws(LMDBError) {
        let descriptor = unsafe clmdb_open_for_reading(path)
        guard descriptor >= 0 else {
            throw LMDBError(code: lastError, operation: operation, path: path)
        }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else {
            throw LMDBError(code: lastError, operation: operation, path: path)
        }
    }

    /// Whether the disk that holds the file has next to no room left for this user.
    static func isDiskFull(at path: String) -> Bool {
        // SAFETY: `statvfs` writes one structure of this frame and reads the path in the call.
        var result = statvfs()
        guard unsafe statvfs(path, &result) == 0 else { return false }
        let freeByteCount = UInt64(result.f_bavail) * UInt64(result.f_frsize)
        return freeByteCount < 64 << 10
    }

    /// Gives a file, made if missing, blocks for its first `byteCount` bytes.
    ///
    /// Throws only when the disk is full; all else is left to be reported by who opens the file.
    static func allocate(
        _ byteCount: Int,
        at path: String,
        for operation: String
    ) throws(LMDBError) {
        // SAFETY: the path is read during the call.
        let result = unsafe clmdb_allocate(path, off_t(byteCount))
        guard result != ENOSPC else {
            throw LMDBError(code: .noSpace, operation: operation, path: path)
        }
    }

    /// Removes a file that this module began and could not finish.
    static func remove(_ path: String) {
        // SAFETY: the path is read during the call. A failure leaves what was there.
        _ = unsafe unlink(path)
    }

    /// The smallest whole number of pages of memory that hold `byteCount` bytes.
    static func roundedToPages(_ byteCount: Int) -> Int {
        let pageByteCount = Int(sysconf(Int32(_SC_PAGESIZE)))
        precondition(pageByteCount > 0, "a page of memory has \(pageByteCount) bytes, not 1+")
        let pageCount = (byteCount + pageByteCount - 1) / pageByteCount
        return pageCount * pageByteCount
    }

    /// Waits for as long as another process needs to end a write it is at.
    static func pause() {
        usleep(1_000)
    }

    /// The `errno` of the call before.
    static var lastError: LMDBError.Code {
        LMDBError.Code(rawValue: clmdb_errno())
    }
}
