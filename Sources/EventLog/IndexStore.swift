import ByteCoding
import Foundation
import LMDB
import Logging

/// The file of an index: one entry for each key and position, whose value is empty.
struct IndexStore: Sendable {
    private let environment: Environment
    private let postings: Table
    private let meta: Table

    private static let stateKey = Array("state".utf8)

    /// Which events the file accounts for: the first so many of a log, and what tells that log from
    /// every other, a restored copy of it included.
    struct State: Hashable, Sendable {
        let checkpoint: Position
        /// The identity of the log, then what stands before the checkpoint.
        let origin: [UInt8]
    }

    /// Opens the file, or makes it anew when it is damaged; nil when there is none and the ledger
    /// cannot be written.
    init?(in folder: String, access: Environment.Access) throws(LMDBError) {
        let path = folder + "/index.mdb"
        do throws(LMDBError) {
            self = try Self(at: path, access: access)
        } catch {
            guard access != .readOnly else { return nil }
            guard error.isOfDamage else { throw error }
            Logger.log.notice("the index cannot be read and is made anew: \(error)")
            for suffix in ["", "-lock"] {
                try? FileManager.default.removeItem(atPath: path + suffix)
            }
            self = try Self(at: path, access: access)
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

    var isWritable: Bool { environment.access != .readOnly }

    /// What the file accounts for; nil when it is empty.
    func state() throws(LMDBError) -> State? {
        let transaction = try ReadTransaction(environment)
        return Self.state(try transaction.value(forKey: Self.stateKey.span, in: meta))
    }

    private static func state(_ value: Span<UInt8>?) -> State? {
        guard let value, value.count >= 8 else { return nil }
        return State(
            checkpoint: Position(bigEndian: value.extracting(0..<8)),
            origin: Array(copying: value.extracting(8...))
        )
    }

    /// Empties the file, unless it accounts for something else than `judged` by now.
    func clear(ifStill judged: State?) throws(LMDBError) {
        var transaction = try WriteTransaction(environment)
        guard Self.state(try transaction.value(forKey: Self.stateKey.span, in: meta)) == judged
        else { return }
        try transaction.removeAll(in: postings)
        try transaction.removeAll(in: meta)
        try transaction.commit()
    }

    /// The positions that the file has for a key, and how many events it accounts for.
    func positions(
        with key: [UInt8]
    ) throws(LMDBError) -> (found: [Position], checkpoint: Position) {
        let transaction = try ReadTransaction(environment)
        let state = Self.state(try transaction.value(forKey: Self.stateKey.span, in: meta))
        var cursor = try transaction.cursor(over: postings)
        var found: [Position] = []
        var entry = try cursor.seek(to: key.span)
        while let next = entry, next.key.count == key.count + 8, next.key.starts(with: key) {
            found.append(Position(bigEndian: next.key.extracting(key.count...)))
            entry = try cursor.next()
        }
        return (found, state?.checkpoint ?? .zero)
    }

    /// The first position of each key of a list, and how many events the file accounts for.
    func firstPositions(
        with keys: KeyList
    ) throws(LMDBError) -> (found: [Position?], checkpoint: Position) {
        let transaction = try ReadTransaction(environment)
        let state = Self.state(try transaction.value(forKey: Self.stateKey.span, in: meta))
        var found = [Position?](repeating: nil, count: keys.count)
        guard let state else { return (found, .zero) }
        var cursor = try transaction.cursor(over: postings)
        let bytes = keys.bytes.span
        for index in 0..<keys.count {
            let range = keys.range(of: index)
            let entry = try cursor.seek(to: bytes.extracting(range))
            if let entry, entry.key.count == range.count + 8,
                keys.holds(entry.key.extracting(..<range.count), at: index)
            {
                found[index] = Position(bigEndian: entry.key.extracting(range.count...))
            }
        }
        return (found, state.checkpoint)
    }

    /// Bytes of the file that are in use.
    func byteCount() throws(LMDBError) -> Int { try environment.statistics().usedByteCount }

    /// How many events the file accounts for, and how many entries it has for them.
    func extent() throws(LMDBError) -> (checkpoint: Position, entryCount: Int) {
        let transaction = try ReadTransaction(environment)
        let state = Self.state(try transaction.value(forKey: Self.stateKey.span, in: meta))
        return (state?.checkpoint ?? .zero, try transaction.statistics(of: postings).entryCount)
    }

    /// Those of some entries that the file does not have.
    ///
    /// - Parameter entries: Keys with the position of an event, in ascending order.
    /// - Returns: The missing ones, in that order.
    /// - Throws: ``LMDBError`` when the file cannot be read.
    func missing(from entries: [[UInt8]]) throws(LMDBError) -> [[UInt8]] {
        let transaction = try ReadTransaction(environment)
        var cursor = try transaction.cursor(over: postings)
        var missing: [[UInt8]] = []
        for entry in entries {
            let found = try cursor.seek(to: entry.span)
            guard let found, found.key.count == entry.count, found.key.starts(with: entry) else {
                missing.append(entry)
                continue
            }
        }
        return missing
    }

    /// Adds the entries of the events from `start` on and accounts for all before `state.checkpoint`.
    ///
    /// Entries are keys with the position of an event, in ascending order.
    ///
    /// - Returns: False, with nothing done, when the file does not account for all before `start`:
    ///   a gap would hide events for good.
    /// - Throws: ``LMDBError`` when the file cannot be written.
    func add(
        _ entries: KeyList,
        from start: Position,
        upTo state: State
    ) throws(LMDBError) -> Bool {
        var value: [UInt8] = []
        value.appendBigEndian(state.checkpoint.rawValue)
        value += state.origin
        var transaction = try WriteTransaction(environment)
        let stored = Self.state(try transaction.value(forKey: Self.stateKey.span, in: meta))
        let checkpoint = stored?.checkpoint ?? .zero
        guard checkpoint >= start else { return false }
        guard checkpoint < state.checkpoint else { return true }
        try transaction.put(entries.bytes.span, endingAt: entries.ends.span, in: postings)
        try transaction.put(value.span, forKey: Self.stateKey.span, in: meta)
        try transaction.commit()
        return true
    }
}

extension LMDBError {
    /// Whether the file is there and is not what this library wrote.
    var isOfDamage: Bool {
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
