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
    /// Another process has written for longer than this one waits. Wait for it, or end it.
    case busy(holder: Int32?, path: String)
    /// The log holds another number of events than the batch was meant for. Read what came, and
    /// decide anew.
    case headMoved(expected: Position, found: Position)
    /// An event from a position on has a key that none should have. Read it, and decide anew.
    case somethingAbout(LookupKey, at: Position, since: Position)
    /// A batch was to keep a recorded time that lies before the last event's. Append it as of now.
    case timeGoesBack(to: Timestamp, after: Timestamp?)
    /// The log has an older format. Migrate it.
    case olderFormat(found: UInt32, supported: UInt32, path: String)
    /// The keys of an event could not be read from its bytes, so it cannot be looked up.
    case unreadable(Position, reason: String)
}

/// Runs what touches a file, and gives its error the type of this floor.
func storing<Value>(_ body: () throws(LMDBError) -> Value) throws(LogError) -> Value {
    do { return try body() } catch { throw .storage(error) }
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
        case .busy(let holder, let path):
            (holder.map { "process \($0)" } ?? "another process")
                + " writes to \(path) and did not end in time, so nothing was appended; "
                + "try again when it has ended, or wait longer"
        case .headMoved(let expected, let found):
            "the log holds \(found.rawValue) events and not \(expected.rawValue), so nothing was "
                + "appended; read what came in between, and append again"
        case .somethingAbout(let key, let position, let since):
            "\(position) is about \(key) and stands at or after \(since), so nothing was appended; "
                + "read it, and append again"
        case .timeGoesBack:
            "the recorded time cannot be kept: it lies before that of the last event, or is none "
                + "that there can be; append without keeping times"
        case .olderFormat(let found, let supported, let path):
            "\(path) has format \(found), and this version of dateline writes \(supported); "
                + "`dateline migrate` brings it up to date and keeps the old file"
        case .unreadable(let position, let reason):
            "\(position) cannot be read: \(reason); `dateline verify` names all that is damaged; "
                + "restore a backup"
        }
    }

    /// Whether a file holds something that was not written so.
    public var isOfDamage: Bool {
        switch self {
        case .corrupt, .notALog, .unreadable: true
        case .storage(let error): error.isOfDamage
        default: false
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
