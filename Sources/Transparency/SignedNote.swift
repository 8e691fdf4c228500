/// A text with signatures under it (C2SP signed-note).
///
/// The text ends in a newline; a blank line follows, then a line for each signature. Nothing in the
/// text may be believed before ``verify(with:)`` has found a signature by a key that is trusted.
///
/// A note that was read is written again to the byte. At most ``byteCountMax`` bytes and
/// ``signatureCountMax`` signatures are read or written.
public struct SignedNote: Sendable {
    /// The most bytes a note has here.
    public static let byteCountMax = 1_000_000
    /// The most signatures a note has here; the specification asks for at least 16.
    public static let signatureCountMax = 100

    /// The text that is signed, with its last newline.
    public let text: String
    /// The signatures, in the order of their lines.
    public let signatures: [NoteSignature]

    /// A note of that text with those signatures, which are not checked.
    ///
    /// - Throws: a ``TextFormatError`` when a note cannot have that text, because it does not end in
    ///   a newline or has another control character, when there is no signature, or when there are
    ///   too many of them or of bytes.
    /// - Complexity: O(n).
    public init(text: String, signatures: [NoteSignature]) throws(TextFormatError) {
        self.init(unchecked: text, signatures)
        let lines = try TextLines(
            Array(text.utf8),
            of: .note,
            byteCountMax: Self.byteCountMax
        )
        guard !signatures.isEmpty else {
            let line = lines.lines.endIndex + 2
            throw TextFormatError(.missing(.signatureLine), in: .note, line: line)
        }
        guard signatures.count <= Self.signatureCountMax else {
            let reason = TextFormatError.Reason.tooMany(
                .signatureLine,
                most: Self.signatureCountMax
            )
            throw TextFormatError(reason, in: .note)
        }
        let byteCount = bytes.count
        guard byteCount <= Self.byteCountMax else {
            let reason = TextFormatError.Reason.tooLong(
                byteCount: byteCount,
                most: Self.byteCountMax
            )
            throw TextFormatError(reason, in: .note)
        }
    }

    /// A note of that text, signed by each of those keys.
    ///
    /// - Throws: a ``TextFormatError``, as ``init(text:signatures:)`` does.
    public init(signing text: String, with signers: [NoteSigner]) throws(TextFormatError) {
        try self.init(text: text, signatures: signers.map { $0.signature(for: text) })
    }

    private init(unchecked text: String, _ signatures: [NoteSignature]) {
        self.text = text
        self.signatures = signatures
    }

    /// The note as it is stored and sent.
    ///
    /// - Complexity: O(n).
    public var bytes: [UInt8] {
        var bytes = Array(text.utf8)
        bytes.append(UInt8(ascii: "\n"))
        for signature in signatures { bytes.append(contentsOf: signature.line.utf8) }
        return bytes
    }
}

extension SignedNote {
    /// Reads a note.
    ///
    /// - Throws: a ``TextFormatError`` that names the line when the bytes are not a note to the
    ///   letter: not valid UTF-8, a control character other than newline, no blank line, a line
    ///   under it that is no signature, base64 that is not canonical, or too much of something.
    /// - Complexity: O(n).
    public init(parsing bytes: [UInt8]) throws(TextFormatError) {
        try self.init(TextLines(bytes, of: .note, byteCountMax: Self.byteCountMax))
    }

    /// Reads the rest of those lines as a note.
    init(_ lines: TextLines) throws(TextFormatError) {
        var (text, rest) = try lines.parts()
        guard !text.isAtEnd else { throw rest.error(.missing(.noteText)) }
        var signatures: [NoteSignature] = []
        repeat {
            signatures.append(try NoteSignature(from: &rest))
            guard signatures.count <= Self.signatureCountMax else {
                throw rest.error(.tooMany(.signatureLine, most: Self.signatureCountMax))
            }
        } while !rest.isAtEnd
        self.init(unchecked: text.lines.joined(separator: "\n") + "\n", signatures)
    }
}

extension SignedNote: Hashable {
    /// Whether the notes have the same bytes.
    public static func == (left: SignedNote, right: SignedNote) -> Bool {
        left.signatures == right.signatures && left.text.utf8.elementsEqual(right.text.utf8)
    }

    /// Hashes the bytes of the note.
    public func hash(into hasher: inout Hasher) { hasher.combine(bytes) }
}
