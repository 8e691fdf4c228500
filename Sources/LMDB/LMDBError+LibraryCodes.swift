internal import CLMDB

// Every code of LMDB 0.9.24. The way out stands beside each, and in `hint` for the user.
extension LMDBError.Code {
    /// The key is there already, or, for an append, is not after the last.
    ///
    /// Read before writing.
    public static let keyExists = Self(rawValue: MDB_KEYEXIST)

    /// No such table.
    ///
    /// Create it, or open the file that has it.
    public static let notFound = Self(rawValue: MDB_NOTFOUND)

    /// A page that the tree names is not in the file.
    ///
    /// Restore a copy.
    public static let pageNotFound = Self(rawValue: MDB_PAGE_NOTFOUND)

    /// A page is not of the kind it should be.
    ///
    /// Restore a copy.
    public static let corrupted = Self(rawValue: MDB_CORRUPTED)

    /// An earlier failure left the environment unusable.
    ///
    /// Release it, open again, and go on.
    ///
    /// What was committed before is safe. LMDB sets this when it could neither write a meta page
    /// nor undo a half-written one; this module, when the file could not be mapped again.
    public static let panic = Self(rawValue: MDB_PANIC)

    /// The file is LMDB's, of another format version.
    ///
    /// Copy it with the library that wrote it.
    public static let versionMismatch = Self(rawValue: MDB_VERSION_MISMATCH)

    /// The file is not LMDB's.
    ///
    /// Check the path.
    public static let invalid = Self(rawValue: MDB_INVALID)

    /// The reserved address space is used up.
    ///
    /// Abort, call `grow()`, and write again.
    public static let mapFull = Self(rawValue: MDB_MAP_FULL)

    /// More tables than `tableCountMax`.
    ///
    /// Open the environment again with a greater limit.
    public static let tablesFull = Self(rawValue: MDB_DBS_FULL)

    /// More read transactions at a time than `readerCountMax`.
    ///
    /// End some, or raise the limit.
    public static let readersFull = Self(rawValue: MDB_READERS_FULL)

    /// No thread key is left.
    ///
    /// This module does not use them; report it.
    public static let threadKeysFull = Self(rawValue: MDB_TLS_FULL)

    /// The transaction changed too many pages.
    ///
    /// Write in smaller batches.
    public static let transactionFull = Self(rawValue: MDB_TXN_FULL)

    /// The tree is deeper than a cursor can follow: the file is damaged.
    ///
    /// Restore a copy.
    public static let cursorFull = Self(rawValue: MDB_CURSOR_FULL)

    /// A page has no room where it must have some: the file is damaged.
    ///
    /// Restore a copy.
    public static let pageFull = Self(rawValue: MDB_PAGE_FULL)

    /// Another process has made the file larger than the map, and transactions of this process
    /// stand in the way of mapping it anew.
    ///
    /// End them and begin again.
    public static let mapResized = Self(rawValue: MDB_MAP_RESIZED)

    /// The table is of a kind this module does not read, such as one with duplicate keys.
    public static let incompatible = Self(rawValue: MDB_INCOMPATIBLE)

    /// A reader slot was used again before it was free.
    ///
    /// This module forbids it; report it.
    public static let badReaderSlot = Self(rawValue: MDB_BAD_RSLOT)

    /// The transaction failed before and can only be aborted.
    ///
    /// Drop it and write again.
    public static let badTransaction = Self(rawValue: MDB_BAD_TXN)

    /// A key or value has a size LMDB does not store.
    ///
    /// A value has fewer than 4 GiB.
    public static let badValueSize = Self(rawValue: MDB_BAD_VALSIZE)

    /// The table was opened after this transaction began.
    ///
    /// Open tables first.
    public static let badTable = Self(rawValue: MDB_BAD_DBI)
}
