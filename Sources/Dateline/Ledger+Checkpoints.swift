import ByteCoding
import EventLog
import Foundation
public import Transparency

extension Ledger {
    /// The checkpoints that were signed for this ledger, the smallest first.
    ///
    /// - Throws: ``LedgerError/checkpoint(_:)`` when one cannot be read.
    public func checkpoints() throws(LedgerError) -> [SignedCheckpoint] {
        var checkpoints: [SignedCheckpoint] = []
        for name in try checkpointNames() {
            do throws(CheckpointError) {
                checkpoints.append(try SignedCheckpoint(at: checkpointPath(name)))
            } catch {
                throw .checkpoint(error)
            }
        }
        return checkpoints.sorted { $0.checkpoint.size < $1.checkpoint.size }
    }

    /// The names of the files in the folder of the checkpoints, which need not be there.
    func checkpointNames() throws(LedgerError) -> [String] {
        let folder = path + "/" + Self.checkpointFolder
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder)
                .filter { $0.hasSuffix(Self.checkpointSuffix) }.sorted()
        } catch CocoaError.fileReadNoSuchFile {
            return []
        } catch {
            throw .folder(path: folder, reason: error.localizedDescription)
        }
    }

    func checkpointPath(_ name: String) -> String { "\(path)/\(Self.checkpointFolder)/\(name)" }

    private static let checkpointSuffix = ".checkpoint"

    /// Signs the ledger as it is, and keeps the checkpoint in it.
    ///
    /// A state that was signed already is not signed again. A key never signs a state that does not
    /// begin with the last one it signed.
    ///
    /// - Throws: ``LedgerError/checkpoint(_:)``, with ``CheckpointError/inconsistent(signed:eventCount:path:)``
    ///   where the ledger has been set back or its past was changed since.
    /// - Complexity: O(log n) in the events.
    @discardableResult
    public func checkpoint(signedWith key: SigningKey) throws(LedgerError) -> SignedCheckpoint {
        let signed = try key.sign { last throws(LedgerError) in
            let snapshot = try snapshot()
            let head = snapshot.head
            if let last { try expect(last.checkpoint, in: snapshot, from: key.lastPath) }
            // One that was signed before the file beside the key went missing.
            for retained in try checkpoints()
            where (try? retained.verify(by: key.verifier)) != nil {
                let folder = path + "/" + Self.checkpointFolder
                try expect(retained.checkpoint, in: snapshot, from: folder)
            }
            if let last, last.checkpoint.size == head.rawValue { return nil }
            let root = try root(ofFirst: head, in: snapshot)
            guard try isStored(root, in: snapshot) else { throw .checkpoint(.damaged(head)) }
            return (head.rawValue, root)
        }
        guard let signed else { preconditionFailure("a key that signs nothing has signed before") }
        try keep(signed)
        return signed
    }

    /// Refuses a checkpoint that the ledger does not begin with.
    ///
    /// - Parameters:
    ///   - checkpoint: The checkpoint.
    ///   - snapshot: The log.
    ///   - place: Where the checkpoint is, for the message.
    /// - Throws: ``CheckpointError/inconsistent(signed:eventCount:path:)`` in a ``LedgerError``.
    func expect(
        _ checkpoint: Checkpoint,
        in snapshot: borrowing LogSnapshot,
        from place: String
    ) throws(LedgerError) {
        let size = Position(rawValue: checkpoint.size)
        guard size <= snapshot.head, try root(ofFirst: size, in: snapshot) == checkpoint.root
        else {
            throw .checkpoint(
                .inconsistent(signed: checkpoint, eventCount: snapshot.head, path: place)
            )
        }
    }

    private func root(
        ofFirst size: Position,
        in snapshot: borrowing LogSnapshot
    ) throws(LedgerError) -> Digest {
        do throws(LogError) { return try snapshot.root(ofFirst: size) } catch { throw .log(error) }
    }

    private func isStored(
        _ root: Digest,
        in snapshot: borrowing LogSnapshot
    ) throws(LedgerError) -> Bool {
        do throws(LogError) { return try snapshot.storedRoot() == root } catch { throw .log(error) }
    }

    private func keep(_ signed: SignedCheckpoint) throws(LedgerError) {
        // Each key has files of its own, and none is ever replaced by what another has signed.
        let digits = String(signed.checkpoint.size)
        let key = signed.note.signatures.first.map { "\($0.keyID)" } ?? "unsigned"
        let name = String(repeating: "0", count: 20 - digits.count) + digits + "-" + key
        do {
            try FileManager.default.createDirectory(
                atPath: path + "/" + Self.checkpointFolder,
                withIntermediateDirectories: true
            )
        } catch {
            throw .folder(path: path, reason: error.localizedDescription)
        }
        do throws(CheckpointError) {
            try DurableFile.write(signed.bytes, to: checkpointPath(name + Self.checkpointSuffix))
        } catch {
            throw .checkpoint(error)
        }
    }
}
