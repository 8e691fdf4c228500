import NewsFacts
public import Projecting

/// What one speaker said, and how often.
///
/// What was said stays said: a row has one state, and no end.
public struct Speaker: ViewRow {
    /// That the speaker is on record.
    public var status = Status.onRecord
    /// How many statements, of no more special kind.
    public internal(set) var statements = 0
    /// How many criticisms.
    public internal(set) var criticisms = 0
    /// How many accusations.
    public internal(set) var accusations = 0
    /// How many agreements with others.
    public internal(set) var accords = 0
    /// How many open letters signed.
    public internal(set) var openLetters = 0
    /// How many judgements, of which some are only suppositions.
    public internal(set) var assessments = 0
    /// How often the speaker declined to comment, which is not counted as saying anything.
    public internal(set) var commentsDeclined = 0
    /// About whom or what.
    public internal(set) var about: [String] = []
    /// To whom.
    public internal(set) var addressees: [String] = []
    /// On whose behalf.
    public internal(set) var principals: [String] = []
    /// Over which channels.
    public internal(set) var channels: [String] = []
    /// The date of what was said last, as the source dates it.
    public internal(set) var last = ""
    /// What was said last.
    public internal(set) var lastSaid = ""
    /// What was said, in order: the date as the source dates it, the text, and in brackets how the
    /// source puts it, unless it says so in its own voice: quoted, paraphrased, claimed.
    public internal(set) var said: [String] = []

    /// The one state.
    public enum Status: String, RowStatus {
        case onRecord

        /// What was said stays said.
        public var isCurrent: Bool { true }
    }

    /// A row that knows nothing yet.
    public init() {}

    /// The columns of the view.
    public static let columns: [Column<Speaker>] = [
        Column("statements", \.statements), Column("criticisms", \.criticisms),
        Column("accusations", \.accusations), Column("accords", \.accords),
        Column("openLetters", \.openLetters), Column("assessments", \.assessments),
        Column("commentsDeclined", \.commentsDeclined), Column("about", \.about),
        Column("addressees", \.addressees), Column("principals", \.principals),
        Column("channels", \.channels),
        Column("last", \.last) { fact, _ in
            fact.isSaid ? fact.occurred.edtf.columnValue : nil
        },
        Column("lastSaid", \.lastSaid) { fact, _ in fact.isSaid ? fact.words.columnValue : nil },
        Column("said", \.said),
    ]
}
