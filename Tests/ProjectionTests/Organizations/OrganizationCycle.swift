import NewsFacts
import Organizations

extension LifeCycle<Organizations> {
    /// The table in `Organization.Status`, line by line.
    static let organization = LifeCycle(
        lives: [
            (nil, []),
            (.active, [.founding]),
            (.restructuring, [.founding, .restructuringBegan]),
            (.acquired, [.founding, .bought]),
        ],
        steps: [
            .founding, .restructuringProposed, .restructuringBegan, .restructuringCompleted,
            .controlled, .bidFor, .bought,
        ],
        legal: [
            (nil, ["founded", "proposed", "completed", "controlled", "bid for"], .active),
            (nil, ["began"], .restructuring),
            (nil, ["bought"], .acquired),
            (.active, ["founded", "proposed", "completed", "controlled", "bid for"], .active),
            (.active, ["began"], .restructuring),
            (.active, ["bought"], .acquired),
            (.restructuring, ["founded", "proposed", "controlled", "bid for"], .restructuring),
            (.restructuring, ["bought"], .restructuring),
            (.restructuring, ["completed"], .active),
            (.acquired, ["founded", "proposed", "completed", "controlled", "bid for"], .acquired),
            (.acquired, ["began"], .restructuring),
            (.acquired, ["bought"], .acquired),  // sold on
        ]
    )
}

extension Step {
    static let founding = Step(
        "founded",
        .organizationFounded,
        [("organization", "row"), ("founder", "musk"), ("competitor", "google")],
        attributes: ["legalForm": "nonprofit", "purpose": "to benefit all"]
    )
    static let restructuringProposed = Step(
        "proposed",
        .restructuringProposed,
        [("organization", "row")],
        attributes: ["legalForm": "company", "stage": "explored"]
    )
    static let restructuringBegan = Step(
        "began",
        .restructuringBegan,
        [("organization", "row")],
        attributes: ["legalForm": "company"]
    )
    static let restructuringCompleted = Step(
        "completed",
        .restructuringCompleted,
        [("organization", "row")],
        attributes: ["legalForm": "benefit corporation"]
    )
    static let controlled = Step(
        "controlled",
        .controlHeld,
        [("controller", "foundation"), ("controlled", "row")]
    )
    static let bidFor = Step(
        "bid for",
        .acquisitionBidSubmitted,
        [("bidder", "xai"), ("target", "row"), ("controller", "trust"), ("controlled", "lab")]
    )
    static let bought = purchase(by: "microsoft")

    static func purchase(by acquirer: String, _ others: [(String, String)] = []) -> Step {
        Step(
            "bought",
            .acquisitionCompleted,
            [("acquirer", acquirer), ("target", "row")] + others
        )
    }
}
