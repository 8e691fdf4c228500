extension Environment {
    /// What is to be done with the file of an environment.
    public enum Access: Hashable, Sendable {
        /// Read and write; the file is created if it is missing.
        case create
        /// Read and write; the file must exist.
        case readWrite
        /// Read only; the file must exist. The file and its folder need not be writable.
        case readOnly
    }

    /// The limits of an environment, none of which is stored in the file.
    public struct Options: Hashable, Sendable {
        /// The address space to reserve for the file, which is the size it can grow to.
        ///
        /// It is address space, not memory and not disk; 1 TiB costs nothing. Where the system
        /// does not grant so much, half is asked for, and so on down to 64 MiB.
        public var mapByteCount = 1 << 40

        /// The greatest number of named tables that are open at a time.
        public var tableCountMax = 128

        /// The greatest number of read transactions at a time, in all processes together.
        ///
        /// The process that opens the file first decides for all.
        public var readerCountMax = 126

        /// Whether commits return before they are on the disk, until ``Environment/flush()``: for a file
        /// that nobody needs yet.
        ///
        /// A commit is still whole or not at all to every process, also after the death of this one. After
        /// a loss of power the file may have anything in it.
        public var defersFlushes = false

        /// Creates the options that suit almost every file.
        public init() {}

        /// What the lock file needs at most: a cache line a reader, and a few for the head.
        var lockByteCountMax: Int {
            (readerCountMax + 8) * 128
        }

        /// The least address space that is asked for when more is not granted.
        static let mapByteCountMin = 64 << 20
    }
}
