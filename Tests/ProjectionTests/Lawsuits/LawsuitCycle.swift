import Lawsuits
import NewsFacts

extension LifeCycle<Lawsuits> {
    /// "Lawsuit (one case; a dispute groups several)" in the fact catalogue, line by line.
    static let lawsuit = LifeCycle(
        lives: [
            (nil, []),
            (.pending, [.filed]),
            (.stayed, [.filed, .stayed]),
            (.withdrawn, [.filed, .withdrawn]),
            (.dismissed, [.filed, .dismissed]),
            (.settled, [.filed, .settled]),
            (.judged, [.filed, .judged]),
            (.onAppeal, [.filed, .judged, .appealed]),
            (.transferred, [.filed, .transferred]),
            (.final, [.filed, .judged, .closed]),
        ],
        steps: Step.lawsuit,
        legal: [
            (nil, ["filed", "refiled"], .pending),
            (.pending, ["filed", "refiled"], .pending),  // a mention in another source
            (.pending, ["amended", "answered", "motion", "evidence", "ruling"], .pending),
            (.pending, ["counterclaim"], .pending),
            (.pending, ["withdrawn"], .withdrawn),
            (.pending, ["withdrawn in part"], .pending),
            (.stayed, ["withdrawn"], .withdrawn),
            (.stayed, ["withdrawn in part"], .stayed),
            (.pending, ["dismissed"], .dismissed),
            (.pending, ["dismissed with leave", "dismissed in part"], .pending),
            (.pending, ["settled"], .settled),
            (.stayed, ["settled"], .settled),
            (.pending, ["judged"], .judged),
            (.pending, ["stayed"], .stayed),
            (.pending, ["transferred", "consolidated"], .transferred),
            (.stayed, ["reopened", "stay lifted"], .pending),
            (.dismissed, ["appealed"], .onAppeal),
            (.judged, ["appealed"], .onAppeal),
            (.onAppeal, ["affirmed"], .final),
            (.onAppeal, ["reversed", "vacated", "remanded"], .pending),
            (.onAppeal, ["settled"], .settled),
            (.onAppeal, ["appeal withdrawn"], .judged),
            (.withdrawn, ["reopened"], .pending),
            (.dismissed, ["reopened"], .pending),
            (.settled, ["reopened"], .pending),
            (.judged, ["reopened"], .pending),
            (.withdrawn, ["closed"], .final),
            (.dismissed, ["closed"], .final),
            (.settled, ["closed"], .final),
            (.judged, ["closed"], .final),
            (.transferred, ["closed"], .final),
        ] + beyondCatalogue
    )

    /// What the view allows although the catalogue's table does not list it: courts go on dealing
    /// with a halted case, and parties go on filing while it is before a higher court.
    static let beyondCatalogue: [(from: Lawsuit.Status?, steps: [String], to: Lawsuit.Status?)] = [
        (.stayed, ["answered", "counterclaim", "motion", "evidence", "ruling"], .stayed),
        (.stayed, ["dismissed"], .dismissed),
        (.stayed, ["dismissed with leave", "dismissed in part"], .stayed),
        (.stayed, ["transferred", "consolidated"], .transferred),
        (.onAppeal, ["answered", "counterclaim", "motion", "evidence"], .onAppeal),
    ]
}

extension Step {
    static let filed = Step(
        "filed",
        .lawsuitFiled,
        [("plaintiff", "musk"), ("defendant", "openai")],
        attributes: ["caseNumber": "24-1"]
    )
    static let withdrawn = Step("withdrawn", .lawsuitWithdrawn)
    static let dismissed = Step("dismissed", .lawsuitDismissed)
    static let settled = Step("settled", .lawsuitSettled)
    static let judged = Step("judged", .judgmentEntered)
    static let appealed = Step("appealed", .appealFiled)
    static let stayed = Step("stayed", .caseStayed)
    static let transferred = Step("transferred", .caseTransferred)
    static let closed = Step("closed", .caseClosed)
    static let amended = Step("amended", .complaintAmended)
    static let ruling = Step("ruling", .rulingIssued)
    static let reopened = Step("reopened", .caseReopened)
    static let appealWithdrawn = Step("appeal withdrawn", .appealWithdrawn)
    static let refiled = Step(
        "refiled",
        .lawsuitRefiled,
        [("plaintiff", "musk"), ("defendant", "openai")],
        attributes: ["refiles": "case/1"]
    )
    static let appealedMidway = Step(
        "appealed midway",
        .appealFiled,
        attributes: ["interlocutory": "yes"]
    )

    fileprivate static let lawsuit: [Step] = [
        filed, refiled, amended, .init("answered", .answerFiled),
        .init("counterclaim", .counterclaimFiled), .init("motion", .motionFiled),
        .init("evidence", .evidenceFiled, [("evidence", "emails")]), ruling, withdrawn,
        .init("withdrawn in part", .lawsuitWithdrawn, attributes: ["partial": "yes"]), dismissed,
        .init("dismissed with leave", .lawsuitDismissed, attributes: ["leaveToAmend": "yes"]),
        .init("dismissed in part", .lawsuitDismissed, attributes: ["partial": "yes"]), settled,
        judged, appealed, appealedMidway,
        decided("affirmed"), decided("reversed"), decided("vacated"), decided("remanded"),
        appealWithdrawn, stayed, .init("stay lifted", .caseStayLifted), transferred,
        .init("consolidated", .caseConsolidated), reopened, closed,
    ]

    static func decided(_ outcome: String) -> Step {
        Step(outcome, .appealDecided, attributes: ["outcome": outcome])
    }
}
