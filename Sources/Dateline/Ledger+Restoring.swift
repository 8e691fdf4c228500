public import ByteCoding
public import EventLog
import LMDB
import NewsFacts

extension Ledger {
    /// Makes a ledger of a backup, after every byte of it was verified.
    ///
    /// The ledger has the identity of the one that was backed up: it is that ledger, at an earlier
    /// state. When this returns, it is on the disk; should it fail, nothing is left of it.
    ///
    /// - Returns: What the ledger holds.
    /// - Throws: ``LedgerError/damaged(path:_:)`` with all that was found in the backup,
    ///   ``LedgerError/noLedger(path:)``, ``LedgerError/alreadyExists(path:)``, and others for a
    ///   target that cannot be written.
    /// - Complexity: O(n) in the bytes of the log.
    @discardableResult
    public static func restore(
        from backup: String,
        to target: String,
        progress: EventLog.Progress = { _ in }
    ) throws(LedgerError) -> Holdings {
        let folder = try NewFolder(for: target)
        let verification = try verify(at: backup) { _, done, _ in progress(Position(done)) }
        guard verification.isWhole else {
            throw .damaged(path: backup, verification.findings)
        }
        let source = try Ledger(at: backup, access: .readOnly)
        try folder.take(folder: checkpointFolder, of: backup)
        do throws(LogError) {
            try source.log.copy(to: folder.path)
            try makeIndex(in: folder.path)
        } catch {
            throw .log(error)
        }
        let copied = try holdings(in: folder.path)
        try folder.publish()
        return copied
    }

    private static func makeIndex(in path: String) throws(LogError) {
        let log = try EventLog(
            openingIn: path,
            access: .readWrite,
            reader: EventKeys.init(ofFactBytes:)
        )
        try log.flushIndex()
    }
}
