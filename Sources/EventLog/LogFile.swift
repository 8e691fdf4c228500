import LMDB

/// The file of a log, of which snapshots are taken.
struct LogFile: Sendable {
    let environment: Environment
    let blocks: Table

    /// The log as it is now.
    @_lifetime(borrow self)
    borrowing func snapshot() throws(LogError) -> LogSnapshot {
        let transaction: ReadTransaction
        do throws(LMDBError) {
            transaction = try ReadTransaction(environment)
        } catch {
            throw .storage(error)
        }
        return try LogSnapshot(transaction, blocks: blocks)
    }
}
