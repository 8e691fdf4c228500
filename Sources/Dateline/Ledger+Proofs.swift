public import ByteCoding
public import EventLog
public import NewsFacts
public import Transparency

extension Ledger {
    /// The smallest checkpoint of the ledger that covers an event.
    ///
    /// - Throws: ``CheckpointError/noCheckpoint(covering:)``.
    public func checkpoint(covering position: Position) throws(LedgerError) -> SignedCheckpoint {
        let covering = try checkpoints().first { $0.checkpoint.size > position.rawValue }
        guard let covering else { throw .checkpoint(.noCheckpoint(covering: position)) }
        return covering
    }

    /// The proof that an event is among those that a checkpoint is over.
    ///
    /// It brings the entry and the bytes of the fact along, so that whoever has the public key can
    /// verify it without the ledger.
    ///
    /// - Throws: ``LedgerError/checkpoint(_:)`` when the checkpoint is not this ledger's.
    /// - Precondition: the checkpoint covers the event.
    /// - Complexity: O(log n) in the events.
    public func proof(
        ofEventAt position: Position,
        in checkpoint: SignedCheckpoint
    ) throws(LedgerError) -> OfflineInclusionProof {
        let size = checkpoint.checkpoint.size
        let snapshot = try snapshot()
        try expect(checkpoint.checkpoint, in: snapshot, from: "what was given")
        do throws(LogError) {
            var events = try snapshot.events(from: position)
            let event = try events.seek(to: position)
            let entry = try event.entry
            let bytes = Array(copying: event.bytes)
            let proof = try InclusionProof(of: position.rawValue, in: size) {
                (level, index) throws(LogError) in
                try snapshot.subtree(level: level, index: index)
            }
            let root = checkpoint.checkpoint.root
            // What is damaged below the stored subtrees would be given away as a proof.
            guard (try? proof.verify(entry.leafHash, root: root)) != nil else {
                throw LogError.corrupt(
                    position,
                    reason: "it does not lead to the root that was signed"
                )
            }
            return OfflineInclusionProof(proof, in: checkpoint, extra: entry.bytes + bytes)
        } catch {
            throw .log(error)
        }
    }

    /// The proof that the events which a checkpoint is over begin with those of an earlier state.
    ///
    /// - Throws: ``LedgerError/checkpoint(_:)`` when the checkpoint is not this ledger's.
    /// - Precondition: `size` is not 0, and not greater than the checkpoint's.
    /// - Complexity: O(log n) in the events.
    public func proof(
        from size: Position,
        to checkpoint: SignedCheckpoint
    ) throws(LedgerError) -> OfflineConsistencyProof {
        let snapshot = try snapshot()
        try expect(checkpoint.checkpoint, in: snapshot, from: "what was given")
        do throws(LogError) {
            let proof = try ConsistencyProof(
                from: size.rawValue,
                to: checkpoint.checkpoint.size
            ) { (level, index) throws(LogError) in
                try snapshot.subtree(level: level, index: index)
            }
            return OfflineConsistencyProof(proof, to: checkpoint)
        } catch {
            throw .log(error)
        }
    }
}

/// A fact whose place in a log was proved, by whoever has the proof and the public key.
public struct ProvedFact: Sendable {
    /// Where it stands.
    public let position: Position
    /// When it was recorded, in the log's own words.
    public let recordedAt: Timestamp
    /// The digest of its bytes.
    public let id: Digest
    /// What it says.
    public let fact: Fact
    /// The state of the log of which it is part.
    public let checkpoint: Checkpoint

    /// Verifies a proof, without the log.
    ///
    /// - Parameters:
    ///   - bytes: The file that `prove` wrote.
    ///   - path: Its name, for messages.
    ///   - key: The public key of the log, from elsewhere than the proof.
    /// - Throws: ``CheckpointError``.
    public init(
        verifying bytes: [UInt8],
        from path: String,
        by key: NoteVerifier
    ) throws(CheckpointError) {
        let proof: OfflineInclusionProof
        do throws(TextFormatError) {
            proof = try OfflineInclusionProof(parsing: bytes)
        } catch {
            throw .malformed(path: path, error)
        }
        guard proof.extra.count > TreeEntry.byteCount else {
            throw .notTheFact(path: path, reason: "the proof does not bring its fact along")
        }
        let entryBytes = Array(proof.extra.prefix(TreeEntry.byteCount))
        let factBytes = Array(proof.extra.dropFirst(TreeEntry.byteCount))
        do throws(ProofError) {
            try proof.verify(MerkleTree.leafHash(of: entryBytes), by: key)
        } catch {
            throw .proof(path: path, error)
        }
        position = Position(rawValue: proof.proof.index)
        checkpoint = proof.checkpoint.checkpoint
        id = Digest(sha256Of: factBytes)
        guard let entry = TreeEntry(parsing: entryBytes, at: position), entry.id == id else {
            throw .notTheFact(path: path, reason: "the fact is not the one that the entry names")
        }
        recordedAt = entry.recordedAt
        do throws(FactError) {
            fact = try Fact(bytes: factBytes.span)
        } catch {
            throw .notTheFact(path: path, reason: "\(error)")
        }
    }
}

extension Ledger {
    /// Verifies, without the log, that the events of a later checkpoint begin with those of an
    /// earlier one.
    ///
    /// - Parameters:
    ///   - bytes: The file that `prove` wrote.
    ///   - path: Its name, for messages.
    ///   - earlier: The file of the earlier checkpoint, which must be signed by the key as well.
    ///   - key: The public key of the log, from elsewhere than the proof.
    /// - Returns: Both checkpoints.
    /// - Throws: ``CheckpointError``.
    public static func verifyConsistency(
        _ bytes: [UInt8],
        of path: String,
        from earlier: String,
        by key: NoteVerifier
    ) throws(CheckpointError) -> (old: Checkpoint, new: Checkpoint) {
        let old = try SignedCheckpoint(at: earlier)
        do throws(SignatureError) {
            try old.verify(by: key)
        } catch {
            throw .signature(path: earlier, error)
        }
        let proof: OfflineConsistencyProof
        do throws(TextFormatError) {
            proof = try OfflineConsistencyProof(parsing: bytes)
        } catch {
            throw .malformed(path: path, error)
        }
        do throws(ProofError) {
            try proof.verify(from: old.checkpoint, by: key)
        } catch {
            throw .proof(path: path, error)
        }
        return (old.checkpoint, proof.checkpoint.checkpoint)
    }
}
