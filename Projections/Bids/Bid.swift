public import NewsFacts
public import Projecting

/// A bid to buy an organisation or its assets.
public struct Bid: ViewRow {
    /// Where the bid stands.
    public var status = Status.planned
    /// Who bids, or buys.
    public internal(set) var bidders: [String] = []
    /// What or who is to be bought.
    public internal(set) var targets: [String] = []
    /// Which assets of the target, where not the whole is meant.
    public internal(set) var assets: [String] = []
    /// The price first reported or last revised.
    public internal(set) var price: Amount?
    /// When it was submitted, as the source that dates it best dates it.
    public internal(set) var offered = ReportedDate()
    /// Whether it is hostile: yes or no; empty where no source says.
    public internal(set) var hostile = ""
    /// Until when it stands, as its bidder says; that it lapsed is a fact of its own.
    public internal(set) var expires = ""
    /// On what it depends.
    public internal(set) var conditions: [String] = []
    /// Who declined it informally, such as the chief executive in public; it stands all the same.
    public internal(set) var declinedBy: [String] = []
    /// Who rejected it formally, in its present terms or in earlier ones.
    public internal(set) var rejectedBy: [String] = []
    /// When it was rejected formally, the last time, as the source dates it.
    public internal(set) var rejected = ReportedDate()
    /// Who accepted it.
    public internal(set) var acceptedBy: [String] = []
    /// What was offered in answer to it.
    public internal(set) var counterOffers: [String] = []
    /// Who was asked for money.
    public internal(set) var prospects: [String] = []
    /// When it came to its end, as the source dates it; empty while it may go on.
    public internal(set) var ended = ReportedDate()

    /// What is known of its end.
    public internal(set) var end = End.notBegun

    /// The states of a bid.
    public enum Status: String, RowStatus {
        case planned, submitted, rejected, accepted, agreed, completed, withdrawn, lapsed
        case terminated
        /// An offer that was made and not meant, such as a mocking answer to another bid.
        case unserious

        /// Whether the bid is live.
        public var isCurrent: Bool {
            [.planned, .submitted, .accepted, .agreed].contains(self)
        }

        /// Whether it may be: a rejected bid stands until it is withdrawn or lapses.
        public var mayBeCurrent: Bool { isCurrent || self == .rejected }
    }

    /// A row that knows nothing yet.
    public init() {}

    /// The columns of the view.
    public static let columns: [Column<Bid>] = [
        Column("bidders", \.bidders), Column("targets", \.targets), Column("assets", \.assets),
        Column("price", \.price), Column("offered", \.offered), Column("hostile", \.hostile),
        Column("expires", \.expires), Column("conditions", \.conditions),
        Column("declinedBy", \.declinedBy), Column("rejectedBy", \.rejectedBy),
        Column("rejected", \.rejected), Column("acceptedBy", \.acceptedBy),
        Column("counterOffers", \.counterOffers), Column("prospects", \.prospects),
        Column("ended", \.ended), Column("end", \.end),
    ]
}
