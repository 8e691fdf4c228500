import ByteCoding
import Dispatch
import LMDB
import Logging
import Metrics
import Synchronization
import Transparency

/// Appends to the file of a log, one transaction at a time.
///
/// Threads that append while another commits wait for it and then go together, in one commit: its
/// cost is the two flushes to the disk, whatever it holds. As many as were active when the commit before
/// ended are waited for, as long as they come at once with what they append next.
final class LogWriter: Sendable {
    private let file: LogFile
    private let index: EventIndex
    private let lock: WriterLock
    private let queue = Mutex(Queue())
    /// The right edge of the tree, held by the one thread that commits.
    private let edge = Mutex<CompactRange>(CompactRange())

    /// The batches that no commit has taken along yet.
    private struct Queue {
        var waiting: [PendingAppend] = []
        /// Whether some thread commits, or has been told to.
        var isLed = false
        /// How many threads took part or waited when the last commit ended.
        var activeCount = 1
        /// Whether the thread that commits waits for others.
        var isGathering = false
        /// How many commits will wait for nobody, and how many will when others are waited for in vain.
        var pause = (left: 0, next: 1)

        var isComplete: Bool { waiting.count >= activeCount }

        mutating func endGathering(isComplete: Bool) {
            isGathering = false
            pause = isComplete ? (0, 1) : (pause.next, min(2 * pause.next, Self.pauseMax))
        }

        private static let pauseMax = 64
    }
    /// Raised, under the lock of the queue, when the last comes who is waited for.
    private let gathered = DispatchSemaphore(value: 0)
    /// After how long without an arrival nobody is waited for.
    private let quietTime: DispatchTimeInterval
    private let commits = Counter(label: "dateline.log.commits")
    private let events = Counter(label: "dateline.log.events")
    private let bytes = Counter(label: "dateline.log.bytes")

    init(
        _ file: LogFile,
        index: EventIndex,
        patience: Duration,
        quietTime: DispatchTimeInterval = .microseconds(100)
    ) {
        self.file = file
        self.index = index
        self.quietTime = quietTime
        lock = WriterLock(at: file.environment.path + "-writer", timeout: patience) { holder in
            let name = holder.map { "process \($0)" } ?? "another process"
            Logger.log.notice("waiting for \(name), which writes to the log")
        }
    }

    /// Appends a batch: when this has returned, it is on the disk.
    func append(_ request: AppendRequest) throws(LogError) -> EventLog.Receipt {
        let pending = PendingAppend(request)
        let leads = queue.withLock { queue in
            queue.waiting.append(pending)
            if queue.isGathering, queue.isComplete {
                queue.endGathering(isComplete: true)
                gathered.signal()
            }
            defer { queue.isLed = true }
            return !queue.isLed
        }
        // Not on a lock: those who wait for one are let in one after the other, only to see that
        // another thread has taken their batch along.
        if !leads { pending.wait() }
        if pending.outcome == nil { commitAll() }
        guard let outcome = pending.outcome else {
            preconditionFailure("a batch that was taken along has an outcome")
        }
        return try outcome.get()
    }

    /// Commits all that is waiting, wakes those who wait for it, and lets one of those who have come
    /// meanwhile go on.
    private func commitAll() {
        gather()
        var group: [PendingAppend] = []
        edge.withLock { edge in
            do throws(LogError) {
                try commit(&group, onto: &edge)
            } catch {
                // Also who was refused: perhaps for an event that the disk did not take.
                for pending in group { pending.end(.failure(error)) }
            }
        }
        let next = queue.withLock { queue in
            queue.isLed = !queue.waiting.isEmpty
            queue.activeCount = group.count + queue.waiting.count
            return queue.waiting.first
        }
        next?.wake()
        for pending in group { pending.wake() }
    }

    /// Waits until as many are here as were active when the last commit ended; but not for a while when some
    /// of them stayed away the last time.
    private func gather() {
        var count = queue.withLock { queue -> Int? in
            if queue.pause.left > 0 {
                queue.pause.left -= 1
                return nil
            }
            queue.isGathering = !queue.isComplete
            return queue.isGathering ? queue.waiting.count : nil
        }
        while let former = count, gathered.wait(timeout: .now() + quietTime) == .timedOut {
            count = queue.withLock { queue in
                let isQuiet = queue.isGathering && queue.waiting.count == former
                if isQuiet { queue.endGathering(isComplete: false) }
                return isQuiet ? nil : queue.waiting.count
            }
        }
    }

    private func takeWaiting() -> [PendingAppend] {
        queue.withLock { queue in
            defer { queue.waiting = [] }
            return queue.waiting
        }
    }

    /// Commits all that is waiting, and what comes until everything is ready for it.
    ///
    /// Who comes later than that is in no group that fails.
    private func commit(
        _ group: inout [PendingAppend],
        onto edge: inout CompactRange
    ) throws(LogError) {
        group = takeWaiting()
        let isAlone: Bool
        do throws(LMDBError) {
            isAlone = try lock.acquire()
        } catch {
            guard error.code == .busy else { throw .storage(error) }
            throw .busy(holder: try? lock.holder, path: file.environment.path)
        }
        defer { lock.release() }
        let (file, environment) = (file, file.environment)
        var transaction: WriteTransaction
        do throws(LMDBError) {
            try environment.clearDeadReaders()
            transaction = try WriteTransaction(environment)
        } catch {
            throw .storage(error)
        }
        // The writer holds the lock, so this snapshot is the log that the batches go on.
        let snapshot = try file.snapshot()
        var batch = Batch(onto: snapshot, index: index)
        var receipts: [(PendingAppend, EventLog.Receipt)] = []
        group += takeWaiting()
        for pending in group {
            do throws(LogError) {
                receipts.append((pending, try batch.take(pending.request, onto: snapshot)))
            } catch {
                pending.end(.failure(error))
            }
        }
        if !batch.appended.isEmpty {
            let new = batch.content(onto: try snapshot.edge(orKnown: edge))
            let blocks = file.blocks
            var byteCount = 0
            let number = transaction.number
            do throws(LMDBError) {
                for block in new.blocks {
                    try transaction.append(block.bytes.span, forKey: block.key.span, in: blocks)
                    byteCount += block.bytes.count
                }
                try transaction.commit()
            } catch {
                if isAlone { takeBackCommit(number) }
                throw .storage(error)
            }
            edge = new.edge
            index.add(new.keys)
            Logger.log.debug(
                "appended \(batch.appended.count) events, \(byteCount) bytes, for \(receipts.count) callers"
            )
            commits.increment()
            events.increment(by: batch.appended.count)
            bytes.increment(by: byteCount)
        }
        for (pending, receipt) in receipts { pending.end(.success(receipt)) }
    }

    /// Must have the writer's lock, so that no other process can have committed meanwhile.
    private func takeBackCommit(_ number: UInt64) {
        do throws(LMDBError) {
            try file.environment.takeBackFailedCommit(number)
        } catch {
            Logger.log.error("the log is for reading only from now on: \(error)")
        }
    }
}

/// A batch that a thread has handed in, and what became of it.
private final class PendingAppend: Sendable {
    let request: AppendRequest
    private let turn = DispatchSemaphore(value: 0)
    private let ending = Mutex<Result<EventLog.Receipt, LogError>?>(nil)

    init(_ request: AppendRequest) { self.request = request }

    var outcome: Result<EventLog.Receipt, LogError>? { ending.withLock { $0 } }

    func end(_ outcome: Result<EventLog.Receipt, LogError>) { ending.withLock { $0 = outcome } }

    /// Waits until there is an outcome, or it is the turn of this thread to commit.
    func wait() { turn.wait() }

    func wake() { turn.signal() }
}
