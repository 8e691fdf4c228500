public import ByteCoding

/// The right edge of a Merkle tree: all that is needed to add entries to it and to tell its root.
///
/// It holds the roots of the perfect subtrees that the tree consists of, from the greatest, which
/// is the leftmost, to the least: one for each bit that is set in the number of entries.
public struct CompactRange: Hashable, Sendable {
    /// How many entries the tree has.
    public private(set) var size: UInt64
    /// The roots of the perfect subtrees, the greatest first.
    public private(set) var hashes: [Digest]

    /// The tree without an entry.
    public init() {
        size = 0
        hashes = []
    }

    /// The tree that consists of those perfect subtrees.
    ///
    /// - Precondition: there is one for each bit that is set in `size`.
    public init(size: UInt64, hashes: [Digest]) {
        precondition(
            hashes.count == size.nonzeroBitCount,
            "\(size) entries have \(size.nonzeroBitCount) subtrees, not \(hashes.count)"
        )
        self.size = size
        self.hashes = hashes
    }

    /// Adds an entry by the hash of its leaf.
    ///
    /// - Parameters:
    ///   - leaf: The hash of the entry, as ``MerkleTree/leafHash(of:)`` gives it.
    ///   - completed: Takes each perfect subtree that the entry completes, the leaf itself not
    ///     counted: its level, of which the subtree has 2^level entries, and its root.
    /// - Complexity: O(1) amortised, O(log n) at most.
    public mutating func append(
        _ leaf: Digest,
        completed: (_ level: Int, _ root: Digest) -> Void = { _, _ in }
    ) {
        var root = leaf
        var room: [UInt8] = []
        for level in 0..<size.trailingOneBitCount {
            root = MerkleTree.nodeHash(hashes.removeLast(), root, in: &room)
            completed(level + 1, root)
        }
        hashes.append(root)
        size += 1
    }

    /// The root of the tree.
    ///
    /// - Complexity: O(log n).
    public var root: Digest {
        guard var root = hashes.last else { return MerkleTree.emptyRoot }
        var room: [UInt8] = []
        for hash in hashes.dropLast().reversed() {
            root = MerkleTree.nodeHash(hash, root, in: &room)
        }
        return root
    }
}

extension UInt64 {
    /// How many of the lowest bits are set before the first that is not.
    fileprivate var trailingOneBitCount: Int { (~self).trailingZeroBitCount }
}
