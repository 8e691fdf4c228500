public import ByteCoding

extension InclusionProof {
    /// Checks that the leaf is where the proof says, in the tree that has that root.
    ///
    /// - Parameters:
    ///   - leaf: The leaf's hash, as ``MerkleTree/leafHash(of:)`` gives it.
    ///   - root: The root of the tree of ``size`` leaves, from a checkpoint that is trusted.
    /// - Throws: ``ProofError/noSuchEntry(index:size:)``, ``ProofError/hashCount(found:expected:)``
    ///   or ``ProofError/otherRoot(size:stated:computed:)``.
    /// - Complexity: O(log n) hashes.
    public func verify(_ leaf: Digest, root: Digest) throws(ProofError) {
        let computed = try self.root(over: leaf)
        guard computed == root else {
            throw .otherRoot(size: size, stated: root, computed: computed)
        }
    }

    /// The root to which the hashes lead from a leaf.
    ///
    /// Source: RFC 9162, section 2.1.3.2. That the hashes end at the root, no sooner and no later,
    /// is checked before by their number.
    ///
    /// - Throws: ``ProofError/noSuchEntry(index:size:)`` or
    ///   ``ProofError/hashCount(found:expected:)``.
    /// - Complexity: O(log n) hashes.
    public func root(over leaf: Digest) throws(ProofError) -> Digest {
        guard index < size else { throw .noSuchEntry(index: index, size: size) }
        let expected = Self.hashCount(index: index, size: size)
        guard hashes.count == expected else {
            throw .hashCount(found: hashes.count, expected: expected)
        }
        var (node, last, root) = (index, size - 1, leaf)
        for hash in hashes {
            if node & 1 == 1 || node == last {
                root = MerkleTree.nodeHash(hash, root)
                // A node on the right edge without a sibling is its own parent.
                let levels = node == 0 ? 0 : node.trailingZeroBitCount
                (node, last) = (node >> levels, last >> levels)
            } else {
                root = MerkleTree.nodeHash(root, hash)
            }
            (node, last) = (node >> 1, last >> 1)
        }
        precondition(last == 0, "\(expected) hashes end below the root of \(size) leaves")
        return root
    }
}
