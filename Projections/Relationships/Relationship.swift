import NewsFacts
public import Projecting

/// How two entities stand to each other.
///
/// The states form a ladder, from nothing to friendship and alliance, and on to enmity. Each fact
/// takes the pair at least as far as its step, never back: the state is the worst that is told of
/// the two since they last joined forces or were called friends. Only what certainly came later
/// mends it.
///
/// | state | what leads there, if they are not further already |
/// | --- | --- |
/// | `distant` | contact was sought, an alliance proposed, or it is said that there is no relation |
/// | `connected` | a contact, an agreement of opinion, acquaintance, affiliation, family, business |
/// | `friendly` | support; an alliance was announced; they are called friends, mentor, supporter |
/// | `allied` | an alliance was formed or grew stronger; they are called allies |
/// | `strained` | the relation became worse; one criticised the other |
/// | `estranged` | their last alliance ended |
/// | `opposed` | one accused the other or supported an opponent; they are called rivals |
/// | `disputing` | a suit was filed or a dispute opened between them |
/// | `hostile` | they are called enemies |
///
/// What mends: a new alliance, one that grows stronger before it ends, and word that they are
/// friends or allies. When the last suit is settled, `disputing` falls back to `connected`; when it
/// is only withdrawn, to `opposed`.
///
/// `parted` tells the end of their alliances: it has a date when that is known, and is empty when
/// none ended or, if `formerAlliances` names one, when nobody says at what date.
public struct Relationship: ViewRow {
    /// How the two stand.
    public var status = Status.distant
    /// The two, in the order of their ids.
    public internal(set) var parties: [String] = []
    /// The date of the fact that brought them to where they stand, as the source dates it.
    public internal(set) var since = ReportedDate()
    /// The relation that was last stated: friend, rival, enemy.
    public internal(set) var relation = ""
    /// Since when, if a source tells when that relation began.
    public internal(set) var relationSince = ReportedDate()
    /// The date for which it was last stated, as the source dates it.
    public internal(set) var relationAt = ""
    /// The alliances of the two that are in force, for all that is told.
    public internal(set) var alliances: [String] = []
    /// The alliances of the two that ended.
    public internal(set) var formerAlliances: [String] = []
    /// When the last of those ended, as the source dates it.
    public internal(set) var parted = ReportedDate()
    /// How many contacts they had; one that recurs, or is told twice, is one.
    public internal(set) var contacts = 0
    /// When they last met, called, wrote or appeared together, as the source dates it.
    public internal(set) var lastContact = ReportedDate()
    /// How often an agreement of opinion was told.
    public internal(set) var accords = 0
    /// How often it was told that one gave the other support.
    public internal(set) var supports = 0
    /// How often it was told that the relation became worse, before the end of an alliance or after.
    public internal(set) var strains = 0
    /// How often one criticised the other.
    public internal(set) var criticisms = 0
    /// How often one accused the other.
    public internal(set) var accusations = 0
    /// The suits of one against the other, those that are over too.
    public internal(set) var suits: [String] = []
    /// Suits and quarrels of the two that are open, as far as facts that name both tell.
    public internal(set) var disputes: [String] = []
    /// When a suit was last withdrawn or settled, as the source dates it.
    public internal(set) var suitEnded = ReportedDate()
    /// The contacts by name, to know one that is told twice.
    var contactNames: Set<String> = []

    /// How two entities can stand to each other, from nothing to enmity.
    public enum Status: String, RowStatus, CaseIterable {
        case distant, connected, friendly, allied
        case strained, estranged, opposed, disputing, hostile

        /// Whether there is a relation or a quarrel in force.
        public var isCurrent: Bool { mayBeCurrent && self != .connected }

        /// Whether there may be: that two once met does not tell that they still know each other.
        public var mayBeCurrent: Bool { self != .distant && self != .estranged }
    }

    /// A row that knows nothing yet.
    public init() {}

    /// The columns of the view.
    public static let columns: [Column<Relationship>] = [
        Column("parties", \.parties), Column("since", \.since),
        Column("relation", \.relation) { fact, _ in fact.statedRelation?.columnValue },
        Column("relationSince", \.relationSince),
        Column("relationAt", \.relationAt) { fact, _ in
            fact.statedRelation.map { _ in fact.occurred.edtf.columnValue }
        },
        Column("alliances", \.alliances), Column("formerAlliances", \.formerAlliances),
        Column("parted", \.parted), Column("contacts", \.contacts),
        Column("lastContact", \.lastContact), Column("accords", \.accords),
        Column("supports", \.supports), Column("strains", \.strains),
        Column("criticisms", \.criticisms), Column("accusations", \.accusations),
        Column("suits", \.suits), Column("disputes", \.disputes),
        Column("suitEnded", \.suitEnded),
    ]
}

extension Relationship {
    /// Writes or reads what no column shows.
    public mutating func codeHidden(by coder: inout RowCoder) throws(RowCoder.Damage) {
        try coder.code(&contactNames)
    }
}

extension Relationship.Status: Comparable {
    /// The order of the ladder.
    public static func < (left: Self, right: Self) -> Bool { left.rung < right.rung }

    private var rung: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
