public import NewsFacts
public import Projecting

/// Who holds which office where, since when and until when.
///
/// A row is the tenure that its facts name as their subject. What a row shows follows from its own
/// facts and from nothing else, and this sets three limits. The view `offices`, whose rows are the
/// organisations, does not have them:
///
/// - **Succession.** Somebody else's taking up of a single-seat office is a fact of another row, so
///   it does not end this one: the row stays `held` until a `RoleEnded` of its own. `offices` ends
///   the former spell, and says that it infers it.
/// - **Leaving without an office.** `RoleEnded` without an office ends every office of that holder
///   there, but it names none of their rows, and a view cannot look for them. It ends the row that
///   is its subject, whatever office that row is of; where that is a row of its own, the row says
///   that the holder has left. `offices` ends all that the holder held there.
/// - **Death.** That a holder died ends a row only when a `RoleEnded` of the row says so. `offices`
///   ends all that the holder held in the organisation for which it is told.
///
/// A `RoleHeld` of an interval with both ends, such as `2014/2019`, says that the office was held
/// throughout and tells both the start and the end. It counts from its last day on. Where only what
/// is possible is asked for it counts from its first, and shows an end that is still to come.
///
/// Several holders in one fact share a row, and leave it one by one.
public enum Tenures: Projection {
    /// The name of the view.
    public static let name = "tenures"
    /// What the view shows.
    public static let summary = "Who holds which office where, since when and until when"
    /// The meaning of the rows.
    public static let version: UInt32 = 2
    /// What the view reads of a fact.
    public static let reads: Fact.Parts = [.participants, .attributes]
    /// Reports of one step differ in what they give as its cause, so each is shown.
    public static let mentions = Mentions.each
    /// The steps of a tenure.
    public static let consumes: Set<FactType> = [.roleSought, .roleAssumed, .roleHeld, .roleEnded]

    /// Takes the next step of a tenure.
    public static func apply(
        _ fact: Fact,
        to row: inout Tenure?,
        of key: RowKey
    ) throws(IllegalStep) {
        guard fact.modality.isRealized else { return }
        var tenure = row ?? Tenure(status: .sought)
        guard tenure.isOf(fact) else {
            throw IllegalStep("the office or the holder is not the one that the row is of")
        }
        switch fact.type {
        case .roleSought:
            guard tenure.status == .sought else {
                throw IllegalStep("it was \(tenure.status.rawValue) then")
            }
            tenure.sought.refine(by: fact.occurred)
        case .roleAssumed: try tenure.assume(fact)
        case .roleHeld: tenure.hold(fact)
        default:
            guard row?.status != .sought else {
                throw IllegalStep("it was only sought then; that it was held is not told")
            }
            try tenure.leave(fact)
        }
        tenure.name(fact)
        row = tenure
    }
}

extension Tenure {
    /// Whether the fact is about this holder and this office, as far as it names them.
    fileprivate func isOf(_ fact: Fact) -> Bool {
        let offices = fact.entities("office")
        return (office.isEmpty || offices.isEmpty || offices.contains(office))
            && (holders.isEmpty || holders.contains(where: fact.entities("holder").contains))
    }

    /// Takes the office up; while it is held, that can only be another report of the same start.
    fileprivate mutating func assume(_ fact: Fact) throws(IllegalStep) {
        let isStart = status == .sought || until.isBefore(fact.occurred)
        let isToldLate = since == ReportedDate() && !heldAt.isBefore(fact.occurred)
        guard isStart || isToldLate || since.mayBe(fact.occurred) else {
            throw IllegalStep("it was \(status.rawValue) then; two spells at once are not possible")
        }
        if isStart { begin() }
        if status == .held { end = .open }
        since.refine(by: fact.occurred)
        startManner = fact.attributes["manner"] ?? startManner
        acting = fact.attributes["acting"] ?? acting
    }

    /// Was held at the date; after its end, that is a new spell, of which the start is not stated.
    ///
    /// An interval tells both ends; an end that is told for itself and contradicts it stands.
    fileprivate mutating func hold(_ fact: Fact) {
        if status == .sought || until.isBefore(fact.occurred) {
            begin()
            end = .notStated
        }
        heldAt.advance(to: fact.occurred)
        guard let interval = fact.occurred.interval else { return }
        since.refine(by: interval.start)
        if until.isRefined(by: interval.end) { end = .known }
        until.refine(by: interval.end)
        status = .ended
    }

    /// Ends; another report of the same end adds what it knows better.
    fileprivate mutating func leave(_ fact: Fact) throws(IllegalStep) {
        guard status != .ended || until.mayBe(fact.occurred) else {
            throw IllegalStep("it was ended then")
        }
        let staying = holders.filter { !fact.entities("holder").contains($0) }
        guard status != .held || staying.isEmpty else { return holders = staying }
        let isBetter = until.isRefined(by: fact.occurred)
        until.refine(by: fact.occurred)
        if isBetter { end = End(told: fact.occurred) }
        let manner = fact.attributes["manner"].flatMap { $0 == "unknown" ? nil : $0 } ?? ""
        if isBetter && !manner.isEmpty || endManner.isEmpty { endManner = manner }
        let cause = fact.attributes["cause"].map { [$0] } ?? []
        causes = isBetter ? cause.union(causes) : causes.union(cause)
        spell = max(spell, 1)
        status = .ended
    }

    /// Begins a spell, of which nothing is told yet.
    private mutating func begin() {
        let former = self
        self = Tenure(status: .held)
        sought = former.status == .sought ? former.sought : ReportedDate()
        (holders, office, organizations) = (former.holders, former.office, former.organizations)
        spell = former.spell + 1
    }

    fileprivate mutating func name(_ fact: Fact) {
        if fact.type != .roleEnded || holders.isEmpty { holders.formUnion(fact.entities("holder")) }
        if office.isEmpty { office = fact.entities("office").first ?? "" }
        organizations.formUnion(fact.entities("organization") + fact.entities("client"))
    }
}
