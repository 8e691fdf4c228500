public import Projecting

/// A contact: a meeting, a call, a message or an appearance.
///
/// A contact has no end of its own. One that is `held` took place and is over; of one that is
/// `recurring` no source says whether it goes on, so it may.
public struct Contact: ViewRow {
    /// Whether it took place once, as far as is told, or again and again.
    public var status = Status.held
    /// What kind of contact it was, in the words of each source: meeting (meal), message (email).
    public internal(set) var kinds: [String] = []
    /// Who took part, in whatever role; one alone, where a source names only one who appeared.
    public internal(set) var participants: [String] = []
    /// Who came to whom, or wrote to whom.
    public internal(set) var directions: [String] = []
    /// Who was host.
    public internal(set) var hosts: [String] = []
    /// Who brought it about.
    public internal(set) var facilitators: [String] = []
    /// Where it was.
    public internal(set) var places: [String] = []
    /// At what event.
    public internal(set) var events: [String] = []
    /// Over which channel.
    public internal(set) var channels: [String] = []
    /// What it was about.
    public internal(set) var about: [String] = []
    /// When it was, or was for the first time, as the source that dates it best dates it.
    public internal(set) var first = ReportedDate()
    /// When it was for the last time that is told, as the source dates it; empty when only one date
    /// is told.
    public internal(set) var last = ReportedDate()
    /// How often it recurs, in the words of the source.
    public internal(set) var recurring = ""
    /// How many times it was told.
    public internal(set) var told = 0

    /// Whether a contact took place once or again and again.
    public enum Status: String, RowStatus {
        case held, recurring

        /// Whether it is told to go on; none is.
        public var isCurrent: Bool { false }

        /// Whether it may go on.
        public var mayBeCurrent: Bool { self == .recurring }
    }

    /// A row that knows nothing yet.
    public init() {}

    /// The columns of the view.
    public static let columns: [Column<Contact>] = [
        Column("kinds", \.kinds), Column("participants", \.participants),
        Column("directions", \.directions), Column("hosts", \.hosts),
        Column("facilitators", \.facilitators), Column("places", \.places),
        Column("events", \.events), Column("channels", \.channels), Column("about", \.about),
        Column("first", \.first), Column("last", \.last), Column("recurring", \.recurring),
        Column("told", \.told),
    ]
}
