public import ByteCoding

/// What a log says of itself at one moment: its origin, its size and its root (C2SP
/// tlog-checkpoint).
///
/// As text it is three lines: the origin, the size in decimal, the root in base64. Further lines are
/// extensions; no verifier can check them, so it is better to have none.
public struct Checkpoint: Sendable {
    /// Which log it is; the same text in all checkpoints of the log.
    public let origin: String
    /// How many entries the log has.
    public let size: UInt64
    /// The root of the tree over those entries (RFC 6962, section 2.1).
    public let root: Digest
    /// What else the log says, a line each.
    public let extensions: [String]

    /// The checkpoint of a log.
    ///
    /// - Throws: a ``TextFormatError`` when the origin or an extension is empty or has a control
    ///   character, or all is longer than a note may be. An origin should be a URL without a scheme,
    ///   with neither spaces nor plus signs, but no reader may count on it.
    /// - Complexity: O(n).
    public init(
        origin: String,
        size: UInt64,
        root: Digest,
        extensions: [String] = []
    ) throws(TextFormatError) {
        self.init(unchecked: origin, size, root, extensions)
        for (line, text) in zip([1] + Array(4..<4 + extensions.count), [origin] + extensions) {
            if let byte = text.utf8.first(where: { $0 < 0x20 }) {
                throw TextFormatError(.controlCharacter(byte), in: .checkpoint, line: line)
            }
        }
        try self.init(parsing: Array(text.utf8))
    }

    private init(
        unchecked origin: String,
        _ size: UInt64,
        _ root: Digest,
        _ extensions: [String]
    ) {
        self.origin = origin
        self.size = size
        self.root = root
        self.extensions = extensions
    }
}

extension Checkpoint {
    /// Reads the text of a checkpoint, without signatures.
    ///
    /// - Throws: a ``TextFormatError`` that names the line when the bytes are not a checkpoint to
    ///   the letter, or more than ``SignedNote/byteCountMax``.
    /// - Complexity: O(n).
    public init(parsing bytes: [UInt8]) throws(TextFormatError) {
        let most = SignedNote.byteCountMax
        try self.init(TextLines(bytes, of: .checkpoint, byteCountMax: most))
    }

    /// Reads all of those lines as a checkpoint.
    init(_ all: TextLines) throws(TextFormatError) {
        var lines = all
        let origin = try lines.next(.origin)
        guard !origin.isEmpty else { throw lines.error(.missing(.origin)) }
        let size = try lines.nextNumber(.treeSize)
        let root = try lines.nextDigest(.rootHash)
        var extensions: [String] = []
        while !lines.isAtEnd {
            let line = try lines.next(.extensionLine)
            guard !line.isEmpty else { throw lines.error(.missing(.extensionLine)) }
            extensions.append(line)
        }
        self.init(unchecked: origin, size, root, extensions)
    }

    /// The text that a log signs, as ``init(parsing:)`` reads it.
    public var text: String {
        let lines = [origin, String(size), Base64.text(of: root.bytes)] + extensions
        return lines.map { $0 + "\n" }.joined()
    }
}

extension Checkpoint: Hashable {
    /// Whether the checkpoints have the same bytes.
    public static func == (left: Checkpoint, right: Checkpoint) -> Bool {
        left.size == right.size && left.root == right.root
            && left.text.utf8.elementsEqual(right.text.utf8)
    }

    /// Hashes the size and the root.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(size)
        hasher.combine(root)
    }
}
