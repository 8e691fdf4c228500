public import ByteCoding

/// The hashes that lead from one leaf of a tree to its root (RFC 6962, section 2.1.1).
///
/// They show that the leaf is in the tree to whoever trusts the root. The proof does not hold the
/// root: the size and the root must come from one source, a ``Checkpoint``, because the size only
/// says how the hashes combine, and two sizes can combine them alike.
public struct InclusionProof: Hashable, Sendable {
    /// Which leaf it is, from 0.
    public let index: UInt64
    /// How many leaves the tree has.
    public let size: UInt64
    /// The roots of the subtrees beside the path, from the leaf's sibling up.
    public let hashes: [Digest]

    /// A proof as someone states it; nothing is checked before ``verify(_:root:)``.
    public init(index: UInt64, size: UInt64, hashes: [Digest]) {
        self.index = index
        self.size = size
        self.hashes = hashes
    }

    /// How many hashes the proof for a leaf has.
    ///
    /// Up to where the path leaves the right edge of the tree each level has one; above, each left
    /// sibling.
    static func hashCount(index: UInt64, size: UInt64) -> Int {
        let inner = UInt64.bitWidth - (index ^ (size - 1)).leadingZeroBitCount
        return inner + (index >> inner).nonzeroBitCount
    }
}
