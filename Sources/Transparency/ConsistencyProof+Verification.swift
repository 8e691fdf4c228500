public import ByteCoding

extension ConsistencyProof {
    /// Checks that the tree with the new root begins with the tree that has the old one.
    ///
    /// Source: RFC 9162, section 2.1.4.2. Trees of one size are consistent when their roots are
    /// equal and the proof is empty. An earlier tree without a leaf is refused, because every tree
    /// begins with it and nothing would have been shown.
    ///
    /// - Parameters:
    ///   - oldRoot: The root of the tree of ``oldSize`` leaves, which the verifier knew before.
    ///   - newRoot: The root of the tree of ``newSize`` leaves, from a checkpoint that is trusted.
    /// - Throws: ``ProofError/emptyTree``, ``ProofError/shrunk(from:to:)``,
    ///   ``ProofError/hashCount(found:expected:)``, ``ProofError/twoRoots(size:old:new:)`` or
    ///   ``ProofError/otherRoot(size:stated:computed:)``.
    /// - Complexity: O(log n) hashes.
    public func verify(oldRoot: Digest, newRoot: Digest) throws(ProofError) {
        guard oldSize > 0 else { throw .emptyTree }
        guard oldSize <= newSize else { throw .shrunk(from: oldSize, to: newSize) }
        let expected = Self.hashCount(from: oldSize, to: newSize)
        guard hashes.count == expected else {
            throw .hashCount(found: hashes.count, expected: expected)
        }
        guard oldSize < newSize else {
            guard oldRoot == newRoot else {
                throw .twoRoots(size: newSize, old: oldRoot, new: newRoot)
            }
            return
        }
        let computed = roots(from: oldRoot)
        guard computed.old == oldRoot else {
            throw .otherRoot(size: oldSize, stated: oldRoot, computed: computed.old)
        }
        guard computed.new == newRoot else {
            throw .otherRoot(size: newSize, stated: newRoot, computed: computed.new)
        }
    }

    /// The roots of both trees, put together of the hashes.
    ///
    /// - Precondition: `0 < oldSize < newSize`, and there are as many hashes as that takes.
    private func roots(from oldRoot: Digest) -> (old: Digest, new: Digest) {
        var rest = hashes[...]
        // A perfect earlier tree is one node of the later one, so its root is the first hash.
        var old = oldSize.nonzeroBitCount == 1 ? oldRoot : rest.removeFirst()
        var new = old
        let levels = oldSize.trailingZeroBitCount
        var (node, last) = ((oldSize - 1) >> levels, (newSize - 1) >> levels)
        for hash in rest {
            if node & 1 == 1 || node == last {
                old = MerkleTree.nodeHash(hash, old)
                new = MerkleTree.nodeHash(hash, new)
                let levels = node == 0 ? 0 : node.trailingZeroBitCount
                (node, last) = (node >> levels, last >> levels)
            } else {
                new = MerkleTree.nodeHash(new, hash)
            }
            (node, last) = (node >> 1, last >> 1)
        }
        precondition(last == 0, "\(hashes.count) hashes end below the root of \(newSize) leaves")
        return (old, new)
    }
}
