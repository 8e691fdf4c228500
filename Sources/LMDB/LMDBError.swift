internal import CLMDB

/// What went wrong in an LMDB operation, in which operation, and on which file.
///
/// The set of codes is open: LMDB hands on whatever the operating system reports, so a `switch`
/// over ``code`` needs a `default`. "Not found" is never an error in this module: a reading
/// function returns `nil`.
public struct LMDBError: Error, Hashable, Sendable {
    /// The reason, as LMDB, the operating system or this module numbers it.
    public let code: Code

    /// What was tried, in words that follow "could not", such as "commit a transaction".
    public let operation: String

    /// The path of the environment's file, as it was given.
    public let path: String

    /// Where in the file the reason lies, when that is known: a clause, or `nil`.
    public let place: String?

    /// Creates an error from its parts.
    public init(code: Code, operation: String, path: String) {
        self.init(code: code, operation: operation, path: path, place: nil)
    }

    /// Creates an error that says where in the file its reason lies.
    public init(code: Code, operation: String, path: String, place: String?) {
        self.code = code
        self.operation = operation
        self.path = path
        self.place = place
    }
}

extension LMDBError {
    /// The number of a reason: negative for LMDB and this module, positive for `errno` values.
    public struct Code: RawRepresentable, Hashable, Sendable {
        /// The number itself.
        public let rawValue: Int32

        /// Creates a code from any number, known here or not.
        public init(rawValue: Int32) {
            self.rawValue = rawValue
        }
    }
}

extension LMDBError: CustomStringConvertible {
    /// What happened, where, and the way out, in one line.
    public var description: String {
        let hint = code.hint
        let problem = place.map { place in "\(hint.problem): \(place)" } ?? hint.problem
        return "could not \(operation): \(problem) [\(path), code \(code.rawValue)]. "
            + hint.wayOut
    }
}
