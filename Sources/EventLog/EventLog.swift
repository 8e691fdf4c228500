public import ByteCoding
import Foundation
public import LMDB

/// An append-only log of events in one LMDB file: one writer, many readers, across processes.
///
/// The log knows bytes and keys, never facts. Nothing in it can be changed or removed; a correction
/// or a retraction is one more event. Beside it lies an index that can be deleted at any time: it
/// is derived from the log and comes back.
public struct EventLog: Sendable {
    let file: LogFile
    let index: EventIndex
    let writer: LogWriter
    /// A random number, given when the log was created, that tells it from all other logs.
    public let identity: LogIdentity

    /// Reads the keys of an event from its bytes; nil when they cannot be read.
    public typealias KeyReader = @Sendable (Span<UInt8>) -> EventKeys?

    static let formatVersion: UInt32 = 2
    static let magic = Array("dateline".utf8)

    /// How long an append waits for another process that writes.
    ///
    /// The time that a thread waits for others of its own process is not counted.
    public static let defaultPatience = Duration.seconds(60)

    /// Creates an empty log in a folder.
    ///
    /// - Throws: ``LogError/storage(_:)``, with `.fileExists` when there is a file already, of
    ///   whatever kind; it is left as it was.
    public static func create(
        in folder: String,
        identity: LogIdentity,
        patience: Duration = defaultPatience,
        reader: @escaping KeyReader
    ) throws(LogError) -> EventLog {
        let environment: Environment
        do throws(LMDBError) {
            let path = path(in: folder)
            guard !FileManager.default.fileExists(atPath: path) else {
                throw LMDBError(code: .fileExists, operation: "create a log", path: path)
            }
            environment = try Environment(at: path, access: .create)
            _ = try environment.createTables(["blocks", "meta"])
            let meta = try environment.openTable("meta")
            var transaction = try WriteTransaction(environment)
            if try transaction.value(forKey: magic.span, in: meta) != nil {
                throw LMDBError(
                    code: .fileExists,
                    operation: "create a log",
                    path: environment.path
                )
            }
            var version: [UInt8] = []
            version.appendLittleEndian(formatVersion)
            version += identity.bytes
            version.appendBigEndian(check(of: version))
            try transaction.put(version.span, forKey: magic.span, in: meta)
            try transaction.commit()
        } catch {
            throw .storage(error)
        }
        return try EventLog(environment, in: folder, patience: patience, reader: reader)
    }

    /// Opens the log in a folder.
    ///
    /// - Throws: ``LogError/storage(_:)``, with `.noSuchFile` when there is none;
    ///   ``LogError/notALog(path:)``; ``LogError/newerFormat(found:supported:path:)``.
    public init(
        openingIn folder: String,
        access: Environment.Access,
        patience: Duration = defaultPatience,
        reader: @escaping KeyReader
    ) throws(LogError) {
        let environment: Environment
        do throws(LMDBError) {
            environment = try Environment(at: Self.path(in: folder), access: access)
        } catch {
            throw .storage(error)
        }
        try self.init(environment, in: folder, patience: patience, reader: reader)
    }

    private init(
        _ environment: Environment,
        in folder: String,
        patience: Duration,
        reader: @escaping KeyReader
    ) throws(LogError) {
        let tables: [Table]
        do throws(LMDBError) {
            tables = try environment.openTables(["blocks", "meta"])
        } catch {
            throw error.code == .notFound ? .notALog(path: environment.path) : .storage(error)
        }
        file = LogFile(environment: environment, blocks: tables[0])
        identity = try Self.readIdentity(environment, meta: tables[1])
        index = try EventIndex(in: folder, of: file, identity, reader: reader)
        writer = LogWriter(file, index: index, patience: patience)
    }

    private static func readIdentity(
        _ environment: Environment,
        meta: Table
    ) throws(LogError) -> LogIdentity {
        do {
            let transaction = try ReadTransaction(environment)
            guard let value = try transaction.value(forKey: magic.span, in: meta) else {
                throw LogError.notALog(path: environment.path)
            }
            var reader = ByteReader(value)
            let version = try reader.littleEndian(UInt32.self)
            let (path, supported) = (environment.path, formatVersion)
            guard version <= supported else {
                throw LogError.newerFormat(found: version, supported: supported, path: path)
            }
            guard version == supported else {
                throw LogError.olderFormat(found: version, supported: supported, path: path)
            }
            let identity = try LogIdentity(from: &reader)
            let stored = Array(copying: value.extracting(0..<reader.offset))
            guard try reader.bigEndian(UInt32.self) == check(of: stored), reader.remaining == 0
            else {
                throw LogError.corrupt(.zero, reason: "the identity of the log is not as written")
            }
            return identity
        } catch let error as LMDBError {
            throw .storage(error)
        } catch let error as LogError {
            throw error
        } catch {
            throw .notALog(path: environment.path)
        }
    }

    /// By what a reader notices that version or identity have changed.
    private static func check(of value: [UInt8]) -> UInt32 { Digest(sha256Of: magic + value).check }

    static func path(in folder: String) -> String { folder + "/log.mdb" }

    /// The log as it is now.
    @_lifetime(borrow self)
    public borrowing func snapshot() throws(LogError) -> LogSnapshot { try file.snapshot() }

    /// The position of the event with an id, or nil.
    public func position(
        of id: Digest,
        in snapshot: borrowing LogSnapshot
    ) throws(LogError) -> Position? {
        try index.positions(of: [id], in: snapshot)[0]
    }

    /// For each id the position of its event, or nil.
    ///
    /// - Complexity: O(k log n) for k ids, in one transaction.
    public func positions(
        of ids: [Digest],
        in snapshot: borrowing LogSnapshot
    ) throws(LogError) -> [Position?] {
        try index.positions(of: ids, in: snapshot)
    }

    /// For each external id the position of the event that has it, or nil.
    ///
    /// - Complexity: O(k log n) for k of them, in one transaction.
    public func owners(
        ofExternalIDs texts: [String],
        in snapshot: borrowing LogSnapshot
    ) throws(LogError) -> [Position?] {
        for text in texts {
            precondition(
                EventKeys.fits(text),
                "no event can have an id of \(text.utf8.count) bytes"
            )
        }
        return try index.owners(ofExternalIDs: texts, in: snapshot)
    }

    /// The positions of the events that have a key, in order.
    ///
    /// - Complexity: O(log n + m) for m positions, each of whose events is read where the key is a text; and a
    ///   scan of the events not indexed yet, of which there are at most twice ``EventIndex/lagMax`` after an
    ///   append.
    public func positions(
        with key: LookupKey,
        in snapshot: borrowing LogSnapshot
    ) throws(LogError) -> [Position] {
        guard key.isPossible else { return [] }
        return try index.positions(with: key, in: snapshot)
    }
}

/// What tells a log from all others.
public struct LogIdentity: Hashable, Sendable {
    private let words: SIMD2<UInt64>

    /// An identity that no other log has, with a probability that can be relied upon.
    public static func random() -> LogIdentity {
        LogIdentity(words: [.random(in: 0...(.max)), .random(in: 0...(.max))])
    }

    /// Reads 16 bytes.
    public init(from reader: inout ByteReader) throws(ByteCodingError) {
        words = [try reader.bigEndian(UInt64.self), try reader.bigEndian(UInt64.self)]
    }

    private init(words: SIMD2<UInt64>) { self.words = words }

    /// The 16 bytes.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.appendBigEndian(words[0])
        bytes.appendBigEndian(words[1])
        return bytes
    }
}
