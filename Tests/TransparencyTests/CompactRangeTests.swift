import ByteCoding
import TestSupport
import Testing
import Transparency

@Suite struct `The right edge of a tree` {
    @Test func `has the root that the definition gives, whatever its size`() {
        var range = CompactRange()
        var leaves: [Digest] = []
        #expect(range.root == MerkleTree.emptyRoot)
        for number in 0..<300 {
            let leaf = MerkleTree.leafHash(of: Array("entry \(number)".utf8))
            leaves.append(leaf)
            range.append(leaf)
            #expect(range.root == naiveRoot(of: leaves), "\(number + 1) entries")
        }
    }

    @Test func `tells each subtree that an entry completes`() {
        var range = CompactRange()
        var leaves: [Digest] = []
        for number in 0..<130 {
            let leaf = MerkleTree.leafHash(of: [UInt8(number)])
            leaves.append(leaf)
            var levels: [Int] = []
            range.append(leaf) { level, hash in
                levels.append(level)
                let isRoot = hash == naiveRoot(of: leaves.suffix(1 << level))
                #expect(isRoot, "level \(level) after \(leaves.count) entries")
            }
            let expected = (1...8).filter { leaves.count.isMultiple(of: 1 << $0) }
            #expect(levels == expected)
        }
    }

    @Test func `goes on from its subtrees`() {
        var range = CompactRange()
        for number in 0..<77 { range.append(MerkleTree.leafHash(of: [UInt8(number)])) }
        var again = CompactRange(size: range.size, hashes: range.hashes)
        #expect(again == range)
        range.append(MerkleTree.leafHash(of: [77]))
        again.append(MerkleTree.leafHash(of: [77]))
        #expect(again.root == range.root)
    }

    @Test func `hashes an empty leaf as other implementations do`() {
        // SHA-256 of one zero byte: FIPS 180-4 over the prefix alone.
        #expect(
            MerkleTree.leafHash(of: []).description
                == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
        )
    }
}
