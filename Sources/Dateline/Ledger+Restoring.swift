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
        let copied: Holdings
        do throws(LedgerError) {
            let source = try Ledger(at: backup, access: .readOnly)
            let findings = try source.findings(progress: progress)
            guard findings.isEmpty else { throw .damaged(path: backup, findings) }
            try folder.take(folder: checkpointFolder, of: backup)
            do throws(LogError) {
                try source.log.copy(to: folder.path)
                try makeIndex(in: folder.path)
            } catch {
                throw .log(error)
            }
            copied = try holdings(in: folder.path)
        } catch {
            guard case .log(let reason) = error, reason.isOfDamage else { throw error }
            throw .damaged(path: backup, [LogFinding(nil, "\(reason)")])
        }
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

    /// All in the log that is not as it was written.
    private func findings(progress: EventLog.Progress) throws(LedgerError) -> [LogFinding] {
        let snapshot = try snapshot()
        do throws(LogError) {
            return try log.verifyBlocks(
                in: snapshot,
                check: { event, _ in
                    do throws(FactError) {
                        _ = try Fact(bytes: event.bytes)
                        return nil
                    } catch {
                        return "\(error)"
                    }
                },
                progress: progress
            )
        } catch {
            throw .log(error)
        }
    }
}

extension LogError {
    /// Whether the file is there, and is not what was written.
    fileprivate var isOfDamage: Bool {
        switch self {
        case .corrupt, .unreadable, .notALog: true
        case .storage(let error):
            [.invalid, .versionMismatch, .truncated, .corrupted, .pageNotFound, .incompatible]
                .contains(error.code)
        default: false
        }
    }
}
