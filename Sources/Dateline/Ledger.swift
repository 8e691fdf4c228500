import ByteCoding
public import EventLog
import Foundation
import LMDB
public import NewsFacts
import Synchronization
public import ViewStore

/// A ledger of news facts: an append-only log, and the views that are read from it.
///
/// A ledger is a folder. Any number of processes may read it while one writes.
public struct Ledger: Sendable {
    /// The folder.
    public let path: String
    /// The log of what was reported.
    public let log: EventLog
    /// The views, brought up to date when they are asked.
    public let views: ViewStore
    private let temporary: PrivateFolder?
    let clock: Clock

    /// Tells the time at which facts are recorded.
    public typealias Clock = @Sendable () -> Timestamp

    /// What is to be done with a ledger.
    public enum Access: Sendable {
        /// Facts may be appended.
        case readWrite
        /// Nothing is appended, and the ledger's log is not written. Where its folder cannot be
        /// written either, each process makes the views it is asked for in a temporary folder.
        case readOnly
    }

    /// Makes an empty ledger in a new folder, which is there when the ledger is whole.
    ///
    /// Of two processes that try at once, one is told that it exists.
    ///
    /// - Throws: ``LedgerError/alreadyExists(path:)`` or ``LedgerError/folder(path:reason:)``.
    public static func create(
        at path: String,
        clock: @escaping Clock = { .now }
    ) throws(LedgerError) -> Ledger {
        let folder = try NewFolder(for: path)
        do throws(LogError) {
            _ = try EventLog.create(
                in: folder.path,
                identity: .random(),
                reader: EventKeys.init(ofFactBytes:)
            )
        } catch {
            throw .log(error)
        }
        try folder.publish()
        return try Ledger(at: path, clock: clock)
    }

    /// Opens the ledger in a folder.
    ///
    /// An append waits for other processes that append, as long as `patience` lasts.
    ///
    /// - Throws: ``LedgerError/noLedger(path:)``, or ``LedgerError/log(_:)`` when the log is
    ///   damaged, of a newer format, or no log at all.
    public init(
        at path: String,
        access: Access = .readWrite,
        patience: Duration = EventLog.defaultPatience,
        clock: @escaping Clock = { .now }
    ) throws(LedgerError) {
        do throws(LogError) {
            let log = try EventLog(
                openingIn: path,
                access: access == .readWrite ? .readWrite : .readOnly,
                patience: patience,
                reader: EventKeys.init(ofFactBytes:)
            )
            let canWrite = FileManager.default.isWritableFile(atPath: path)
            self.init(path: path, log: log, temporary: canWrite ? nil : .init(), clock: clock)
        } catch {
            if case .storage(let error) = error, error.code == .noSuchFile {
                let former = path + "/" + Self.formerLogName
                throw FileManager.default.fileExists(atPath: former)
                    ? .migrationInterrupted(path: path) : .noLedger(path: path)
            }
            throw .log(error)
        }
    }

    /// Whether the ledger's folder can keep views.
    ///
    /// Otherwise this process makes those it is asked for in a folder of its own, and they go with
    /// it.
    public var keepsViews: Bool { temporary == nil }

    private init(
        path: String,
        log: EventLog,
        temporary: PrivateFolder?,
        clock: @escaping Clock
    ) {
        self.path = path
        self.log = log
        self.temporary = temporary
        self.clock = clock
        views = ViewStore(in: temporary?.path ?? path + "/views", of: log)
    }

    /// Appends facts in one durable transaction: all of them, or on any error none.
    ///
    /// A fact with the content of an earlier one is that fact: nothing is appended for it. Facts
    /// may refer by external id to facts of the ledger and to those earlier in the batch.
    ///
    /// - Parameters:
    ///   - facts: The batch.
    ///   - time: When it is recorded; now, when it is nil.
    ///   - preconditions: What must hold of the log for the batch to be appended.
    /// - Returns: Where each fact stands, and how many were new.
    /// - Throws: ``LedgerError``, whose ``LedgerError/index`` tells which fact was refused.
    /// - Complexity: O(n log m) for n facts upon m.
    @available(*, noasync)
    @discardableResult
    public func append(
        _ facts: [Fact],
        at time: RecordingTime? = nil,
        provided preconditions: [Precondition] = []
    ) throws(LedgerError) -> EventLog.Receipt {
        try recording(facts, at: time) { events, time throws(LogError) in
            try log.append(events, at: time, provided: preconditions)
        }
    }

    /// What ``append(_:at:provided:)`` would do now, without doing it.
    public func preview(
        _ facts: [Fact],
        at time: RecordingTime? = nil,
        provided preconditions: [Precondition] = []
    ) throws(LedgerError) -> EventLog.Receipt {
        try recording(facts, at: time) { events, time throws(LogError) in
            try log.preview(events, at: time, provided: preconditions)
        }
    }

    private func recording(
        _ facts: [Fact],
        at time: RecordingTime?,
        _ body: ([NewEvent], RecordingTime) throws(LogError) -> EventLog.Receipt
    ) throws(LedgerError) -> EventLog.Receipt {
        var resolver = Resolver(log)
        var events: [NewEvent] = []
        events.reserveCapacity(facts.count)
        let drafts = facts.concurrentMap(Draft.init(of:))
        resolver.lookUp(referencesOf: drafts)
        for draft in drafts {
            events.append(try resolver.event(of: draft))
        }
        do throws(LogError) {
            return try body(events, time ?? .clock(clock()))
        } catch {
            throw try conflict(error, among: events)
        }
    }

    /// The refusal of a batch; that of an external id with what the id stands for already.
    private func conflict(
        _ error: LogError,
        among events: [NewEvent]
    ) throws(LedgerError) -> LedgerError {
        guard case .externalIDTaken(let externalID, let position, let index) = error else {
            return .log(error)
        }
        let snapshot = try snapshot()
        guard events.indices.contains(index) else { return .log(error) }
        var earlier = events[..<index].first {
            $0.keys.externalID.utf8.elementsEqual(externalID.utf8)
        }?.fact
        if earlier == nil, position < snapshot.head {
            earlier = try event(at: position, in: snapshot).fact
        }
        guard let earlier else { return .log(error) }
        return .conflict(
            index: index,
            externalID,
            with: position,
            events[index].fact.changes(since: earlier)
        )
    }
}

/// A folder for the views of a ledger that cannot be written, which this process alone uses.
private final class PrivateFolder: Sendable {
    let path: String

    init() {
        let name = "dateline-views-\(UUID().uuidString)"
        path = FileManager.default.temporaryDirectory.appending(path: name).path(
            percentEncoded: false
        )
        // When it cannot be made, the first view that is asked says so.
        try? FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: false,
            attributes: [.posixPermissions: 0o700]
        )
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }
}

extension Timestamp {
    /// The moment that the system's clock shows.
    public static var now: Timestamp {
        Timestamp(rawValue: Int64((Date().timeIntervalSince1970 * 1_000_000).rounded(.down)))
    }

    /// The first moment of a day, in UTC; for a day that no timestamp reaches, the last or first
    /// moment there is.
    public init(startOf day: Day) {
        let (moment, isBeyond) = Int64(day.rawValue)
            .multipliedReportingOverflow(by: Self.microsecondsOfDay)
        self.init(rawValue: isBeyond ? (day.rawValue < 0 ? .min : .max) : moment)
    }

    /// The day of the moment, in UTC.
    public var day: Day {
        let (days, rest) = rawValue.quotientAndRemainder(dividingBy: Self.microsecondsOfDay)
        return Day(rawValue: Int32(clamping: rest < 0 ? days - 1 : days))
    }

    static let microsecondsOfDay: Int64 = 86_400_000_000
}
