public import ByteCoding

/// The hashes that show one tree to be the beginning of another (RFC 6962, section 2.1.2).
///
/// Whoever trusts the roots of both learns that the log only appended between them. The roots are
/// not part of the proof; each must come with its size, from a ``Checkpoint``.
public struct ConsistencyProof: Hashable, Sendable {
    /// How many leaves the earlier tree has.
    public let oldSize: UInt64
    /// How many leaves the later tree has.
    public let newSize: UInt64
    /// The roots of subtrees of the later tree of which both trees can be put together.
    public let hashes: [Digest]

    /// A proof as someone states it; nothing is checked before ``verify(oldRoot:newRoot:)``.
    public init(oldSize: UInt64, newSize: UInt64, hashes: [Digest]) {
        self.oldSize = oldSize
        self.newSize = newSize
        self.hashes = hashes
    }

    /// How many hashes the proof between two sizes has: those from the last leaf of the earlier tree
    /// up, save the levels within the last perfect subtree of it, and the root of that subtree
    /// unless it is the whole earlier tree.
    static func hashCount(from oldSize: UInt64, to newSize: UInt64) -> Int {
        guard oldSize < newSize else { return 0 }
        return InclusionProof.hashCount(index: oldSize - 1, size: newSize)
            - oldSize.trailingZeroBitCount + (oldSize.nonzeroBitCount == 1 ? 0 : 1)
    }
}
