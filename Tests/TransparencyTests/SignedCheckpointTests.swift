import ByteCoding
import Testing
import Transparency

@Suite struct `A signed checkpoint` {
    private func root() -> Digest { NaiveTree(size: 5).root(ofFirst: 5) }

    @Test func `speaks for the log of its key's name`() throws {
        let log = try newSigner("example.com/log")
        let signed = SignedCheckpoint(size: 5, root: root(), signedBy: log)
        #expect(signed.checkpoint.origin == "example.com/log")
        let read = try SignedCheckpoint(parsing: signed.bytes)
        #expect(read == signed)
        #expect(read.checkpoint.size == 5)
        #expect(read.checkpoint.root == root())
        try read.verify(by: log.verifier)
    }

    @Test func `is refused with the key of another log`() throws {
        let signed = SignedCheckpoint(size: 5, root: root(), signedBy: try newSigner("a"))
        let other = try newSigner("a").verifier
        #expect(throws: SignatureError.noKnownKey(signedBy: [other.name])) {
            try signed.verify(by: other)
        }
    }

    @Test func `is refused when a key signed for another log`() throws {
        let log = try newSigner("example.com/a")
        let checkpoint = try Checkpoint(origin: "example.com/b", size: 5, root: root())
        let signed = try SignedCheckpoint(SignedNote(signing: checkpoint.text, with: [log]))
        let expected = SignatureError.otherOrigin(origin: "example.com/b", key: log.verifier.name)
        #expect(throws: expected) { try signed.verify(by: log.verifier) }
        try signed.note.verify(with: [log.verifier])
    }

    @Test func `is refused when a note's text is no checkpoint`() throws {
        let note = try SignedNote(signing: "a\nb\n", with: [newSigner()])
        for read in [{ try SignedCheckpoint(note) }, { try SignedCheckpoint(parsing: note.bytes) }]
        {
            let error = #expect(throws: TextFormatError.self) { try read() }
            #expect(error?.reason == .notNumber(.treeSize))
            #expect(error?.line == 2)
        }
    }

    @Test func `is refused when its signature is cut off`() throws {
        let signed = SignedCheckpoint(size: 5, root: root(), signedBy: try newSigner())
        let error = #expect(throws: TextFormatError.self) {
            try SignedCheckpoint(parsing: signed.checkpoint.text.bytes)
        }
        #expect(error?.reason == .missing(.blankLine))
        #expect(error?.form == .checkpoint)
    }

    @Test func `keeps the signatures of witnesses`() throws {
        let (log, witness) = try (newSigner("log"), newSigner("witness"))
        let checkpoint = try Checkpoint(origin: "log", size: 5, root: root())
        let note = try SignedNote(signing: checkpoint.text, with: [witness, log])
        let signed = try SignedCheckpoint(parsing: note.bytes)
        try signed.verify(by: log.verifier)
        #expect(
            try signed.note.verify(with: [log.verifier, witness.verifier])
                == [witness.verifier, log.verifier]
        )
    }
}
