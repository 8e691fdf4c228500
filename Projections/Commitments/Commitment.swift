public import NewsFacts
public import Projecting

/// An investment that somebody sought, announced, pledged or paid.
public struct Commitment: ViewRow {
    /// Where the commitment stands.
    public var status = Status.sought
    /// The amount last announced, pledged or revised; or asked for, while it is only sought.
    public internal(set) var amount: Amount?
    /// Who invests, or is asked to.
    public internal(set) var investors: [String] = []
    /// Who or what the money is for.
    public internal(set) var recipients: [String] = []
    /// When it came to its present state, as the source dates it.
    public internal(set) var since = ""
    /// What is known of its end: that it was paid, withdrawn, declined or lapsed.
    public internal(set) var end = End.notBegun
    /// What has been paid so far.
    public internal(set) var funded: Amount?
    /// Who disputes that the money is there.
    public internal(set) var disputedBy: [String] = []
    /// What is reported of the funding.
    public internal(set) var funding: [String] = []
    /// What else a reader should know, such as a prospect that hesitates.
    public internal(set) var note = ""

    /// The states of a commitment.
    public enum Status: String, RowStatus {
        case sought, announced, committed, partiallyFunded, fulfilled, withdrawn, declined, lapsed

        /// Whether the commitment is outstanding.
        public var isCurrent: Bool { [.announced, .committed, .partiallyFunded].contains(self) }
    }

    /// A row that knows nothing yet.
    public init() {}

    /// The columns of the view.
    public static let columns: [Column<Commitment>] = [
        Column("amount", \.amount), Column("investors", \.investors),
        Column("recipients", \.recipients), Column("since", \.since),
        Column("end", \.end), Column("funded", \.funded),
        Column("disputedBy", \.disputedBy), Column("funding", \.funding), Column("note", \.note),
    ]
}
