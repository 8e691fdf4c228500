public import ByteCoding

/// The hashes of a Merkle tree over a list of entries (RFC 6962, section 2.1).
///
/// A leaf is hashed after a byte 0, a node of two subtrees after a byte 1, so that neither can pass
/// for the other. A tree of n entries has the greatest power of two below n on its left.
public enum MerkleTree {
    /// What stands before the bytes of an entry when they are hashed.
    public static let leafPrefix: UInt8 = 0

    /// The hash of an entry.
    ///
    /// - Complexity: O(n) in its bytes.
    public static func leafHash(of entry: [UInt8]) -> Digest {
        Digest(sha256Of: [leafPrefix] + entry)
    }

    /// The hash of a node from those of the subtrees on its left and right.
    public static func nodeHash(_ left: Digest, _ right: Digest) -> Digest {
        var room: [UInt8] = []
        return nodeHash(left, right, in: &room)
    }

    /// The same, for which the same room serves again and again.
    static func nodeHash(_ left: Digest, _ right: Digest, in room: inout [UInt8]) -> Digest {
        room.removeAll(keepingCapacity: true)
        room.reserveCapacity(1 + 2 * Digest.byteCount)
        room.append(1)
        left.write(to: &room)
        right.write(to: &room)
        return Digest(sha256Of: room)
    }

    /// The root of the tree that has no entry.
    public static let emptyRoot = Digest(sha256Of: [])
}
