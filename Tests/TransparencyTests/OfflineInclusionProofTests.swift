import ByteCoding
import Testing
import Transparency

@Suite struct `An offline proof of inclusion` {
    @Test func `is the text of its specification`() throws {
        let log = try SampleLog()
        let proof = log.inclusion(3)
        let start = "c2sp.org/tlog-proof@v1\nindex 3\n\(lines(proof.proof.hashes))\n"
        #expect(text(proof.bytes) == start + text(proof.checkpoint.bytes))
        #expect(proof.proof.hashes.count == 4)
        let extra = log.inclusion(3, extra: "foo".bytes)
        #expect(text(extra.bytes).hasPrefix("c2sp.org/tlog-proof@v1\nextra Zm9v\nindex 3\n"))
    }

    @Test func `is read as it was written, for each entry`() throws {
        let log = try SampleLog()
        for index in 0..<9 as Range<UInt64> {
            for extra in [[], [0], "foo".bytes] as [[UInt8]] {
                let proof = log.inclusion(index, extra: extra)
                let read = try OfflineInclusionProof(parsing: proof.bytes)
                #expect(read == proof)
                #expect(read.bytes == proof.bytes)
                try read.verify(log.tree.leaves[Int(index)], by: log.verifier)
            }
        }
    }

    @Test func `has no hash for the only entry of a log`() throws {
        let log = try SampleLog()
        let proof = OfflineInclusionProof(
            InclusionProof(index: 0, size: 1, hashes: []),
            in: log.checkpoint(1)
        )
        #expect(text(proof.bytes).hasPrefix("c2sp.org/tlog-proof@v1\nindex 0\n\nexample.com/log\n"))
        let read = try OfflineInclusionProof(parsing: proof.bytes)
        try read.verify(log.tree.leaves[0], by: log.verifier)
    }

    @Test func `is refused for another entry, another log and another index`() throws {
        let log = try SampleLog()
        let proof = log.inclusion(3)
        #expect(throws: ProofError.self) {
            try proof.verify(log.tree.leaves[4], by: log.verifier)
        }
        let other = try newSigner("example.com/log").verifier
        #expect(throws: ProofError.signature(.noKnownKey(signedBy: [other.name]))) {
            try proof.verify(log.tree.leaves[3], by: other)
        }
        let moved = text(proof.bytes).replacing("index 3\n", with: "index 9\n")
        #expect(throws: ProofError.noSuchEntry(index: 9, size: 9)) {
            try OfflineInclusionProof(parsing: moved.bytes)
                .verify(log.tree.leaves[3], by: log.verifier)
        }
    }

    @Test func `is refused after any bit of it was turned over`() throws {
        let log = try SampleLog()
        let bytes = log.inclusion(3).bytes
        let leaf = log.tree.leaves[3]
        for bit in 0..<8 * bytes.count {
            var changed = bytes
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            let isAccepted =
                (try? OfflineInclusionProof(parsing: changed).verify(leaf, by: log.verifier)) != nil
            #expect(!isAccepted, "bit \(bit)")
        }
    }

    @Test(
        arguments: [
            ("c2sp.org/tlog-proof@v1", "c2sp.org/tlog-proof@v2", 1, .malformed(.header)),
            ("c2sp.org/tlog-proof@v1", " c2sp.org/tlog-proof@v1", 1, .malformed(.header)),
            ("index 3\n", "", 2, .malformed(.index)),
            ("index 3", "index 03", 2, .notNumber(.index)),
            ("index 3", "index -3", 2, .notNumber(.index)),
            ("index 3", "index  3", 2, .notNumber(.index)),
            ("index 3", "index 18446744073709551616", 2, .notNumber(.index)),
            ("index 3", "Index 3", 2, .malformed(.index)),
            ("index 3", "extra !\nindex 3", 2, .notBase64(.extra)),
            ("index 3", "extra \nindex 3", 2, .missing(.extra)),
            ("index 3", "extra Zm9v\nextra Zm9v\nindex 3", 3, .malformed(.index)),
            ("index 3", "index 3\nZm9v", 3, .byteCount(.hash, found: 3, expected: 32)),
            ("index 3", "index 3\n!", 3, .notBase64(.hash)),
            ("index 3", "index 3\nextra Zm9v", 3, .notBase64(.hash)),
            ("\n9\n", "\n09\n", 9, .notNumber(.treeSize)),
            ("— example", "- example", 12, .malformed(.signatureLine)),
        ] as [(String, String, Int, TextFormatError.Reason)]
    )
    func `is refused when its text is not of its form`(
        old: String,
        new: String,
        line: Int,
        reason: TextFormatError.Reason
    ) throws {
        let whole = text(try SampleLog().inclusion(3).bytes)
        #expect(whole.contains(old))
        let changed = whole.replacing(old, with: new, maxReplacements: 1)
        let error = #expect(throws: TextFormatError.self) {
            try OfflineInclusionProof(parsing: changed.bytes)
        }
        #expect(error?.reason == reason)
        #expect(error?.line == line)
        #expect(error?.form == .inclusionProof)
    }

    @Test func `is refused wherever it was cut off`() throws {
        let bytes = try SampleLog().inclusion(3, extra: "foo".bytes).bytes
        for count in bytes.indices {
            #expect(throws: TextFormatError.self) {
                try OfflineInclusionProof(parsing: Array(bytes[..<count]))
            }
        }
    }

    @Test func `has at most 64 hashes`() throws {
        let log = try SampleLog()
        func proof(_ count: Int) -> [UInt8] {
            let hashes = Array(repeating: MerkleTree.emptyRoot, count: count)
            let proof = InclusionProof(index: 3, size: 9, hashes: hashes)
            return OfflineInclusionProof(proof, in: log.checkpoint()).bytes
        }
        #expect(try OfflineInclusionProof(parsing: proof(64)).proof.hashes.count == 64)
        let error = #expect(throws: TextFormatError.self) {
            try OfflineInclusionProof(parsing: proof(65))
        }
        #expect(error?.reason == .tooMany(.hash, most: 64))
        #expect(error?.line == 67)
    }

    @Test func `has at most two million bytes`() throws {
        let most = OfflineInclusionProof.byteCountMax
        let error = #expect(throws: TextFormatError.self) {
            try OfflineInclusionProof(parsing: [UInt8](repeating: 10, count: most + 1))
        }
        #expect(error?.reason == .tooLong(byteCount: most + 1, most: most))
    }
}
