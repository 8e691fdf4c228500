import ByteCoding
import Foundation
import LMDB
import Logging

/// The file of an index: postings in blocks, in levels each of which has room for eight times the
/// events of the one before it.
///
/// Postings come into the first level, and go from a level that is full into the next. So a posting
/// is written again a number of times that grows with the logarithm of the log, not with the log.
struct IndexStore: Sendable {
    let environment: Environment
    /// The blocks of each level: the key is the last posting that belongs into a block, the value
    /// those that are there.
    let levels: [Table]
    private let meta: Table
    /// The postings of the layout before this one.
    private let former: Table?
    /// By what the terms of texts are made.
    let hash: SeededHash

    private static let stateKey = Array("state".utf8)
    private static let seedKey = Array("seed".utf8)
    static let levelCount = 4

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
        let names = ["meta"] + (1...Self.levelCount).map { "level-\($0)" }
        let tables =
            access == .readOnly
            ? try environment.openTables(names) : try environment.createTables(names)
        meta = tables[0]
        levels = Array(tables.dropFirst())
        former = access == .readOnly ? nil : try? environment.openTable("postings")
        hash = try Self.hash(in: environment, tables)
    }

    /// The hash of a file, which is drawn when there is none.
    private static func hash(
        in environment: Environment,
        _ tables: [Table]
    ) throws(LMDBError) -> SeededHash {
        let meta = tables[0]
        do {
            // Whoever only looks something up waits for nobody who writes.
            let transaction = try ReadTransaction(environment)
            if let hash = hash(try transaction.value(forKey: seedKey.span, in: meta)) {
                return hash
            }
        }
        guard environment.access != .readOnly else {
            throw LMDBError(
                code: .corrupted,
                operation: "read the seed of the index",
                path: environment.path
            )
        }
        var transaction = try WriteTransaction(environment)
        if let hash = hash(try transaction.value(forKey: seedKey.span, in: meta)) { return hash }
        let hash = SeededHash.random()
        // What is there has other terms.
        for table in tables { try transaction.removeAll(in: table) }
        try transaction.put(hash.bytes.span, forKey: seedKey.span, in: meta)
        try transaction.commit()
        return hash
    }

    private static func hash(_ value: Span<UInt8>?) -> SeededHash? {
        guard let value, value.count == SeededHash.byteCount else { return nil }
        var reader = ByteReader(value)
        return try? SeededHash(from: &reader)
    }

    var isWritable: Bool { environment.access != .readOnly }

    /// What the file accounts for; nil when it is empty.
    func state() throws(LMDBError) -> IndexState? {
        let transaction = try ReadTransaction(environment)
        return try state(in: transaction)
    }

    private func state(
        in transaction: borrowing ReadTransaction
    ) throws(LMDBError) -> IndexState? {
        Self.state(try transaction.value(forKey: Self.stateKey.span, in: meta))
    }

    func state(in transaction: borrowing WriteTransaction) throws(LMDBError) -> IndexState? {
        Self.state(try transaction.value(forKey: Self.stateKey.span, in: meta))
    }

    private static func state(_ value: Span<UInt8>?) -> IndexState? {
        guard let value else { return nil }
        return IndexState(value)
    }

    func put(_ state: IndexState, in transaction: inout WriteTransaction) throws(LMDBError) {
        try transaction.put(state.bytes.span, forKey: Self.stateKey.span, in: meta)
    }

    /// Empties the file but for its seed.
    func removeAll(in transaction: inout WriteTransaction) throws(LMDBError) {
        for table in levels { try transaction.removeAll(in: table) }
        if let former { try transaction.removeAll(in: former) }
        _ = try transaction.delete(Self.stateKey.span, in: meta)
    }

    /// The postings of a level.
    @_lifetime(borrow transaction)
    func postings(
        of level: Table,
        in transaction: borrowing ReadTransaction
    ) throws(LMDBError) -> PostingCursor {
        PostingCursor(try transaction.cursor(over: level), path: environment.path)
    }

    /// Bytes of the file that are in use.
    func byteCount() throws(LMDBError) -> Int { try environment.statistics().usedByteCount }
}

extension IndexStore {
    /// The positions from one on that the file has for a term, and how many events it accounts for.
    func positions(
        with term: Term,
        from start: Position = .zero
    ) throws(LMDBError) -> (found: [Position], checkpoint: Position) {
        let transaction = try ReadTransaction(environment)
        guard let state = try state(in: transaction) else { return ([], .zero) }
        var found: [Position] = []
        // The deeper levels have the older events.
        for level in levels.reversed() {
            var postings = try self.postings(of: level, in: transaction)
            var posting = try postings.seek(to: Posting(term, at: start))
            let former = found.last
            while let next = posting, next.term == term {
                // What is on its way from one level to the next is in both.
                if former.map({ $0 < next.position }) ?? true { found.append(next.position) }
                posting = try postings.next()
            }
        }
        return (found, state.checkpoint)
    }

    /// Tells the terms that the file has of the kinds with those numbers, each as often as there are events with it.
    ///
    /// - Returns: How many events the file accounts for.
    /// - Throws: ``LMDBError`` also when postings are out of order, so that some would not be told.
    @discardableResult
    func forEachTerm(
        of kinds: [UInt8],
        _ body: (Term) -> Void
    ) throws(LMDBError) -> Position {
        let transaction = try ReadTransaction(environment)
        guard let state = try state(in: transaction) else { return .zero }
        for (level, table) in levels.enumerated() {
            // Up to there, all are in the next level as well.
            let moved = level < state.moved.count ? state.moved[level] : .first
            var postings = try self.postings(of: table, in: transaction)
            for kind in kinds {
                var posting = try postings.first(of: Term(leastOf: kind), after: moved)
                var isInOrder = true
                while let found = posting, found.term.kind == kind, isInOrder {
                    body(found.term)
                    posting = try postings.next()
                    isInOrder = posting.map { $0 > found } ?? true
                }
                let end = Term(leastOf: kind + 1)
                guard isInOrder, try postings.first(of: end, after: moved) == posting else {
                    throw corruption(in: "read the terms of the index")
                }
            }
        }
        return state.checkpoint
    }

    /// That the file is not as it was written.
    func corruption(in operation: String) -> LMDBError {
        LMDBError(code: .corrupted, operation: operation, path: environment.path)
    }

    /// The first position of each term of a list, and how many events the file accounts for.
    ///
    /// - Complexity: O(k log n) for k terms, on two threads where there are many.
    func firstPositions(
        with terms: [Term]
    ) throws(LMDBError) -> (found: [Position?], checkpoint: Position) {
        // In their order, many lie in the block of the one before.
        let order = terms.indices.sorted { terms[$0] < terms[$1] }
        let share = max(Self.shareTermCount, terms.count / 2 + 1)
        let shares = stride(from: 0, to: order.count, by: share).map {
            order[$0..<min($0 + share, order.count)]
        }
        while true {
            let parts = try shares.concurrentMap(share: 1) { share throws(LMDBError) in
                try firstPositions(of: share.map { terms[$0] })
            }
            let checkpoint = parts.first?.checkpoint ?? .zero
            // Another process may have written to the file between two of them.
            guard parts.allSatisfy({ $0.checkpoint == checkpoint }) else { continue }
            var found = [Position?](repeating: nil, count: terms.count)
            for (share, part) in zip(shares, parts) {
                for (index, position) in zip(share, part.found) { found[index] = position }
            }
            return (found, checkpoint)
        }
    }

    /// How many terms are worth a thread.
    private static let shareTermCount = 256

    /// The first position of each of some terms, which are in ascending order.
    private func firstPositions(
        of terms: [Term]
    ) throws(LMDBError) -> (found: [Position?], checkpoint: Position) {
        let transaction = try ReadTransaction(environment)
        var found = [Position?](repeating: nil, count: terms.count)
        guard let state = try state(in: transaction) else { return (found, .zero) }
        for level in levels.reversed() {
            var postings = try self.postings(of: level, in: transaction)
            for index in terms.indices where found[index] == nil {
                let first = try postings.seek(to: Posting(terms[index], at: .zero))
                if let first, first.term == terms[index] { found[index] = first.position }
            }
        }
        return (found, state.checkpoint)
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
