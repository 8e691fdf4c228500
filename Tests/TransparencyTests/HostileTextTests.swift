import ByteCoding
import TestSupport
import Testing
import Transparency

/// What was read from anyone is written again to the byte, or it was not read.
@Suite struct `A text from anyone` {
    /// Texts like a sample: pieces of it left out, doubled, and bytes changed.
    private func mutations(of sample: [UInt8], seed: UInt64) -> [[UInt8]] {
        var randomness = SeededRandomness(seed)
        let bytes = "\n\n —+=/.x01 9Aa\u{E9}\0".bytes + [0xFF, 0xC3]
        return (0..<Rounds.count(2_000)).map { _ in
            var text = sample
            for _ in 0..<Int.random(in: 1...4, using: &randomness) where !text.isEmpty {
                let place = Int.random(in: text.indices, using: &randomness)
                let end = Int.random(in: place...min(text.count, place + 50), using: &randomness)
                switch Int.random(in: 0..<4, using: &randomness) {
                case 0: text.removeSubrange(place..<end)
                case 1: text.insert(contentsOf: text[place..<end], at: place)
                case 2: text[place] = bytes.randomElement(using: &randomness) ?? 0
                default:
                    text.insert(bytes.randomElement(using: &randomness) ?? 0, at: place)
                }
            }
            return text
        }
    }

    @Test func `is a note as it stands, or none`() {
        for bytes in mutations(of: PeterNeumann.note.bytes, seed: 30) {
            guard let note = try? SignedNote(parsing: bytes) else { continue }
            #expect(note.bytes == bytes)
        }
    }

    @Test func `is a checkpoint as it stands, or none`() throws {
        for bytes in mutations(of: try SampleLog().checkpoint().bytes, seed: 31) {
            if let signed = try? SignedCheckpoint(parsing: bytes) {
                #expect(signed.bytes == bytes)
                #expect(signed.checkpoint.text.bytes == signed.note.text.bytes)
            }
            if let checkpoint = try? Checkpoint(parsing: bytes) {
                #expect(checkpoint.text.bytes == bytes)
            }
        }
    }

    @Test func `is a proof as it stands, or none, and a changed proof of nothing else`() throws {
        let log = try SampleLog()
        for bytes in mutations(of: log.inclusion(3, extra: [1]).bytes, seed: 32) {
            guard let proof = try? OfflineInclusionProof(parsing: bytes) else { continue }
            #expect(proof.bytes == bytes)
            guard (try? proof.verify(log.tree.leaves[3], by: log.verifier)) != nil else { continue }
            #expect(proof.proof == log.inclusion(3).proof)
        }
        for bytes in mutations(of: log.consistency(from: 6).bytes, seed: 33) {
            guard let proof = try? OfflineConsistencyProof(parsing: bytes) else { continue }
            #expect(proof.bytes == bytes)
        }
    }

    @Test func `is a key as it stands, or none`() {
        for bytes in mutations(of: PeterNeumann.verifierText.bytes, seed: 34) {
            let text = text(bytes)
            guard let key = try? NoteVerifier(parsing: text) else { continue }
            #expect(key.text.bytes == text.bytes)
        }
        for bytes in mutations(of: PeterNeumann.secretText.bytes, seed: 35) {
            let text = text(bytes)
            guard let key = try? NoteSigner(parsing: text) else { continue }
            #expect(key.secretText.bytes == text.bytes)
        }
    }

    @Test func `is the path of a tile as it stands, or none`() {
        for bytes in mutations(of: "tile/0/x001/x234/067.p/12".bytes, seed: 36) {
            let text = text(bytes)
            guard let tile = try? Tile(parsing: text) else { continue }
            #expect(tile.path.bytes == text.bytes)
        }
    }

    @Test func `is a bundle as it stands, or none`() throws {
        let sample = try EntryBundle([[1, 2, 3], [], [4], [5, 6]]).bytes
        for bytes in mutations(of: sample, seed: 37) {
            for count in 1...5 {
                guard let bundle = try? EntryBundle(decoding: bytes, count: count) else { continue }
                #expect(bundle.bytes == bytes)
                #expect(bundle.entries.count == count)
            }
        }
    }
}
