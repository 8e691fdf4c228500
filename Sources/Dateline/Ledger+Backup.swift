public import ByteCoding
public import EventLog
import Foundation
import NewsFacts

extension Ledger {
    /// What a copy of a ledger holds.
    public struct Holdings: Hashable, Sendable {
        /// How many events there are.
        public let head: Position
        /// The bytes of the file of the log.
        public let byteCount: Int
        /// The root of the tree over all events.
        public let root: Digest
        /// The number that tells the log from all others.
        public let identity: LogIdentity
    }

    /// Copies what cannot be derived, the log and its checkpoints, to a new folder, while others
    /// read and append.
    ///
    /// The copy is a ledger of its own: the log as it was at one moment, without free pages. When
    /// this returns, it is on the disk; should it fail, nothing is left of it.
    ///
    /// - Returns: What the copy holds.
    /// - Throws: ``LedgerError/alreadyExists(path:)``, ``LedgerError/folder(path:reason:)``, and
    ///   ``LedgerError/log(_:)`` when the disk is full or the log damaged.
    /// - Complexity: O(n) in the bytes of the log.
    @discardableResult
    public func backUp(to target: String) throws(LedgerError) -> Holdings {
        let folder = try NewFolder(for: target)
        // Before the log: a checkpoint is over events that the log has already.
        try folder.take(folder: Self.checkpointFolder, of: path)
        do throws(LogError) { try log.copy(to: folder.path) } catch { throw .log(error) }
        let holdings = try Self.holdings(in: folder.path)
        try folder.publish()
        return holdings
    }

    /// The folder, within that of a ledger, that holds its checkpoints.
    static let checkpointFolder = "checkpoints"

    /// What the ledger in a folder holds that nobody writes to.
    static func holdings(in path: String) throws(LedgerError) -> Holdings {
        do throws(LogError) {
            let log = try EventLog(
                openingIn: path,
                access: .readOnly,
                reader: EventKeys.init(ofFactBytes:)
            )
            let snapshot = try log.snapshot()
            return Holdings(
                head: snapshot.head,
                byteCount: try log.statistics().byteCount,
                root: try snapshot.root(ofFirst: snapshot.head),
                identity: log.identity
            )
        } catch {
            throw .log(error)
        }
    }
}
