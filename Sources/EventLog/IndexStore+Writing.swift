import ByteCoding
import LMDB

extension IndexStore {
    /// Empties the file, unless it accounts for something else than `judged` by now.
    func clear(ifStill judged: IndexState?) throws(LMDBError) {
        var transaction = try WriteTransaction(environment)
        guard try state(in: transaction) == judged else { return }
        try removeAll(in: &transaction)
        try transaction.commit()
    }

    /// Adds the postings of the events from `start` on and accounts for all before `checkpoint`.
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
        let stored = try state(in: transaction)
        // What is there without a state is of nobody knows which log.
        if stored == nil { try removeAll(in: &transaction) }
        var state = stored ?? IndexState(checkpoint: .zero, origin: [])
        let former = state.checkpoint
        guard former >= start else { return false }
        guard former < checkpoint else { return true }
        (state.ends[0], state.origin) = (checkpoint, origin)
        let new = former == start ? postings : postings.filter { $0.position >= former }
        try put(new[...], intoLevel: 0, state, in: &transaction)
        try put(state, in: &transaction)
        try transaction.commit()
        return true
    }

    /// Moves some of what is in each level that is full into the next: more than was added since, so that
    /// nobody waits for all of a level.
    ///
    /// - Parameters:
    ///   - room: How many events the first level has room for.
    ///   - count: How many postings are moved in one transaction.
    /// - Throws: ``LMDBError`` when the file cannot be written; what is not moved stays where it is.
    func settle(
        ifFull room: Int = growth * EventIndex.lagMax,
        by count: Int = 1 << 18
    ) throws(LMDBError) {
        var room = room
        for level in 0..<Self.levelCount - 1 {
            for _ in 0..<Self.stepCount where try isDue(level, ifFull: room) {
                try settle(level, ifFull: room, by: count)
            }
            room *= Self.growth
        }
    }

    /// How many times as many events a level has room for as the one before it.
    private static let growth = 8
    /// How many transactions move what one flush has added.
    private static let stepCount = 4

    private func isDue(_ level: Int, ifFull room: Int) throws(LMDBError) -> Bool {
        try state()?.isDue(level, ifFull: room) ?? false
    }

    private func settle(_ level: Int, ifFull room: Int, by count: Int) throws(LMDBError) {
        var transaction = try WriteTransaction(environment)
        guard var state = try state(in: transaction), state.isDue(level, ifFull: room) else {
            return
        }
        let base = try ReadTransaction(environment)
        let postings = try first(count, of: levels[level], after: state.moved[level], in: base)
        try put(postings[...], intoLevel: level + 1, state, in: &transaction)
        if let last = postings.last, postings.count == count {
            state.moved[level] = last
        } else {
            try transaction.removeAll(in: levels[level])
            state.moved[level] = .first
            state.ends[level + 1] = state.ends[level]
        }
        try put(state, in: &transaction)
        try transaction.commit()
    }

    /// The first postings of a level that come after one.
    func first(
        _ count: Int,
        of level: Table,
        after last: Posting,
        in transaction: borrowing ReadTransaction
    ) throws(LMDBError) -> [Posting] {
        var stored = try postings(of: level, in: transaction)
        var next = try stored.seek(to: last)
        if next == last { next = try stored.next() }
        var first: [Posting] = []
        while let posting = next, first.count < count {
            first.append(posting)
            next = try stored.next()
        }
        return first
    }

    /// Adds postings to a level; those that it has given away already, to the next.
    private func put(
        _ postings: ArraySlice<Posting>,
        intoLevel level: Int,
        _ state: IndexState,
        in transaction: inout WriteTransaction
    ) throws(LMDBError) {
        let deeper: ArraySlice<Posting> =
            level + 1 < Self.levelCount ? postings.prefix { $0 <= state.moved[level] } : []
        if !deeper.isEmpty {
            try put(deeper, intoLevel: level + 1, state, in: &transaction)
        }
        try put(postings.dropFirst(deeper.count), into: levels[level], in: &transaction)
    }

    /// Adds postings to the blocks of a level, and divides those that become too long.
    private func put(
        _ postings: ArraySlice<Posting>,
        into level: Table,
        in transaction: inout WriteTransaction
    ) throws(LMDBError) {
        // Only one transaction writes, so the blocks are those that it finds; and each is read before it is
        // written.
        let snapshot = try ReadTransaction(environment)
        var former = try snapshot.cursor(over: level)
        var rest = postings
        while let first = rest.first {
            var bound = Posting.last
            let merged: ArraySlice<Posting>
            if let entry = try former.seek(to: first.bytes.span) {
                guard let end = Posting(key: entry.key), let block = PostingBlock(entry.value),
                    end >= first
                else {
                    throw corruption(in: "write a block of the index")
                }
                bound = end
                merged = block.merging(rest.prefix { $0 <= bound })[...]
            } else {
                merged = rest
            }
            rest = rest.drop { $0 <= bound }
            try store(merged, upTo: bound, into: level, in: &transaction)
        }
    }

    /// Stores postings as blocks of about the same length that are no longer than they may be.
    private func store(
        _ postings: ArraySlice<Posting>,
        upTo bound: Posting,
        into level: Table,
        in transaction: inout WriteTransaction
    ) throws(LMDBError) {
        let blockCount = (postings.count - 1) / PostingBlock.countMax + 1
        var rest = postings
        for left in stride(from: blockCount, to: 0, by: -1) {
            let block = rest.prefix(rest.count / left)
            rest = rest.dropFirst(block.count)
            let key = rest.isEmpty ? bound : block[block.endIndex - 1]
            try transaction.put(
                byteCount: block.count * Posting.byteCount,
                forKey: key.bytes.span,
                in: level
            ) { output in
                for posting in block { posting.write(to: &output) }
            }
        }
    }
}

extension IndexState {
    /// Whether a level is full, or on its way into the next.
    fileprivate func isDue(_ level: Int, ifFull room: Int) -> Bool {
        moved[level] > .first || ends[level + 1].distance(to: ends[level]) >= room
    }
}
