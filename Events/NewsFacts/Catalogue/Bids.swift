extension FactType {
    /// The life of an acquisition bid, from the plan to the purchase.
    static let bids = Catalogue.Family(
        name: "Acquisition bids",
        types: [
            .acquisitionBidPlanned, .acquisitionFinancingSought, .acquisitionBidSubmitted,
            .acquisitionBidRevised, .acquisitionBidConditionStated, .acquisitionBidRejected,
            .acquisitionBidAccepted, .counterOfferMade, .acquisitionBidWithdrawn,
            .acquisitionBidLapsed, .acquisitionAgreed, .acquisitionTerminated,
            .acquisitionCompleted,
        ]
    )

    /// A bid was being considered or prepared.
    public static let acquisitionBidPlanned = FactType(
        400,
        "AcquisitionBidPlanned",
        "A bidder considered or prepared a bid.",
        roles: [
            .some("bidder"), .any("target"), .any("asset"), .any("coBidder"), .any("prospect"),
            .any("controller"), .any("controlled"),
        ]
    )

    /// Money for a bid was sought.
    public static let acquisitionFinancingSought = FactType(
        401,
        "AcquisitionFinancingSought",
        "A bidder sought money for a bid.",
        roles: [
            .some("bidder"), .any("agent"), .any("target"), .any("prospect"), .any("opponent"),
        ],
        attributes: [.text("pitch")]
    )

    /// A bid was made; the controller controls its target, the controlled is controlled by it.
    public static let acquisitionBidSubmitted = FactType(
        402,
        "AcquisitionBidSubmitted",
        "A bidder offered to buy a target or its assets.",
        roles: [
            .some("bidder"), .some("target"), .any("asset"), .any("coBidder"), .any("controller"),
            .any("controlled"),
        ],
        attributes: [.choice("hostile", "yes", "no"), .text("conditions"), .date("expiry")]
    )

    /// The price or the terms of a bid changed; the amounts of the fact are the new ones.
    public static let acquisitionBidRevised = FactType(
        403,
        "AcquisitionBidRevised",
        "A bidder changed the price or the terms of a bid.",
        roles: [.some("bidder"), .some("target"), .any("asset"), .any("coBidder")],
        attributes: [
            .choice("hostile", "yes", "no"), .text("conditions"), .date("expiry"),
            .text("formerAmount"),
        ]
    )

    /// The bidder said on what the bid depends.
    public static let acquisitionBidConditionStated = FactType(
        404,
        "AcquisitionBidConditionStated",
        "A bidder said on what the bid depends.",
        roles: [.some("bidder"), .any("target"), .any("counterparty")],
        attributes: [.text("condition"), .text("consequence")]
    )

    /// The bid was refused.
    public static let acquisitionBidRejected = FactType(
        405,
        "AcquisitionBidRejected",
        "A bid was refused.",
        roles: [
            .some("rejecter"), .any("bidder"), .any("target"), .any("addressee"), .any("channel"),
        ],
        attributes: [bidOrgan, .choice("formal", "yes", "no"), .text("reason")]
    )

    /// The bid was accepted.
    public static let acquisitionBidAccepted = FactType(
        406,
        "AcquisitionBidAccepted",
        "A bid was accepted.",
        roles: [.some("accepter"), .any("bidder"), .any("target"), .any("addressee")],
        attributes: [bidOrgan, .choice("formal", "yes", "no")]
    )

    /// A bid was answered with an offer of one's own.
    public static let counterOfferMade = FactType(
        407,
        "CounterOfferMade",
        "A speaker answered a bid with an offer of its own.",
        roles: [.some("speaker"), .some("addressee"), .any("object"), .any("channel")],
        attributes: [.choice("serious", "yes", "no"), .choice("tone", "sincere", "sarcastic")]
    )

    /// The bidder took the bid back.
    public static let acquisitionBidWithdrawn = FactType(
        408,
        "AcquisitionBidWithdrawn",
        "A bidder took a bid back.",
        roles: [.some("bidder"), .any("target")],
        attributes: [.text("reason")]
    )

    /// The bid ran out.
    public static let acquisitionBidLapsed = FactType(
        409,
        "AcquisitionBidLapsed",
        "A bid ran out.",
        roles: [.some("bidder"), .any("target")],
        attributes: [.text("reason")]
    )

    /// The purchase was agreed.
    public static let acquisitionAgreed = FactType(
        410,
        "AcquisitionAgreed",
        "An acquirer and a target agreed on a purchase.",
        roles: [.some("acquirer"), .some("target"), .any("seller"), .any("asset")],
        attributes: [.text("conditions")]
    )

    /// An agreed purchase was called off.
    public static let acquisitionTerminated = FactType(
        411,
        "AcquisitionTerminated",
        "An agreed purchase was called off.",
        roles: [.some("acquirer"), .some("target"), .any("seller"), .any("asset")],
        attributes: [.text("reason")]
    )

    /// The purchase took place.
    public static let acquisitionCompleted = FactType(
        412,
        "AcquisitionCompleted",
        "An acquirer bought a target.",
        roles: [.some("acquirer"), .some("target"), .any("seller"), .any("asset")]
    )

    private static let bidOrgan = Attribute.choice(
        "organ",
        "board",
        "chiefExecutive",
        "shareholders"
    )
}
