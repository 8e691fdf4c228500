public import Projecting

/// One case before a court.
public struct Lawsuit: ViewRow {
    /// Where the case stands.
    public var status = Status.pending
    /// Who sues.
    public internal(set) var plaintiffs: [String] = []
    /// Who is sued.
    public internal(set) var defendants: [String] = []
    /// When the case was filed, as the source dates it.
    public internal(set) var filed = ""
    /// When it came to its present end, as the source dates it; empty while it goes on.
    public internal(set) var ended = ""
    /// What is known of its end.
    public internal(set) var end = End.open
    /// How often the complaint was amended.
    public internal(set) var amendments = 0
    /// How many motions, answers and pieces of evidence were filed.
    public internal(set) var filings = 0
    /// How many rulings were issued while the case went on.
    public internal(set) var rulings = 0
    /// The court.
    public internal(set) var court = ""
    /// The number under which the court keeps the case.
    public internal(set) var caseNumber = ""
    /// The quarrel that the case is part of.
    public internal(set) var dispute = ""
    /// The earlier case that this one brings again.
    public internal(set) var refiles = ""
    /// The later cases that bring this one again.
    public internal(set) var refiledAs: [String] = []
    /// Whether it ended with prejudice, so that it cannot be brought again: yes, no or unknown; empty
    /// where no source says.
    public internal(set) var prejudice = ""
    /// How many appeals against rulings wait for their decision while the case goes on.
    var interlocutoryAppeals = 0
    /// The state to which the case returns when an appeal is given up.
    var beforeAppeal = Status.judged

    /// The states of a case.
    public enum Status: String, RowStatus {
        case pending, stayed, withdrawn, dismissed, settled, judged, onAppeal, transferred, final

        /// Whether the case is ongoing.
        public var isCurrent: Bool { [.pending, .stayed, .onAppeal].contains(self) }

        /// Whether it may be: an appeal is open against a dismissal or judgment.
        public var mayBeCurrent: Bool { isCurrent || self == .dismissed || self == .judged }
    }

    /// A row that knows nothing yet.
    public init() {}

    /// The columns of the view.
    public static let columns: [Column<Lawsuit>] = [
        Column("plaintiffs", \.plaintiffs), Column("defendants", \.defendants),
        Column("filed", \.filed), Column("ended", \.ended), Column("end", \.end),
        Column("amendments", \.amendments), Column("filings", \.filings),
        Column("rulings", \.rulings), Column("court", \.court),
        Column("caseNumber", \.caseNumber), Column("dispute", \.dispute),
        Column("refiles", \.refiles), Column("refiledAs", \.refiledAs),
        Column("prejudice", \.prejudice),
    ]
}

extension Lawsuit {
    /// Writes or reads what no column shows.
    public mutating func codeHidden(by coder: inout RowCoder) throws(RowCoder.Damage) {
        try coder.code(&interlocutoryAppeals)
        try coder.code(word: &beforeAppeal)
    }
}
