import ByteCoding

/// Which events the file of an index accounts for: the first so many of a log, and what tells that log from
/// every other, a restored copy of it included.
struct IndexState: Hashable, Sendable {
    /// How many events the levels from each on account for.
    var ends: [Position]
    /// Of each level but the last, how far it is moved into the next: up to that posting, all of its own
    /// are there too.
    var moved: [Posting]
    /// The identity of the log, then what stands before the checkpoint.
    var origin: [UInt8]

    var checkpoint: Position { ends[0] }

    /// The state of a file that has all events in its first level.
    init(checkpoint: Position, origin: [UInt8]) {
        let count = IndexStore.levelCount
        ends = [checkpoint] + Array(repeating: .zero, count: count - 1)
        moved = Array(repeating: .first, count: count - 1)
        self.origin = origin
    }

    /// The state that a value holds; nil when it is none.
    init?(_ value: Span<UInt8>) {
        let count = IndexStore.levelCount
        let endsByteCount = 8 * count
        let headByteCount = endsByteCount + Posting.byteCount * (count - 1)
        guard value.count >= headByteCount,
            let moved = PostingBlock(value.extracting(endsByteCount..<headByteCount))
        else { return nil }
        ends = (0..<count).map {
            Position(bigEndian: value.extracting(8 * $0..<8 * $0 + 8))
        }
        self.moved = (0..<count - 1).map { moved[$0] }
        origin = Array(copying: value.extracting(headByteCount...))
        guard checkpoint.rawValue < Posting.positionEnd,
            zip(ends, ends.dropFirst()).allSatisfy({ $0 >= $1 })
        else { return nil }
    }

    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        for end in ends { bytes.appendBigEndian(end.rawValue) }
        for posting in moved { bytes += posting.bytes }
        return bytes + origin
    }
}
