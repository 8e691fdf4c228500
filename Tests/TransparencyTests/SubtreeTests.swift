import ByteCoding
import Testing
import Transparency

@Suite struct `The root from perfect subtrees` {
    @Test func `is that of the definition`() {
        let tree = NaiveTree(size: 260)
        for size in 0...260 as ClosedRange<UInt64> {
            let root = MerkleTree.root(ofFirst: size, subtree: tree.subtree)
            #expect(root == tree.root(ofFirst: size), "\(size) leaves")
        }
    }

    @Test func `takes one subtree for each bit of the size`() {
        let tree = NaiveTree(size: 13)
        var asked: [[Int]] = []
        _ = MerkleTree.root(ofFirst: 13) { level, index in
            asked.append([level, Int(index)])
            return tree.subtree(level: level, index: index)
        }
        #expect(asked == [[3, 0], [2, 2], [0, 12]])
    }

    @Test func `passes on the error of whoever keeps them`() {
        struct Lost: Error, Equatable { let level: Int }
        func lost(level: Int, index: UInt64) throws(Lost) -> Digest { throw Lost(level: level) }
        #expect(throws: Lost(level: 3)) {
            try MerkleTree.root(ofFirst: 9, subtree: lost)
        }
        #expect(throws: Lost(level: 0)) { try InclusionProof(of: 0, in: 9, subtree: lost) }
        #expect(throws: Lost(level: 0)) { try ConsistencyProof(from: 3, to: 9, subtree: lost) }
    }
}
