public import Projecting

/// What one line of a document supports.
public struct Citation: ViewRow {
    /// Whether anything cites it.
    public var status = Status.cited
    /// How many facts cite it.
    public internal(set) var factCount = 0
    /// The id of the document.
    public internal(set) var document = ""
    /// The line, counted from 1; 0 for the document as a whole.
    public internal(set) var line = 0
    /// The language of the document.
    public internal(set) var language = ""
    /// The languages it went through, from the original to the document's own.
    public internal(set) var translation: [String] = []
    /// When it was published, as the source dates it.
    public internal(set) var published = ""
    /// The types of the facts.
    public internal(set) var types: [String] = []
    /// What the facts are about.
    public internal(set) var subjects: Set<String> = []
    /// What the facts say, in the words of whoever recorded them.
    public internal(set) var statements: [String] = []

    /// A line has no life: it is cited, or has no row.
    public enum Status: String, RowStatus {
        case cited

        /// What is written stays.
        public var isCurrent: Bool { true }
    }

    /// A row that knows nothing yet.
    public init() {}

    /// The columns of the view.
    public static let columns: [Column<Citation>] = [
        Column("document", \.document), Column("line", \.line), Column("language", \.language),
        Column("translation", \.translation), Column("published", \.published),
        Column("factCount", \.factCount), Column("types", \.types), Column("subjects", \.subjects),
        Column("statements", \.statements),
    ]
}
