/// The files that this process has open as environments.
///
/// LMDB locks with `fcntl`, whose locks a process loses when it closes any descriptor of the lock
/// file. So a file must not be opened twice in a process, whatever paths lead to it.
enum OpenFiles {
    /// What tells one file from another while it exists.
    struct Identity: Hashable, Sendable {
        let device: UInt64
        let inode: UInt64
    }

    /// Held while a file is opened or closed, so that the set and the locks agree.
    private static let identities = Guarded<Set<Identity>>([])

    /// Runs `body`, which is given the files now open, and registers the file that it opens.
    static func opening(
        _ body: (Set<Identity>) throws(LMDBError) -> Environment.Opened
    ) throws(LMDBError) -> Environment.Opened {
        // SAFETY: the variable belongs to this call; the closure runs within it, on its thread.
        nonisolated(unsafe) var opened: Environment.Opened?
        try identities.withLock { (identities: inout Set<Identity>) throws(LMDBError) in
            let new = try unsafe body(identities)
            let isNew = unsafe identities.insert(new.file).inserted
            precondition(isNew, "a file open \(identities.count) times over is registered once")
            unsafe opened = new
        }
        guard let opened = unsafe opened else {
            preconditionFailure("opening ended with neither a file nor an error")
        }
        return unsafe opened
    }

    /// Runs `body`, which closes the file, and forgets the file.
    static func closing(_ identity: Identity, _ body: () -> Void) {
        identities.withLock { identities in
            body()
            let removed = identities.remove(identity)
            precondition(removed != nil, "a file is closed that is not among \(identities.count)")
        }
    }
}
