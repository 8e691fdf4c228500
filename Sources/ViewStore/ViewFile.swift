import ByteCoding
import EventLog
import LMDB
import NewsFacts
import Projecting

/// One generation of one view: for each row the versions of its facts and its states, and the checkpoint.
///
/// The checkpoint says how many events they account for. Both change in one transaction, so
/// that a process that dies leaves a view that is older, and never one that is wrong.
struct ViewFile: Sendable {
    let environment: Environment
    /// The versions of the facts of each row that no state holds.
    let entries: Table
    /// The states of each row, on both clocks.
    let states: Table
    /// On which days which rows may change.
    let days: Table
    private let meta: Table
    let path: String

    private static let names = ["days", "entries", "meta", "states"]

    /// Which form the tables have.
    static let layout: [UInt8] = [7]
    private static let layoutKey = Array("layout".utf8)
    private static let checkpointKey = Array("checkpoint".utf8)
    private static let lastKey = Array("last".utf8)
    private static let originKey = Array("origin".utf8)

    /// Opens a generation.
    init(openingAt path: String) throws(LMDBError) {
        self.path = path
        environment = try Environment(at: path, access: .readWrite)
        (days, entries, meta, states) = Self.named(try environment.openTables(Self.names))
    }

    /// Makes an empty generation, which is no view until it is finished, and need not be on the disk.
    init(creatingAt path: String) throws(LMDBError) {
        self.path = path
        var options = Environment.Options()
        options.defersFlushes = true
        environment = try Environment(at: path, access: .create, options: options)
        (days, entries, meta, states) = Self.named(try environment.createTables(Self.names))
    }

    /// Puts a generation on the disk, and only then lets it be the view that comes from `origin`.
    func finish(origin: [UInt8]) throws(LMDBError) {
        try environment.flush()
        var transaction = try WriteTransaction(environment)
        try transaction.put(origin.span, forKey: Self.originKey.span, in: meta)
        try transaction.put(Self.layout.span, forKey: Self.layoutKey.span, in: meta)
        try transaction.commit()
    }

    private static func named(_ tables: [Table]) -> (Table, Table, Table, Table) {
        (tables[0], tables[1], tables[2], tables[3])
    }

    /// What the view was made from: the log and the declaration of the projection.
    func origin() throws(LMDBError) -> [UInt8] {
        let transaction = try ReadTransaction(environment)
        guard let value = try transaction.value(forKey: Self.originKey.span, in: meta) else {
            return []
        }
        return Array(copying: value)
    }

    /// Whether the tables have the form that this version writes, whatever they were made from.
    func hasThisLayout() throws(LMDBError) -> Bool {
        let transaction = try ReadTransaction(environment)
        guard let value = try transaction.value(forKey: Self.layoutKey.span, in: meta) else {
            return false
        }
        return Array(copying: value) == Self.layout
    }

    /// What tells the last event that the view accounts for from all others; nil before the first.
    func last() throws(LMDBError) -> [UInt8]? {
        let transaction = try ReadTransaction(environment)
        guard let value = try transaction.value(forKey: Self.lastKey.span, in: meta) else {
            return nil
        }
        return Array(copying: value)
    }

    /// How many events the view accounts for.
    func checkpoint() throws(LMDBError) -> Position {
        let transaction = try ReadTransaction(environment)
        return try checkpoint(in: transaction)
    }

    /// How many events the view accounts for, as a transaction sees it.
    func checkpoint(
        in transaction: borrowing some Transaction & ~Copyable & ~Escapable
    ) throws(LMDBError) -> Position {
        let value = try transaction.value(forKey: Self.checkpointKey.span, in: meta)
        guard let value else { return .zero }
        var reader = ByteReader(value)
        return Position(rawValue: (try? reader.bigEndian(UInt64.self)) ?? 0)
    }

    /// Moves the checkpoint to the event that `last` tells from all others.
    func setCheckpoint(
        to end: Position,
        last: [UInt8],
        in transaction: inout WriteTransaction
    ) throws(LMDBError) {
        var value: [UInt8] = []
        value.appendBigEndian(end.rawValue)
        try transaction.put(value.span, forKey: Self.checkpointKey.span, in: meta)
        try transaction.put(last.span, forKey: Self.lastKey.span, in: meta)
    }

    /// Bytes of the file that are in use.
    func byteCount() throws(LMDBError) -> Int { try environment.statistics().usedByteCount }
}
