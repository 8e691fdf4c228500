public import NewsFacts
public import Projecting

/// Bids for organisations, from the plan to the purchase.
///
/// A rejected bid that is neither withdrawn nor lapsed is not live, but may be: it is listed with
/// what is in force, under its own status. Steps that nobody reports are passed over where no
/// report contradicts it: a purchase may be all that is told. The amount of a refusal or an
/// acceptance names the price and does not change it.
///
/// A counter-offer in the life of another's bid is shown beside it and moves nothing. One that is
/// its own subject is a bid of its own; where it was not meant, it is `unserious` and never live.
public enum Bids: Projection {
    /// The name of the view.
    public static let name = "bids"
    /// What the view shows.
    public static let summary = "Bids for organisations, from the plan to the purchase"
    /// The meaning of the rows.
    public static let version: UInt32 = 2
    /// What the view reads of a fact.
    public static let reads: Fact.Parts = [.participants, .attributes, .amounts, .words]
    /// The steps of a bid.
    public static let consumes: Set<FactType> = [
        .acquisitionBidPlanned, .acquisitionFinancingSought, .acquisitionBidSubmitted,
        .acquisitionBidRevised, .acquisitionBidConditionStated, .acquisitionBidRejected,
        .acquisitionBidAccepted, .counterOfferMade, .acquisitionBidWithdrawn,
        .acquisitionBidLapsed, .acquisitionAgreed, .acquisitionTerminated, .acquisitionCompleted,
    ]

    /// Takes the next step of a bid.
    public static func apply(
        _ fact: Fact,
        to row: inout Bid?,
        of key: RowKey
    ) throws(IllegalStep) {
        guard fact.modality.isRealized || fact.isCondition else { return }
        switch fact.type {
        case .acquisitionBidPlanned:
            try open(fact, as: .planned, from: [.planned, .submitted, .unserious], &row)
        case .acquisitionFinancingSought:
            try open(
                fact,
                as: .planned,
                from: [.planned, .submitted, .rejected, .accepted, .agreed, .unserious],
                &row
            )
        case .acquisitionBidSubmitted:
            try open(fact, as: .submitted, from: [.planned, .submitted, .unserious], &row)
        case .acquisitionBidRevised:
            try row.step(from: [.submitted, .rejected], to: .submitted) {
                $0.name(fact, leads: true)
                $0.price = fact.amounts.first ?? $0.price
            }
        case .acquisitionBidConditionStated:
            try row.step(from: [.submitted, .rejected]) { $0.conditions.formUnion(fact.conditions) }
        case .acquisitionBidRejected where fact.isFormal:
            try row.step(from: [.submitted, .rejected], to: .rejected) {
                $0.rejectedBy.formUnion(fact.entities("rejecter"))
                $0.rejected.advance(to: fact.occurred)
            }
        case .acquisitionBidRejected:
            try row.step(from: [.submitted, .rejected]) {
                $0.declinedBy.formUnion(fact.entities("rejecter"))
            }
        case .acquisitionBidAccepted:
            let isFormal = fact.attributes["formal"] != "no"
            try row.step(from: [.submitted, .accepted], to: isFormal ? .accepted : nil) {
                $0.acceptedBy.formUnion(fact.entities("accepter"))
            }
        case .counterOfferMade: try counter(fact, &row)
        case .acquisitionBidWithdrawn:
            try close(fact, as: .withdrawn, from: [.planned, .submitted, .rejected], &row)
        case .acquisitionBidLapsed:
            try close(fact, as: .lapsed, from: [.submitted, .rejected], &row)
        case .acquisitionTerminated: try close(fact, as: .terminated, from: [.agreed], &row)
        case .acquisitionAgreed: try conclude(fact, as: .agreed, &row)
        default: try conclude(fact, as: .completed, &row)
        }
    }

    /// Opens the bid or carries it on.
    ///
    /// Another report of a submission is a mention in whatever state the bid is, as long as its
    /// date allows it; the report with the best date tells what was bid for.
    private static func open(
        _ fact: Fact,
        as status: Bid.Status,
        from states: [Bid.Status],
        _ row: inout Bid?
    ) throws(IllegalStep) {
        var bid = row ?? Bid(status: status)
        let isToldAgain = status == .submitted && bid.offered.mayBe(fact.occurred)
        guard row == nil || isToldAgain || states.contains(bid.status) else {
            throw IllegalStep("it was \(bid.status.rawValue) then; made anew, it is a new bid")
        }
        if status != .planned {
            try bid.offer(fact)
            bid.name(fact, leads: bid.offered.isRefined(by: fact.occurred))
            bid.offered.refine(by: fact.occurred)
        } else {
            bid.name(fact, leads: false)
        }
        if bid.status == .unserious || (bid.status == .planned && status == .submitted) {
            bid.status = status
        }
        if bid.status.isCurrent { bid.end = .open }
        row = bid
    }

    /// Brings the bid to an agreement or a purchase, of which nothing earlier need be told.
    private static func conclude(
        _ fact: Fact,
        as status: Bid.Status,
        _ row: inout Bid?
    ) throws(IllegalStep) {
        var bid = row ?? Bid(status: status)
        let isToldAgain = bid.status == status && bid.ended.mayBe(fact.occurred)
        let states: [Bid.Status] = [.planned, .submitted, .accepted, .agreed]
        guard row == nil || isToldAgain || states.contains(bid.status) else {
            throw IllegalStep("it was \(bid.status.rawValue) then")
        }
        try bid.offer(fact)
        bid.name(fact, leads: false)
        bid.status = status
        bid.end = .open
        if !status.isCurrent { bid.end(fact) }
        row = bid
    }

    /// Ends the bid; another report of the same end, as its date allows, is a mention.
    private static func close(
        _ fact: Fact,
        as status: Bid.Status,
        from states: [Bid.Status],
        _ row: inout Bid?
    ) throws(IllegalStep) {
        let isToldAgain = row?.status == status && row?.ended.mayBe(fact.occurred) == true
        try row.step(from: isToldAgain ? [status] : states, to: status) { $0.end(fact) }
    }

    private static func counter(_ fact: Fact, _ row: inout Bid?) throws(IllegalStep) {
        let isOwn = row?.bidders.contains(where: fact.entities("speaker").contains) ?? true
        guard isOwn else {
            return try row.step(from: [.submitted, .rejected]) {
                $0.counterOffers.formUnion([fact.offerInAnswer])
            }
        }
        if fact.isMeant {
            try open(fact, as: .submitted, from: [.planned, .submitted, .unserious], &row)
        } else {
            try open(fact, as: .unserious, from: [.unserious], &row)
        }
    }
}

extension Bid {
    /// Has come to its end, as the report that dates it best tells.
    fileprivate mutating func end(_ fact: Fact) {
        if ended.isRefined(by: fact.occurred) { end = End(told: fact.occurred) }
        ended.refine(by: fact.occurred)
    }
}
