public import ByteCoding

extension ConsistencyProof {
    /// The leaves under each hash of a proof, in the order of its hashes.
    ///
    /// Source: RFC 6962, section 2.1.2 (SUBPROOF).
    ///
    /// - Precondition: `oldSize` is at least 1 and at most `newSize`.
    /// - Complexity: O(log n).
    public static func subtrees(from oldSize: UInt64, to newSize: UInt64) -> [Range<UInt64>] {
        precondition(
            oldSize >= 1 && oldSize <= newSize,
            "no proof leads from \(oldSize) leaves to \(newSize)"
        )
        var parts: [Range<UInt64>] = []
        var node = 0..<newSize
        while node.upperBound != oldSize {
            let middle = MerkleTree.middle(of: node)
            let (left, right) = (node.lowerBound..<middle, middle..<node.upperBound)
            (node, parts) = oldSize <= middle ? (left, parts + [right]) : (right, parts + [left])
        }
        // Where the whole earlier tree is one node, the verifier has its root already.
        if node.lowerBound > 0 { parts.append(node) }
        return parts.reversed()
    }

    /// The proof that the tree over the first `newSize` leaves of a log begins with that over the
    /// first `oldSize`.
    ///
    /// - Parameters:
    ///   - oldSize: How many leaves the earlier tree has.
    ///   - newSize: How many leaves the later tree has.
    ///   - subtree: Gives the root of the perfect subtree over the 2^level leaves from
    ///     `index << level` on, all of which are among the first `newSize`.
    /// - Throws: what `subtree` throws.
    /// - Precondition: `oldSize` is at least 1 and at most `newSize`: nothing can be proved of a tree
    ///   without a leaf.
    /// - Complexity: O(log n) hashes and calls of `subtree`.
    public init<E: Error>(
        from oldSize: UInt64,
        to newSize: UInt64,
        subtree: (_ level: Int, _ index: UInt64) throws(E) -> Digest
    ) throws(E) {
        var hashes: [Digest] = []
        for leaves in Self.subtrees(from: oldSize, to: newSize) {
            hashes.append(try MerkleTree.root(of: leaves, subtree: subtree))
        }
        self.init(oldSize: oldSize, newSize: newSize, hashes: hashes)
    }
}
