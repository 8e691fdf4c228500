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
            precondition(
                options.mapByteCount > 0,
                "mapByteCount is \(options.mapByteCount), not 1+"
            )
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
            if status.byteCount > 0 { try checkMetaPages() }
        }

        /// Refuses a file whose meta pages are damaged, before LMDB trusts them and maps it.
        private func checkMetaPages() throws(LMDBError) {
            let file = try DataFile(at: path, for: Self.operation)
            do throws(MetaProblem) {
                let pages = try MetaPages.checked(in: file)
                if let problem = pages.undoneCommit, access != .readOnly { throw problem }
            } catch {
                let place = "on meta page \(error.page), byte \(error.byteOffset), \(error.clause)"
                throw LMDBError(
                    code: error.code,
                    operation: Self.operation,
                    path: path,
                    place: place
                )
            }
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
                    // Under valgrind, what is too large to be mapped is an invalid argument.
                    let isTooLarge = error.code == .noMemory || error.code == .invalidArgument
                    guard isTooLarge, half >= Options.mapByteCountMin else { throw error }
                    byteCount = half
                }
            }
        }

        /// Opens without a lock file only for reading, and only where there can be none.
        private func openWithOrWithoutLock(mapByteCount: Int) throws(LMDBError) -> Opened {
            do throws(LMDBError) {
                // LMDB writes to the lock file through a map, and a page for which the disk has no
                // block ends the process with SIGBUS. So it is given its blocks before.
                try File.allocate(
                    options.lockByteCountMax,
                    at: path + "-lock",
                    for: Self.operation
                )
                return try unsafe openOnce(mapByteCount: mapByteCount, usesLockFile: true)
            } catch {
                let refusals: [LMDBError.Code] = [.permissionDenied, .notPermitted, .noSpace]
                guard refusals.contains(error.code), access == .readOnly else { throw error }
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
                try check(unsafe clmdb_handle_assertions(handle))
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

        private func openFlags(usesLockFile: Bool) -> UInt32 {
            var flags = MDB_NOSUBDIR | MDB_NOTLS
            if access == .readOnly { flags |= MDB_RDONLY }
            if !usesLockFile { flags |= MDB_NOLOCK }
            if options.defersFlushes { flags |= MDB_NOSYNC }
            return UInt32(flags)
        }

        /// Checks what only an open environment can tell, and clears dead readers.
        private func checkAfter(_ handle: OpaquePointer) throws(LMDBError) {
            // SAFETY: the handle is open, and no other thread has it yet.
            let keyByteCountMax = unsafe Int(mdb_env_get_maxkeysize(handle))
            precondition(
                keyByteCountMax >= Environment.keyByteCountMax,
                "keys of \(keyByteCountMax) bytes, not of \(Environment.keyByteCountMax)"
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
