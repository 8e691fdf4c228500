import NewsFacts
public import Projecting

/// An organisation, or a person who controls one.
public struct Organization: ViewRow {
    /// Where it stands.
    public var status = Status.active
    /// When it was founded, as the source that dates it best dates it.
    public internal(set) var founded = ReportedDate()
    /// Who founded it.
    public internal(set) var founders: [String] = []
    /// What it was founded for, as sources say.
    public internal(set) var purposes: [String] = []
    /// The legal form that it was last said to have: at its founding, or since a restructuring was
    /// finished.
    public internal(set) var legalForm = ""
    /// What became of its structure: explored, proposed, planned, began, completed; each with its
    /// date, the legal form it leads to, and on whose word it is told.
    public internal(set) var restructuring: [String] = []
    /// Who controls it.
    public internal(set) var controllers: [String] = []
    /// What it controls.
    public internal(set) var controls: [String] = []
    /// When its present controller bought it, as the source that dates it best dates it.
    public internal(set) var acquired = ReportedDate()
    /// Against what or whom it was founded to compete.
    public internal(set) var competitors: [String] = []
    /// When the restructuring that is under way began.
    var restructuringSince = ReportedDate()

    /// The states of an organisation.
    ///
    /// | from | fact | to |
    /// | --- | --- | --- |
    /// | - | founded, or anything else told of it | active |
    /// | active, acquired | restructuring began | restructuring |
    /// | restructuring | restructuring completed | active, or acquired if it has been bought |
    /// | any | bought | acquired; a restructuring goes on |
    ///
    /// A proposal moves nothing.
    public enum Status: String, RowStatus {
        /// It is there, on its own or under somebody's control, and nothing tells of a change.
        case active
        /// Its structure is being changed, and nobody tells that this is finished.
        case restructuring
        /// It was bought; whether it lives on by itself is not told.
        case acquired

        /// Whether it is there as an organisation of its own.
        public var isCurrent: Bool { self != .acquired }

        /// Whether it may be: a purchase need not end it.
        public var mayBeCurrent: Bool { true }
    }

    /// A row that knows nothing yet.
    public init() {}

    /// The columns of the view.
    public static let columns: [Column<Organization>] = [
        Column("founded", \.founded), Column("founders", \.founders),
        Column("purposes", \.purposes),
        Column("legalForm", \.legalForm) { fact, _ in fact.legalForm?.columnValue },
        Column("restructuring", \.restructuring), Column("controllers", \.controllers),
        Column("controls", \.controls), Column("acquired", \.acquired),
        Column("competitors", \.competitors),
    ]
}

extension Organization {
    /// Writes or reads what no column shows.
    public mutating func codeHidden(by coder: inout RowCoder) throws(RowCoder.Damage) {
        try coder.code(&restructuringSince)
    }
}
