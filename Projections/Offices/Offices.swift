public import NewsFacts
public import Projecting

/// Who sits in which office of an organisation, one after the other.
///
/// A row is an organisation, or the client of somebody who works for one, and sees all that is told
/// of its offices. So it can say what the row of one tenure cannot:
///
/// - who takes up an office that has one seat ends the spell of whoever had it. No source says so:
///   the end is marked as inferred, is dated no closer than "by then", and gives way to one that is
///   told. Succession is no contradiction;
/// - who leaves the organisation, or dies, leaves every office there;
/// - who is seen in an office after having left it is in a new spell, of which nobody tells the
///   start.
///
/// Several offices at once are normal. Two spells at once of one holder in one office are not. A
/// `RoleHeld` of an interval with both ends was held throughout, and has ended when it counts.
public enum Offices: Projection {
    /// The name of the view.
    public static let name = "offices"
    /// What the view shows.
    public static let summary = "Who sits in which office of an organisation, one after the other"
    /// The meaning of the rows.
    public static let version: UInt32 = 1
    /// What the view reads of a fact.
    public static let reads: Fact.Parts = [.participants, .attributes]
    /// Reports of one step differ in what they give as its cause, so each is shown.
    public static let mentions = Mentions.each
    /// The steps of a tenure.
    public static let consumes: Set<FactType> = [.roleSought, .roleAssumed, .roleHeld, .roleEnded]

    /// The offices that one person holds at a time; of any other, such as that of a co-chair or a
    /// partner, an organisation may have several.
    public static let singleSeats: Set<String> = [
        "chair", "chancellor", "chief-executive", "chief-financial-officer",
        "chief-operating-officer", "chief-scientist", "chief-technology-officer",
        "editor-in-chief", "general-counsel", "governor", "head", "leader", "mayor", "monarch",
        "president", "prime-minister", "secretary-general",
    ]

    /// The organisations and clients.
    public static func rowKeys(of fact: Fact) -> [RowKey] {
        (fact.entities("organization") + fact.entities("client")).distinct.map(RowKey.init)
    }

    /// Takes the next step of each of the holders.
    public static func apply(
        _ fact: Fact,
        to row: inout Roster?,
        of key: RowKey
    ) throws(IllegalStep) {
        guard fact.modality.isRealized else { return }
        var roster = row ?? Roster()
        for holder in fact.entities("holder").distinct {
            let seat = Seat(office: fact.entities("office").first ?? "", holder: holder)
            switch fact.type {
            case .roleSought: try roster.seek(fact, seat)
            case .roleAssumed: try roster.assume(fact, seat)
            case .roleHeld: roster.hold(fact, seat)
            default: try roster.leave(fact, seat)
            }
        }
        if !roster.holders.list.isEmpty {
            roster.status = .held
        } else if !roster.former.list.isEmpty {
            roster.status = .vacated
        }
        row = roster
    }
}

extension [String] {
    /// Each text once, in order.
    fileprivate var distinct: [String] {
        var distinct: [String] = []
        distinct.formUnion(self)
        return distinct
    }
}
