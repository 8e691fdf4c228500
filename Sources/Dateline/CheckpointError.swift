public import ByteCoding
import NewsFacts
public import Transparency

/// Why a checkpoint, a key or a proof could not be made or was refused.
public enum CheckpointError: Error {
    /// A file could not be read or written.
    case file(path: String, reason: String)
    /// There is a file already where a key was to be made. Name another.
    case keyExists(path: String)
    /// A file is no key, no checkpoint, or no proof.
    case malformed(path: String, TextFormatError)
    /// A checkpoint is not signed by the key that it should be signed by.
    case signature(path: String, SignatureError)
    /// The key has signed a state that this ledger does not begin with, or has not come to. Nothing
    /// is signed: find out which of the two is the true one.
    case inconsistent(signed: Checkpoint, eventCount: Position, path: String)
    /// The tree over the events does not have the root that is stored with them. Verify the ledger.
    case damaged(Position)
    /// No retained checkpoint covers an event, or has a size. Make one.
    case noCheckpoint(covering: Position)
    /// A proof does not show what it should.
    case proof(path: String, ProofError)
    /// What a proof brings along is not the entry and the fact that it is about.
    case notTheFact(path: String, reason: String)
}

extension CheckpointError {
    /// Whether something that could be read does not show what it should.
    public var isRefutation: Bool {
        switch self {
        case .signature, .inconsistent, .damaged, .proof, .notTheFact: true
        case .file, .keyExists, .malformed, .noCheckpoint: false
        }
    }
}

extension CheckpointError: CustomStringConvertible {
    /// What happened, where, and the way out.
    public var description: String {
        switch self {
        case .file(let path, let reason): "\(path.printable): \(reason)"
        case .keyExists(let path): "\(path.printable) exists already; nothing was changed"
        case .malformed(let path, let error): "\(path.printable): \(error)"
        case .signature(let path, let error): "\(path.printable): \(error)"
        case .inconsistent(let signed, let eventCount, let path):
            "nothing was done: \(path.printable) holds a checkpoint over \(signed.size) events "
                + "which this ledger, of \(eventCount.rawValue) events, "
                + (signed.size > eventCount.rawValue
                    ? "does not have yet or any more; restore the newest copy of the ledger"
                    : "does not begin with; it is another ledger, or its past was changed")
        case .damaged(let position):
            "nothing was signed: the tree does not have the root that was stored before \(position); "
                + "`dateline verify` names the place"
        case .noCheckpoint(let position):
            "no checkpoint of this ledger covers \(position); `dateline checkpoint` makes one"
        case .proof(let path, let error): "\(path.printable): \(error)"
        case .notTheFact(let path, let reason): "\(path.printable): \(reason)"
        }
    }
}
