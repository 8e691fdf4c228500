public import ByteCoding

/// A proof that an entry is in a log, with the checkpoint under which it is (C2SP tlog-proof,
/// version 1).
///
/// With the entry and the public key of the log it can be checked without a network.
public struct OfflineInclusionProof: Hashable, Sendable {
    /// The most bytes such a proof has here.
    public static let byteCountMax = 2_000_000
    /// The most hashes such a proof has: one a level of the greatest tree.
    public static let hashCountMax = 64

    /// The hashes that lead from the entry to the root.
    public let proof: InclusionProof
    /// The checkpoint that states the root.
    public let checkpoint: SignedCheckpoint
    /// What the program that wrote the proof added; nobody signed it, so it proves nothing.
    public let extra: [UInt8]

    /// A proof under a checkpoint.
    ///
    /// - Parameters:
    ///   - proof: The hashes.
    ///   - checkpoint: The state of the log for which they were made.
    ///   - extra: Data for the program that will read the proof; empty for none.
    /// - Precondition: the proof is for the size of the checkpoint.
    public init(_ proof: InclusionProof, in checkpoint: SignedCheckpoint, extra: [UInt8] = []) {
        let size = checkpoint.checkpoint.size
        precondition(proof.size == size, "a proof for \(proof.size) entries, not for \(size)")
        self.proof = proof
        self.checkpoint = checkpoint
        self.extra = extra
    }

    /// Checks that the log signed the checkpoint, and that the entry is in the tree it states.
    ///
    /// - Parameters:
    ///   - leaf: The entry's hash, as ``MerkleTree/leafHash(of:)`` gives it.
    ///   - log: The log's public key, which must not come from where the proof does.
    /// - Throws: ``ProofError/signature(_:)``, or what ``InclusionProof/verify(_:root:)`` throws.
    /// - Complexity: O(log n) hashes and one signature.
    public func verify(_ leaf: Digest, by log: NoteVerifier) throws(ProofError) {
        do throws(SignatureError) {
            try checkpoint.verify(by: log)
        } catch {
            throw .signature(error)
        }
        try proof.verify(leaf, root: checkpoint.checkpoint.root)
    }
}

extension OfflineInclusionProof {
    /// Reads a proof.
    ///
    /// The lines are: the name of the format; `extra` and base64, if there is extra data; `index`
    /// and the entry's index; the hashes; an empty line; the checkpoint with its signatures.
    ///
    /// - Throws: a ``TextFormatError`` that names the line when the bytes are not such a proof to the
    ///   letter, or more than ``byteCountMax``, or have more hashes than ``hashCountMax``. An
    ///   `extra` line without data is refused, because it has to be left out.
    /// - Complexity: O(n).
    public init(parsing bytes: [UInt8]) throws(TextFormatError) {
        var lines = try TextLines(bytes, of: .inclusionProof, byteCountMax: Self.byteCountMax)
        try lines.nextHeader(Self.header)
        var extra: [UInt8] = []
        if let line = lines.lines.first, let data = line.dropping(prefix: "extra ") {
            _ = try lines.next(.extra)
            extra = try lines.bytes(data, .extra)
            guard !extra.isEmpty else { throw lines.error(.missing(.extra)) }
        }
        let index = try lines.nextNumber(after: "index", .index)
        let hashes = try lines.hashes(most: Self.hashCountMax)
        let checkpoint = try SignedCheckpoint(lines)
        let size = checkpoint.checkpoint.size
        self.init(
            InclusionProof(index: index, size: size, hashes: hashes),
            in: checkpoint,
            extra: extra
        )
    }

    /// The proof as it is stored and sent, in a file whose name ends in `.tlog-proof`.
    ///
    /// - Complexity: O(n).
    public var bytes: [UInt8] {
        var lines = [Self.header]
        if !extra.isEmpty { lines.append("extra " + Base64.text(of: extra)) }
        lines.append("index \(proof.index)")
        lines += proof.hashes.map { Base64.text(of: $0.bytes) }
        return Array(lines.map { $0 + "\n" }.joined().utf8) + [UInt8(ascii: "\n")]
            + checkpoint.bytes
    }

    private static let header = "c2sp.org/tlog-proof@v1"
}
