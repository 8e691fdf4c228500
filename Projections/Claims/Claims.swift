public import NewsFacts
public import Projecting

/// What sources say differently: of each thing the questions, the answers, and who gives them.
///
/// The view judges only what it can: two quantities that exclude each other, two words of a choice,
/// what one says and another denies. Two causes may both be true; they are `differing`, not
/// contested. What is only planned, supposed or conditional is nobody's answer; what is denied is
/// one. Bids and pledges may be revised: then the amounts that were said before are no answer any
/// more.
public enum Claims: Projection {
    /// The name of the view.
    public static let name = "claims"
    /// What the view shows.
    public static let summary = "What sources say differently, and who says what"
    /// The meaning of the rows.
    public static let version: UInt32 = 1
    /// A claim is what each source says, so each report is shown to it.
    public static let mentions = Mentions.each
    /// What answers a question that others may answer differently.
    public static let consumes: Set<FactType> = [
        .investmentSought, .investmentAnnounced, .investmentCommitted, .investmentRevised,
        .investmentWithdrawn, .investmentLapsed, .fundingDisputed, .fundingStatusReported,
        .acquisitionBidSubmitted, .acquisitionBidRevised, .acquisitionBidRejected,
        .acquisitionBidAccepted, .acquisitionBidWithdrawn, .acquisitionBidLapsed,
        .acquisitionAgreed, .acquisitionTerminated, .acquisitionCompleted,
        .politicalContributionMade, .roleEnded, .allianceEnded,
    ]

    /// Takes an answer into account.
    public static func apply(
        _ fact: Fact,
        to row: inout Claim?,
        of key: RowKey
    ) throws(IllegalStep) {
        // That nothing is determined is often told as a negation.
        let isStatus = fact.type == .fundingStatusReported
        guard isStatus || fact.modality.isRealized || fact.modality == .negated else { return }
        var claim = row ?? Claim()
        if fact.isRevision, fact.modality.isRealized, !fact.amounts.isEmpty { claim.revise() }
        for (question, text, amount) in fact.answers {
            let answer = Answer(
                text: text,
                amount: amount,
                isDenial: fact.modality == .negated && !isStatus,
                date: ReportedDate(fact.occurred),
                sayers: fact.sayers
            )
            claim.take(answer, to: question, on: fact.occurred)
        }
        if fact.type == .fundingDisputed, fact.modality.isRealized { claim.dispute(fact) }
        guard row != nil || claim != Claim() else { return }
        claim.judge()
        row = claim
    }
}

extension Claim {
    fileprivate mutating func take(
        _ answer: Answer,
        to question: Question,
        on occurred: Occurrence
    ) {
        let answers = question.answers
        if self[keyPath: answers].list.contains(where: {
            $0.contradicts(answer, question, on: occurred)
        }) {
            mark(question.rawValue, in: \.contested)
        }
        self[keyPath: answers].add(answer)
        if self[keyPath: answers].list.count > 1 {
            mark(question.rawValue, in: \.differing)
        }
    }

    /// Begins the amounts anew.
    fileprivate mutating func revise() {
        amounts = Answers()
        contested.removeAll { $0 == Question.amount.rawValue }
        differing.removeAll { $0 == Question.amount.rawValue }
    }

    fileprivate mutating func dispute(_ fact: Fact) {
        disputedBy.formUnion(fact.entities("claimant"))
        mark("funding", in: \.contested)
    }

    /// Adds a question to a list of them, which is kept in the order of the columns.
    private mutating func mark(_ name: String, in list: WritableKeyPath<Claim, [String]>) {
        let marked = self[keyPath: list] + [name]
        let names = Question.allCases.map(\.rawValue) + ["funding"]
        self[keyPath: list] = names.filter(marked.contains)
    }

    fileprivate mutating func judge() {
        if !contested.isEmpty {
            status = .contested
        } else {
            status = undetermined.list.isEmpty ? .uncontested : .unanswered
        }
    }
}

extension Question {
    /// Where a row keeps the answers.
    fileprivate var answers: WritableKeyPath<Claim, Answers> {
        switch self {
        case .amount: \.amounts
        case .amountAsked: \.amountsAsked
        case .share: \.shares
        case .cause: \.causes
        case .manner: \.manners
        case .hostile: \.hostile
        case .binding: \.binding
        case .lacking: \.lacking
        case .undetermined: \.undetermined
        }
    }
}
