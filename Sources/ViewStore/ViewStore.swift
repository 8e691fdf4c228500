public import ByteCoding
public import EventLog
import LMDB
import Logging
import Metrics
import NewsFacts
public import Projecting
import Synchronization

/// The views of a ledger: made from its log, brought up to date when asked, made anew when stale.
///
/// A view is disposable. Its file lies apart from the log's; when it is missing, cannot be opened,
/// or is of another version of the projection or of another log, it is rebuilt.
public final class ViewStore: Sendable {
    /// The folder that holds a folder for each view.
    public let folder: String
    let log: EventLog
    /// What facts say about other facts, up to a head.
    let known = Mutex<(head: Position, declarations: Declarations)>((.zero, Declarations()))
    private let files = Mutex<[String: ViewFile]>([:])
    private let openings = Mutex<[String: Opening]>([:])

    /// Held by the one thread that opens a view, or makes it for want of one; the others wait.
    private final class Opening: Sendable { let turn = Mutex<Void>(()) }

    /// The views of `log`, kept in `folder`.
    public init(in folder: String, of log: EventLog) {
        self.folder = folder
        self.log = log
    }

    /// Takes what is done of how many events, now and then.
    public typealias Progress = (_ done: Int, _ total: Int) -> Void

    /// Makes a new generation of a view from the whole log, then lets it answer.
    ///
    /// The standing generation answers until the new one is complete; a process that dies on the
    /// way leaves it standing.
    public func rebuild<View: Projection>(
        _ view: View.Type,
        from snapshot: borrowing LogSnapshot,
        progress: Progress = { _, _ in }
    ) throws(ViewError) {
        let folder = self.folder(of: view)
        let generation = try folder.claim()
        Logger.views.info("making the view \(view.name) from \(snapshot.head.rawValue) events")
        do throws(ViewError) {
            let file = try storing { () throws(LMDBError) in
                try ViewFile(creatingAt: folder.file(generation))
            }
            try catchUp(view, file, upTo: snapshot.head, isPrivate: true, snapshot, progress)
            try storing { () throws(LMDBError) in try file.finish(origin: origin(of: view)) }
            try folder.swap(to: generation)
            files.withLock { $0[view.name] = file }
        } catch {
            folder.remove(generation)
            // A process that began later and was done before has removed this generation on the way.
            guard let later = folder.current, later > generation, let file = try opened(view) else {
                throw error
            }
            try catchUp(view, file, upTo: snapshot.head, snapshot, progress)
        }
    }

    /// Brings a view up to the head of a snapshot, making it first if there is none to go on from.
    ///
    /// - Precondition: `progress` does not ask the store for the same view.
    public func catchUp<View: Projection>(
        _ view: View.Type,
        to snapshot: borrowing LogSnapshot,
        progress: Progress = { _, _ in }
    ) throws(ViewError) {
        if let file = files.withLock({ $0[view.name] }) {
            return try catchUp(view, file, upTo: snapshot.head, snapshot, progress)
        }
        let opening = openings.withLock { openings in
            let opening = openings[view.name] ?? Opening()
            openings[view.name] = opening
            return opening
        }
        try opening.turn.withLock { _ throws(ViewError) in
            guard let file = try standing(view) else {
                return try rebuild(view, from: snapshot, progress: progress)
            }
            try catchUp(view, file, upTo: snapshot.head, snapshot, progress)
        }
    }

    /// Brings views up to the head of a snapshot or past it, on a few threads.
    ///
    /// A thread takes a view at a time, so that some are folded while another is written.
    ///
    /// - Complexity: That of each of them.
    public func catchUp(
        _ views: [any Projection.Type],
        to snapshot: borrowing LogSnapshot
    ) throws(ViewError) {
        // Once, and not on each thread.
        _ = try declarations(in: snapshot)
        let log = log
        // Those first that may take longest, so that no core waits at the end.
        let views = views.sorted { $0.consumes.count > $1.consumes.count }
        try views.forEachWaiting { view throws(ViewError) in
            let own: LogSnapshot
            do throws(LogError) { own = try log.snapshot() } catch { throw .log(error) }
            try self.catchUp(view, to: own)
        }
    }

    /// What the file of a view holds.
    public struct Statistics: Hashable, Sendable {
        /// How many events the view accounts for.
        public let checkpoint: Position
        /// Bytes of its file that are in use.
        public let byteCount: Int
    }

    /// What the file of a view holds; nil when it has to be made first.
    public func statistics<View: Projection>(
        of view: View.Type,
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> Statistics? {
        guard let file = try standing(view) else { return nil }
        return try storing { () throws(LMDBError) in
            Statistics(checkpoint: try file.checkpoint(), byteCount: try file.byteCount())
        }
    }

    func upToDate<View: Projection>(
        _ view: View.Type,
        _ snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> ViewFile {
        try catchUp(view, to: snapshot)
        guard let file = files.withLock({ $0[view.name] }) else {
            preconditionFailure("a view that was brought up to date is open")
        }
        return file
    }

    func catchUp<View: Projection>(
        _ view: View.Type,
        _ file: ViewFile,
        upTo head: Position,
        isPrivate: Bool = false,
        _ snapshot: borrowing LogSnapshot,
        _ progress: Progress
    ) throws(ViewError) {
        let states = FactStates(log: log, declarations: try declarations(in: snapshot))
        let catchUp = CatchUp(view, with: states)
        let replayed = Counter(label: "dateline.view.events", dimensions: [("view", view.name)])
        let rate = Recorder(label: "dateline.view.rate", dimensions: [("view", view.name)])
        var stepMax = isPrivate ? CatchUp<View>.bulkEventCount : CatchUp<View>.stepEventCount
        while true {
            let start = try storing { () throws(LMDBError) in try file.checkpoint() }
            guard start < head else { return }
            let step = min(stepMax, start.distance(to: head))
            let end = start.advanced(by: step)
            let clock = ContinuousClock.now
            // Two fifths of the work is to read the events, and the rest to fold the rows.
            let (base, total) = (Int(start.rawValue), Int(head.rawValue))
            let changes = try catchUp.changes(of: start..<end, in: snapshot) { read in
                progress(base + read * 2 / 5, total)
            }
            guard let changes else {
                stepMax = step / 2
                continue
            }
            let last = try reading { () throws(LogError) in try snapshot.mark(before: end) }
            let writer = RowWriter<View>(file: file, states: states)
            _ = try writer.write(
                changes,
                from: start,
                upTo: end,
                last: last,
                isPrivate: isPrivate
            ) { done in
                progress(base + step * 2 / 5 + step * done / changes.versionCount * 3 / 5, total)
            }
            let seconds = (ContinuousClock.now - clock) / .seconds(1)
            Logger.views.debug(
                "\(view.name): \(changes.versionCount) entries from \(step) events in \(seconds) s"
            )
            replayed.increment(by: step)
            rate.record(Double(step) / seconds)
            progress(Int(end.rawValue), total)
        }
    }

    /// The generation that answers, when it comes from this log and this projection.
    func standing<View: Projection>(
        _ view: View.Type
    ) throws(ViewError) -> ViewFile? {
        if let open = files.withLock({ $0[view.name] }) { return open }
        return try opened(view)
    }

    /// Opens the generation that answers now, whatever this process has open.
    private func opened<View: Projection>(
        _ view: View.Type
    ) throws(ViewError) -> ViewFile? {
        let folder = self.folder(of: view)
        guard let generation = folder.current else { return nil }
        let file: ViewFile
        let checkpoint: Position
        let last: [UInt8]?
        do throws(LMDBError) {
            file = try ViewFile(openingAt: folder.file(generation))
            guard try file.origin() == origin(of: view) else {
                Logger.views.info(
                    "the view \(view.name) was made by another version or log, or is not finished"
                )
                return nil
            }
            checkpoint = try file.checkpoint()
            last = try file.last()
        } catch {
            if error.isOfPermission { throw .storage(error) }
            Logger.views.notice("the view \(view.name) cannot be read and is made anew: \(error)")
            return nil
        }
        // The log as it is by now: another process may have brought the view past the snapshot
        // that this answer is from. When an older copy of the log was restored, the event there is
        // another one, or there is none.
        let log = log
        let isOfThisLog = try reading { () throws(LogError) in
            let now = try log.snapshot()
            guard checkpoint <= now.head else { return false }
            if checkpoint == .zero { return last == nil }
            return last == (try now.mark(before: checkpoint))
        }
        guard isOfThisLog else {
            Logger.views.notice(
                "the view \(view.name) is of another state of the log and is made anew"
            )
            return nil
        }
        files.withLock { $0[view.name] = file }
        return file
    }

    func folder<View: Projection>(of view: View.Type) -> ViewFolder {
        ViewFolder(path: "\(folder)/\(view.name)")
    }

    /// What a view is made from: the log, and all of the projection's declaration that decides
    /// which fact belongs to which row.
    func origin<View: Projection>(of view: View.Type) -> [UInt8] {
        var origin = ViewFile.layout
        origin += log.identity.bytes
        origin.appendTerminated(view.name)
        origin.appendLittleEndian(view.version)
        for number in view.consumes.map(\.number).sorted() { origin.appendLittleEndian(number) }
        for column in View.Row.columns { origin.appendTerminated(column.name) }
        return Digest(sha256Of: origin).bytes
    }
}

extension Logger {
    /// Tells what becomes of the views.
    static let views = Logger(label: "dateline.views")
}

extension LMDBError {
    /// Whether the file is there and this process may not use it.
    var isOfPermission: Bool {
        code == .permissionDenied || code == .readOnlyFileSystem || code == .notPermitted
    }
}
