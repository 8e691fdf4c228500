public import ByteCoding
public import EventLog
public import LMDB
public import NewsFacts

/// Why a view could not answer.
///
/// The log is untouched, and a view can always be rebuilt from it.
public enum ViewError: Error {
    /// The file of the view failed; its own error says how to go on.
    case storage(LMDBError)
    /// The log could not be read.
    case log(LogError)
    /// The event at that position holds no fact that this version can read.
    case unreadable(Position, FactError)
    /// The folder of the views could not be written or read.
    case folder(path: String, reason: String)
    /// Others bring the view up to date again and again while it is compared.
    case overtaken(view: String)
    /// The file of the view holds an entry that no version writes. Rebuild the view.
    case damaged(view: String)
}

extension ViewError: CustomStringConvertible {
    /// What happened, where, and the way out.
    public var description: String {
        switch self {
        case .storage(let error): "\(error)"
        case .log(let error): "\(error)"
        case .unreadable(let position, let error): "\(position): \(error)"
        case .folder(let path, let reason): "\(path): \(reason)"
        case .overtaken(let view):
            "others append and bring the view \(view) up to date; repeat when they do not"
        case .damaged(let view):
            "the file of the view \(view) is damaged; `dateline rebuild \(view)` makes it anew"
        }
    }
}

/// Runs what touches a view's file, and gives its error the type of this floor.
func storing<Value>(_ body: () throws(LMDBError) -> Value) throws(ViewError) -> Value {
    do { return try body() } catch { throw .storage(error) }
}

/// Runs what reads the log, and gives its error the type of this floor.
func reading<Value>(_ body: () throws(LogError) -> Value) throws(ViewError) -> Value {
    do { return try body() } catch { throw .log(error) }
}
