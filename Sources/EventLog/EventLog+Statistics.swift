import Foundation
import LMDB

extension EventLog {
    /// The measures of a log's files at one moment.
    public struct Statistics: Hashable, Sendable {
        /// Bytes of the log that are in use, free pages before the last one included.
        public let byteCount: Int
        /// How many transactions were committed since the file was made.
        public let commitCount: Int
        /// Bytes of the index that are in use; nil when there is none.
        public let indexByteCount: Int?
        /// The reader of another process that began longest ago and still reads; nil for none.
        public let oldestReader: Reader?
    }

    /// A process that reads.
    public struct Reader: Hashable, Sendable {
        /// The process.
        public let processID: Int32
        /// How many commits came since it began.
        ///
        /// Pages that they freed cannot be used until it ends.
        public let commitsBehind: Int
    }

    /// The measures of the log and its index, as they are now.
    public func statistics() throws(LogError) -> Statistics {
        try storing { () throws(LMDBError) in
            let log = try file.environment.statistics()
            let own = ProcessInfo.processInfo.processIdentifier
            let oldest = try file.environment.readers().filter { $0.processID != own }
                .compactMap { reader in reader.transactionID.map { (reader.processID, $0) } }
                .min { $0.1 < $1.1 }
            return Statistics(
                byteCount: log.usedByteCount,
                commitCount: log.lastTransactionID,
                indexByteCount: try index.store?.byteCount(),
                oldestReader: oldest.map {
                    Reader(processID: $0.0, commitsBehind: log.lastTransactionID - $0.1)
                }
            )
        }
    }
}
