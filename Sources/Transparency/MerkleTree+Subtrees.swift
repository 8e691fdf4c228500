public import ByteCoding

/// Roots from the perfect subtrees that a log keeps.
///
/// The perfect subtree `(level, index)` covers the 2^level leaves from `index << level` on; its root
/// never changes once those leaves are there. Every hash that a tree or a proof needs is made of
/// such roots.
extension MerkleTree {
    /// The root of the tree over the first `size` leaves.
    ///
    /// - Parameters:
    ///   - size: How many leaves the tree has; with none it is ``emptyRoot``.
    ///   - subtree: Gives the root of a perfect subtree within those leaves.
    /// - Returns: the root (RFC 6962, section 2.1).
    /// - Throws: what `subtree` throws.
    /// - Complexity: O(log n) hashes and calls of `subtree`.
    public static func root<E: Error>(
        ofFirst size: UInt64,
        subtree: (_ level: Int, _ index: UInt64) throws(E) -> Digest
    ) throws(E) -> Digest {
        try root(of: 0..<size, subtree: subtree)
    }

    /// The root of the tree over those leaves alone.
    ///
    /// - Precondition: the range begins where a perfect subtree can, as it does for every node of a
    ///   greater tree.
    static func root<E: Error>(
        of leaves: Range<UInt64>,
        subtree: (_ level: Int, _ index: UInt64) throws(E) -> Digest
    ) throws(E) -> Digest {
        let size = leaves.upperBound - leaves.lowerBound
        var roots: [Digest] = []
        var start = leaves.lowerBound
        while start < leaves.upperBound {
            let level = (leaves.upperBound - start).highestSetBit
            precondition(
                start.isMultiple(of: 1 << level),
                "no subtree of 2^\(level) leaves starts at leaf \(start)"
            )
            roots.append(try subtree(level, start >> level))
            start += 1 << level
        }
        return CompactRange(size: size, hashes: roots).root
    }

    /// Where the node over more than one leaf splits: its left has the greatest power of two of them
    /// that is less than all.
    static func middle(of leaves: Range<UInt64>) -> UInt64 {
        let size = leaves.upperBound - leaves.lowerBound
        precondition(size > 1, "a node over \(size) leaves does not split")
        return leaves.lowerBound + 1 << (size - 1).highestSetBit
    }
}

extension UInt64 {
    /// The place of the highest bit that is set.
    fileprivate var highestSetBit: Int { bitWidth - 1 - leadingZeroBitCount }
}
