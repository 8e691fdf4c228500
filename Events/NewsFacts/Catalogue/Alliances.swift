extension FactType {
    /// The life of an alliance: sought, proposed, formed, joined, strained, left, ended.
    static let alliances = Catalogue.Family(
        name: "Alliances",
        types: [
            .contactSought, .allianceProposed, .allianceAnnounced, .allianceFormed, .allianceJoined,
            .allianceStrengthened, .allianceStrained, .allianceLeft, .allianceEnded,
            .negotiationFailed, .supportGiven, .politicalContributionMade, .relationshipStated,
        ]
    )

    /// One side tried to get in touch with another.
    public static let contactSought = FactType(
        100,
        "ContactSought",
        "A seeker tried to get in touch with a target.",
        roles: [.some("seeker"), .some("target"), .any("for")],
        attributes: [.text("kind"), .text("purpose")]
    )

    /// An alliance was proposed.
    public static let allianceProposed = FactType(
        101,
        "AllianceProposed",
        "A seeker proposed an alliance to a target.",
        roles: [.some("seeker"), .some("target"), .any("for"), .any("project")],
        attributes: [allianceKind, .text("purpose")]
    )

    /// An alliance was announced but is not yet in force.
    public static let allianceAnnounced = FactType(
        102,
        "AllianceAnnounced",
        "Parties announced an alliance that is still to come into force.",
        roles: [
            .some("party", atLeast: 2), .any("approver"), .any("project"), .any("organization"),
        ],
        attributes: [allianceKind, .text("purpose")]
    )

    /// An alliance came into force.
    public static let allianceFormed = FactType(
        103,
        "AllianceFormed",
        "Parties began to work together.",
        roles: [
            .some("party", atLeast: 2), .any("approver"), .any("project"), .any("organization"),
        ],
        attributes: [allianceKind, .text("purpose")]
    )

    /// A member joined an alliance.
    public static let allianceJoined = FactType(
        104,
        "AllianceJoined",
        "A member joined an alliance.",
        roles: [.some("member"), .one("alliance")],
        attributes: [.text("contribution")]
    )

    /// An alliance became closer.
    public static let allianceStrengthened = FactType(
        105,
        "AllianceStrengthened",
        "The parties of an alliance became closer.",
        roles: [.some("party", atLeast: 2), .any("observer")],
        attributes: [.text("cause")]
    )

    /// An alliance came under strain.
    public static let allianceStrained = FactType(
        106,
        "AllianceStrained",
        "The relation between the parties of an alliance became worse.",
        roles: [.some("party", atLeast: 2), .any("observer")],
        attributes: [.text("cause")]
    )

    /// A member left an alliance.
    public static let allianceLeft = FactType(
        107,
        "AllianceLeft",
        "A member left an alliance.",
        roles: [.some("member"), .one("alliance")],
        attributes: [.text("reason")]
    )

    /// An alliance ended.
    public static let allianceEnded = FactType(
        108,
        "AllianceEnded",
        "An alliance between parties ended.",
        roles: [.some("party", atLeast: 2)],
        attributes: [.text("reason")]
    )

    /// Talks ended without agreement.
    public static let negotiationFailed = FactType(
        109,
        "NegotiationFailed",
        "Parties negotiated and did not agree.",
        roles: [.some("party"), .any("object")],
        attributes: [.text("topic")]
    )

    /// One side gave another its support.
    public static let supportGiven = FactType(
        110,
        "SupportGiven",
        "A supporter gave a beneficiary support.",
        roles: [.some("supporter"), .some("beneficiary"), .any("opponent"), .any("broker")],
        attributes: [.text("kind")]
    )

    /// Money or goods were given to a political cause.
    public static let politicalContributionMade = FactType(
        111,
        "PoliticalContributionMade",
        "A donor gave money or goods to a political beneficiary.",
        roles: [.some("donor"), .some("beneficiary"), .any("opponent"), .any("broker")]
    )

    /// A relation was said to hold at the date, or to have begun then.
    public static let relationshipStated = FactType(
        112,
        "RelationshipStated",
        "Parties were said to stand in a relation, or to enter it.",
        roles: [
            .some("party"), .any("affiliation"), .any("introducer"), .any("observer"),
            .any("object"), .any("reporter"),
        ],
        attributes: [
            .choice(
                "kind",
                "friend",
                "ally",
                "acquaintance",
                "mentor",
                "rival",
                "enemy",
                "affiliation",
                "supporter",
                "family",
                "business",
                "none"
            ),
            .choice("phase", "state", "began"),
        ]
    )

    private static let allianceKind = Attribute.choice(
        "kind",
        "founding",
        "jointVenture",
        "technicalCooperation",
        "political",
        "personal"
    )
}
