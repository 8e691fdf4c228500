public import ByteCoding

/// A checkpoint that its log signed, and perhaps witnesses too (C2SP tlog-checkpoint).
public struct SignedCheckpoint: Hashable, Sendable {
    /// The note, whose text is the checkpoint.
    public let note: SignedNote
    /// What the note says; not to be believed before the signatures are checked.
    public let checkpoint: Checkpoint

    /// The checkpoint that a note holds.
    ///
    /// - Throws: a ``TextFormatError`` when the text of the note is no checkpoint.
    /// - Complexity: O(n).
    public init(_ note: SignedNote) throws(TextFormatError) {
        checkpoint = try Checkpoint(parsing: Array(note.text.utf8))
        self.note = note
    }

    /// Reads a checkpoint with its signatures.
    ///
    /// - Throws: a ``TextFormatError`` that names the line when the bytes are no note, or the text
    ///   of it no checkpoint.
    /// - Complexity: O(n).
    public init(parsing bytes: [UInt8]) throws(TextFormatError) {
        try self.init(TextLines(bytes, of: .checkpoint, byteCountMax: SignedNote.byteCountMax))
    }

    /// Reads the rest of those lines as a checkpoint with its signatures.
    init(_ lines: TextLines) throws(TextFormatError) {
        note = try SignedNote(lines)
        checkpoint = try Checkpoint(lines.parts().text)
    }

    /// The log's state, signed by its key; the origin is the name of the key.
    ///
    /// A log must never sign two checkpoints of which one does not begin with the other: whoever
    /// calls this must hold the tree that was signed before, and only append to it.
    public init(size: UInt64, root: Digest, signedBy log: NoteSigner) {
        let origin = log.verifier.name.text
        guard let checkpoint = try? Checkpoint(origin: origin, size: size, root: root),
            let note = try? SignedNote(signing: checkpoint.text, with: [log])
        else { preconditionFailure("\(log) is a name that a checkpoint can have") }
        self.checkpoint = checkpoint
        self.note = note
    }

    /// The checkpoint as it is stored and sent.
    ///
    /// - Complexity: O(n).
    public var bytes: [UInt8] { note.bytes }

    /// Checks that a log signed the checkpoint, and that it speaks for that log.
    ///
    /// - Throws: a ``SignatureError``: no signature by that key, a wrong one, or an origin other than
    ///   the key's name. For a log whose origin is not the name of its key, ask ``note`` and compare
    ///   the origin with the one that is expected.
    /// - Complexity: O(n).
    public func verify(by log: NoteVerifier) throws(SignatureError) {
        try note.verify(with: [log])
        guard checkpoint.origin.utf8.elementsEqual(log.name.text.utf8) else {
            throw .otherOrigin(origin: checkpoint.origin, key: log.name)
        }
    }
}
