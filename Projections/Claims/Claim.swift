public import Projecting

/// What sources say of one thing where they could differ, question by question.
public struct Claim: ViewRow {
    /// Whether the answers agree.
    public var status = Status.uncontested
    /// The questions of which two answers cannot both be true, or of which a party disputes the
    /// answer.
    public internal(set) var contested: [String] = []
    /// The questions to which there are several answers, whether or not both can be true.
    public internal(set) var differing: [String] = []
    /// How much was announced, pledged or bid.
    public internal(set) var amounts = Answers()
    /// How much was asked for.
    public internal(set) var amountsAsked = Answers()
    /// Which share of it.
    public internal(set) var shares = Answers()
    /// Why it ended.
    public internal(set) var causes = Answers()
    /// How it ended.
    public internal(set) var manners = Answers()
    /// Whether a bid is hostile.
    public internal(set) var hostile = Answers()
    /// Whether a pledge is binding.
    public internal(set) var binding = Answers()
    /// What it lacks.
    public internal(set) var lacking = Answers()
    /// What is not determined.
    public internal(set) var undetermined = Answers()
    /// Who disputes that its funding is there.
    public internal(set) var disputedBy: [String] = []

    /// What can become of what is claimed.
    public enum Status: String, RowStatus {
        /// Two answers cannot both be true, or a party disputes one.
        case contested
        /// A source says that something is not determined.
        case unanswered
        /// All that is said can be true.
        case uncontested

        /// Whether a reader has to choose, or to wait.
        public var isCurrent: Bool { self != .uncontested }
    }

    /// A row that knows nothing yet.
    public init() {}

    /// The columns of the view.
    public static let columns: [Column<Claim>] = [
        Column("contested", \.contested), Column("differing", \.differing),
        Column("amounts", \.amounts), Column("amountsAsked", \.amountsAsked),
        Column("shares", \.shares), Column("causes", \.causes), Column("manners", \.manners),
        Column("hostile", \.hostile), Column("binding", \.binding), Column("lacking", \.lacking),
        Column("undetermined", \.undetermined), Column("disputedBy", \.disputedBy),
    ]
}
