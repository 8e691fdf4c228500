public import ByteCoding
import Transparency

extension LogSnapshot {
    /// The root of the tree over the first `count` events.
    ///
    /// - Throws: ``LogError/corrupt(_:reason:)`` when an event is not what was appended.
    /// - Precondition: there are so many events.
    /// - Complexity: O(log n), and the reading of up to 255 events.
    public func root(ofFirst count: Position) throws(LogError) -> Digest {
        try edge(ofFirst: count).root
    }

    /// The right edge of the tree over the first `count` events.
    func edge(ofFirst count: Position) throws(LogError) -> CompactRange {
        precondition(count <= head, "\(count) lies past the head \(head)")
        var hashes: [Digest] = []
        var start: UInt64 = 0
        for level in (0..<UInt64.bitWidth).reversed() where count.rawValue >> level & 1 == 1 {
            hashes.append(try subtree(level: level, index: start >> UInt64(level)))
            start += 1 << UInt64(level)
        }
        return CompactRange(size: count.rawValue, hashes: hashes)
    }

    /// The right edge of the tree, to go on from: `known`, if that is it, or else as it is stored.
    ///
    /// - Throws: ``LogError/corrupt(_:reason:)`` when the last events are not those over which the
    ///   root was stored: nothing is appended to a log that is damaged there.
    func edge(orKnown known: CompactRange) throws(LogError) -> CompactRange {
        let stored = try storedRoot()
        if known.size == head.rawValue, known.root == stored { return known }
        let edge = try edge(ofFirst: head)
        guard edge.root == stored else {
            throw .corrupt(
                head.advanced(by: -1),
                reason: "the tree over all events does not have the root that was stored with it"
            )
        }
        return edge
    }

    /// The root that was stored with the last event.
    public func storedRoot() throws(LogError) -> Digest {
        var blocks = try blocks()
        guard let last = try blocks.last() else { return MerkleTree.emptyRoot }
        return try last.root
    }

    /// The root of the perfect subtree of 2^`level` entries that has `index` such subtrees before
    /// it.
    ///
    /// - Precondition: the snapshot holds all of its entries.
    /// - Complexity: O(1) reads of the log where the subtree is stored, which is so for each that
    ///   has a power of 256 entries; O(255) otherwise.
    public func subtree(level: Int, index: UInt64) throws(LogError) -> Digest {
        if level > 0, level.isMultiple(of: TreeNode.bitCount(ofLevel: 1)) {
            return try stored(TreeNode(level: level / TreeNode.bitCount(ofLevel: 1), index: index))
        }
        if level < TreeNode.bitCount(ofLevel: 1) {
            return try subtreeOfEvents(level: level, index: index)
        }
        return MerkleTree.nodeHash(
            try subtree(level: level - 1, index: 2 * index),
            try subtree(level: level - 1, index: 2 * index + 1)
        )
    }

    private func stored(_ node: TreeNode) throws(LogError) -> Digest {
        var blocks = try blocks()
        let last = node.positions.upperBound.advanced(by: -1)
        guard let block = try blocks.block(containing: last), let root = try block.node(node)
        else { throw .corrupt(last, reason: "no block holds it") }
        return root
    }

    private func subtreeOfEvents(level: Int, index: UInt64) throws(LogError) -> Digest {
        var range = CompactRange()
        var events = try events(from: Position(rawValue: index << UInt64(level)))
        for _ in 0..<(1 << level) {
            guard let event = try events.next() else {
                preconditionFailure("a subtree of 2^\(level) at \(index) lies past \(head)")
            }
            range.append(try event.entry.leafHash)
        }
        return range.root
    }
}
