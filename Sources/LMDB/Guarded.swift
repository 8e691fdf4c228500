internal import CLMDB

/// A value that one thread at a time may touch.
///
/// This is `Mutex` of Synchronization with a lock that the thread sanitizer knows. On Linux it
/// does not see the lock of `Mutex`, which lies in a library without its marks, and reports every
/// use of the value as a race.
@safe
final class Guarded<Value: Sendable>: Sendable {
    // SAFETY: the lock has one address from init to deinit, where no other reference is left. The
    // value is touched only in `withLock`, between lock and unlock.
    nonisolated(unsafe) private let lock: UnsafeMutablePointer<pthread_mutex_t>
    nonisolated(unsafe) private var value: Value

    init(_ value: Value) {
        unsafe self.value = value
        unsafe lock = .allocate(capacity: 1)
        let result = unsafe pthread_mutex_init(lock, nil)
        precondition(result == 0, "pthread_mutex_init returned \(result), not 0")
    }

    deinit {
        // SAFETY: as above; nobody holds the lock.
        unsafe pthread_mutex_destroy(lock)
        unsafe lock.deallocate()
    }

    /// Runs `body` with the value, when no other thread has it.
    ///
    /// Using the same guarded value within `body` would wait for itself, for ever.
    func withLock<Result, Failure: Error>(
        _ body: (inout Value) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        let result = unsafe pthread_mutex_lock(lock)
        precondition(result == 0, "pthread_mutex_lock returned \(result), not 0")
        defer { unsafe pthread_mutex_unlock(lock) }
        return try unsafe body(&value)
    }
}
