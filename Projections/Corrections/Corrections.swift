public import NewsFacts
public import Projecting

/// What was corrected, redated, retracted, disputed, borne out and joined: one row for each such
/// fact, by its position; and one for each id that was merged into another.
///
/// What is done to a fact is done to the record, not in the world: it holds on every day, and the
/// state of knowledge alone decides what the view shows. A declaration that was retracted stays
/// here, as it was made.
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
        .sameEventDeclared, .entityMerged,
    ]

    /// The facts that it is done to, or the id that is merged.
    public static func rowKeys(of fact: Fact) -> [RowKey] {
        let facts = fact.attributes["facts"]?.split(separator: " ").map(String.init) ?? []
        return (facts.isEmpty ? [fact.subject] : facts).map { RowKey($0) }
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
        if fact.type == .sameEventDeclared {
            correction.joined.formUnion(rowKeys(of: fact).filter { $0 != key }.map(\.text))
        }
        correction.mergedInto.formUnion(fact.entities("into"))
        switch fact.type {
        case .factRetracted: correction.status = .retracted
        case .factDisputed where correction.status != .retracted: correction.status = .disputed
        case .factCorroborated where correction.status != .retracted:
            correction.status = .corroborated
        case .sameEventDeclared where correction.status != .retracted:
            correction.status = .joined
        case .entityMerged: correction.status = .merged
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
