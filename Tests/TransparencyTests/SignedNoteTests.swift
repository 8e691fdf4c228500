import ByteCoding
import TestSupport
import Testing
import Transparency

@Suite struct `A signed note` {
    @Test func `is one that another implementation signed`() throws {
        let note = try SignedNote(parsing: PeterNeumann.note.bytes)
        #expect(note.text == PeterNeumann.text)
        #expect(note.signatures.map(\.name.text) == ["PeterNeumann"])
        #expect(note.signatures.map(\.keyID.description) == ["c74f20a3"])
        let verifier = try PeterNeumann.verifier()
        #expect(try note.verify(with: [verifier]) == [verifier])
    }

    @Test func `is one that two keys of another implementation signed`() throws {
        let note = try SignedNote(
            parsing: (PeterNeumann.note + PeterNeumann.otherSignatureLine).bytes
        )
        let keys = try [PeterNeumann.otherVerifierText, PeterNeumann.verifierText]
            .map { try NoteVerifier(parsing: $0) }
        #expect(try note.verify(with: keys) == keys.reversed())
    }

    @Test func `is written to the byte as it was read`() throws {
        let note = try SignedNote(parsing: PeterNeumann.note.bytes)
        #expect(text(note.bytes) == PeterNeumann.note)
        let again = try SignedNote(text: note.text, signatures: note.signatures)
        #expect(again == note)
        #expect(again.bytes == note.bytes)
    }

    @Test func `is accepted by whoever has the public key, when signed here`() throws {
        let note = try SignedNote(signing: "a\n\nb\n", with: [PeterNeumann.signer()])
        let read = try SignedNote(parsing: note.bytes)
        #expect(read == note)
        #expect(read.text == "a\n\nb\n")
        try read.verify(with: [PeterNeumann.verifier()])
    }

    @Test func `is refused after any bit of it was turned over`() throws {
        let verifier = try PeterNeumann.verifier()
        let bytes = PeterNeumann.note.bytes
        for bit in 0..<8 * bytes.count {
            var changed = bytes
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            let isAccepted =
                (try? SignedNote(parsing: changed).verify(with: [verifier])) != nil
            #expect(!isAccepted, "bit \(bit)")
        }
    }

    @Test func `tells which of the known keys signed, each once`() throws {
        let (log, witness, other) = try (newSigner("log"), newSigner("witness"), newSigner("other"))
        let note = try SignedNote(signing: "text\n", with: [witness, other, log, witness])
        let known = [log.verifier, witness.verifier, log.verifier]
        #expect(try note.verify(with: known) == [witness.verifier, log.verifier])
    }

    @Test func `passes over keys that share a name or an ID, but not both`() throws {
        let (log, namesake) = try (newSigner("log"), newSigner("log"))
        #expect(log.verifier.keyID != namesake.verifier.keyID)
        let signature = try #require(
            SignedNote(signing: "text\n", with: [namesake]).signatures.first
        )
        let sharesID = NoteSignature(
            name: try KeyName("elsewhere"),
            keyID: log.verifier.keyID,
            bytes: signature.bytes
        )
        let good = try #require(SignedNote(signing: "text\n", with: [log]).signatures.first)
        let note = try SignedNote(text: "text\n", signatures: [signature, sharesID, good])
        #expect(try note.verify(with: [log.verifier]) == [log.verifier])
    }

    @Test func `passes over a signature of a kind that is not known here`() throws {
        let log = try newSigner("log")
        let good = try #require(SignedNote(signing: "text\n", with: [log]).signatures.first)
        let long = NoteSignature(
            name: try KeyName("witness"),
            keyID: KeyID(rawValue: 7),
            bytes: [UInt8](repeating: 4, count: 5_000)
        )
        let note = try SignedNote(text: "text\n", signatures: [long, good])
        try SignedNote(parsing: note.bytes).verify(with: [log.verifier])
    }

    @Test func `is refused for one wrong signature by a known key, beside good ones`() throws {
        let (log, witness) = try (newSigner("log"), newSigner("witness"))
        let wrong = try #require(SignedNote(signing: "other\n", with: [witness]).signatures.first)
        let good = try SignedNote(signing: "text\n", with: [log, witness]).signatures
        let note = try SignedNote(text: "text\n", signatures: good + [wrong])
        let name = witness.verifier.name
        #expect(throws: SignatureError.wrong(name: name, keyID: witness.verifier.keyID)) {
            try note.verify(with: [log.verifier, witness.verifier])
        }
        try note.verify(with: [log.verifier])
    }

    @Test func `is refused when the signature has another length`() throws {
        let log = try newSigner("log")
        let good = try #require(SignedNote(signing: "text\n", with: [log]).signatures.first)
        for bytes in [Array(good.bytes.dropLast()), good.bytes + [0], [1]] {
            let other = NoteSignature(name: good.name, keyID: good.keyID, bytes: bytes)
            let note = try SignedNote(text: "text\n", signatures: [other])
            #expect(throws: SignatureError.wrong(name: good.name, keyID: good.keyID)) {
                try note.verify(with: [log.verifier])
            }
        }
    }

    @Test func `is refused when no known key signed it`() throws {
        let note = try SignedNote(parsing: PeterNeumann.note.bytes)
        let names = [try KeyName("PeterNeumann")]
        #expect(throws: SignatureError.noKnownKey(signedBy: names)) {
            try note.verify(with: [newSigner("PeterNeumann").verifier])
        }
        #expect(throws: SignatureError.noKnownKey(signedBy: names)) { try note.verify(with: []) }
    }
}
