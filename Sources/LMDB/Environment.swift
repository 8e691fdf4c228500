internal import CLMDB
internal import Synchronization

/// One LMDB file, mapped into memory, with one writer and many readers across processes.
///
/// A process opens a file once and shares the environment among its threads; opening it a second
/// time is refused, for the locks of the first would be lost with the second. The file is closed
/// when the last reference goes; a transaction holds one, so the map outlives what is read from
/// it. Commits are durable: when a commit has returned, its data is on the disk, unless
/// ``Options/defersFlushes`` says otherwise.
///
/// Beside the file lies another with `-lock` at the end of its name, which processes use to find
/// each other. It holds no data and may be deleted when no process has the file open. Neither
/// file may lie on a network file system. An environment is not usable in a forked child.
@safe
public final class Environment: Sendable {
    /// The greatest number of bytes in a key; the least is 1.
    public static let keyByteCountMax = 511

    /// The path of the file, as it was given.
    public let path: String

    /// The right with which the file was opened.
    public let access: Access

    /// Whether this process takes part in the locking of the file.
    ///
    /// It is `false` only where a file was opened with `.readOnly` and its lock file could be
    /// neither created nor written. Writers do not see such readers and may reuse the pages that
    /// they read: see that nobody writes to the file in the meantime.
    public let usesLockFile: Bool

    /// A number that no other environment of this process has or had.
    let identity: UInt64

    // SAFETY: LMDB allows its environment to be used from any thread. What it forbids (mapping
    // anew or opening tables beside other calls) is guarded by `activity` and `tableOpening`. The
    // handle is closed only in deinit, and every transaction keeps the environment alive.
    nonisolated(unsafe) let handle: OpaquePointer

    /// The map and the transactions that read from it.
    let activity: Guarded<Activity>

    /// Held while tables are opened, which LMDB allows to one transaction at a time.
    let tableOpening = Guarded<Void>(())

    /// The thread of this process that has a write transaction, or 0.
    let writerThread = Atomic<UInt>(0)

    private let file: OpenFiles.Identity
    private let registeredFile: RegisteredFile

    /// Opens the file at `path`.
    ///
    /// Slots in the lock file that were left by readers now dead are cleared.
    ///
    /// - Parameters:
    ///   - path: The file, not a folder. The folder that holds it must exist.
    ///   - access: What is to be done with the file, and whether it is created.
    ///   - options: Limits; those of other processes that have it open may differ.
    /// - Throws: ``LMDBError`` with `.noSuchFile`, `.permissionDenied` and others of the operating
    ///   system; `.invalid` for a file that is not LMDB's; `.versionMismatch`; `.truncated` for
    ///   one that has lost its end; `.fileAlreadyOpen`; `.libraryTooOld`.
    public init(
        at path: String,
        access: Access,
        options: Options = Options()
    ) throws(LMDBError) {
        precondition(!path.isEmpty, "the path of an environment has 0 bytes, not 1 or more")
        let opening = Opening(path: path, access: access, options: options)
        let opened = try unsafe opening.open()
        self.path = path
        self.access = access
        unsafe handle = opened.handle
        usesLockFile = unsafe opened.usesLockFile
        file = unsafe opened.file
        registeredFile = unsafe RegisteredFile(path, opened.file)
        activity = Guarded(Activity())
        identity = Self.nextIdentity.add(1, ordering: .relaxed).newValue
    }

    private static let nextIdentity = Atomic<UInt64>(0)

    deinit {
        let transactionCount = activity.withLock { state in state.transactionCount }
        precondition(
            transactionCount == 0,
            "an environment is closed with \(transactionCount) transactions, not 0"
        )
        // SAFETY: no transaction is left, and no other reference that could begin one.
        OpenFiles.closing(file) { unsafe mdb_env_close(handle) }
        registeredFile.remove()
    }
}
