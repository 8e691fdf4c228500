internal import CLMDB

extension Environment {
    /// What must be known before the file may be mapped anew.
    struct Activity {
        /// The transactions of this process, begun or about to begin, and copies being made.
        var transactionCount = 0

        /// Whether the file could not be mapped again, so that nothing may touch the map.
        var isMapLost = false
    }

    /// Keeps the map where it is until `leave` is called.
    func enter(for operation: String) throws(LMDBError) {
        try activity.withLock { (state: inout Activity) throws(LMDBError) in
            guard !state.isMapLost else { throw failure(.panic, operation) }
            state.transactionCount += 1
        }
    }

    /// Ends what `enter` began.
    func leave() {
        activity.withLock { state in
            precondition(
                state.transactionCount > 0,
                "a transaction ends with \(state.transactionCount) active, not 1 or more"
            )
            state.transactionCount -= 1
        }
    }

    /// Throws for any result of LMDB but success.
    func check(_ result: Int32, _ operation: String) throws(LMDBError) {
        guard result == MDB_SUCCESS else {
            throw failure(LMDBError.Code(rawValue: result), operation)
        }
    }

    /// The error for a failed operation on this file.
    ///
    /// LMDB calls it a failure of the disk when the disk took only a part of a write. A full disk
    /// is by far the most common reason, and easily recognised.
    func failure(_ code: LMDBError.Code, _ operation: String) -> LMDBError {
        let isFull = code == .ioError && access != .readOnly && File.isDiskFull(at: path)
        return LMDBError(code: isFull ? .noSpace : code, operation: operation, path: path)
    }
}
