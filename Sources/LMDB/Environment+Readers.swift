internal import CLMDB

extension Environment {
    /// A read transaction of some process, or the place that it left.
    public struct Reader: Hashable, Sendable {
        /// The process that it belongs to.
        public let processID: Int32

        /// The last transaction whose writes it sees, or `nil` when it is not reading now.
        ///
        /// No page that was in use at the oldest of these is used again until its reader ends.
        public let transactionID: Int?
    }

    /// Frees the places of readers whose process has ended without ending its transactions.
    ///
    /// Until then no page is used again that was in use when they began.
    ///
    /// - Throws: ``LMDBError`` when the lock file is damaged.
    /// - Complexity: O(readers).
    public func clearDeadReaders() throws(LMDBError) {
        var deadCount: Int32 = 0
        // SAFETY: the call only reads and clears slots of the lock file, from any thread.
        try check(unsafe mdb_reader_check(handle, &deadCount), "clear dead readers")
    }

    /// The readers of the file in all processes, the dead ones cleared first.
    ///
    /// A file opened without its lock file has none to tell of.
    ///
    /// - Throws: ``LMDBError`` when the lock file is damaged.
    /// - Complexity: O(`readerCountMax`).
    public func readers() throws(LMDBError) -> [Reader] {
        try clearDeadReaders()
        // SAFETY: the call only reads slots of the lock file, from any thread.
        return unsafe ReaderTable(in: handle).readers
    }
}

/// The lock file's table of readers, as LMDB prints it.
struct ReaderTable {
    private(set) var readers: [Environment.Reader] = []

    /// Whether there is a lock file that readers are written to.
    private(set) var exists = true

    init(in handle: OpaquePointer) {
        // SAFETY: LMDB calls back during this call only, on this thread, with a C string that it
        // keeps until the callback returns and with the pointer to `self` that it was given.
        _ = unsafe withUnsafeMutablePointer(to: &self) { table in
            unsafe mdb_reader_list(
                handle,
                { text, context in
                    guard let text = unsafe text, let context = unsafe context else { return -1 }
                    let table = unsafe context.assumingMemoryBound(to: ReaderTable.self)
                    unsafe table.pointee.take(String(cString: text))
                    return 0
                },
                table
            )
        }
    }

    /// Takes one message: a heading, a line "process thread transaction", or a remark.
    private mutating func take(_ line: String) {
        if line.hasPrefix("(no reader locks)") {
            exists = false
            return
        }
        let words = line.split { character in character.isWhitespace }
        guard words.count == 3, let processID = Int32(words[0]) else { return }
        readers.append(
            Environment.Reader(processID: processID, transactionID: Int(words[2]))
        )
    }
}
