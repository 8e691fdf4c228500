extension FactType {
    /// The life of one case before a court; a dispute groups several cases.
    static let lawsuits = Catalogue.Family(
        name: "Lawsuits",
        types: [
            .disputeOpened, .lawsuitFiled, .lawsuitRefiled, .complaintAmended, .answerFiled,
            .counterclaimFiled, .motionFiled, .evidenceFiled, .rulingIssued, .lawsuitWithdrawn,
            .lawsuitDismissed, .lawsuitSettled, .judgmentEntered, .appealFiled, .appealDecided,
            .appealWithdrawn, .caseStayed, .caseStayLifted, .caseTransferred, .caseConsolidated,
            .caseReopened, .caseClosed,
        ]
    )

    /// A quarrel began that may come to hold several cases.
    public static let disputeOpened = FactType(
        200,
        "DisputeOpened",
        "A quarrel between parties began; it may come to hold several cases.",
        roles: [.some("party", atLeast: 2)]
    )

    /// A complaint was filed.
    public static let lawsuitFiled = FactType(
        201,
        "LawsuitFiled",
        "A plaintiff brought a suit against a defendant.",
        roles: [
            .some("plaintiff"), .some("defendant"), .any("counsel"), .optional("court"),
            .optional("dispute"),
        ],
        attributes: [.text("caseNumber"), .text("claims"), .text("relief")]
    )

    /// A withdrawn or dismissed suit was brought again as a new case.
    public static let lawsuitRefiled = FactType(
        202,
        "LawsuitRefiled",
        "A plaintiff brought an earlier suit again, as a new case.",
        roles: [
            .some("plaintiff"), .some("defendant"), .any("counsel"), .optional("court"),
            .optional("dispute"),
        ],
        attributes: [
            .identifier("refiles"), .text("caseNumber"), .text("claims"), .text("relief"),
        ]
    )

    /// The complaint of a case was changed.
    public static let complaintAmended = FactType(
        203,
        "ComplaintAmended",
        "A plaintiff changed the complaint of a pending case.",
        roles: [
            .some("plaintiff"), .any("defendant"), .any("addedParty"), .any("droppedParty"),
            .optional("court"),
        ],
        attributes: [.integer("amendment"), .text("claims")]
    )

    /// A defendant answered the complaint.
    public static let answerFiled = FactType(
        204,
        "AnswerFiled",
        "A party answered the complaint.",
        roles: [.some("filer"), .optional("court")],
        attributes: [.text("kind")]
    )

    /// A defendant made claims of its own in the same case.
    public static let counterclaimFiled = FactType(
        205,
        "CounterclaimFiled",
        "A defendant made claims of its own against the plaintiff.",
        roles: [.some("filer"), .any("target"), .optional("court")],
        attributes: [.text("claims"), .text("relief")]
    )

    /// A party asked the court for a decision.
    public static let motionFiled = FactType(
        206,
        "MotionFiled",
        "A party asked the court for a decision.",
        roles: [.some("filer"), .optional("court")],
        attributes: [.text("kind"), .text("relief")]
    )

    /// Evidence was put before the court.
    public static let evidenceFiled = FactType(
        207,
        "EvidenceFiled",
        "Evidence was put before a court.",
        roles: [.any("filer"), .any("evidence"), .optional("court")],
        needsOneOf: ["filer", "evidence"],
        attributes: [.text("kind")]
    )

    /// The court decided a question and the case went on.
    public static let rulingIssued = FactType(
        208,
        "RulingIssued",
        "A court decided a question within a case.",
        roles: [.one("court"), .any("winner")],
        attributes: [
            .text("question"), .choice("outcome", "granted", "denied", "mixed"),
            .choice("injunction", "yes", "no"),
        ]
    )

    /// The plaintiff gave the case up.
    public static let lawsuitWithdrawn = FactType(
        209,
        "LawsuitWithdrawn",
        "A plaintiff withdrew a suit, wholly or against some parties.",
        roles: [.some("plaintiff"), .any("defendant"), .any("droppedParty"), .optional("court")],
        attributes: [
            .choice("by", "notice", "stipulation", "order"),
            .choice("prejudice", "yes", "no", "unknown"), .choice("partial", "yes", "no"),
        ]
    )

    /// The court threw the case out.
    public static let lawsuitDismissed = FactType(
        210,
        "LawsuitDismissed",
        "A court dismissed a suit.",
        roles: [.one("court"), .any("droppedParty")],
        attributes: [
            .choice("prejudice", "yes", "no", "unknown"), .choice("leaveToAmend", "yes", "no"),
            .choice("partial", "yes", "no"), .text("reason"),
        ]
    )

    /// The parties settled the case.
    public static let lawsuitSettled = FactType(
        211,
        "LawsuitSettled",
        "The parties of a suit settled it.",
        roles: [.some("party", atLeast: 2), .any("winner")],
        attributes: [.text("relief")]
    )

    /// The court gave judgment.
    public static let judgmentEntered = FactType(
        212,
        "JudgmentEntered",
        "A court gave judgment in a suit.",
        roles: [.one("court"), .any("winner")],
        attributes: [.text("relief")]
    )

    /// A party took the case to a higher court.
    public static let appealFiled = FactType(
        213,
        "AppealFiled",
        "A party took a decision to a higher court.",
        roles: [.some("appellant"), .any("appellee"), .optional("court")],
        attributes: [.choice("interlocutory", "yes", "no")]
    )

    /// The higher court decided the appeal.
    public static let appealDecided = FactType(
        214,
        "AppealDecided",
        "A higher court decided an appeal.",
        roles: [.one("court"), .any("winner")],
        attributes: [.choice("outcome", "affirmed", "reversed", "vacated", "remanded")]
    )

    /// The appeal was given up.
    public static let appealWithdrawn = FactType(
        215,
        "AppealWithdrawn",
        "An appellant gave an appeal up.",
        roles: [.some("appellant"), .optional("court")],
        attributes: [.text("reason")]
    )

    /// The court halted the case for a time.
    public static let caseStayed = FactType(
        216,
        "CaseStayed",
        "A court halted a case for a time.",
        roles: [.one("court")],
        attributes: [.text("reason")]
    )

    /// The court let a halted case go on.
    public static let caseStayLifted = FactType(
        217,
        "CaseStayLifted",
        "A court let a halted case go on.",
        roles: [.one("court")],
        attributes: [.text("reason")]
    )

    /// The case moved to another court, under another number.
    public static let caseTransferred = FactType(
        218,
        "CaseTransferred",
        "A court sent a case to another court.",
        roles: [.one("court"), .optional("newCourt")],
        attributes: [.identifier("targetCase"), .text("reason")]
    )

    /// The case was joined to another one.
    public static let caseConsolidated = FactType(
        219,
        "CaseConsolidated",
        "A court joined a case to another one.",
        roles: [.one("court")],
        attributes: [.identifier("targetCase"), .text("reason")]
    )

    /// A closed case was opened again.
    public static let caseReopened = FactType(
        220,
        "CaseReopened",
        "A court opened a closed case again.",
        roles: [.one("court")],
        attributes: [.text("reason")]
    )

    /// The court closed the file of the case.
    public static let caseClosed = FactType(
        221,
        "CaseClosed",
        "A court closed the file of a case.",
        roles: [.one("court")],
        attributes: [.text("reason")]
    )
}
