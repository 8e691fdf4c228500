public import ByteCoding

/// The root of the tree over those leaves as RFC 6962, section 2.1, defines it: the recursion as it
/// stands there, over all leaves, with the hash of a node written out.
public func naiveRoot(of leaves: some RandomAccessCollection<Digest>) -> Digest {
    guard let first = leaves.first else { return Digest(sha256Of: []) }
    guard leaves.count > 1 else { return first }
    var split = 1
    while split * 2 < leaves.count { split *= 2 }
    let (left, right) = (leaves.prefix(split), leaves.dropFirst(split))
    return Digest(sha256Of: [1] + naiveRoot(of: left).bytes + naiveRoot(of: right).bytes)
}

/// The hash of a leaf, as the same section defines it.
public func naiveLeafHash(of entry: [UInt8]) -> Digest { Digest(sha256Of: [0] + entry) }
