import NewsFacts
public import Projecting

/// What coded events tell of two actors.
public struct PairRelation: ViewRow {
    /// What the last event was: the class of its code.
    public var status = Status.verbalCooperation
    /// The two actors.
    public internal(set) var parties: [String] = []
    /// How often one spoke or dealt with the other in a friendly way.
    public internal(set) var verbalCooperation = 0
    /// How often one helped the other, worked with it or gave way.
    public internal(set) var materialCooperation = 0
    /// How often one demanded, accused, rejected or threatened.
    public internal(set) var verbalConflict = 0
    /// How often one protested, broke off, coerced or fought.
    public internal(set) var materialConflict = 0
    /// The day of the first event.
    public internal(set) var first = ""
    /// The day of the last event.
    public internal(set) var last = ""
    /// What the last event is in the catalogue.
    public internal(set) var lastType = ""
    /// The CAMEO code of the last event.
    public internal(set) var lastCode = ""

    /// The four classes into which GDELT divides the codes, by the first two digits.
    public enum Status: String, RowStatus {
        case verbalCooperation, materialCooperation, verbalConflict, materialConflict

        /// Whether the last event was one of cooperation.
        public var isCurrent: Bool { self == .verbalCooperation || self == .materialCooperation }

        /// The class of a code; nil when it is no code of CAMEO.
        ///
        /// Source: the codebook of GDELT, QuadClass.
        init?(cameo code: String) {
            var root = 0
            for (place, byte) in code.utf8.enumerated() {
                guard (48...57).contains(byte) else { return nil }
                if place < 2 { root = root * 10 + Int(byte - 48) }
            }
            guard code.utf8.count >= 2 else { return nil }
            switch root {
            case 1...5: self = .verbalCooperation
            case 6...8: self = .materialCooperation
            case 9...13: self = .verbalConflict
            case 14...20: self = .materialConflict
            default: return nil
            }
        }
    }

    /// A row that knows nothing yet.
    public init() {}

    /// The columns of the view.
    public static let columns: [Column<PairRelation>] = [
        Column("parties", \.parties), Column("verbalCooperation", \.verbalCooperation),
        Column("materialCooperation", \.materialCooperation),
        Column("verbalConflict", \.verbalConflict),
        Column("materialConflict", \.materialConflict), Column("first", \.first),
        Column("last", \.last) { fact, _ in fact.coded.map { _ in fact.occurred.edtf.columnValue }
        },
        Column("lastType", \.lastType) { fact, _ in fact.coded.map { _ in .text(fact.type.name) } },
        Column("lastCode", \.lastCode) { fact, _ in fact.coded.map { .text($0.code) } },
    ]
}

extension PairRelation {
    /// Writes or reads all that the row knows: as its columns do, but quicker, as a feed has millions.
    public mutating func code(by coder: inout RowCoder) throws(RowCoder.Damage) {
        try coder.code(word: &status)
        try coder.code(&parties)
        try coder.code(&verbalCooperation)
        try coder.code(&materialCooperation)
        try coder.code(&verbalConflict)
        try coder.code(&materialConflict)
        try coder.code(&first)
        try coder.code(&last)
        try coder.code(&lastType)
        try coder.code(&lastCode)
    }
}
