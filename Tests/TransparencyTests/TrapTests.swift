import ByteCoding
import Testing
import Transparency

/// A fault of the program, not of what it reads, ends the process; an error would not end it here.
@Suite struct `A fault of the program` {
    @Test func `ends it when a proof is asked for that no tree has`() async {
        await #expect(processExitsWith: .failure) {
            _ = InclusionProof.subtrees(for: 3, in: 3)
        }
        await #expect(processExitsWith: .failure) {
            _ = ConsistencyProof.subtrees(from: 0, to: 3)
        }
        await #expect(processExitsWith: .failure) {
            _ = ConsistencyProof.subtrees(from: 4, to: 3)
        }
    }

    @Test func `ends it when a tile is made that no log has`() async {
        await #expect(processExitsWith: .failure) { _ = Tile(.entries, index: 0, width: 0) }
        await #expect(processExitsWith: .failure) { _ = Tile(.entries, index: 0, width: 257) }
        await #expect(processExitsWith: .failure) { _ = Tile(.hashes(level: 64), index: 0) }
        await #expect(processExitsWith: .failure) {
            _ = Tile(.entries, index: Tile.indexMax + 1)
        }
    }

    @Test func `ends it when a tile of entries is asked for hashes`() async {
        await #expect(processExitsWith: .failure) {
            _ = Tile(.entries, index: 0).bytes { _, _ in MerkleTree.emptyRoot }
        }
    }

    @Test func `ends it when a key has not 32 bytes`() async {
        await #expect(processExitsWith: .failure) {
            guard let name = try? KeyName("example.com/log") else { return }
            _ = NoteVerifier(name: name, publicKey: [1, 2, 3])
        }
    }

    @Test func `ends it when a proof is put under a checkpoint of another size`() async {
        await #expect(processExitsWith: .failure) {
            guard let signer = try? NoteSigner(generatingFor: "example.com/log") else { return }
            let checkpoint = SignedCheckpoint(
                size: 1,
                root: MerkleTree.emptyRoot,
                signedBy: signer
            )
            let proof = InclusionProof(index: 0, size: 2, hashes: [])
            _ = OfflineInclusionProof(proof, in: checkpoint)
        }
    }
}
