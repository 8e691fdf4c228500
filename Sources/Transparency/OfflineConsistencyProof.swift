import ByteCoding

/// A proof that a log only appended since an earlier checkpoint, with the later checkpoint.
///
/// No specification has a file for this. The lines after the first are those of a request to a
/// witness (C2SP tlog-witness, "add-checkpoint"), so that what is sent to one can be kept, too. The
/// earlier checkpoint is not in the file: it must be one that the verifier kept, or nothing would be
/// shown.
public struct OfflineConsistencyProof: Hashable, Sendable {
    /// The most bytes such a proof has here.
    public static let byteCountMax = 2_000_000
    /// The most hashes such a proof has, as witnesses have it.
    public static let hashCountMax = 63

    /// The hashes of which both trees can be put together.
    public let proof: ConsistencyProof
    /// The later checkpoint.
    public let checkpoint: SignedCheckpoint

    /// A proof that leads to a checkpoint.
    ///
    /// - Precondition: the proof is for the size of the checkpoint.
    public init(_ proof: ConsistencyProof, to checkpoint: SignedCheckpoint) {
        let size = checkpoint.checkpoint.size
        precondition(proof.newSize == size, "a proof for \(proof.newSize) entries, not for \(size)")
        self.proof = proof
        self.checkpoint = checkpoint
    }

    /// Checks that the log signed the later checkpoint, and that its tree begins with the earlier.
    ///
    /// - Parameters:
    ///   - old: The earlier checkpoint, whose signature was checked when it was kept.
    ///   - log: The log's public key.
    /// - Throws: ``ProofError/signature(_:)``, ``ProofError/otherLog(old:new:)``,
    ///   ``ProofError/otherOldSize(proof:checkpoint:)``, or what
    ///   ``ConsistencyProof/verify(oldRoot:newRoot:)`` throws.
    /// - Complexity: O(log n) hashes and one signature.
    public func verify(from old: Checkpoint, by log: NoteVerifier) throws(ProofError) {
        do throws(SignatureError) {
            try checkpoint.verify(by: log)
        } catch {
            throw .signature(error)
        }
        let new = checkpoint.checkpoint
        guard old.origin.utf8.elementsEqual(new.origin.utf8) else {
            throw .otherLog(old: old.origin, new: new.origin)
        }
        guard proof.oldSize == old.size else {
            throw .otherOldSize(proof: proof.oldSize, checkpoint: old.size)
        }
        try proof.verify(oldRoot: old.root, newRoot: new.root)
    }
}

extension OfflineConsistencyProof {
    /// Reads a proof.
    ///
    /// The lines are: the name of the format; `old` and the size of the earlier tree; the hashes; an
    /// empty line; the later checkpoint with its signatures.
    ///
    /// - Throws: a ``TextFormatError`` that names the line when the bytes are not such a proof to the
    ///   letter, or more than ``byteCountMax``, or have more hashes than ``hashCountMax``.
    /// - Complexity: O(n).
    public init(parsing bytes: [UInt8]) throws(TextFormatError) {
        var lines = try TextLines(bytes, of: .consistencyProof, byteCountMax: Self.byteCountMax)
        try lines.nextHeader(Self.header)
        let oldSize = try lines.nextNumber(after: "old", .oldSize)
        let hashes = try lines.hashes(most: Self.hashCountMax)
        let checkpoint = try SignedCheckpoint(lines)
        let newSize = checkpoint.checkpoint.size
        self.init(
            ConsistencyProof(oldSize: oldSize, newSize: newSize, hashes: hashes),
            to: checkpoint
        )
    }

    /// The proof as it is stored and sent.
    ///
    /// - Complexity: O(n).
    public var bytes: [UInt8] { Array("\(Self.header)\n".utf8) + witnessRequest }

    /// The same proof as a witness takes it to sign the checkpoint.
    ///
    /// - Complexity: O(n).
    public var witnessRequest: [UInt8] {
        let hashes = proof.hashes.map { Base64.text(of: $0.bytes) + "\n" }
        return Array("old \(proof.oldSize)\n\(hashes.joined())\n".utf8) + checkpoint.bytes
    }

    private static let header = "dateline.consistency/1"
}
