public import ByteCoding
public import EventLog
public import NewsFacts
public import ViewStore

/// Why a ledger could not do what it was asked.
///
/// Nothing was recorded unless it was acknowledged.
public enum LedgerError: Error {
    /// There is no ledger at the path. Create one, or name another path.
    case noLedger(path: String)
    /// There is a ledger, or something else, at the path already.
    case alreadyExists(path: String)
    /// The folder could not be made.
    case folder(path: String, reason: String)
    /// The fact at that place of the batch was refused.
    case fact(index: Int, FactError)
    /// The fact at that place of the batch has the external id of another fact with other content.
    /// Correct that fact instead, or give this one an id of its own.
    case conflict(index: Int, String, with: Position, [Fact.Change])
    /// The fact at that place of the batch refers to one that the ledger does not hold.
    case unknownReference(index: Int, Reference)
    /// The fact at that place of the batch has another id than the one it was given with: something
    /// of it was changed.
    case otherID(index: Int, given: Digest, found: Digest)
    /// The time of the fact at that place of the batch is to be kept, and it has none. Append it as
    /// of now.
    case noTime(index: Int)
    /// The ledger does not hold an event that the text names.
    case unknownEvent(String)
    /// Several events begin with the text.
    case ambiguousEvent(String, [Position])
    /// There is no view of that name.
    case unknownView(String, known: [String])
    /// The view has no row of that name at that date and state of knowledge.
    case unknownRow(String, view: String)
    /// The view has no column of that name.
    case unknownColumn(String, view: String, known: [String])
    /// No fact that was known by then names an entity or subject so.
    case unknownEntity(String)
    /// A checkpoint, a key or a proof was refused.
    case checkpoint(CheckpointError)
    /// A copy of a ledger is not as it was written. Use another copy.
    case damaged(path: String, [Verification.Finding])
    /// The migration of the ledger was interrupted. Run it again.
    case migrationInterrupted(path: String)
    /// The log failed or refused.
    case log(LogError)
    /// A view failed.
    case view(ViewError)
}

extension LedgerError: CustomStringConvertible {
    /// What happened, where, and the way out.
    public var description: String {
        switch self {
        case .noLedger(let path):
            "there is no ledger at \(path); `dateline init` makes one, `--ledger` names another"
        case .alreadyExists(let path): "\(path) exists already; nothing was changed"
        case .folder(let path, let reason): "the folder \(path) cannot be made: \(reason)"
        case .fact(_, let error): "\(error)"
        case .conflict(_, let externalID, let position, let changes):
            "the external id \(externalID.printable) belongs to \(position), which says something "
                + "else"
                + (changes.isEmpty
                    ? "" : ": " + changes.map(\.description.printable).joined(separator: "; "))
                + "; correct \(position), or give this fact an id of its own"
        case .unknownReference(_, let reference):
            "the ledger holds no fact \(reference.description.printable); append it first, or "
                + "earlier in the batch"
        case .otherID(_, let given, let found):
            "its content has the id \(found), not \(given); something of it was changed"
        case .noTime: "it has no recorded time that could be kept; append it as of now"
        case .unknownEvent(let text):
            "no event is named \(text.printable); name one by #position, id or external id"
        case .ambiguousEvent(let text, let positions):
            "\(text.printable) begins several ids (\(positions.map(\.description).joined(separator: ", "))); "
                + "write more digits"
        case .unknownView(let name, let known):
            "there is no view \(name.printable); there are " + known.joined(separator: ", ")
        case .unknownRow(let name, let view):
            "the view \(view) has no row \(name.printable) at that date and state of knowledge"
        case .unknownColumn(let name, let view, let known):
            "the view \(view) has no column \(name.printable); it has "
                + known.joined(separator: ", ")
        case .unknownEntity(let name):
            "no fact known at that time names \(name.printable); an id or a name in any language "
                + "will do"
        case .log(.somethingAbout(.type(let number), let position, let since)):
            "\(position) is of the type \(Catalogue.type(numbered: number)?.name ?? "\(number)") "
                + "and stands at or after \(since), so nothing was appended; read it, and append again"
        case .checkpoint(let error): "\(error)"
        case .damaged(let path, let findings):
            "\(path) is damaged, so nothing was made of it; use another copy\n"
                + findings.map(\.description).joined(separator: "\n")
        case .migrationInterrupted(let path):
            "the migration of \(path) was interrupted; `dateline migrate` finishes it"
        case .log(let error): "\(error)"
        case .view(let error): "\(error)"
        }
    }

    /// The place in the batch of the fact that was refused, or nil when no single one was.
    public var index: Int? {
        switch self {
        case .fact(let index, _), .unknownReference(let index, _), .conflict(let index, _, _, _),
            .otherID(let index, _, _), .noTime(let index):
            index
        case .log(let error): error.index
        default: nil
        }
    }
}
