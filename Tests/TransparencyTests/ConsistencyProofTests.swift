import ByteCoding
import TestSupport
import Testing
import Transparency

@Suite struct `A proof of consistency` {
    /// Digests stand for the roots that have not 32 bytes.
    ///
    /// The other implementation compares the roots of equal sizes as bytes of any length. Here there
    /// is no root of another length, so that one probe, which the next test names, could not be put.
    @Test func `is accepted and refused as by another implementation`() throws {
        let probes = try ConsistencyProbe.all("merkle-consistency")
        #expect(probes.count == 98)
        for probe in probes { #expect(probe.isRefused() == probe.wantErr, "\(probe.case)") }
    }

    @Test func `is accepted there with a hash that has not 32 bytes in one case`() throws {
        let probes = try ConsistencyProbe.all("merkle-consistency").filter(\.hasWrongLength)
        #expect(probes.count > 10)
        let accepted = probes.filter { !$0.wantErr }.map(\.case)
        #expect(accepted == ["consistency/additional/sizes-are-equal-one-and-proof-is-empty"])
    }

    @Test func `has the hashes of the definition, and leads to both roots`() throws {
        let tree = NaiveTree(size: 130)
        for new in 1...130 as ClosedRange<UInt64> {
            let root = tree.root(ofFirst: new)
            for old in 1...new {
                let proof = ConsistencyProof(from: old, to: new, subtree: tree.subtree)
                let expected = tree.subproof(Int(old), 0..<Int(new), true)
                #expect(proof.hashes == expected, "\(old) to \(new)")
                try proof.verify(oldRoot: tree.root(ofFirst: old), newRoot: root)
            }
        }
    }

    @Test(arguments: [1 << 20, .max] as [UInt64])
    func `is made of few subtrees however great the log is`(most: UInt64) throws {
        var randomness = SeededRandomness(22)
        for new in randomSizes(Rounds.count(100), upTo: most, seed: most) {
            let old = UInt64.random(in: 1...new, using: &randomness)
            let tree = SparseTree(special: [0, old - 1, old, new - 1, new / 2, new / 3])
            let proof = ConsistencyProof(from: old, to: new, subtree: tree.subtree)
            #expect(tree.requests <= 2 * 64, "\(old) to \(new)")
            try proof.verify(oldRoot: tree.root(ofFirst: old), newRoot: tree.root(ofFirst: new))
        }
    }

    @Test func `names the leaves under each hash`() {
        #expect(ConsistencyProof.subtrees(from: 7, to: 7).isEmpty)
        #expect(ConsistencyProof.subtrees(from: 3, to: 7) == [2..<3, 3..<4, 0..<2, 4..<7])
        #expect(ConsistencyProof.subtrees(from: 4, to: 7) == [4..<7])
        #expect(ConsistencyProof.subtrees(from: 6, to: 7) == [4..<6, 6..<7, 0..<4])
    }

    @Test func `is refused after any change of a hash or a root`() {
        let tree = NaiveTree(size: 20)
        var randomness = SeededRandomness(23)
        func bit() -> Int { Int.random(in: 0..<256, using: &randomness) }
        for new in 1...20 as ClosedRange<UInt64> {
            let newRoot = tree.root(ofFirst: new)
            for old in 1...new {
                let oldRoot = tree.root(ofFirst: old)
                let proof = ConsistencyProof(from: old, to: new, subtree: tree.subtree)
                for place in proof.hashes.indices {
                    var hashes = proof.hashes
                    hashes[place] = hashes[place].flipping(bit: bit())
                    let changed = ConsistencyProof(oldSize: old, newSize: new, hashes: hashes)
                    #expect(throws: ProofError.self) {
                        try changed.verify(oldRoot: oldRoot, newRoot: newRoot)
                    }
                }
                #expect(throws: ProofError.self) {
                    try proof.verify(oldRoot: oldRoot.flipping(bit: bit()), newRoot: newRoot)
                }
                #expect(throws: ProofError.self) {
                    try proof.verify(oldRoot: oldRoot, newRoot: newRoot.flipping(bit: bit()))
                }
            }
        }
    }

    @Test func `is refused between trees of other sizes`() {
        let tree = NaiveTree(size: 16)
        for new in 1...16 as ClosedRange<UInt64> {
            for old in 1...new {
                let hashes = ConsistencyProof(from: old, to: new, subtree: tree.subtree).hashes
                for other in 0...16 as ClosedRange<UInt64> where !(other == new || other == old) {
                    let otherRoot = tree.root(ofFirst: other)
                    #expect(throws: ProofError.self, "\(old) to \(new), from \(other)") {
                        try ConsistencyProof(oldSize: other, newSize: new, hashes: hashes)
                            .verify(oldRoot: otherRoot, newRoot: tree.root(ofFirst: new))
                    }
                    #expect(throws: ProofError.self, "\(old) to \(new), to \(other)") {
                        try ConsistencyProof(oldSize: old, newSize: other, hashes: hashes)
                            .verify(oldRoot: tree.root(ofFirst: old), newRoot: otherRoot)
                    }
                }
            }
        }
    }

    @Test func `tells a log that rewrote its history`() {
        let tree = NaiveTree(size: 12)
        var rewritten = CompactRange()
        for (index, leaf) in tree.leaves.enumerated() {
            rewritten.append(index == 4 ? leaf.flipping(bit: 0) : leaf)
        }
        let (old, new) = (tree.root(ofFirst: 8), rewritten.root)
        let proof = ConsistencyProof(from: 8, to: 12, subtree: tree.subtree)
        #expect(throws: ProofError.self) { try proof.verify(oldRoot: old, newRoot: new) }
    }

    @Test func `says what is wrong`() {
        let tree = NaiveTree(size: 9)
        let (six, nine) = (tree.root(ofFirst: 6), tree.root(ofFirst: 9))
        let hashes = ConsistencyProof(from: 6, to: 9, subtree: tree.subtree).hashes
        func refusal(_ old: UInt64, _ new: UInt64, _ hashes: [Digest]) -> ProofError? {
            #expect(throws: ProofError.self) {
                try ConsistencyProof(oldSize: old, newSize: new, hashes: hashes)
                    .verify(oldRoot: six, newRoot: nine)
            }
        }
        #expect(refusal(0, 9, []) == .emptyTree)
        #expect(refusal(0, 0, []) == .emptyTree)
        #expect(refusal(9, 6, hashes) == .shrunk(from: 9, to: 6))
        #expect(refusal(6, 9, []) == .hashCount(found: 0, expected: 4))
        #expect(refusal(9, 9, [nine]) == .hashCount(found: 1, expected: 0))
        #expect(refusal(9, 9, []) == .twoRoots(size: 9, old: six, new: nine))
        let otherNew = [hashes[0], hashes[1], hashes[2], nine]
        guard case .otherRoot(9, nine, _) = refusal(6, 9, otherNew),
            case .otherRoot(6, six, _) = refusal(6, 9, [nine] + hashes[1...])
        else {
            Issue.record("the root that is not met should be named")
            return
        }
    }
}
