public import NewsFacts
public import Projecting

/// Investments sought, announced, pledged and paid.
public enum Commitments: Projection {
    /// The name of the view.
    public static let name = "commitments"
    /// What the view shows.
    public static let summary = "Investments sought, announced, pledged and paid"
    /// The meaning of the rows.
    public static let version: UInt32 = 2
    /// What the view reads of a fact.
    public static let reads: Fact.Parts = [.participants, .attributes, .amounts, .words]
    /// The steps of a commitment.
    public static let consumes: Set<FactType> = [
        .investmentSought, .investmentDeclined, .investmentAnnounced, .investmentCommitted,
        .investmentRevised, .investmentFunded, .investmentFulfilled, .investmentWithdrawn,
        .investmentLapsed, .fundingDisputed, .fundingStatusReported,
    ]

    /// Takes the next step of a commitment.
    public static func apply(
        _ fact: Fact,
        to row: inout Commitment?,
        of key: RowKey
    ) throws(IllegalStep) {
        if fact.type == .fundingStatusReported { return try row.anyStep { $0.report(fact) } }
        guard fact.modality.isRealized else { return }
        let former = row?.status
        switch fact.type {
        case .investmentSought:
            try open(fact, as: .sought, from: [.sought, .declined], &row)
        case .investmentAnnounced:
            try open(
                fact,
                as: .announced,
                from: [.sought, .declined, .announced, .committed],
                &row
            )
        case .investmentCommitted:
            try open(fact, as: .committed, from: [.sought, .announced, .committed], &row)
        case .investmentDeclined where fact.attributes["answer"] == "hesitant":
            try row.step(from: [.sought]) { $0.note = "the prospect hesitates" }
        case .investmentDeclined:
            try row.step(from: [.sought], to: .declined) { $0.since = fact.occurred.edtf }
        case .investmentRevised:
            try row.step(from: [.announced, .committed, .partiallyFunded]) {
                $0.amount = fact.amounts.first ?? $0.amount
                if $0.status == .partiallyFunded, $0.isPaid { $0.status = .fulfilled }
            }
        case .investmentFunded: try fund(fact, &row)
        case .investmentFulfilled: try close(fact, as: .fulfilled, from: [.partiallyFunded], &row)
        case .investmentWithdrawn:
            try close(fact, as: .withdrawn, from: [.announced, .committed, .partiallyFunded], &row)
        case .investmentLapsed:
            try close(fact, as: .lapsed, from: [.announced, .committed, .partiallyFunded], &row)
        default: try row.anyStep { $0.disputedBy.formUnion(fact.entities("claimant")) }
        }
        guard let status = row?.status, status != former else { return }
        row?.end =
            status.isCurrent ? .open : status == .sought ? .notBegun : End(told: fact.occurred)
    }

    /// Opens the commitment or carries it on.
    ///
    /// A higher amount than stands needs a revision: without one the two reports contradict each
    /// other, and the first stands.
    private static func open(
        _ fact: Fact,
        as status: Commitment.Status,
        from states: [Commitment.Status],
        _ row: inout Commitment?
    ) throws(IllegalStep) {
        var commitment = row ?? Commitment(status: status)
        guard row == nil || states.contains(commitment.status) else {
            throw IllegalStep("it was \(commitment.status.rawValue) then")
        }
        if commitment.status.isCurrent, let stands = commitment.amount,
            let reported = fact.amounts.first, reported.exceeds(stands)
        {
            throw IllegalStep(
                "\(reported) is more than the \(stands) that stands, and no revision is reported"
            )
        }
        if status != .announced || commitment.status != .committed {
            if row?.status != status { commitment.since = fact.occurred.edtf }
            commitment.status = status
            commitment.note = ""
        }
        commitment.amount = fact.amounts.first ?? commitment.amount
        let investing = status == .sought ? "prospect" : "investor"
        commitment.investors.formUnion(fact.entities(investing))
        for role in ["recipient", "project", "object"] {
            commitment.recipients.formUnion(fact.entities(role))
        }
        row = commitment
    }

    private static func fund(_ fact: Fact, _ row: inout Commitment?) throws(IllegalStep) {
        var funded = fact.amounts.first
        if fact.attributes["measure"] != "cumulative", let former = row?.funded {
            funded = try funded.map { tranche throws(IllegalStep) in try tranche.added(to: former) }
        }
        if let funded, let pledged = row?.amount, funded.exceeds(pledged) {
            throw IllegalStep("\(funded) paid is more than the \(pledged) pledged")
        }
        try row.step(from: [.committed, .partiallyFunded], to: .partiallyFunded) {
            $0.funded = funded ?? $0.funded
            $0.since = fact.occurred.edtf
            if $0.isPaid { $0.status = .fulfilled }
        }
    }

    private static func close(
        _ fact: Fact,
        as status: Commitment.Status,
        from states: [Commitment.Status],
        _ row: inout Commitment?
    ) throws(IllegalStep) {
        try row.step(from: states, to: status) { $0.since = fact.occurred.edtf }
    }
}

extension Commitment {
    /// Whether what has been paid reaches what was pledged.
    fileprivate var isPaid: Bool {
        guard let paid = funded?.value, let pledged = amount?.value else { return false }
        return funded?.unit == amount?.unit && paid >= pledged
    }

    fileprivate mutating func report(_ fact: Fact) {
        let report = fact.attributes["undetermined"] ?? fact.attributes["lacking"]
        funding.formUnion([report ?? fact.statement])
    }
}

extension Amount {
    fileprivate func added(to former: Amount) throws(IllegalStep) -> Amount {
        guard unit == former.unit, let value, let paid = former.value else {
            throw IllegalStep("\(self) and \(former) cannot be added up")
        }
        let sum = value + paid
        guard sum - value == paid, sum - paid == value else {
            throw IllegalStep("the sum of \(self) and \(former) has too many digits")
        }
        return Amount(literal: literal, value: sum, unit: unit, bound: bound)
    }
}
