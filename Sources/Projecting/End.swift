public import NewsFacts

/// What is known of the end of something that lasts: one word, told apart in every view and format.
public enum End: String, Hashable, ColumnRepresentable, RowValue, Sendable {
    /// It has not begun.
    case notBegun = ""
    /// It ended, at a date that the source gives.
    case known
    /// It has ended; when, no source says.
    case dateUnknown
    /// It began and has not ended.
    case open
    /// It was so at a date; of what came after, no source speaks.
    case notStated

    /// The end that a fact tells: known unless its date has no beginning.
    public init(told date: Occurrence) { self = date.lo == .distantPast ? .dateUnknown : .known }

    /// The end of what has not begun.
    public init() { self = .notBegun }

    /// Writes or reads the word.
    public mutating func code(by coder: inout RowCoder) throws(RowCoder.Damage) {
        try coder.code(word: &self)
    }

    /// The word; absent before the thing begins.
    public var columnValue: ColumnValue { rawValue.columnValue }
}
