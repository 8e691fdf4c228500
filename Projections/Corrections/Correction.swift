public import Projecting

/// What became of one fact after it was recorded.
public struct Correction: ViewRow {
    /// What was last done to the fact.
    public var status = Status.corrected
    /// The thing that the fact is about.
    public internal(set) var subject = ""
    /// The type of the fact, before it was changed for the first time.
    public internal(set) var type = ""
    /// How often it was given new content or another date.
    public internal(set) var corrections = 0
    /// What each correction changed, in order.
    public internal(set) var changes: [String] = []
    /// Why, as those who changed it say, in order.
    public internal(set) var reasons: [String] = []
    /// Who disputed it.
    public internal(set) var disputers: [String] = []
    /// Who bore it out.
    public internal(set) var corroborators: [String] = []

    /// The facts that were declared to tell the same event.
    public internal(set) var joined: [String] = []
    /// The ids by which it goes since it was merged, where the row is of an id.
    public internal(set) var mergedInto: [String] = []

    /// What can become of a fact.
    public enum Status: String, RowStatus {
        case corrected, redated, retracted, reinstated, disputed, corroborated, joined, merged

        /// Whether the fact still counts.
        public var isCurrent: Bool { self != .retracted }
    }

    /// A row that knows nothing yet.
    public init() {}

    /// The columns of the view.
    public static let columns: [Column<Correction>] = [
        Column("subject", \.subject), Column("type", \.type),
        Column("corrections", \.corrections), Column("changes", \.changes),
        Column("reasons", \.reasons), Column("disputers", \.disputers),
        Column("corroborators", \.corroborators), Column("joined", \.joined),
        Column("mergedInto", \.mergedInto),
    ]
}
