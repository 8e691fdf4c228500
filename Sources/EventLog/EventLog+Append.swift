public import ByteCoding
import Logging

extension EventLog {
    /// What became of a batch.
    public struct Receipt: Hashable, Sendable {
        /// Where each event of the batch stands, those that the log held already included.
        public let positions: [Position]
        /// How many events there were before.
        public let formerHead: Position
        /// How many events there are now.
        public let head: Position
        /// When the batch was recorded; when nothing of it was new, the last event of the log.
        public let recordedAt: Timestamp
    }

    /// Appends events in one durable transaction: all of them, or on any error none.
    ///
    /// An event with the bytes of an earlier one is that event: nothing is appended for it. When
    /// this has returned, the events are on the disk. Threads that append at the same time share
    /// one commit; a process waits for another that appends.
    ///
    /// - Parameters:
    ///   - events: The batch; a correction may speak about an event earlier in it.
    ///   - time: When the batch is recorded. Recorded times never decrease.
    ///   - preconditions: What must hold of the log for the batch to be appended; see ``Precondition``.
    /// - Returns: Where each event stands, and how many were new.
    /// - Throws: ``LogError``, with the place in the batch where one event was refused.
    /// - Complexity: O(n log m) for n events upon m.
    @available(*, noasync)
    @discardableResult
    public func append(
        _ events: [NewEvent],
        at time: RecordingTime,
        provided preconditions: [Precondition] = []
    ) throws(LogError) -> Receipt {
        let receipt = try writer.append(
            AppendRequest(events: events, time: time, preconditions: preconditions)
        )
        // The events are on the disk, and what the index cannot take now it keeps in memory; a
        // caller who was told of an error would append again what has been acknowledged.
        do throws(LogError) {
            try index.flushInBackground(in: try snapshot())
        } catch {
            Logger.log.warning("the index stays behind the log: \(error)")
        }
        return receipt
    }

    /// What ``append(_:at:provided:)`` would do now, without doing it.
    public func preview(
        _ events: [NewEvent],
        at time: RecordingTime,
        provided preconditions: [Precondition] = []
    ) throws(LogError) -> Receipt {
        let snapshot = try snapshot()
        var batch = Batch(onto: snapshot, index: index)
        return try batch.take(
            AppendRequest(events: events, time: time, preconditions: preconditions),
            onto: snapshot
        )
    }

    /// Brings the index up to the head, or says in the log why that cannot be done now.
    ///
    /// Whatever was appended before is on the disk, whether the index takes it or not.
    public func flushIndexIfPossible() {
        do throws(LogError) {
            try flushIndex()
        } catch {
            Logger.log.warning("the index stays behind the log: \(error)")
        }
    }

    /// Brings the index up to the head, so that the next process finds no tail to read.
    public func flushIndex() throws(LogError) {
        let snapshot = try snapshot()
        _ = try positions(with: .type(0), in: snapshot)
        try index.flush(ifLongerThan: 1_024, in: snapshot)
    }
}

extension Logger {
    /// Tells what becomes of the log and its index.
    static let log = Logger(label: "dateline.log")
}
