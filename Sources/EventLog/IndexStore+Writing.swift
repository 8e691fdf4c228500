import ByteCoding
import LMDB

extension IndexStore {
    /// Empties the file, unless it accounts for something else than `judged` by now.
    func clear(ifStill judged: State?) throws(LMDBError) {
        var transaction = try WriteTransaction(environment)
        guard try state(in: transaction) == judged
        else { return }
        for table in levels + [meta] { try transaction.removeAll(in: table) }
        try transaction.commit()
    }

    /// Adds the postings of the events from `start` on and accounts for all before `state.checkpoint`.
    ///
    /// - Parameters:
    ///   - postings: In ascending order.
    ///   - start: The first of their events.
    ///   - checkpoint: The event after the last of theirs.
    ///   - origin: What tells the log as it is before `checkpoint`.
    /// - Returns: False, with nothing done, when the file does not account for all before `start`:
    ///   a gap would hide events for good.
    /// - Throws: ``LMDBError`` when the file cannot be written.
    /// - Complexity: O(n log m) for n of them upon m.
    func add(
        _ postings: [Posting],
        from start: Position,
        upTo checkpoint: Position,
        origin: [UInt8]
    ) throws(LMDBError) -> Bool {
        var transaction = try WriteTransaction(environment)
        var state =
            try state(in: transaction)
            ?? State(checkpoint: .zero, origin: [])
        guard state.checkpoint >= start else { return false }
        guard state.checkpoint < checkpoint else { return true }
        (state.ends[0], state.origin) = (checkpoint, origin)
        try put(postings, into: levels[0], in: &transaction)
        try put(state, in: &transaction)
        try transaction.commit()
        return true
    }

    /// Moves what is in each level that is full into the next.
    ///
    /// - Parameters:
    ///   - room: How many events the first level has room for.
    ///   - count: How many postings are moved in one transaction; they change tens of megabytes of the next
    ///     level.
    /// - Throws: ``LMDBError`` when the file cannot be written; what is not moved stays where it is.
    func settle(
        ifFull room: Int = growth * EventIndex.lagMax,
        by count: Int = 1 << 18
    ) throws(LMDBError) {
        var room = room
        for level in 0..<Self.levelCount - 1 {
            guard let state = try state() else { return }
            if state.ends[level + 1].distance(to: state.ends[level]) >= room {
                var last: Posting?
                repeat {
                    last = try settle(count, of: level, after: last, ifStill: state)
                } while last != nil
            }
            room *= Self.growth
        }
    }

    /// How many times as many events a level has room for as the one before it.
    private static let growth = 16

    /// Moves postings of a level into the next; those that are moved are in both, until all are.
    ///
    /// - Returns: The last that was moved; nil when all are, or another process moves them.
    func settle(
        _ count: Int,
        of level: Int,
        after last: Posting?,
        ifStill judged: State
    ) throws(LMDBError) -> Posting? {
        var transaction = try WriteTransaction(environment)
        guard var state = try state(in: transaction), state == judged else { return nil }
        let postings = try first(count, of: level, after: last)
        try put(postings, into: levels[level + 1], in: &transaction)
        if postings.count < count {
            try transaction.removeAll(in: levels[level])
            state.ends[level + 1] = state.ends[level]
            try put(state, in: &transaction)
        }
        try transaction.commit()
        return postings.count < count ? nil : postings.last
    }

    /// The first postings of a level that come after one.
    private func first(
        _ count: Int,
        of level: Int,
        after last: Posting?
    ) throws(LMDBError) -> [Posting] {
        let transaction = try ReadTransaction(environment)
        var stored = try postings(of: levels[level], in: transaction)
        var next = try stored.seek(to: last ?? .first)
        if next == last { next = try stored.next() }
        var first: [Posting] = []
        while let posting = next, first.count < count {
            first.append(posting)
            next = try stored.next()
        }
        return first
    }

    /// Adds postings to the blocks of a level, and divides those that become too long.
    private func put(
        _ postings: [Posting],
        into level: Table,
        in transaction: inout WriteTransaction
    ) throws(LMDBError) {
        // Only one transaction writes, so the blocks are those that it finds; and each is read before it is
        // written.
        let snapshot = try ReadTransaction(environment)
        var former = try snapshot.cursor(over: level)
        var rest = postings[...]
        while let first = rest.first {
            var bound = Posting.last
            let merged: [Posting]
            if let entry = try former.seek(to: first.bytes.span) {
                guard let end = Posting(key: entry.key), let block = PostingBlock(entry.value),
                    end >= first
                else {
                    throw LMDBError(
                        code: .corrupted,
                        operation: "write a block of the index",
                        path: environment.path
                    )
                }
                bound = end
                merged = block.merging(rest.prefix { $0 <= bound })
            } else {
                merged = Array(rest)
            }
            rest = rest.drop { $0 <= bound }
            try put(merged, upTo: bound, into: level, in: &transaction)
        }
    }

    /// Stores postings as blocks of about the same length that are no longer than they may be.
    private func put(
        _ postings: [Posting],
        upTo bound: Posting,
        into level: Table,
        in transaction: inout WriteTransaction
    ) throws(LMDBError) {
        let blockCount = (postings.count - 1) / PostingBlock.countMax + 1
        for number in 0..<blockCount {
            let start = number * postings.count / blockCount
            let end = (number + 1) * postings.count / blockCount
            let key = end == postings.count ? bound : postings[end - 1]
            try transaction.put(
                byteCount: (end - start) * Posting.byteCount,
                forKey: key.bytes.span,
                in: level
            ) { output in
                for posting in postings[start..<end] { posting.write(to: &output) }
            }
        }
    }
}
