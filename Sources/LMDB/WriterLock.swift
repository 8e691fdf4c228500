internal import CLMDB
internal import Synchronization

/// The right to write to an environment, for which processes wait with patience and not for ever.
///
/// LMDB's own lock has no timeout and does not tell who holds it. Whoever takes this one before it
/// begins a write transaction knows whom it waits for, and can give up. It is a lock of the
/// operating system on a file that holds the process id of the last holder; it goes when the
/// process does, however it ends.
@safe
public final class WriterLock: Sendable {
    /// The file, beside that of the environment.
    public let path: String
    private let timeout: Duration
    private let isNeeded: Bool
    private let onWait: @Sendable (_ holder: Int32?) -> Void
    /// The file, open while this lock lives; -1 before it is first needed.
    private let descriptor = Mutex<Int32>(-1)

    private static let operation = "wait for the right to write"
    private static let noticeable = Duration.seconds(1)

    /// A lock on a file that is made when the lock is first taken.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - timeout: After so long ``acquire()`` gives up.
    ///   - isNeeded: Whether to fail where files cannot be locked; otherwise the lock of LMDB that the
    ///     caller takes next has to do.
    ///   - onWait: Told once for each wait that becomes noticeable: the process that holds the
    ///     lock, if it is known.
    public init(
        at path: String,
        timeout: Duration,
        isNeeded: Bool = false,
        onWait: @escaping @Sendable (_ holder: Int32?) -> Void
    ) {
        self.path = path
        self.timeout = timeout
        self.isNeeded = isNeeded
        self.onWait = onWait
    }

    deinit {
        descriptor.withLock { descriptor in
            if descriptor >= 0 { close(descriptor) }
        }
    }

    /// Takes the lock, after waiting for whoever has it.
    ///
    /// One thread of a process has it at a time; the caller sees to that.
    ///
    /// - Returns: Whether it was taken; where it is not needed, files may be such that nobody can.
    /// - Throws: ``LMDBError`` with `.busy` after the timeout; others of the operating
    ///   system.
    @discardableResult
    public func acquire() throws(LMDBError) -> Bool {
        // Who may write to the environment and not to its folder has LMDB's own lock.
        guard let file = try open() else {
            guard !isNeeded else { throw failure(.permissionDenied) }
            return false
        }
        let start = ContinuousClock.now
        var pause: UInt32 = 200
        var hasTold = false
        while true {
            let result = clmdb_try_lock(file)
            switch result {
            case 0:
                writeHolder(to: file)
                return true
            case EWOULDBLOCK, EINTR: break
            case ENOLCK, EOPNOTSUPP, ENOSYS, EINVAL:
                guard !isNeeded else { throw failure(LMDBError.Code(rawValue: result)) }
                return false
            default: throw failure(LMDBError.Code(rawValue: result))
            }
            let waited = ContinuousClock.now - start
            if waited > timeout { throw failure(.busy) }
            if waited > Self.noticeable, !hasTold {
                hasTold = true
                onWait(readHolder(from: file))
            }
            usleep(pause)
            pause = min(pause * 2, 20_000)
        }
    }

    /// Lets the next one write.
    public func release() { descriptor.withLock { if $0 >= 0 { clmdb_unlock($0) } } }

    /// The process that has the lock or had it last; nil when it is not known.
    public var holder: Int32? {
        get throws(LMDBError) { try open().flatMap(readHolder(from:)) }
    }

    /// The file, if this user may open it in any way.
    private func open() throws(LMDBError) -> Int32? {
        try descriptor.withLock { (descriptor: inout Int32) throws(LMDBError) in
            if descriptor >= 0 { return descriptor }
            let refusals: [LMDBError.Code] = [.permissionDenied, .notPermitted]
            // SAFETY: the path is read during each call.
            descriptor = unsafe clmdb_open_for_locking(path)
            if descriptor >= 0 { return descriptor }
            guard refusals.contains(File.lastError) else { throw failure(File.lastError) }
            // Another user has made it, and a file that can be read can be locked.
            descriptor = unsafe clmdb_open_for_reading(path)
            return descriptor >= 0 ? descriptor : nil
        }
    }

    /// Notes who has the lock; where there is no room for it, nobody is told.
    private func writeHolder(to file: Int32) {
        // To write makes the disk busy, and most often the last holder is this process.
        if readHolder(from: file) == getpid() { return }
        let text = Array("\(getpid())\n".utf8)
        // SAFETY: the bytes are the array's, and read during the call only.
        let count = unsafe text.withUnsafeBytes { unsafe pwrite(file, $0.baseAddress, $0.count, 0) }
        if count == text.count { _ = ftruncate(file, off_t(count)) }
    }

    private func readHolder(from file: Int32) -> Int32? {
        var bytes = [UInt8](repeating: 0, count: 16)
        // SAFETY: the buffer is the array's, of just this size, and used during the call only.
        let count = unsafe bytes.withUnsafeMutableBytes { buffer in
            unsafe pread(file, buffer.baseAddress, buffer.count, 0)
        }
        guard count > 0 else { return nil }
        return Int32(String(decoding: bytes.prefix(count), as: UTF8.self).prefix { $0 != "\n" })
    }

    private func failure(_ code: LMDBError.Code) -> LMDBError {
        LMDBError(code: code, operation: Self.operation, path: path)
    }
}
