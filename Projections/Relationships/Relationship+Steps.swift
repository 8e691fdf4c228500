import NewsFacts
import Projecting

extension Relationship {
    /// Two of whom nothing is told yet.
    init(of pair: Pair?) { parties = pair.map { [$0.first, $0.second] } ?? [] }

    /// Comes at least as far up the ladder as that.
    mutating func reach(_ next: Status, _ fact: Fact) {
        guard next > status || since == ReportedDate() else { return }
        (status, since) = (next, ReportedDate(fact.occurred))
    }

    /// Is stated to be something.
    mutating func state(_ fact: Fact) {
        if let stated = fact.statedRelation {
            if stated != relation { relationSince = ReportedDate() }
            if fact.isBeginning { relationSince.advance(to: fact.occurred) }
            (relation, relationAt) = (stated, fact.occurred.edtf)
        }
        switch fact.attributes["kind"] {
        case "friend", "mentor", "supporter": mend(to: .friendly, fact)
        case "ally": mend(to: .allied, fact)
        case "rival": reach(.opposed, fact)
        case "enemy": reach(.hostile, fact)
        case "none": reach(.distant, fact)
        default: reach(.connected, fact)
        }
    }

    /// Joins forces; another report of an alliance that is known mends nothing.
    mutating func ally(_ fact: Fact) throws(IllegalStep) {
        let isStronger = fact.type == .allianceStrengthened
        guard !formerAlliances.contains(fact.subject) else {
            throw IllegalStep("that alliance had ended then; anew, it is a new alliance")
        }
        guard !isStronger || status < .estranged else {
            throw IllegalStep("they were \(status.rawValue) then, and formed no new alliance since")
        }
        let isNew = !alliances.contains(fact.subject)
        alliances.formUnion([fact.subject])
        if isNew || isStronger {
            mend(to: .allied, fact)
        } else if status == .allied {
            since.refine(by: fact.occurred)
        }
    }

    /// Ends an alliance, of which nothing earlier need be told.
    mutating func part(_ fact: Fact) throws(IllegalStep) {
        let isToldAgain = formerAlliances.contains(fact.subject)
        guard !isToldAgain || parted.mayBe(fact.occurred) else {
            throw IllegalStep("that alliance had ended then")
        }
        alliances.removeAll { $0 == fact.subject }
        formerAlliances.formUnion([fact.subject])
        parted.advance(to: fact.occurred)
        if alliances.isEmpty, !isToldAgain { reach(.estranged, fact) }
    }

    /// Opens a suit or a quarrel between the two, or tells of it again.
    mutating func quarrel(_ fact: Fact) throws(IllegalStep) {
        guard !suits.contains(fact.subject) || disputes.contains(fact.subject) else {
            throw IllegalStep("that suit was over then; filed again, it is a new case")
        }
        if fact.type != .disputeOpened { suits.formUnion([fact.subject]) }
        disputes.formUnion([fact.subject])
        reach(.disputing, fact)
    }

    /// Withdraws or settles a suit; another report of the same, as its date allows, is a mention.
    mutating func endSuit(_ fact: Fact) throws(IllegalStep) {
        let isToldAgain = suits.contains(fact.subject) && suitEnded.mayBe(fact.occurred)
        guard disputes.contains(fact.subject) || isToldAgain else {
            throw IllegalStep("no such suit between the two was open then")
        }
        disputes.removeAll { $0 == fact.subject }
        suitEnded.advance(to: fact.occurred)
        guard status == .disputing, disputes.isEmpty else { return }
        let isSettled = fact.type == .lawsuitSettled
        let peace: Status = alliances.isEmpty ? .connected : .allied
        (status, since) = (isSettled ? peace : .opposed, ReportedDate(fact.occurred))
    }

    /// Comes to good terms from whatever state, if what was bad is certainly earlier; of what is
    /// bad at an unknown date, the order of the facts decides.
    private mutating func mend(to next: Status, _ fact: Fact) {
        guard status > .allied else { return reach(next, fact) }
        guard since.text.isEmpty || since.isBefore(fact.occurred) else { return }
        (status, since) = (alliances.isEmpty ? next : .allied, ReportedDate(fact.occurred))
    }
}
