import ByteCoding
import Transparency

/// A log of nine entries, and proofs of it.
struct SampleLog {
    let signer: NoteSigner
    let tree = NaiveTree(size: 9)

    init() throws { signer = try newSigner("example.com/log") }

    var verifier: NoteVerifier { signer.verifier }

    func checkpoint(_ size: UInt64 = 9) -> SignedCheckpoint {
        SignedCheckpoint(size: size, root: tree.root(ofFirst: size), signedBy: signer)
    }

    func inclusion(_ index: UInt64, extra: [UInt8] = []) -> OfflineInclusionProof {
        let proof = InclusionProof(of: index, in: 9, subtree: tree.subtree)
        return OfflineInclusionProof(proof, in: checkpoint(), extra: extra)
    }

    func consistency(from size: UInt64) -> OfflineConsistencyProof {
        let proof = ConsistencyProof(from: size, to: 9, subtree: tree.subtree)
        return OfflineConsistencyProof(proof, to: checkpoint())
    }
}

/// The lines of hashes, as proofs have them.
func lines(_ hashes: [Digest]) -> String {
    hashes.map { Base64.text(of: $0.bytes) + "\n" }.joined()
}
