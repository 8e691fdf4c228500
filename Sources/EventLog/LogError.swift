public import ByteCoding
public import LMDB

/// Why the log could not do what it was asked.
///
/// Whatever it had acknowledged before stands.
public enum LogError: Error {
    /// The storage failed; its own error says how to go on.
    case storage(LMDBError)
    /// The file is a database, but not a log. Name the folder of a ledger.
    case notALog(path: String)
    /// A newer version wrote the log. Update dateline to read it.
    case newerFormat(found: UInt32, supported: UInt32, path: String)
    /// The stored bytes at that position are not what was written. Restore a backup.
    case corrupt(Position, reason: String)
    /// A correction or retraction names a fact that the log does not hold. Append that fact first.
    case unknownTarget(Digest, index: Int)
    /// Another event has the external id already. Correct that fact instead, or name this one anew.
    case externalIDTaken(String, by: Position, index: Int)
    /// An event is larger than the log takes. Split it.
    case oversized(byteCount: Int, index: Int)
    /// The keys of an event could not be read from its bytes, so it cannot be looked up.
    case unreadable(Position, reason: String)
}

extension LogError: CustomStringConvertible {
    /// What happened, where, and the way out.
    public var description: String {
        switch self {
        case .storage(let error): "\(error)"
        case .notALog(let path): "\(path) is a database, but not the log of a ledger"
        case .newerFormat(let found, let supported, let path):
            "\(path) has format \(found); this version of dateline reads up to \(supported): "
                + "update dateline"
        case .corrupt(let position, let reason):
            "the log is damaged at \(position): \(reason); restore a backup"
        case .unknownTarget(let id, _):
            "the log holds no fact \(id); append it before it is corrected or retracted"
        case .externalIDTaken(let externalID, let position, _):
            "the external id \(externalID) belongs to \(position), which has other content; "
                + "correct that fact, or give this one an id of its own"
        case .oversized(let byteCount, _):
            "the event has \(byteCount) bytes; \(NewEvent.byteCountMax) are the most"
        case .unreadable(let position, let reason): "\(position) cannot be read: \(reason)"
        }
    }

    /// The place in the batch of the event that was refused, or nil when no single one was.
    public var index: Int? {
        switch self {
        case .unknownTarget(_, let index), .externalIDTaken(_, _, let index),
            .oversized(_, let index):
            index
        default: nil
        }
    }
}
