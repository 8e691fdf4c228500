extension FactType {
    /// The life of an investment commitment: sought, announced, pledged, paid, or not.
    static let commitments = Catalogue.Family(
        name: "Investment commitments",
        types: [
            .investmentSought, .investmentDeclined, .investmentAnnounced, .investmentCommitted,
            .investmentRevised, .investmentFunded, .investmentFulfilled, .investmentWithdrawn,
            .investmentLapsed, .fundingDisputed, .fundingStatusReported,
        ]
    )

    /// Somebody asked for an investment.
    public static let investmentSought = FactType(
        300,
        "InvestmentSought",
        "A seeker asked a prospect to invest.",
        roles: [
            .some("seeker"), .some("prospect"), .any("recipient"), .any("project"), .any("object"),
        ],
        attributes: [.text("horizon")]
    )

    /// The one who was asked said no, or hesitated.
    public static let investmentDeclined = FactType(
        301,
        "InvestmentDeclined",
        "A prospect declined to invest, or hesitated.",
        roles: [
            .any("seeker"), .some("prospect"), .any("recipient"), .any("project"), .any("object"),
        ],
        attributes: [.choice("answer", "declined", "hesitant"), .text("reason")]
    )

    /// The intention to invest was made public.
    public static let investmentAnnounced = FactType(
        302,
        "InvestmentAnnounced",
        "An intention to invest was made public.",
        roles: [
            .any("announcer"), .any("investor"), .any("witness"), .any("recipient"),
            .any("project"), .any("object"),
        ],
        needsOneOf: ["announcer", "investor"],
        attributes: [.text("horizon")]
    )

    /// An investment was pledged, bindingly or not.
    public static let investmentCommitted = FactType(
        303,
        "InvestmentCommitted",
        "An investment was pledged, whether binding or not.",
        roles: [
            .any("investor"), .any("recipient"), .any("project"), .any("object"), .any("speaker"),
            .any("addressee"), .any("witness"),
        ],
        needsOneOf: ["recipient", "project", "object"],
        attributes: [
            .text("share"), .text("horizon"), .choice("binding", "yes", "no", "unknown"),
        ]
    )

    /// The amount or the terms of a commitment changed; the amounts of the fact are the new ones.
    public static let investmentRevised = FactType(
        304,
        "InvestmentRevised",
        "The amount or the terms of an investment were changed.",
        roles: [.some("investor"), .any("recipient"), .any("project"), .any("object")],
        attributes: [
            .text("formerAmount"), .text("formerTerm"), .text("term"), .text("reason"),
        ]
    )

    /// Money was paid.
    public static let investmentFunded = FactType(
        305,
        "InvestmentFunded",
        "An investor paid money, in part or in full, to a recipient.",
        roles: [.some("investor"), .some("recipient"), .any("project"), .any("object")],
        attributes: [.choice("measure", "tranche", "cumulative"), .text("tranche")]
    )

    /// All that was pledged has been paid.
    public static let investmentFulfilled = FactType(
        306,
        "InvestmentFulfilled",
        "An investor paid all that was pledged.",
        roles: [.some("investor"), .any("recipient"), .any("project"), .any("object")],
        attributes: [.text("reason")]
    )

    /// The pledge was taken back.
    public static let investmentWithdrawn = FactType(
        307,
        "InvestmentWithdrawn",
        "An investor took a pledge back.",
        roles: [.some("investor"), .any("recipient"), .any("project"), .any("object")],
        attributes: [.text("reason")]
    )

    /// The pledge ran out unpaid.
    public static let investmentLapsed = FactType(
        308,
        "InvestmentLapsed",
        "A pledge ran out unpaid.",
        roles: [.some("investor"), .any("recipient"), .any("project"), .any("object")],
        attributes: [.text("reason")]
    )

    /// Somebody said that the money is not there.
    public static let fundingDisputed = FactType(
        309,
        "FundingDisputed",
        "A claimant said that a project does not have its funding.",
        roles: [.some("claimant"), .some("project"), .any("target"), .any("addressee")],
        attributes: [.text("lacking")]
    )

    /// The state of a project's funding was reported.
    public static let fundingStatusReported = FactType(
        310,
        "FundingStatusReported",
        "The state of a project's funding was reported.",
        roles: [.some("project"), .any("investor")],
        attributes: [.text("lacking"), .text("undetermined")]
    )
}
