public import NewsFacts
public import Projecting

/// What was corrected, redated, retracted, disputed and borne out: one row for each such fact, by
/// its position.
///
/// What is done to a fact is done to the record, not in the world: it holds on every day, and the
/// state of knowledge alone decides what the view shows. A dispute that was retracted stays here,
/// as it was raised.
public enum Corrections: Projection {
    /// The name of the view.
    public static let name = "corrections"
    /// What the view shows.
    public static let summary =
        "Which facts were corrected, redated, retracted or disputed, and why"
    /// The meaning of the rows.
    public static let version: UInt32 = 1
    /// What is done to facts.
    public static let consumes: Set<FactType> = [
        .factCorrected, .dateRefined, .factRetracted, .factDisputed, .factCorroborated,
    ]

    /// The fact that it is done to.
    public static func rowKeys(of fact: Fact) -> [RowKey] {
        [RowKey(fact.attributes["fact"] ?? fact.subject)]
    }

    /// Takes the next thing that is done to the fact.
    public static func apply(_ fact: Fact, to row: inout Correction?, of key: RowKey) {
        var correction = row ?? Correction()
        let isReinstated = row?.status == .retracted && fact.type == .factCorrected
        if correction.subject.isEmpty { correction.subject = fact.subject }
        if correction.type.isEmpty { correction.type = fact.attributes["type"] ?? "" }
        if let changes = fact.attributes["changes"] { correction.changes.append(changes) }
        if !fact.reason.isEmpty { correction.reasons.append(fact.reason) }
        correction.disputers.formUnion(fact.entities("disputer"))
        correction.corroborators.formUnion(fact.entities("corroborator"))
        switch fact.type {
        case .factRetracted: correction.status = .retracted
        case .factDisputed where correction.status != .retracted: correction.status = .disputed
        case .factCorroborated where correction.status != .retracted:
            correction.status = .corroborated
        case .factCorrected:
            correction.corrections += 1
            correction.status = isReinstated ? .reinstated : .corrected
        case .dateRefined where correction.status != .retracted:
            correction.corrections += 1
            correction.status = .redated
        default: break
        }
        row = correction
    }
}
