internal import CLMDB
internal import Synchronization

/// What the two kinds of transaction share: LMDB's handle, and its end.
///
/// It ends once: by `commit`, or else by an abort when it is dropped.
@safe
struct TransactionCore: ~Copyable {
    /// What a transaction may do.
    enum Kind {
        case reading
        case writing
    }

    let kind: Kind

    /// A strong reference: the map outlives the transaction, whatever happens.
    let environment: Environment

    // SAFETY: the handle is used only through this value, which cannot be copied, hence by one
    // owner at a time. It is `nil` once LMDB has freed it, so that it is never freed twice.
    private var handle: OpaquePointer?

    init(_ kind: Kind, on environment: Environment) throws(LMDBError) {
        self.kind = kind
        self.environment = environment
        unsafe handle = try environment.begin(kind)
    }

    /// The handle of a transaction that has not ended.
    var activeHandle: OpaquePointer {
        guard let handle = unsafe handle else {
            preconditionFailure("a transaction is used after its end")
        }
        return unsafe handle
    }

    /// The number of the commit that it reads, or would be.
    var number: UInt64 {
        // SAFETY: the transaction has not ended.
        UInt64(unsafe mdb_txn_id(activeHandle))
    }

    /// Makes the changes of the transaction durable, or none of them.
    mutating func commit() throws(LMDBError) {
        let ending = unsafe activeHandle
        unsafe handle = nil
        // SAFETY: LMDB frees the handle also when the commit fails, hence `nil` before the call.
        let result = unsafe mdb_txn_commit(ending)
        environment.end(kind)
        try environment.check(result, "commit a transaction")
    }

    deinit {
        guard let handle = unsafe handle else { return }
        // SAFETY: not `nil`, so neither committed nor aborted before.
        unsafe mdb_txn_abort(handle)
        environment.end(kind)
    }
}

extension Environment {
    /// Begins a transaction of LMDB, which `end` must follow when it has ended.
    fileprivate func begin(_ kind: TransactionCore.Kind) throws(LMDBError) -> OpaquePointer {
        let operation = kind == .writing ? "begin a write transaction" : "begin a read transaction"
        if kind == .writing {
            guard access != .readOnly else { throw failure(.readOnlyEnvironment, operation) }
            checkThreadDoesNotWrite()
        }
        try enter(for: operation)
        do {
            return try unsafe beginEntered(kind, operation)
        } catch {
            leave()
            throw error
        }
    }

    /// Begins a transaction, after removing once what stands in its way and can be removed.
    private func beginEntered(
        _ kind: TransactionCore.Kind,
        _ operation: String
    ) throws(LMDBError) -> OpaquePointer {
        let flags = kind == .writing ? 0 : UInt32(MDB_RDONLY)
        // SAFETY: `enter` keeps the map in place; with MDB_NOTLS a read transaction belongs to no
        // thread; a write transaction stays on the thread that began it, being neither Sendable
        // nor allowed in async functions.
        var created: OpaquePointer?
        var result = unsafe mdb_txn_begin(handle, nil, flags, &created)
        if result == MDB_MAP_RESIZED {
            try adoptSize(for: operation)
            result = unsafe mdb_txn_begin(handle, nil, flags, &created)
        } else if result == MDB_READERS_FULL {
            var deadCount: Int32 = 0
            try check(unsafe mdb_reader_check(handle, &deadCount), operation)
            result = unsafe mdb_txn_begin(handle, nil, flags, &created)
        }
        try check(result, operation)
        guard let transaction = unsafe created else { throw failure(.noMemory, operation) }
        if kind == .writing {
            writerThread.store(UInt(clmdb_thread_identity()), ordering: .relaxed)
        }
        return unsafe transaction
    }

    /// Traps when LMDB would let this thread wait for itself, for ever.
    func checkThreadDoesNotWrite() {
        let thread = UInt(clmdb_thread_identity())
        let writer = writerThread.load(ordering: .relaxed)
        precondition(writer != thread, "thread \(thread) writes already, as \(writer)")
    }

    /// Notes that a transaction has ended.
    fileprivate func end(_ kind: TransactionCore.Kind) {
        // Only for the thread itself: another may have begun to write since.
        let thread = UInt(clmdb_thread_identity())
        if kind == .writing {
            _ = writerThread.compareExchange(
                expected: thread,
                desired: 0,
                ordering: .relaxed
            )
        }
        leave()
    }
}
