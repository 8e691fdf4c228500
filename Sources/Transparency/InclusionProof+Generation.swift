public import ByteCoding

extension InclusionProof {
    /// The leaves under each hash of a proof, in the order of its hashes.
    ///
    /// Source: RFC 6962, section 2.1.1 (PATH).
    ///
    /// - Precondition: `index < size`.
    /// - Complexity: O(log n).
    public static func subtrees(for index: UInt64, in size: UInt64) -> [Range<UInt64>] {
        precondition(index < size, "a tree of \(size) leaves has no leaf \(index)")
        var siblings: [Range<UInt64>] = []
        var node = 0..<size
        while node.upperBound - node.lowerBound > 1 {
            let middle = MerkleTree.middle(of: node)
            let (left, right) = (node.lowerBound..<middle, middle..<node.upperBound)
            (node, siblings) =
                index < middle ? (left, siblings + [right]) : (right, siblings + [left])
        }
        return siblings.reversed()
    }

    /// The proof that a leaf is in the tree over the first `size` leaves of a log.
    ///
    /// - Parameters:
    ///   - index: Which leaf it is, from 0.
    ///   - size: How many leaves the tree has.
    ///   - subtree: Gives the root of the perfect subtree over the 2^level leaves from
    ///     `index << level` on, all of which are among the first `size`.
    /// - Throws: what `subtree` throws.
    /// - Precondition: `index < size`.
    /// - Complexity: O(log n) hashes and calls of `subtree`: only one of the siblings reaches the
    ///   right edge of the tree, so only one is not perfect.
    public init<E: Error>(
        of index: UInt64,
        in size: UInt64,
        subtree: (_ level: Int, _ index: UInt64) throws(E) -> Digest
    ) throws(E) {
        var hashes: [Digest] = []
        for leaves in Self.subtrees(for: index, in: size) {
            hashes.append(try MerkleTree.root(of: leaves, subtree: subtree))
        }
        self.init(index: index, size: size, hashes: hashes)
    }
}
