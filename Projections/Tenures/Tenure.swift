public import Projecting

/// One holder's time in one office of one organisation.
///
/// How the tenure ends is told by two columns, in every format. `end` says which of four things is
/// known, and `until` has the date where the source gives one:
///
/// | `end` | `until` | meaning |
/// | --- | --- | --- |
/// | `known` | `2018-02` | it ended then, as the source dates it, or was held throughout `2014/2018-02` |
/// | `dateUnknown` | empty, or `[..2025-02-15]` | it has ended, nobody says when; at best not later than that |
/// | `open` | empty | it was taken up and has no end: still held at the date asked for |
/// | `notStated` | empty | it was held at `heldAt`; whether it went on, no source says |
///
/// `end` is empty while the office is only sought. `since` is empty when the start is not stated.
public struct Tenure: ViewRow {
    /// Where the tenure stands.
    public var status = Status.held
    /// Who holds the office; one, unless a fact names several together.
    public internal(set) var holders: [String] = []
    /// The office; empty where the source tells only that somebody joined or left.
    public internal(set) var office = ""
    /// The organisation, or the client of somebody who works for one.
    public internal(set) var organizations: [String] = []
    /// Since when it is sought, as the source dates it.
    public internal(set) var sought = ReportedDate()
    /// Since when it is held, as the source dates it; empty when the start is not stated.
    public internal(set) var since = ReportedDate()
    /// How it began: elected, appointed, founded, reinstated, joined.
    public internal(set) var startManner = ""
    /// Whether it is held for the time being only: yes or no; empty where no source says.
    public internal(set) var acting = ""
    /// The last date for which a source says that it was held; of dates that overlap, the most
    /// precise.
    public internal(set) var heldAt = ReportedDate()
    /// When it ended, as the source dates it.
    public internal(set) var until = ReportedDate()
    /// What is known of the end.
    public internal(set) var end = End.notBegun
    /// How it ended: resigned, dismissed, termEnded, died; empty when that is unknown.
    public internal(set) var endManner = ""
    /// Why it ended, as sources say, the one that dates the end best first.
    public internal(set) var causes: [String] = []
    /// Which of the holder's spells in this row it is, counted from 1; 0 before the first.
    public internal(set) var spell = 0

    /// The states of a tenure.
    public enum Status: String, RowStatus {
        case sought, held, ended

        /// Whether the office is held, for all that is known; `end` says whether that is told.
        public var isCurrent: Bool { self == .held }
    }

    /// A row that knows nothing yet.
    public init() {}

    /// The columns of the view.
    public static let columns: [Column<Tenure>] = [
        Column("holders", \.holders), Column("office", \.office),
        Column("organizations", \.organizations), Column("sought", \.sought),
        Column("since", \.since), Column("startManner", \.startManner),
        Column("acting", \.acting), Column("heldAt", \.heldAt), Column("until", \.until),
        Column("end", \.end), Column("endManner", \.endManner), Column("causes", \.causes),
        Column("spell", \.spell),
    ]
}
