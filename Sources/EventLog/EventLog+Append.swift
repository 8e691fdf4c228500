public import ByteCoding
import LMDB

extension EventLog {
    /// What became of a batch.
    public struct Receipt: Hashable, Sendable {
        /// Where each event of the batch stands, those that the log held already included.
        public let positions: [Position]
        /// How many events there were before.
        public let formerHead: Position
        /// How many events there are now.
        public let head: Position
        /// When the batch was recorded.
        public let recordedAt: Timestamp
    }

    /// Appends events in one durable transaction: all of them, or on any error none.
    ///
    /// An event with the bytes of an earlier one is that event: nothing is appended for it. When
    /// this has returned, the events are on the disk.
    ///
    /// - Parameters:
    ///   - events: The batch; a correction may speak about an event earlier in it.
    ///   - moment: The time now. The batch is recorded at that time or, when clocks disagree, at
    ///     the time of the event before it, so that recorded times never decrease.
    /// - Returns: Where each event stands, and how many were new.
    /// - Throws: ``LogError``, with the place in the batch where one event was refused.
    /// - Complexity: O(n log m) for n events upon m.
    public func append(
        _ events: [NewEvent],
        at moment: Timestamp
    ) throws(LogError) -> Receipt {
        var transaction: WriteTransaction
        do throws(LMDBError) {
            transaction = try WriteTransaction(file.environment)
        } catch {
            throw .storage(error)
        }
        let blocks = file.blocks
        // The writer holds the lock, so this snapshot is the log that the batch goes on.
        let snapshot = try snapshot()
        var batch = Batch(onto: snapshot, index: index)
        for event in events { try batch.add(event, onto: snapshot) }
        let now = min(max(moment, Timestamp.recordable.lowerBound), Timestamp.recordable.upperBound)
        let recordedAt = max(now, batch.lastRecordedAt ?? now)
        do throws(LMDBError) {
            for block in batch.blocks(recordedAt: recordedAt) {
                try transaction.append(block.bytes.span, forKey: block.key.span, in: blocks)
            }
            try transaction.commit()
        } catch {
            throw .storage(error)
        }
        for (offset, keys) in batch.keys.enumerated() {
            index.add(keys, at: batch.formerHead.advanced(by: offset))
        }
        // The events are on the disk, and what the index cannot take now it keeps in memory; a
        // caller who was told of an error would append again what has been acknowledged.
        try? flushIndex(ifLongerThan: EventIndex.lagMax)
        return Receipt(
            positions: batch.positions,
            formerHead: batch.formerHead,
            head: batch.head,
            recordedAt: recordedAt
        )
    }

    /// Brings the index up to the head, so that the next process finds no tail to read.
    public func flushIndex() throws(LogError) {
        let snapshot = try snapshot()
        _ = try positions(with: .type(0), in: snapshot)
        try index.flush(ifLongerThan: 1_024, of: identity, in: snapshot)
    }

    private func flushIndex(ifLongerThan length: Int) throws(LogError) {
        try index.flush(ifLongerThan: length, of: identity, in: try snapshot())
    }
}
