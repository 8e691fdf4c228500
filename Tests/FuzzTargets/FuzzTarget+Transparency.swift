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
            flaw {
                let signed = try SignedCheckpoint(parsing: bytes)
                if signed.bytes != bytes { return "it is written otherwise than it was read" }
                let text = Array(signed.checkpoint.text.utf8)
                return try Checkpoint(parsing: text) == signed.checkpoint ? nil : "it is not itself"
            }
                ?? flaw {
                    let key = try NoteVerifier(parsing: text(bytes))
                    return key.text.isSame(as: text(bytes)) ? nil : "the key is written otherwise"
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
            return flaw {
                let proof = try OfflineInclusionProof(parsing: bytes)
                if proof.bytes != bytes { return "it is written otherwise than it was read" }
                let root = proof.checkpoint.checkpoint.root
                try proof.proof.verify(leaf, root: root)
                return root == leaf ? nil : "it proves what nobody has put into a tree"
            }
                ?? flaw {
                    let proof = try OfflineConsistencyProof(parsing: bytes)
                    if proof.bytes != bytes { return "it is written otherwise than it was read" }
                    let root = proof.checkpoint.checkpoint.root
                    try proof.proof.verify(oldRoot: leaf, newRoot: root)
                    return root == leaf ? nil : "it proves a tree that nobody has made"
                }
        }
    )

    static let tile = FuzzTarget(
        name: "tile",
        summary: "a path of a tile, or a bundle of entries, is refused or kept to the byte",
        byteCountMax: 512,
        seeds: { Seeds.tiles },
        finding: { bytes in
            let flaw = flaw {
                let tile = try Tile(parsing: text(bytes))
                return tile.path.isSame(as: text(bytes)) ? nil : "its path is \(tile.path)"
            }
            return [1, 2, 3, 256].reduce(flaw) { found, count in
                found
                    ?? Self.flaw {
                        let bundle = try EntryBundle(decoding: bytes, count: count)
                        return bundle.bytes == bytes ? nil : "the bundle is written otherwise"
                    }
            }
        }
    )
}
