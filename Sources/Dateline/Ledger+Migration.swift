import ByteCoding
import EventLog
import Foundation
import LMDB
import NewsFacts

extension Ledger {
    /// What became of a migration.
    public enum Migration: Hashable, Sendable {
        /// The ledger has the format of this version already.
        case notNeeded
        /// The ledger was rewritten; the old file was kept under that path.
        case done(Holdings, former: String)
    }

    /// Rewrites a ledger of an older format in the one of this version.
    ///
    /// Every event keeps its bytes, its position and its recorded time, and the log its identity.
    /// The new log is built in a folder within the old one, read back, and compared; only then the
    /// old file gets another name, and the new one its place. Index and views come back by
    /// themselves. Other processes must not use the ledger meanwhile: those of this version that would
    /// write are kept from it, but one of an older version that waits to write goes on with the old
    /// file once it is its turn.
    ///
    /// Wherever it is interrupted, the ledger is in one of three states, and migrating again
    /// finishes the job:
    ///
    /// 1. The log is the old one. Beside it may lie a new one, complete or not: it is thrown away,
    ///    and built anew.
    /// 2. The old log has its other name, and nothing has its place: it gets its name back, and
    ///    all begins anew.
    /// 3. The log is the new one. What is left of the work is removed.
    ///
    /// - Parameters:
    ///   - path: The folder of the ledger.
    ///   - progress: Takes how many of how many events have been written.
    /// - Returns: Whether there was anything to do.
    /// - Throws: ``LedgerError/log(_:)`` when the old log is damaged, or the disk is full: the
    ///   ledger is then as it was.
    /// - Complexity: O(n log n) in the events.
    public static func migrate(
        at path: String,
        progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws(LedgerError) -> Migration {
        try MigrationFolder(path).migrate(progress)
    }

    /// The name that the old log of a migrated ledger has in its folder.
    static let formerLogName = "log.mdb.format-\(Format1Log.version)"
}

/// The folder of a ledger that is migrated.
private struct MigrationFolder {
    private let path: String
    private let log: String
    private let former: String
    private let work: String

    typealias Progress = (_ done: Int, _ total: Int) -> Void

    init(_ path: String) {
        self.path = path
        log = path + "/log.mdb"
        former = path + "/" + Ledger.formerLogName
        work = path + "/migrating"
    }

    func migrate(_ progress: Progress) throws(LedgerError) -> Ledger.Migration {
        guard exists(log) || exists(former) else { throw .noLedger(path: path) }
        let lock = WriterLock(
            at: log + "-writer",
            timeout: EventLog.defaultPatience,
            isNeeded: true
        ) { _ in }
        do throws(LMDBError) {
            try lock.acquire()
        } catch {
            guard error.code == .busy else { throw .log(.storage(error)) }
            throw .log(.busy(holder: try? lock.holder, path: log))
        }
        defer { lock.release() }
        if !exists(log) { try move(former, to: log) }
        guard try isFormer() else {
            remove(work)
            return .notNeeded
        }
        guard !exists(former) else { throw .alreadyExists(path: former) }
        remove(work)
        defer { remove(work) }
        try rewrite(progress)
        return .done(try Ledger.holdings(in: path), former: former)
    }

    private func isFormer() throws(LedgerError) -> Bool {
        do throws(LogError) {
            _ = try EventLog(openingIn: path, access: .readOnly, reader: Self.reader)
            return false
        } catch {
            if case .olderFormat(Format1Log.version, _, _) = error { return true }
            throw .log(error)
        }
    }

    private static let reader: EventLog.KeyReader = EventKeys.init(ofFactBytes:)

    private func rewrite(_ progress: Progress) throws(LedgerError) {
        do {
            try FileManager.default.createDirectory(
                atPath: work,
                withIntermediateDirectories: false
            )
        } catch {
            throw .folder(path: work, reason: error.localizedDescription)
        }
        let old = try logged { () throws(LogError) in
            try Format1Log(openingIn: path, reader: Self.reader)
        }
        // To its end nobody can append to the old log.
        let snapshot: Format1Snapshot
        do throws(LogError) { snapshot = try old.snapshot() } catch { throw .log(error) }
        try build(from: snapshot, identity: old.identity, progress)
        try swap(from: snapshot)
    }

    private func build(
        from old: borrowing Format1Snapshot,
        identity: LogIdentity,
        _ progress: Progress
    ) throws(LedgerError) {
        do throws(LogError) {
            let new = try EventLog.create(in: work, identity: identity, reader: Self.reader)
            try Self.copy(old, to: new, progress)
            try Self.compare(old, with: new)
        } catch {
            throw .log(error)
        }
    }

    /// How many events are appended at a time, and about how many bytes at most.
    private static let batchMax = (eventCount: 4_096, byteCount: 8 << 20)

    private static func copy(
        _ old: borrowing Format1Snapshot,
        to new: EventLog,
        _ progress: Progress
    ) throws(LogError) {
        let total = Int(try old.head.rawValue)
        var events = try old.events()
        var batch: [NewEvent] = []
        var times: [Timestamp] = []
        var byteCount = 0
        var done = 0
        while let event = try events.next() {
            batch.append(event.content)
            times.append(event.recordedAt)
            byteCount += event.content.bytes.count
            guard batch.count == batchMax.eventCount || byteCount >= batchMax.byteCount else {
                continue
            }
            try new.append(batch, at: .each(times))
            done += batch.count
            progress(done, total)
            (batch, times, byteCount) = ([], [], 0)
        }
        try new.append(batch, at: .each(times))
        try new.flushIndex()
        progress(total, total)
    }

    /// Reads both logs and throws for the first event that is not in the new one as it was.
    private static func compare(
        _ old: borrowing Format1Snapshot,
        with new: EventLog
    ) throws(LogError) {
        let snapshot = try new.snapshot()
        if let finding = try new.verifyBlocks(in: snapshot).first {
            throw .corrupt(finding.events?.lowerBound ?? .zero, reason: finding.reason)
        }
        var former = try old.events()
        var events = try snapshot.events(from: .zero)
        while let expected = try former.next() {
            let found = try events.next()
            guard let found, found.position == expected.position,
                found.recordedAt == expected.recordedAt, found.header.effect == expected.effect,
                found.header.type == expected.content.type,
                Array(copying: found.bytes) == expected.content.bytes
            else {
                throw .corrupt(
                    expected.position,
                    reason: "the same content stands twice in the log, or was not written as it is"
                )
            }
        }
        guard snapshot.head == (try old.head) else {
            throw .corrupt(snapshot.head, reason: "the new log has another number of events")
        }
    }

    /// Gives the new log the place of the old one, whose snapshot keeps writers from it until then.
    private func swap(from old: borrowing Format1Snapshot) throws(LedgerError) {
        // Its readers go on with the lock file that they have; the new log must not share it.
        remove(log + "-lock")
        try move(log, to: former)
        try move(work + "/log.mdb", to: log)
        for name in ["index.mdb", "index.mdb-lock", "views"] { remove(path + "/" + name) }
        // Without it, lookups would only be slower until the next append.
        try? FileManager.default.moveItem(atPath: work + "/index.mdb", toPath: path + "/index.mdb")
    }

    /// Gives a file another name, which is on the disk when this returns.
    private func move(_ source: String, to target: String) throws(LedgerError) {
        do {
            try FileManager.default.moveItem(atPath: source, toPath: target)
        } catch {
            throw .folder(path: target, reason: error.localizedDescription)
        }
        try NewFolder.sync(path)
    }

    private func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

    private func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

    private func logged<Value>(
        _ body: () throws(LogError) -> Value
    ) throws(LedgerError) -> Value {
        do { return try body() } catch { throw .log(error) }
    }
}
