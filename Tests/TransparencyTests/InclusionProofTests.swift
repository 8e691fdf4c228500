import ByteCoding
import TestSupport
import Testing
import Transparency

@Suite struct `A proof of inclusion` {
    /// A hash of another length than 32 bytes is none, and cannot even be put to the question.
    @Test func `is accepted and refused as by another implementation`() throws {
        let probes = try InclusionProbe.all("merkle-inclusion")
        #expect(probes.count == 98)
        for probe in probes {
            let isRefused = probe.hasWrongLength || probe.isRefused()
            #expect(isRefused == probe.wantErr, "\(probe.case)")
        }
    }

    @Test func `has the hashes of the definition, and leads to the root of the definition`() throws
    {
        let tree = NaiveTree(size: 130)
        for size in 1...130 as ClosedRange<UInt64> {
            let root = tree.root(ofFirst: size)
            for index in 0..<size {
                let proof = InclusionProof(of: index, in: size, subtree: tree.subtree)
                #expect(proof.hashes == tree.path(Int(index), 0..<Int(size)), "\(index) of \(size)")
                try proof.verify(tree.leaves[Int(index)], root: root)
            }
        }
    }

    @Test(arguments: [1 << 20, .max] as [UInt64])
    func `is made of few subtrees however great the log is`(most: UInt64) throws {
        var randomness = SeededRandomness(20)
        for size in randomSizes(Rounds.count(100), upTo: most, seed: most) {
            let index = UInt64.random(in: 0..<size, using: &randomness)
            let tree = SparseTree(special: [0, index, index ^ 1, size - 1, size / 2, size / 3])
            let proof = InclusionProof(of: index, in: size, subtree: tree.subtree)
            #expect(tree.requests <= 2 * 64, "\(index) of \(size)")
            try proof.verify(tree.leaf(index), root: tree.root(ofFirst: size))
        }
    }

    @Test func `asks for no leaf that the tree does not have`() {
        let tree = NaiveTree(size: 100)
        for size in 1...100 as ClosedRange<UInt64> {
            _ = InclusionProof(of: size / 2, in: size) { level, index in
                #expect((index + 1) << level <= size)
                return tree.subtree(level: level, index: index)
            }
        }
    }

    @Test func `names the leaves under each hash`() {
        #expect(InclusionProof.subtrees(for: 0, in: 1).isEmpty)
        #expect(InclusionProof.subtrees(for: 2, in: 5) == [3..<4, 0..<2, 4..<5])
        #expect(InclusionProof.subtrees(for: 6, in: 7) == [4..<6, 0..<4])
        #expect(InclusionProof.subtrees(for: 0, in: 7) == [1..<2, 2..<4, 4..<7])
    }

    @Test func `is refused after any change of a hash, the leaf, the root or the index`() {
        let tree = NaiveTree(size: 20)
        var randomness = SeededRandomness(21)
        func bit() -> Int { Int.random(in: 0..<256, using: &randomness) }
        for size in 1...20 as ClosedRange<UInt64> {
            let root = tree.root(ofFirst: size)
            for index in 0..<size {
                let proof = InclusionProof(of: index, in: size, subtree: tree.subtree)
                let leaf = tree.leaves[Int(index)]
                for place in proof.hashes.indices {
                    var hashes = proof.hashes
                    hashes[place] = hashes[place].flipping(bit: bit())
                    let changed = InclusionProof(index: index, size: size, hashes: hashes)
                    #expect(throws: ProofError.self) { try changed.verify(leaf, root: root) }
                }
                #expect(throws: ProofError.self) {
                    try proof.verify(leaf.flipping(bit: bit()), root: root)
                }
                #expect(throws: ProofError.self) {
                    try proof.verify(leaf, root: root.flipping(bit: bit()))
                }
                for other in 0...size + 1 where other != index {
                    let changed = InclusionProof(index: other, size: size, hashes: proof.hashes)
                    #expect(throws: ProofError.self) { try changed.verify(leaf, root: root) }
                }
            }
        }
    }

    @Test func `is refused in a tree of another size`() {
        let tree = NaiveTree(size: 20)
        for size in 1...20 as ClosedRange<UInt64> {
            for index in 0..<size {
                let proof = InclusionProof(of: index, in: size, subtree: tree.subtree)
                for other in 0...20 as ClosedRange<UInt64> where other != size {
                    let changed = InclusionProof(index: index, size: other, hashes: proof.hashes)
                    #expect(throws: ProofError.self) {
                        try changed.verify(
                            tree.leaves[Int(index)],
                            root: tree.root(ofFirst: other)
                        )
                    }
                }
            }
        }
    }

    @Test func `says what is wrong`() {
        let tree = NaiveTree(size: 9)
        let (leaf, root) = (tree.leaves[3], tree.root(ofFirst: 9))
        let hashes = InclusionProof(of: 3, in: 9, subtree: tree.subtree).hashes
        func refusal(index: UInt64 = 3, size: UInt64 = 9, _ hashes: [Digest]) -> ProofError? {
            #expect(throws: ProofError.self) {
                try InclusionProof(index: index, size: size, hashes: hashes)
                    .verify(leaf, root: root)
            }
        }
        #expect(refusal(index: 9, hashes) == .noSuchEntry(index: 9, size: 9))
        #expect(refusal(size: 0, hashes) == .noSuchEntry(index: 3, size: 0))
        #expect(refusal(Array(hashes.dropLast())) == .hashCount(found: 3, expected: 4))
        #expect(refusal(hashes + [root]) == .hashCount(found: 5, expected: 4))
        let swapped = [hashes[1], hashes[0]] + hashes[2...]
        guard case .otherRoot(9, root, _) = refusal(swapped) else {
            Issue.record("the root should not be met")
            return
        }
    }
}
