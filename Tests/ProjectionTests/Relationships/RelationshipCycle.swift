import NewsFacts
import Relationships

extension LifeCycle<Relationships> {
    /// The ladder of states, step by step; what is not listed is illegal.
    static let relationship = LifeCycle(
        lives: [
            (nil, []),
            (.distant, [.approached]),
            (.connected, [.met]),
            (.friendly, [.supported]),
            (.allied, [.joinedForces]),
            (.strained, [.joinedForces, .fellOut]),
            (.estranged, [.separated]),
            (.opposed, [.rivals]),
            (.disputing, [.sued]),
            (.hostile, [.enemies]),
        ],
        steps: [
            .approached, .courted, .unrelated, .met, .called, .wrote, .appeared, .ofOneMind,
            .acquainted,
            .supported, .donated, .friends, .plannedTogether, .joinedForces, .grewCloser, .allies,
            .fellOut, .criticised, .separated, .accused, .rivals, .quarrelled, .sued, .suedAgain,
            .enemies, .withdrew, .madePeace,
        ],
        legal: climbing + mending + [
            (.disputing, ["withdrew"], .opposed),
            (.disputing, ["made peace"], .connected),
        ]
    )

    private typealias Line = (from: Relationship.Status?, steps: [String], to: Relationship.Status?)

    /// A step takes a pair up to its rung, and leaves it where it is further up.
    private static let climbing: [Line] = [
        (nil, far, .distant), (nil, near, .connected), (nil, good, .friendly),
        (nil, ["joined forces", "grew closer", "allies"], .allied),
        (nil, bad, .strained), (nil, ["separated"], .estranged), (nil, against, .opposed),
        (nil, open, .disputing), (nil, ["enemies"], .hostile),
        (.distant, far, .distant), (.distant, near, .connected), (.distant, good, .friendly),
        (.distant, ["joined forces", "grew closer", "allies"], .allied),
        (.distant, bad, .strained), (.distant, ["separated"], .estranged),
        (.distant, against, .opposed), (.distant, open, .disputing),
        (.distant, ["enemies"], .hostile),
        (.connected, far + near, .connected), (.connected, good, .friendly),
        (.connected, ["joined forces", "grew closer", "allies"], .allied),
        (.connected, bad, .strained), (.connected, ["separated"], .estranged),
        (.connected, against, .opposed), (.connected, open, .disputing),
        (.connected, ["enemies"], .hostile),
        (.friendly, far + near + good, .friendly),
        (.friendly, ["joined forces", "grew closer", "allies"], .allied),
        (.friendly, bad, .strained), (.friendly, ["separated"], .estranged),
        (.friendly, against, .opposed), (.friendly, open, .disputing),
        (.friendly, ["enemies"], .hostile),
        (.allied, far + near + good + ["joined forces", "grew closer", "allies"], .allied),
        (.allied, bad, .strained), (.allied, ["separated"], .estranged),
        (.allied, against, .opposed), (.allied, open, .disputing), (.allied, ["enemies"], .hostile),
        (.strained, far + near + given + bad, .strained), (.strained, ["separated"], .estranged),
        (.strained, against, .opposed), (.strained, open, .disputing),
        (.strained, ["enemies"], .hostile),
        (.estranged, far + near + given + bad, .estranged), (.estranged, against, .opposed),
        (.estranged, open, .disputing), (.estranged, ["enemies"], .hostile),
        (.opposed, far + near + given + bad + ["separated"] + against, .opposed),
        (.opposed, open, .disputing), (.opposed, ["enemies"], .hostile),
        (.disputing, far + near + given + bad + ["separated"] + against + open, .disputing),
        (.disputing, ["enemies"], .hostile),
        (.hostile, far + near + given + bad + ["separated"] + against + open, .hostile),
        (.hostile, ["enemies"], .hostile),
    ]

    /// What is said to be good again after what was bad.
    private static let mending: [Line] = [
        (.strained, ["joined forces"], .strained),  // the same alliance, told again
        (.strained, ["grew closer", "friends", "allies"], .allied),
        (.estranged, ["friends"], .friendly), (.estranged, ["allies"], .allied),
        (.opposed, ["friends"], .friendly), (.opposed, ["joined forces", "allies"], .allied),
        (.disputing, ["friends"], .friendly), (.disputing, ["joined forces", "allies"], .allied),
        (.hostile, ["friends"], .friendly), (.hostile, ["joined forces", "allies"], .allied),
    ]

    private static let far = ["approached", "courted", "unrelated"]
    private static let near = ["met", "called", "wrote", "appeared", "of one mind", "acquainted"]
    private static let given = ["supported", "donated", "planned together"]
    private static let good = given + ["friends"]
    private static let bad = ["fell out", "criticised"]
    private static let against = ["accused", "rivals"]
    private static let open = ["quarrelled", "sued", "sued again"]
}

extension Step {
    static let approached = Step("approached", .contactSought)
    static let courted = Step("courted", .allianceProposed)
    static let unrelated = stated("unrelated", "none")
    static let met = Step(
        "met",
        .meetingHeld,
        [("participant", "participant-1"), ("participant", "participant-2")]
    )
    static let called = Step("called", .callHeld)
    static let wrote = Step("wrote", .messageSent)
    static let appeared = Step("appeared", .appearanceMade, attributes: ["kind": "joint"])
    static let ofOneMind = Step("of one mind", .accordExpressed)
    static let acquainted = stated("acquainted", "acquaintance")
    static let supported = Step("supported", .supportGiven)
    static let donated = Step("donated", .politicalContributionMade)
    static let friends = stated("friends", "friend")
    static let plannedTogether = Step("planned together", .allianceAnnounced)
    static let joinedForces = Step("joined forces", .allianceFormed)
    static let grewCloser = Step("grew closer", .allianceStrengthened)
    static let allies = stated("allies", "ally")
    static let fellOut = Step("fell out", .allianceStrained)
    static let criticised = Step("criticised", .criticismVoiced)
    static let separated = Step("separated", .allianceEnded)
    static let accused = Step("accused", .accusationMade)
    static let rivals = stated("rivals", "rival")
    static let quarrelled = Step("quarrelled", .disputeOpened)
    static let sued = Step("sued", .lawsuitFiled)
    static let suedAgain = Step("sued again", .lawsuitRefiled)
    static let enemies = stated("enemies", "enemy")
    static let withdrew = Step("withdrew", .lawsuitWithdrawn)
    static let madePeace = Step("made peace", .lawsuitSettled)

    static func stated(_ name: String, _ kind: String) -> Step {
        Step(
            name,
            .relationshipStated,
            [("party", "party-1"), ("party", "party-2")],
            attributes: ["kind": kind, "phase": "state"]
        )
    }
}
