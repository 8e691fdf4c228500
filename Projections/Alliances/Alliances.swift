public import NewsFacts
public import Projecting

/// Who works with whom, from the first proposal to the end.
public enum Alliances: Projection {
    /// The name of the view.
    public static let name = "alliances"
    /// What the view shows.
    public static let summary = "Who works with whom, from the first proposal to the end"
    /// The meaning of the rows.
    public static let version: UInt32 = 2
    /// What the view reads of a fact.
    public static let reads: Fact.Parts = [.participants, .attributes]
    /// The steps of an alliance.
    public static let consumes: Set<FactType> = [
        .allianceProposed, .allianceAnnounced, .allianceFormed, .allianceJoined, .allianceLeft,
        .allianceStrengthened, .allianceStrained, .allianceEnded, .negotiationFailed,
    ]

    /// The alliance; talks that failed about something else belong to none.
    public static func rowKeys(of fact: Fact) -> [RowKey] {
        let isElsewhere =
            fact.type == .negotiationFailed && !fact.subject.hasPrefix("alliance/")
        return isElsewhere ? [] : [RowKey(fact.subject)]
    }

    /// Takes the next step of an alliance.
    public static func apply(
        _ fact: Fact,
        to row: inout Alliance?,
        of key: RowKey
    ) throws(IllegalStep) {
        guard fact.modality.isRealized else { return }
        switch fact.type {
        case .allianceProposed:
            try open(fact, as: .proposed, from: [.proposed], &row)
        case .allianceAnnounced:
            try open(fact, as: .announced, from: [.proposed, .announced], &row)
        case .allianceFormed:
            try open(fact, as: .active, from: [.proposed, .announced, .active, .strained], &row)
        case .allianceStrengthened:
            try open(fact, as: .active, from: [.active, .strained], &row)
        case .allianceJoined:
            try row.step(from: [.active, .strained]) {
                $0.parties.formUnion(fact.entities("member"))
            }
        case .allianceLeft:
            guard Set(fact.entities("member")).isSubset(of: row?.parties ?? fact.entities("member"))
            else { throw IllegalStep("who is said to leave is no member") }
            try row.step(from: [.active, .strained]) { alliance in
                alliance.parties.removeAll(where: fact.entities("member").contains)
                if alliance.parties.count < 2 { alliance.end(.ended, fact) }
            }
        case .allianceStrained:
            try row.step(from: [.active, .strained], to: .strained) { $0.strains += 1 }
        case .allianceEnded:
            try row.step(from: [.announced, .active, .strained]) { $0.end(.ended, fact) }
        case .negotiationFailed:
            try row.step(from: [.proposed, .announced]) { $0.end(.lapsed, fact) }
        default: return
        }
    }

    /// Opens the alliance or carries it on.
    ///
    /// Word that it grew stronger proves that it is there, as much as word that it was formed, but
    /// not since when.
    private static func open(
        _ fact: Fact,
        as status: Alliance.Status,
        from states: [Alliance.Status],
        _ row: inout Alliance?
    ) throws(IllegalStep) {
        var alliance = row ?? Alliance(status: status)
        guard row == nil || states.contains(alliance.status) else {
            throw IllegalStep("it was \(alliance.status.rawValue) then; anew, it is a new alliance")
        }
        let isCarriedOn = alliance.status.isCurrent && fact.type == .allianceFormed
        alliance.status = isCarriedOn ? alliance.status : status
        for role in ["party", "seeker", "target"] {
            alliance.parties.formUnion(fact.entities(role))
        }
        guard alliance.parties.count > 1 else {
            throw IllegalStep("one party alone is no alliance")
        }
        alliance.about.formUnion(fact.entities("project") + fact.entities("organization"))
        alliance.kind = fact.attributes["kind"] ?? alliance.kind
        if fact.type != .allianceStrengthened, alliance.since.isEmpty || row?.status != status {
            alliance.since =
                isCarriedOn && !alliance.since.isEmpty ? alliance.since : fact.occurred.edtf
        }
        if fact.type == .allianceFormed { alliance.end = .open }
        if fact.type == .allianceStrengthened, alliance.end != .open { alliance.end = .notStated }
        row = alliance
    }
}

extension Alliance {
    fileprivate mutating func end(_ status: Status, _ fact: Fact) {
        self.status = status
        ended = fact.occurred.edtf
        end = End(told: fact.occurred)
    }
}
