public import NewsFacts
public import Projecting

/// Organisations, their legal form, and who controls whom.
///
/// A row is an organisation, by its id. Who has control is told to both sides: it is a fact of the
/// controllers' rows and of the rows of what they control, be they organisations or persons.
///
/// Control, once told, is taken to go on: no fact says that it ended, but that somebody else bought
/// the organisation. That makes the buyer its one controller, and takes it from a seller that is
/// named. It cannot take it from the row of a former controller that the fact does not name.
/// A purchase of assets alone gives no control.
public enum Organizations: Projection {
    /// The name of the view.
    public static let name = "organizations"
    /// What the view shows.
    public static let summary = "Organisations, their legal form, and who controls whom"
    /// The meaning of the rows.
    public static let version: UInt32 = 1
    /// What the view reads of a fact.
    public static let reads: Fact.Parts = [.participants, .attributes, .attribution]
    /// What becomes of an organisation, and what tells of control.
    public static let consumes: Set<FactType> = [
        .organizationFounded, .restructuringProposed, .restructuringBegan,
        .restructuringCompleted, .controlHeld, .acquisitionBidPlanned, .acquisitionBidSubmitted,
        .acquisitionCompleted,
    ]

    /// The organisation, or both sides of control; of a bid, only where it tells who has control.
    public static func rowKeys(of fact: Fact) -> [RowKey] {
        var keys: [String] = []
        keys.formUnion(fact.entities("organization"))
        keys.formUnion(fact.control.flatMap { [$0.controller, $0.controlled] })
        if !keys.isEmpty { keys.formUnion(fact.entities("seller")) }
        return keys.map(RowKey.init)
    }

    /// Takes the next step of an organisation.
    public static func apply(
        _ fact: Fact,
        to row: inout Organization?,
        of key: RowKey
    ) throws(IllegalStep) {
        guard fact.modality.isRealized else { return }
        if let itself = fact.control.first(where: { $0.controller == $0.controlled }) {
            throw IllegalStep("\(itself.controller) cannot control itself")
        }
        var organization = row ?? Organization()
        switch fact.type {
        case .organizationFounded: organization.found(fact)
        case .restructuringProposed:
            let step = fact.attributes["stage"] ?? "proposed"
            organization.restructuring.formUnion([fact.restructuring(step)])
        case .restructuringBegan: try organization.beginRestructuring(fact)
        case .restructuringCompleted: organization.completeRestructuring(fact)
        case .acquisitionCompleted where !fact.control.isEmpty:
            organization.change(hands: fact, key.text)
        default: organization.learnControl(from: fact, key.text)
        }
        organization.legalForm = fact.legalForm ?? organization.legalForm
        row = row == nil && organization == Organization() ? nil : organization
    }
}

extension Organization {
    /// The founding, or another report of it; of dates that cannot both be right the first stands.
    fileprivate mutating func found(_ fact: Fact) {
        founded.refine(by: fact.occurred)
        founders.formUnion(fact.entities("founder"))
        competitors.formUnion(fact.entities("competitor"))
        purposes.formUnion(fact.attributes["purpose"].map { [$0] } ?? [])
    }

    fileprivate mutating func beginRestructuring(_ fact: Fact) throws(IllegalStep) {
        guard status != .restructuring || restructuringSince.mayBe(fact.occurred) else {
            throw IllegalStep("a restructuring was under way then, of which no end is told")
        }
        restructuringSince.refine(by: fact.occurred)
        restructuring.formUnion([fact.restructuring("began")])
        status = .restructuring
    }

    fileprivate mutating func completeRestructuring(_ fact: Fact) {
        restructuring.formUnion([fact.restructuring("completed")])
        restructuringSince = ReportedDate()
        status = acquired == ReportedDate() ? .active : .acquired
    }

    fileprivate mutating func learnControl(from fact: Fact, _ key: String) {
        controllers.formUnion(fact.control.filter { $0.controlled == key }.map(\.controller))
        controls.formUnion(fact.control.filter { $0.controller == key }.map(\.controlled))
    }

    /// Passes to the acquirer; the same purchase told again may date it better.
    fileprivate mutating func change(hands fact: Fact, _ key: String) {
        let acquirers = fact.entities("acquirer")
        if acquirers.contains(key) { return controls.formUnion(fact.entities("target")) }
        if fact.entities("seller").contains(key) {
            return controls.removeAll(where: fact.entities("target").contains)
        }
        acquired.advance(to: fact.occurred)
        controllers = []
        controllers.formUnion(acquirers)
        if status != .restructuring { status = .acquired }
    }
}
