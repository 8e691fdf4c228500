public import NewsFacts
public import Projecting

/// How each two entities stand to each other: on good terms, strained, in dispute, enemies.
///
/// A row is a pair; a fact of three parties belongs to three rows. What names no second party is
/// not seen here: who joins or leaves an alliance is named alone, and a court that dismisses or
/// decides a case names neither side, so such an alliance or suit stays open in the row.
public enum Relationships: Projection {
    /// The name of the view.
    public static let name = "relationships"
    /// What the view shows.
    public static let summary = "How each two stand: on good terms, strained, in dispute, enemies"
    /// The meaning of the rows.
    public static let version: UInt32 = 1
    /// What tells of the relation of two.
    public static let consumes: Set<FactType> = [
        .relationshipStated, .contactSought, .allianceProposed, .allianceAnnounced,
        .allianceFormed, .allianceStrengthened, .allianceStrained, .allianceEnded,
        .supportGiven, .politicalContributionMade, .accordExpressed, .meetingHeld, .callHeld,
        .messageSent, .appearanceMade, .criticismVoiced, .accusationMade, .disputeOpened,
        .lawsuitFiled, .lawsuitRefiled, .lawsuitWithdrawn, .lawsuitSettled,
    ]

    /// The pairs that the fact is about; one whose ids are too long for the name of a row has none.
    public static func rowKeys(of fact: Fact) -> [RowKey] {
        var pairs: Set<Pair> = []
        return fact.pairs.filter { pairs.insert($0).inserted }.map(\.key)
            .filter { $0.text.utf8.count <= RowKey.byteCountMax }
    }

    /// Takes into account what a fact tells of the two.
    public static func apply(
        _ fact: Fact,
        to row: inout Relationship?,
        of key: RowKey
    ) throws(IllegalStep) {
        guard fact.modality.isRealized else { return }
        var pair = row ?? Relationship(of: fact.pairs.first { $0.key == key })
        switch fact.type {
        case .relationshipStated: pair.state(fact)
        case .contactSought, .allianceProposed: pair.reach(.distant, fact)
        case .allianceAnnounced: pair.reach(.friendly, fact)
        case .allianceFormed, .allianceStrengthened: try pair.ally(fact)
        case .allianceStrained:
            pair.strains += 1
            pair.reach(.strained, fact)
        case .allianceEnded: try pair.part(fact)
        case .supportGiven, .politicalContributionMade:
            let isOpposition = fact.isOpposition(in: key)
            pair.supports += isOpposition ? 0 : 1
            pair.reach(isOpposition ? .opposed : .friendly, fact)
        case .accordExpressed:
            pair.accords += 1
            pair.reach(.connected, fact)
        case .criticismVoiced:
            pair.criticisms += 1
            pair.reach(.strained, fact)
        case .accusationMade:
            pair.accusations += 1
            pair.reach(.opposed, fact)
        case .disputeOpened, .lawsuitFiled, .lawsuitRefiled: try pair.quarrel(fact)
        case .lawsuitWithdrawn, .lawsuitSettled: try pair.endSuit(fact)
        default:
            pair.contacts += pair.contactNames.insert(fact.subject).inserted ? 1 : 0
            pair.lastContact.advance(to: fact.occurred)
            pair.reach(.connected, fact)
        }
        row = pair
    }
}
