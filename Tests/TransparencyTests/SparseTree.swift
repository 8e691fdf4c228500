import ByteCoding
import TestSupport
import Transparency

/// A tree of up to 2^64 leaves that are all alike, save some whose paths alone are computed.
final class SparseTree {
    private let special: [UInt64]
    private var plain = [MerkleTree.leafHash(of: [])]
    /// How often a subtree was asked for.
    private(set) var requests = 0

    init(special: [UInt64]) {
        self.special = special
        for level in 0..<63 { plain.append(MerkleTree.nodeHash(plain[level], plain[level])) }
    }

    func leaf(_ index: UInt64) -> Digest { root(level: 0, index: index) }

    func root(ofFirst size: UInt64) -> Digest {
        MerkleTree.root(ofFirst: size, subtree: root(level:index:))
    }

    /// What a log keeps: the root of 2^level leaves.
    func subtree(level: Int, index: UInt64) -> Digest {
        requests += 1
        return root(level: level, index: index)
    }

    private func root(level: Int, index: UInt64) -> Digest {
        let first = index << level
        let leaves = first...(first + ((1 << level) - 1))
        guard special.contains(where: leaves.contains) else { return plain[level] }
        guard level > 0 else { return MerkleTree.leafHash(of: Array("\(index)".utf8)) }
        return MerkleTree.nodeHash(
            root(level: level - 1, index: 2 * index),
            root(level: level - 1, index: 2 * index + 1)
        )
    }
}

/// Sizes from 1 to `most`, small and great alike, and the greatest there are.
func randomSizes(_ count: Int, upTo most: UInt64, seed: UInt64) -> [UInt64] {
    var randomness = SeededRandomness(seed)
    let bits = UInt64.bitWidth - most.leadingZeroBitCount
    return (0..<count).map { _ in
        let width = Int.random(in: 1...bits, using: &randomness)
        let size = UInt64.random(in: 1...max(1, most), using: &randomness) >> (bits - width)
        return max(1, size)
    } + [most, most - 1]
}

extension Digest {
    /// The digest with one bit turned over.
    func flipping(bit: Int) -> Digest {
        var bytes = bytes
        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
        return Digest(bytes) ?? self
    }
}
