import ByteCoding
import Testing
import Transparency

@Suite struct `An offline proof of consistency` {
    @Test func `is a request to a witness after the line with its name`() throws {
        let proof = try SampleLog().consistency(from: 6)
        let hashes = lines(proof.proof.hashes)
        let request = "old 6\n\(hashes)\n\(text(proof.checkpoint.bytes))"
        #expect(text(proof.witnessRequest) == request)
        #expect(text(proof.bytes) == "dateline.consistency/1\n" + request)
        #expect(proof.proof.hashes.count == 4)
    }

    @Test func `is read as it was written, from each earlier size`() throws {
        let log = try SampleLog()
        for size in 1...9 as ClosedRange<UInt64> {
            let proof = log.consistency(from: size)
            let read = try OfflineConsistencyProof(parsing: proof.bytes)
            #expect(read == proof)
            #expect(read.bytes == proof.bytes)
            try read.verify(from: log.checkpoint(size).checkpoint, by: log.verifier)
        }
    }

    @Test func `is refused from another checkpoint than the one that was kept`() throws {
        let log = try SampleLog()
        let proof = log.consistency(from: 6)
        #expect(throws: ProofError.otherOldSize(proof: 6, checkpoint: 5)) {
            try proof.verify(from: log.checkpoint(5).checkpoint, by: log.verifier)
        }
        let root = log.tree.root(ofFirst: 6)
        let foreign = try Checkpoint(origin: "example.com/other", size: 6, root: root)
        #expect(throws: ProofError.otherLog(old: "example.com/other", new: "example.com/log")) {
            try proof.verify(from: foreign, by: log.verifier)
        }
        let rewritten = try Checkpoint(
            origin: "example.com/log",
            size: 6,
            root: root.flipping(bit: 9)
        )
        let error = #expect(throws: ProofError.self) {
            try proof.verify(from: rewritten, by: log.verifier)
        }
        guard case .otherRoot(6, rewritten.root, root) = error else {
            Issue.record("the old root should not be met: \(String(describing: error))")
            return
        }
    }

    @Test func `is refused without the signature of the log`() throws {
        let log = try SampleLog()
        let other = try newSigner("example.com/log").verifier
        #expect(throws: ProofError.signature(.noKnownKey(signedBy: [other.name]))) {
            try log.consistency(from: 6)
                .verify(from: log.checkpoint(6).checkpoint, by: other)
        }
    }

    @Test func `shows two histories of one size to be two`() throws {
        let log = try SampleLog()
        let root = log.tree.root(ofFirst: 9)
        let other = try Checkpoint(
            origin: "example.com/log",
            size: 9,
            root: root.flipping(bit: 0)
        )
        #expect(throws: ProofError.twoRoots(size: 9, old: other.root, new: root)) {
            try log.consistency(from: 9).verify(from: other, by: log.verifier)
        }
    }

    @Test(
        arguments: [
            ("dateline.consistency/1", "dateline.consistency/2", 1, .malformed(.header)),
            ("old 6\n", "", 2, .malformed(.oldSize)),
            ("old 6", "old 06", 2, .notNumber(.oldSize)),
            ("old 6", "old six", 2, .notNumber(.oldSize)),
            ("old 6", "old 6\nZm9v", 3, .byteCount(.hash, found: 3, expected: 32)),
            ("\n9\n", "\n9.0\n", 9, .notNumber(.treeSize)),
        ] as [(String, String, Int, TextFormatError.Reason)]
    )
    func `is refused when its text is not of its form`(
        old: String,
        new: String,
        line: Int,
        reason: TextFormatError.Reason
    ) throws {
        let whole = text(try SampleLog().consistency(from: 6).bytes)
        #expect(whole.contains(old))
        let changed = whole.replacing(old, with: new, maxReplacements: 1)
        let error = #expect(throws: TextFormatError.self) {
            try OfflineConsistencyProof(parsing: changed.bytes)
        }
        #expect(error?.reason == reason)
        #expect(error?.line == line)
        #expect(error?.form == .consistencyProof)
    }

    @Test func `is refused wherever it was cut off`() throws {
        let bytes = try SampleLog().consistency(from: 6).bytes
        for count in bytes.indices {
            #expect(throws: TextFormatError.self) {
                try OfflineConsistencyProof(parsing: Array(bytes[..<count]))
            }
        }
    }

    @Test func `has at most 63 hashes`() throws {
        let log = try SampleLog()
        func proof(_ count: Int) -> [UInt8] {
            let hashes = Array(repeating: MerkleTree.emptyRoot, count: count)
            let proof = ConsistencyProof(oldSize: 6, newSize: 9, hashes: hashes)
            return OfflineConsistencyProof(proof, to: log.checkpoint()).bytes
        }
        #expect(try OfflineConsistencyProof(parsing: proof(63)).proof.hashes.count == 63)
        let error = #expect(throws: TextFormatError.self) {
            try OfflineConsistencyProof(parsing: proof(64))
        }
        #expect(error?.reason == .tooMany(.hash, most: 63))
    }
}
