internal import CLMDB

/// A place in a table that moves from entry to entry in the order of the keys.
///
/// At first it is on no entry: ``next()`` goes to the first and ``previous()`` to the last. A
/// step that finds no entry leaves it before the first or after the last, whence it can step
/// back. Keys are compared byte by byte, and a key comes before every longer one it begins.
///
/// To walk a whole table: `while let entry = try cursor.next() { … }`.
@safe
public struct Cursor: ~Copyable, ~Escapable {
    /// Where the cursor stands.
    ///
    /// LMDB's own answer to a step past the end differs from call to call, so it is not asked for
    /// one.
    private enum Place {
        case unset
        case beforeFirst
        case onEntry
        case afterLast
    }

    // SAFETY: the handle is used only through this value, which cannot be copied, and closed once,
    // when it is dropped; by its lifetime that is before the transaction ends.
    private let handle: OpaquePointer
    private let environment: Environment
    private var place = Place.unset

    @_lifetime(borrow core)
    init(over table: Table, in core: borrowing TransactionCore) throws(LMDBError) {
        core.checkUse(of: table)
        var created: OpaquePointer?
        let result = unsafe mdb_cursor_open(core.activeHandle, table.handle, &created)
        try core.environment.check(result, "open a cursor")
        guard let handle = unsafe created else {
            throw core.environment.failure(.noMemory, "open a cursor")
        }
        unsafe self.handle = handle
        environment = core.environment
    }

    deinit {
        // SAFETY: opened by init, closed nowhere else.
        unsafe mdb_cursor_close(handle)
    }

    /// Goes to the first entry.
    ///
    /// - Returns: The entry, or `nil` when the table is empty.
    /// - Throws: ``LMDBError`` when the file is damaged; so do all steps.
    /// - Complexity: O(log entries).
    @_lifetime(copy self)
    public mutating func first() throws(LMDBError) -> Entry? {
        try move(MDB_FIRST, otherwise: .afterLast)
    }

    /// Goes to the last entry.
    ///
    /// - Returns: The entry, or `nil` when the table is empty.
    /// - Throws: ``LMDBError`` when the file is damaged.
    /// - Complexity: O(log entries).
    @_lifetime(copy self)
    public mutating func last() throws(LMDBError) -> Entry? {
        try move(MDB_LAST, otherwise: .beforeFirst)
    }

    /// Goes to the entry after this one.
    ///
    /// - Returns: The entry, or `nil` when there is none.
    /// - Throws: ``LMDBError`` when the file is damaged.
    @_lifetime(copy self)
    public mutating func next() throws(LMDBError) -> Entry? {
        switch place {
        case .onEntry: try move(MDB_NEXT, otherwise: .afterLast)
        case .unset, .beforeFirst: try move(MDB_FIRST, otherwise: .afterLast)
        case .afterLast: nil
        }
    }

    /// Goes to the entry before this one.
    ///
    /// - Returns: The entry, or `nil` when there is none.
    /// - Throws: ``LMDBError`` when the file is damaged.
    @_lifetime(copy self)
    public mutating func previous() throws(LMDBError) -> Entry? {
        switch place {
        case .onEntry: try move(MDB_PREV, otherwise: .beforeFirst)
        case .unset, .afterLast: try move(MDB_LAST, otherwise: .beforeFirst)
        case .beforeFirst: nil
        }
    }

    @_lifetime(copy self)
    private mutating func move(
        _ step: MDB_cursor_op,
        otherwise end: Place
    ) throws(LMDBError) -> Entry? {
        var (key, value) = unsafe (MDB_val(), MDB_val())
        // SAFETY: two structures of this frame are written; nothing is read from them.
        let result = unsafe mdb_cursor_get(handle, &key, &value, step)
        return try unsafe arrive(result, key, value, otherwise: end)
    }

    /// Goes to the first entry whose key is `key` or comes after it.
    ///
    /// - Returns: The entry, or `nil` when there is none; the cursor is then after the last.
    /// - Throws: ``LMDBError`` when the file is damaged.
    /// - Complexity: O(log entries).
    @_lifetime(copy self)
    public mutating func seek(to key: Span<UInt8>) throws(LMDBError) -> Entry? {
        Environment.checkKey(key)
        // SAFETY: LMDB reads the wanted key during the call, and writes where it lies in the map.
        let handle = unsafe handle
        var (found, value) = unsafe (MDB_val(), MDB_val())
        let result = unsafe key.withUnsafeBufferPointer { bytes in
            unsafe found = MDB_val(bytes)
            return unsafe mdb_cursor_get(handle, &found, &value, MDB_SET_RANGE)
        }
        return try unsafe arrive(result, found, value, otherwise: .afterLast)
    }

    /// Goes to a key.
    ///
    /// - Returns: Its value, or `nil` when the table has no such key; the cursor is then where the key
    ///   would be.
    /// - Throws: ``LMDBError`` when the file is damaged.
    /// - Complexity: O(log entries).
    @_lifetime(copy self)
    public mutating func value(forKey key: Span<UInt8>) throws(LMDBError) -> Span<UInt8>? {
        guard let found = try seek(to: key), found.hasKey(key) else { return nil }
        return found.value
    }

    /// Goes to the last entry whose key is `key` or comes before it.
    ///
    /// - Returns: The entry, or `nil` when there is none; the cursor is then before the first.
    /// - Throws: ``LMDBError`` when the file is damaged.
    /// - Complexity: O(log entries).
    @_lifetime(copy self)
    public mutating func seek(atOrBefore key: Span<UInt8>) throws(LMDBError) -> Entry? {
        guard let found = try seek(to: key) else { return try last() }
        return found.hasKey(key) ? found : try previous()
    }

    /// Notes where a step led, and makes an entry of what LMDB found.
    @_lifetime(copy self)
    private mutating func arrive(
        _ result: Int32,
        _ key: MDB_val,
        _ value: MDB_val,
        otherwise end: Place
    ) throws(LMDBError) -> Entry? {
        guard result != MDB_NOTFOUND else {
            place = end
            return nil
        }
        try environment.check(result, "move a cursor")
        place = .onEntry
        // SAFETY: both lie in the map, where they stay until the transaction ends or writes. The
        // lifetime of `self` is a borrow of the transaction, and so is that of the entry.
        let keySpan = unsafe _overrideLifetime(key.span, copying: self)
        let valueSpan = unsafe _overrideLifetime(value.span, copying: self)
        return Entry(key: keySpan, value: valueSpan)
    }
}
