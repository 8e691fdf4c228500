internal import CLMDB

extension Environment {
    /// What opening a file yields.
    @unsafe
    struct Opened {
        let handle: OpaquePointer
        let usesLockFile: Bool
        let file: OpenFiles.Identity
    }

    /// The steps of opening a file, in the order in which they must be done.
    struct Opening {
        let path: String
        let access: Access
        let options: Options

        private static let operation = "open an environment"

        func open() throws(LMDBError) -> Opened {
            precondition(options.mapByteCount > 0, "mapByteCount is \(options.mapByteCount), not 1+")
            precondition(
                options.tableCountMax >= 0 && options.readerCountMax > 0,
                "\(options.tableCountMax) tables, \(options.readerCountMax) readers: not 0+ and 1+"
            )
            guard LibraryVersion.current >= LibraryVersion.needed else {
                throw failure(.libraryTooOld)
            }
            return try unsafe OpenFiles.opening { (openFiles) throws(LMDBError) in
                try checkBefore(openFiles)
                return try unsafe openWithinLimits()
            }
        }

        /// Refuses what LMDB would quietly create, or has open already.
        private func checkBefore(_ openFiles: Set<OpenFiles.Identity>) throws(LMDBError) {
            guard let status = try File.status(of: path, for: Self.operation) else {
                guard access == .create else { throw failure(.noSuchFile) }
                return
            }
            guard !status.isFolder else { throw failure(.isFolder) }
            guard !openFiles.contains(status.identity) else { throw failure(.fileAlreadyOpen) }
            guard status.byteCount > 0 || access == .create else { throw failure(.truncated) }
        }

        /// Opens with as much of the wanted address space as the system grants.
        private func openWithinLimits() throws(LMDBError) -> Opened {
            let isNew = try File.status(of: path, for: Self.operation) == nil
            var byteCount = options.mapByteCount
            while true {
                do throws(LMDBError) {
                    let opened = try unsafe openWithOrWithoutLock(mapByteCount: byteCount)
                    if isNew { try File.syncFolder(of: path, for: Self.operation) }
                    return unsafe opened
                } catch {
                    let half = byteCount / 2
                    guard error.code == .noMemory, half >= Options.mapByteCountMin else {
                        throw error
                    }
                    byteCount = half
                }
            }
        }

        /// Opens without a lock file only for reading, and only where there can be none.
        private func openWithOrWithoutLock(mapByteCount: Int) throws(LMDBError) -> Opened {
            do {
                return try unsafe openOnce(mapByteCount: mapByteCount, usesLockFile: true)
            } catch {
                let isRefused = error.code == .permissionDenied || error.code == .notPermitted
                guard isRefused, access == .readOnly else { throw error }
                // Where it is the file itself that may not be read, this fails in the same way.
                return try unsafe openOnce(mapByteCount: mapByteCount, usesLockFile: false)
            }
        }

        private func openOnce(mapByteCount: Int, usesLockFile: Bool) throws(LMDBError) -> Opened {
            // SAFETY: the handle is used by this function alone until it is returned, and is
            // closed here, as LMDB demands, whenever a step after its creation fails.
            var created: OpaquePointer?
            try check(unsafe mdb_env_create(&created))
            guard let handle = unsafe created else { throw failure(.noMemory) }
            do throws(LMDBError) {
                try check(unsafe mdb_env_set_mapsize(handle, File.roundedToPages(mapByteCount)))
                try check(unsafe mdb_env_set_maxdbs(handle, UInt32(options.tableCountMax)))
                try check(unsafe mdb_env_set_maxreaders(handle, UInt32(options.readerCountMax)))
                if usesLockFile { try reserveLockFile() }
                let flags = openFlags(usesLockFile: usesLockFile)
                try check(unsafe mdb_env_open(handle, path, flags, 0o644))
                try unsafe checkAfter(handle)
                guard let status = try File.status(of: path, for: Self.operation) else {
                    throw failure(.noSuchFile)
                }
                let isLocked = unsafe usesLockFile && ReaderTable(in: handle).exists
                return unsafe Opened(handle: handle, usesLockFile: isLocked, file: status.identity)
            } catch {
                unsafe mdb_env_close(handle)
                throw error
            }
        }

        /// Sees to it that writing to the lock file through its map cannot meet a full disk.
        private func reserveLockFile() throws(LMDBError) {
            // The size that LMDB gives it: a head of two lines of 64 bytes, a line for each reader.
            let byteCount = (options.readerCountMax + 2) * 64
            // SAFETY: the path is read during the call. This process does not have the file open,
            // as `checkBefore` has seen, so closing it loses no locks.
            let code = unsafe clmdb_reserve(path + "-lock", off_t(byteCount))
            try check(code)
        }

        private func openFlags(usesLockFile: Bool) -> UInt32 {
            var flags = MDB_NOSUBDIR | MDB_NOTLS
            if access == .readOnly { flags |= MDB_RDONLY }
            if !usesLockFile { flags |= MDB_NOLOCK }
            return UInt32(flags)
        }

        /// Checks what only an open environment can tell, and clears dead readers.
        private func checkAfter(_ handle: OpaquePointer) throws(LMDBError) {
            // SAFETY: the handle is open, and no other thread has it yet.
            let keyByteCountMax = unsafe Int(mdb_env_get_maxkeysize(handle))
            precondition(
                keyByteCountMax >= Environment.keyByteCountMax,
                "the library takes keys of \(keyByteCountMax) bytes, not of \(Environment.keyByteCountMax)"
            )
            let extent = FileExtent(path: path, operation: Self.operation)
            guard try unsafe extent.isWhole(handle) else { throw failure(.truncated) }
            var deadCount: Int32 = 0
            try check(unsafe mdb_reader_check(handle, &deadCount))
        }

        private func check(_ result: Int32) throws(LMDBError) {
            guard result == MDB_SUCCESS else { throw failure(LMDBError.Code(rawValue: result)) }
        }

        private func failure(_ code: LMDBError.Code) -> LMDBError {
            LMDBError(code: code, operation: Self.operation, path: path)
        }
    }
}
