import Alliances
import NewsFacts

extension LifeCycle<Alliances> {
    /// "Alliance" in the fact catalogue, line by line.
    static let alliance = LifeCycle(
        lives: [
            (nil, []),
            (.proposed, [.proposed]),
            (.announced, [.announced]),
            (.active, [.formed]),
            (.strained, [.formed, .strained]),
            (.ended, [.formed, .ended]),
            (.lapsed, [.proposed, .failed]),
        ],
        steps: [
            .proposed, .announced, .formed, .joined, .left, .strengthened, .strained, .ended,
            .failed,
        ],
        legal: [
            (nil, ["proposed"], .proposed),
            (nil, ["announced"], .announced),
            (nil, ["formed"], .active),
            (.proposed, ["proposed"], .proposed),  // a mention in another source
            (.proposed, ["announced"], .announced),
            (.proposed, ["formed"], .active),
            (.announced, ["announced"], .announced),
            (.announced, ["formed"], .active),
            (.active, ["formed"], .active),
            (.strained, ["formed"], .strained),
            (.active, ["strained"], .strained),
            (.strained, ["strained"], .strained),
            (.strained, ["strengthened"], .active),
            (.active, ["strengthened"], .active),
            (.announced, ["ended"], .ended),
            (.active, ["ended"], .ended),
            (.strained, ["ended"], .ended),
            (.proposed, ["failed"], .lapsed),
            (.announced, ["failed"], .lapsed),
            (.active, ["joined", "left"], .active),
            (.strained, ["joined", "left"], .strained),
        ] + beyondCatalogue
    )

    /// What the view allows although the catalogue does not list it, or calls it illegal: word that
    /// an alliance grew stronger proves that it is there.
    static let beyondCatalogue: [(from: Alliance.Status?, steps: [String], to: Alliance.Status?)] =
        [
            (nil, ["strengthened"], .active)
        ]
}

extension Step {
    private static let three = [("party", "softbank"), ("party", "openai"), ("party", "oracle")]

    static let proposed = Step(
        "proposed",
        .allianceProposed,
        [("seeker", "softbank"), ("target", "openai"), ("target", "oracle")]
    )
    static let announced = Step("announced", .allianceAnnounced, three)
    static let formed = Step("formed", .allianceFormed, three)
    static let joined = Step("joined", .allianceJoined, [("member", "mgx")])
    static let left = Step("left", .allianceLeft, [("member", "oracle")])
    static let strengthened = Step("strengthened", .allianceStrengthened, three)
    static let strained = Step("strained", .allianceStrained, three)
    static let ended = Step("ended", .allianceEnded, three)
    static let failed = Step("failed", .negotiationFailed, [("party", "softbank")])
}
