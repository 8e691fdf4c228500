public import NewsFacts

/// A view: a pure function from facts to rows.
///
/// A projection sees one fact and one row at a time. It reads no clock, no storage and no other
/// row; the engine orders the facts, resolves corrections and retractions, and keeps both clocks.
public protocol Projection: Sendable {
    /// What the view knows of one thing.
    associatedtype Row: ViewRow

    /// The name of the view, on disk and on the command line.
    static var name: String { get }
    /// One sentence that says what the view shows.
    static var summary: String { get }
    /// Raised when the meaning of the rows changes, so that the view is rebuilt.
    static var version: UInt32 { get }
    /// The types of fact that the view reads; it is never shown another.
    static var consumes: Set<FactType> { get }

    /// What of a fact the view reads, besides its type, subject, date and modality; the rest need not
    /// be there.
    static var reads: Fact.Parts { get }

    /// How the view takes several facts of one row that were declared to tell the same event.
    static var mentions: Mentions { get }

    /// The rows that a fact belongs to; most often the one of its subject.
    static func rowKeys(of fact: Fact) -> [RowKey]

    /// Takes the next fact of a row into account.
    ///
    /// - Parameters:
    ///   - fact: The fact, one of the types that the view consumes.
    ///   - row: The row as the facts before it left it; nil before the first that opens it.
    ///   - key: The row's name, one of those that ``rowKeys(of:)`` gives for the fact.
    /// - Throws: ``IllegalStep`` when the life of the thing does not allow the fact. Nothing is
    ///   refused by that: the engine keeps the row as it was and records an anomaly on it.
    static func apply(
        _ fact: Fact,
        to row: inout Row?,
        of key: RowKey
    ) throws(IllegalStep)
}

/// How a view takes several facts of one row and type that tell the same event.
public enum Mentions: Sendable {
    /// As one fact: the one that dates the event best, with what it leaves open taken from the
    /// others.
    case once
    /// Each by itself, with the date of the event.
    case each
}

extension Projection {
    /// All that there is.
    public static var reads: Fact.Parts { .all }

    /// As one fact.
    public static var mentions: Mentions { .once }

    /// The row of the fact's subject.
    public static func rowKeys(of fact: Fact) -> [RowKey] { [RowKey(fact.subject)] }
}

/// A fact that the life cycle of a row does not allow in its present state.
public struct IllegalStep: Error, Hashable {
    /// Why it is not allowed, as a reader would say it.
    public let reason: String

    /// A step that is not allowed for that reason.
    public init(_ reason: String) { self.reason = reason }
}

/// The name of a row: the id of the thing that it is about.
public struct RowKey: Sendable {
    /// The id.
    public let text: String

    /// The row of that thing.
    public init(_ text: String) { self.text = text }

    /// The most bytes of UTF-8 that the name of a row may have; a longer one is refused by whoever
    /// stores it.
    public static let byteCountMax = 494
}

extension RowKey: Hashable {
    /// Whether the names have the same bytes, as in the file of a view; texts of other bytes that
    /// look the same are equal as `String`.
    public static func == (left: RowKey, right: RowKey) -> Bool {
        left.text.hasBytes(of: right.text)
    }

    /// Feeds the name to the hasher.
    public func hash(into hasher: inout Hasher) { hasher.combine(text) }
}

extension RowKey: Comparable {
    /// The order of the UTF-8 bytes, which is the order in which views list their rows.
    public static func < (left: RowKey, right: RowKey) -> Bool {
        let (left, right) = (left.text.utf8.span, right.text.utf8.span)
        for index in 0..<min(left.count, right.count) where left[index] != right[index] {
            return left[index] < right[index]
        }
        return left.count < right.count
    }
}

extension RowKey: CustomStringConvertible {
    /// The id.
    public var description: String { text }
}
