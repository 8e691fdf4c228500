import ByteCoding
import Transparency

extension FuzzTarget {
    static let note = FuzzTarget(
        name: "note",
        summary:
            "a signed note, a checkpoint and a key are refused in safe words or kept to the byte",
        byteCountMax: 2_048,
        seeds: { Seeds.notes },
        finding: { bytes in
            do throws(TextFormatError) {
                let signed = try SignedCheckpoint(parsing: bytes)
                if signed.bytes != bytes { return "it is written otherwise than it was read" }
                let text = Array(signed.checkpoint.text.utf8)
                if try Checkpoint(parsing: text) != signed.checkpoint { return "it is not itself" }
            } catch {
                if let flaw = flaw(inMessage: error.description) { return flaw }
            }
            do throws(TextFormatError) {
                let key = try NoteVerifier(parsing: text(bytes))
                return key.text.isSame(as: text(bytes)) ? nil : "the key is written otherwise"
            } catch {
                return flaw(inMessage: error.description)
            }
        }
    )

    static let proof = FuzzTarget(
        name: "proof",
        summary: "a proof is refused in safe words or kept to the byte, and proves no other leaf",
        byteCountMax: 8_192,
        seeds: { Seeds.proofs },
        finding: { bytes in
            let leaf = MerkleTree.leafHash(of: [0])
            do throws(TextFormatError) {
                let proof = try OfflineInclusionProof(parsing: bytes)
                if proof.bytes != bytes { return "it is written otherwise than it was read" }
                let root = proof.checkpoint.checkpoint.root
                do throws(ProofError) {
                    try proof.proof.verify(leaf, root: root)
                    if root != leaf { return "it proves what nobody has put into a tree" }
                } catch {
                    return flaw(inMessage: error.description)
                }
            } catch {
                if let flaw = flaw(inMessage: error.description) { return flaw }
            }
            do throws(TextFormatError) {
                let proof = try OfflineConsistencyProof(parsing: bytes)
                if proof.bytes != bytes { return "it is written otherwise than it was read" }
                let root = proof.checkpoint.checkpoint.root
                do throws(ProofError) {
                    try proof.proof.verify(oldRoot: leaf, newRoot: root)
                    if root != leaf { return "it proves a tree that nobody has made" }
                } catch {
                    return flaw(inMessage: error.description)
                }
                return nil
            } catch {
                return flaw(inMessage: error.description)
            }
        }
    )

    static let tile = FuzzTarget(
        name: "tile",
        summary: "a path of a tile, or a bundle of entries, is refused or kept to the byte",
        byteCountMax: 512,
        seeds: { Seeds.tiles },
        finding: { bytes in
            do throws(TextFormatError) {
                let tile = try Tile(parsing: text(bytes))
                if !tile.path.isSame(as: text(bytes)) { return "its path is \(tile.path)" }
            } catch {
                if let flaw = flaw(inMessage: error.description) { return flaw }
            }
            for count in [1, 2, 3, 256] {
                do throws(EntryBundleError) {
                    let bundle = try EntryBundle(decoding: bytes, count: count)
                    if bundle.bytes != bytes { return "the bundle is written otherwise" }
                } catch {
                    if let flaw = flaw(inMessage: error.description) { return flaw }
                }
            }
            return nil
        }
    )
}
