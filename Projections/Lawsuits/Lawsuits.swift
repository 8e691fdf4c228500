public import NewsFacts
public import Projecting

/// Cases before courts, from filing to final decision.
public enum Lawsuits: Projection {
    /// The name of the view.
    public static let name = "lawsuits"
    /// What the view shows.
    public static let summary = "Cases before courts, from filing to final decision"
    /// The meaning of the rows.
    public static let version: UInt32 = 2
    /// What the view reads of a fact.
    public static let reads: Fact.Parts = [.participants, .attributes]
    /// The steps of a case.
    public static let consumes: Set<FactType> = [
        .lawsuitFiled, .lawsuitRefiled, .complaintAmended, .answerFiled, .counterclaimFiled,
        .motionFiled, .evidenceFiled, .rulingIssued, .lawsuitWithdrawn, .lawsuitDismissed,
        .lawsuitSettled, .judgmentEntered, .appealFiled, .appealDecided, .appealWithdrawn,
        .caseStayed, .caseStayLifted, .caseTransferred, .caseConsolidated, .caseReopened,
        .caseClosed,
    ]

    /// The case, and the earlier case that it brings again; what is told of a quarrel as a whole
    /// belongs to no one case.
    public static func rowKeys(of fact: Fact) -> [RowKey] {
        if fact.subject.hasPrefix("dispute/") { return [] }
        let earlier = fact.attributes["refiles"].map { [$0] } ?? []
        return ([fact.subject] + earlier.filter { $0 != fact.subject }).map { RowKey($0) }
    }

    /// Takes the next step of a case.
    public static func apply(
        _ fact: Fact,
        to row: inout Lawsuit?,
        of key: RowKey
    ) throws(IllegalStep) {
        guard fact.modality.isRealized else { return }
        if key.text == fact.attributes["refiles"], key.text != fact.subject {
            return try bringAgain(fact, &row)
        }
        let isPartial = fact.attributes["partial"] == "yes"
        let former = row?.status
        switch fact.type {
        case .lawsuitFiled, .lawsuitRefiled: try file(fact, &row)
        case .complaintAmended:
            try row.step(from: [.pending]) { suit in
                suit.amendments += 1
                suit.defendants.formUnion(fact.entities("addedParty"))
                suit.drop(fact)
            }
        case .answerFiled, .counterclaimFiled, .motionFiled, .evidenceFiled:
            try row.step(from: [.pending, .stayed, .onAppeal]) { $0.filings += 1 }
        case .rulingIssued: try row.step(from: [.pending, .stayed]) { $0.rulings += 1 }
        case .lawsuitWithdrawn:
            try row.step(from: [.pending, .stayed], to: isPartial ? nil : .withdrawn) {
                $0.drop(fact)
            }
        case .lawsuitDismissed:
            let goesOn = isPartial || fact.attributes["leaveToAmend"] == "yes"
            try row.step(from: [.pending, .stayed], to: goesOn ? nil : .dismissed) {
                $0.drop(fact)
            }
        case .lawsuitSettled: try row.step(from: [.pending, .stayed, .onAppeal], to: .settled)
        case .judgmentEntered: try row.step(from: [.pending], to: .judged)
        case .appealFiled where fact.attributes["interlocutory"] == "yes":
            guard row?.rulings != 0 else { throw IllegalStep("there is no ruling to appeal") }
            try row.step(from: [.pending, .stayed]) { $0.interlocutoryAppeals += 1 }
        case .appealFiled:
            try row.step(from: [.dismissed, .judged], to: .onAppeal) {
                $0.beforeAppeal = former ?? .judged
            }
        case .appealDecided where (row?.interlocutoryAppeals ?? 0) > 0:
            try row.step(from: [.pending, .stayed]) { $0.interlocutoryAppeals -= 1 }
        case .appealDecided:
            guard let outcome = fact.attributes["outcome"] else {
                throw IllegalStep("the outcome of the appeal is not told")
            }
            try row.step(from: [.onAppeal], to: outcome == "affirmed" ? .final : .pending)
        case .appealWithdrawn: try row.step(from: [.onAppeal], to: row?.beforeAppeal)
        case .caseStayed: try row.step(from: [.pending], to: .stayed)
        case .caseStayLifted: try row.step(from: [.stayed], to: .pending)
        case .caseTransferred, .caseConsolidated:
            try row.step(from: [.pending, .stayed], to: .transferred)
        case .caseReopened:
            try row.step(
                from: [.stayed, .withdrawn, .dismissed, .settled, .judged],
                to: .pending
            )
        default:
            try row.step(
                from: [.withdrawn, .dismissed, .settled, .judged, .transferred],
                to: .final
            )
        }
        if let status = row?.status, status != former, former != nil {
            row?.ended = status.isCurrent ? "" : fact.occurred.edtf
            row?.end = status.isCurrent ? .open : End(told: fact.occurred)
            row?.prejudice = status.isCurrent ? "" : fact.attributes["prejudice"] ?? ""
        }
    }

    /// Takes into account that a later case brings this one again; where nothing else is known of it,
    /// that alone makes no row.
    ///
    /// - Throws: ``IllegalStep`` after an end with prejudice, after a judgment, and after the second
    ///   withdrawal, which counts as a judgment (Federal Rules of Civil Procedure, rule 41(a)).
    private static func bringAgain(_ fact: Fact, _ row: inout Lawsuit?) throws(IllegalStep) {
        guard let status = row?.status else { return }
        if row?.prejudice == "yes" {
            throw IllegalStep("it was \(status.rawValue) with prejudice; it cannot be filed again")
        }
        if status == .withdrawn, row?.refiles.isEmpty == false {
            throw IllegalStep("it was withdrawn a second time; it cannot be filed again")
        }
        try row.step(from: [.withdrawn, .dismissed]) { $0.refiledAs.formUnion([fact.subject]) }
    }

    /// Opens the case, or adds what another report of the same filing says.
    private static func file(_ fact: Fact, _ row: inout Lawsuit?) throws(IllegalStep) {
        var suit = row ?? Lawsuit()
        guard suit.status == .pending else {
            throw IllegalStep("it was \(suit.status.rawValue) then; filed again, it is a new case")
        }
        suit.plaintiffs.formUnion(fact.entities("plaintiff"))
        suit.defendants.formUnion(fact.entities("defendant"))
        guard Set(suit.plaintiffs).isDisjoint(with: suit.defendants) else {
            throw IllegalStep("a defendant cannot file the case against itself")
        }
        if suit.filed.isEmpty { suit.filed = fact.occurred.edtf }
        suit.court = fact.entities("court").first ?? suit.court
        suit.caseNumber = fact.attributes["caseNumber"] ?? suit.caseNumber
        suit.dispute = fact.entities("dispute").first ?? suit.dispute
        suit.refiles = fact.attributes["refiles"] ?? suit.refiles
        row = suit
    }
}

extension Lawsuit {
    /// Goes on without the parties that the fact drops.
    fileprivate mutating func drop(_ fact: Fact) {
        let dropped = fact.entities("droppedParty")
        plaintiffs.removeAll(where: dropped.contains)
        defendants.removeAll(where: dropped.contains)
    }
}
