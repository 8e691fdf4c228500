import ByteCoding
import Foundation
import LMDB

/// The file of an index: one entry for each key and position, whose value is empty.
struct IndexStore: Sendable {
    private let environment: Environment
    private let postings: Table
    private let meta: Table

    private static let checkpointKey = Array("checkpoint".utf8)
    private static let logKey = Array("log".utf8)

    /// Opens the file, or makes it anew when it is damaged, belongs to another log, or has seen
    /// events that the log does not hold; nil when there is none and the ledger cannot be written.
    init?(
        in folder: String,
        access: Environment.Access,
        of log: LogIdentity,
        head: Position
    ) throws(LMDBError) {
        let path = folder + "/index.mdb"
        do throws(LMDBError) {
            self = try Self(at: path, access: access)
        } catch {
            guard access != .readOnly else { return nil }
            guard error.isOfDamage else { throw error }
            for suffix in ["", "-lock"] {
                try? FileManager.default.removeItem(atPath: path + suffix)
            }
            self = try Self(at: path, access: access)
        }
        if try !belongs(to: log, head: head) {
            guard access != .readOnly else { return nil }
            try clear(for: log)
        }
    }

    private init(at path: String, access: Environment.Access) throws(LMDBError) {
        environment = try Environment(
            at: path,
            access: access == .readOnly ? .readOnly : .create
        )
        let names = ["meta", "postings"]
        let tables =
            access == .readOnly
            ? try environment.openTables(names) : try environment.createTables(names)
        meta = tables[0]
        postings = tables[1]
    }

    /// Whether the file was made from this log, and not from a state of it that is gone, as when
    /// an older copy of the log was restored.
    private func belongs(to log: LogIdentity, head: Position) throws(LMDBError) -> Bool {
        guard try checkpoint() <= head else { return false }
        let transaction = try ReadTransaction(environment)
        guard let value = try transaction.value(forKey: Self.logKey.span, in: meta) else {
            return false
        }
        return Array(copying: value) == log.bytes
    }

    private func clear(for log: LogIdentity) throws(LMDBError) {
        var transaction = try WriteTransaction(environment)
        try transaction.removeAll(in: postings)
        try transaction.removeAll(in: meta)
        try transaction.put(log.bytes.span, forKey: Self.logKey.span, in: meta)
        try transaction.commit()
    }

    /// The position after the last event that the file has seen.
    func checkpoint() throws(LMDBError) -> Position {
        let transaction = try ReadTransaction(environment)
        guard let value = try transaction.value(forKey: Self.checkpointKey.span, in: meta) else {
            return .zero
        }
        return Position(bigEndian: value)
    }

    func positions(with key: [UInt8]) throws(LMDBError) -> [Position] {
        let transaction = try ReadTransaction(environment)
        var cursor = try transaction.cursor(over: postings)
        var positions: [Position] = []
        var entry = try cursor.seek(to: key.span)
        while let found = entry, found.key.count == key.count + 8, found.key.starts(with: key) {
            positions.append(Position(bigEndian: found.key.extracting(key.count...)))
            entry = try cursor.next()
        }
        return positions
    }

    func add(_ keys: [[UInt8]: [Position]], upTo end: Position) throws(LMDBError) {
        var entries: [[UInt8]] = []
        for (key, positions) in keys {
            for position in positions {
                var entry = key
                entry.appendBigEndian(position.rawValue)
                entries.append(entry)
            }
        }
        entries.sort { $0.lexicographicallyPrecedes($1) }
        let nothing: [UInt8] = []
        var checkpoint: [UInt8] = []
        checkpoint.appendBigEndian(end.rawValue)
        var transaction = try WriteTransaction(environment)
        for entry in entries { try transaction.put(nothing.span, forKey: entry.span, in: postings) }
        try transaction.put(checkpoint.span, forKey: Self.checkpointKey.span, in: meta)
        try transaction.commit()
    }
}

extension LMDBError {
    /// Whether the file is there and is not what this library wrote.
    fileprivate var isOfDamage: Bool {
        [.invalid, .versionMismatch, .truncated, .corrupted, .pageNotFound, .incompatible]
            .contains(code)
    }
}

extension Position {
    /// Reads eight bytes, most significant first; fewer read as though zeros stood before them.
    init(bigEndian bytes: Span<UInt8>) {
        var value: UInt64 = 0
        for index in bytes.indices { value = value << 8 | UInt64(bytes[index]) }
        self.init(rawValue: value)
    }
}
