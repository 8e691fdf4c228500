import ByteCoding
import Transparency

/// A tree as RFC 6962, section 2.1, defines it: the recursions as they stand there, over all leaves.
final class NaiveTree {
    let leaves: [Digest]
    private var roots: [Range<Int>: Digest] = [:]

    /// A tree of that many leaves, no two of which are alike.
    init(size: Int) {
        leaves = (0..<size).map { MerkleTree.leafHash(of: Array("entry \($0)".utf8)) }
    }

    /// MTH of those leaves.
    func root(of range: Range<Int>) -> Digest {
        if range.isEmpty { return MerkleTree.emptyRoot }
        if range.count == 1 { return leaves[range.lowerBound] }
        if let root = roots[range] { return root }
        let middle = range.lowerBound + split(range.count)
        let left = root(of: range.lowerBound..<middle)
        let right = root(of: middle..<range.upperBound)
        roots[range] = MerkleTree.nodeHash(left, right)
        return MerkleTree.nodeHash(left, right)
    }

    /// The root of the tree over the first `size` leaves.
    func root(ofFirst size: UInt64) -> Digest { root(of: 0..<Int(size)) }

    /// What a log keeps: the root of 2^level leaves.
    func subtree(level: Int, index: UInt64) -> Digest {
        root(of: Int(index) << level..<Int(index + 1) << level)
    }

    /// PATH(m, D[n]).
    func path(_ m: Int, _ range: Range<Int>) -> [Digest] {
        guard range.count > 1 else { return [] }
        let k = split(range.count)
        let middle = range.lowerBound + k
        return m < k
            ? path(m, range.lowerBound..<middle) + [root(of: middle..<range.upperBound)]
            : path(m - k, middle..<range.upperBound) + [root(of: range.lowerBound..<middle)]
    }

    /// SUBPROOF(m, D[n], b).
    func subproof(_ m: Int, _ range: Range<Int>, _ b: Bool) -> [Digest] {
        if m == range.count { return b ? [] : [root(of: range)] }
        let k = split(range.count)
        let middle = range.lowerBound + k
        return m <= k
            ? subproof(m, range.lowerBound..<middle, b) + [root(of: middle..<range.upperBound)]
            : subproof(m - k, middle..<range.upperBound, false)
                + [root(of: range.lowerBound..<middle)]
    }

    /// The greatest power of two below `count`.
    private func split(_ count: Int) -> Int {
        var k = 1
        while k * 2 < count { k *= 2 }
        return k
    }
}
