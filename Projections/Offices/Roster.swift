public import Projecting

/// Who holds, held and sought which office of an organisation.
public struct Roster: ViewRow {
    /// Whether anybody is known to hold an office there.
    public var status = Status.sought
    /// Who holds which office, and all that is known of since and until when.
    public internal(set) var holders = Spells()
    /// Who held which office and no longer does, one after the other within an office.
    public internal(set) var former = Spells()
    /// Who sought which office and is not known to have come to hold it.
    public internal(set) var sought = Spells()
    /// How many spells in office are known of, those that are over included.
    public internal(set) var spells = 0

    /// The states of the offices of an organisation, taken together.
    public enum Status: String, RowStatus {
        /// All that is told is that offices were sought.
        case sought
        /// Somebody holds an office, for all that is known.
        case held
        /// Everybody who is known to have held an office has left it.
        case vacated

        /// Whether somebody holds an office.
        public var isCurrent: Bool { self == .held }
    }

    /// A row that knows nothing yet.
    public init() {}

    /// The columns of the view.
    public static let columns: [Column<Roster>] = [
        Column("holders", \.holders), Column("former", \.former), Column("sought", \.sought),
        Column("spells", \.spells),
    ]
}
