public import Projecting

/// Parties that work together, or mean to.
public struct Alliance: ViewRow {
    /// Where the alliance stands.
    public var status = Status.active
    /// Who is in it.
    public internal(set) var parties: [String] = []
    /// What kind it is: founding, joint venture, technical cooperation, political, personal.
    public internal(set) var kind = ""
    /// What it is about: projects and organisations.
    public internal(set) var about: [String] = []
    /// Since when it has been what it is, as the source dates it.
    public internal(set) var since = ""
    /// When it ended, as the source dates it; empty while it goes on.
    public internal(set) var ended = ""
    /// What is known of its end.
    public internal(set) var end = End.notBegun
    /// How often it came under strain.
    public internal(set) var strains = 0

    /// The states of an alliance.
    public enum Status: String, RowStatus {
        case proposed, announced, active, strained, ended, lapsed

        /// Whether the alliance is in force.
        public var isCurrent: Bool { self == .active || self == .strained }
    }

    /// A row that knows nothing yet.
    public init() {}

    /// The columns of the view.
    public static let columns: [Column<Alliance>] = [
        Column("parties", \.parties), Column("kind", \.kind), Column("about", \.about),
        Column("since", \.since), Column("ended", \.ended),
        Column("end", \.end), Column("strains", \.strains),
    ]
}
