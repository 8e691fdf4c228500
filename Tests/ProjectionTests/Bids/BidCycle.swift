import Bids
import NewsFacts

extension LifeCycle<Bids> {
    /// "Acquisition bid" in the fact catalogue, line by line.
    static let bid = LifeCycle(
        lives: [
            (nil, []),
            (.planned, [.bidPlanned]),
            (.submitted, [.bid]),
            (.rejected, [.bid, .bidRejected]),
            (.accepted, [.bid, .bidAccepted]),
            (.agreed, [.bid, .bidAccepted, .agreed]),
            (.completed, [.bid, .bidAccepted, .agreed, .completed]),
            (.withdrawn, [.bid, .bidWithdrawn]),
            (.lapsed, [.bid, .bidLapsed]),
            (.terminated, [.bid, .bidAccepted, .agreed, .terminated]),
            (.unserious, [.mockOffer]),
        ],
        steps: [
            .bidPlanned, .financing, .bid, .bidRevised, .condition, .bidRejected, .bidDeclined,
            .bidAccepted, .counterOffer, .bidWithdrawn, .bidLapsed, .agreed, .terminated,
            .completed,
        ],
        legal: [
            (nil, ["planned"], .planned),
            (nil, ["financing sought"], .planned),
            (nil, ["submitted"], .submitted),
            (nil, ["completed"], .completed),  // only the result is reported
            (.planned, ["planned", "financing sought"], .planned),
            (.planned, ["submitted"], .submitted),
            (.planned, ["withdrawn"], .withdrawn),
            (.submitted, ["submitted", "planned"], .submitted),  // mentions
            (.submitted, ["revised", "condition"], .submitted),
            (.submitted, ["declined by the chief executive"], .submitted),
            (.submitted, ["counter-offer"], .submitted),
            (.submitted, ["rejected"], .rejected),
            (.submitted, ["accepted"], .accepted),
            (.submitted, ["withdrawn"], .withdrawn),
            (.submitted, ["lapsed"], .lapsed),
            (.rejected, ["rejected"], .rejected),  // a mention
            (.rejected, ["revised"], .submitted),
            (.rejected, ["withdrawn"], .withdrawn),
            (.rejected, ["lapsed"], .lapsed),
            (.accepted, ["accepted"], .accepted),  // a mention, or another organ
            (.accepted, ["agreed"], .agreed),
            (.agreed, ["agreed"], .agreed),  // a mention
            (.agreed, ["completed"], .completed),
            (.agreed, ["terminated"], .terminated),
        ] + beyondCatalogue
    )

    /// What the view allows although the catalogue does not list it: money is sought all along; a
    /// rejected bid can still be answered and made conditional; a step that nobody reported is
    /// passed over where no report contradicts it; and an offer that was not meant can become one.
    static let beyondCatalogue: [(from: Bid.Status?, steps: [String], to: Bid.Status?)] = [
        (nil, ["agreed"], .agreed),
        (nil, ["counter-offer"], .submitted),
        (.planned, ["agreed"], .agreed),
        (.planned, ["completed"], .completed),
        (.submitted, ["financing sought"], .submitted),
        (.submitted, ["agreed"], .agreed),
        (.submitted, ["completed"], .completed),
        (.rejected, ["financing sought", "condition", "counter-offer"], .rejected),
        (.rejected, ["declined by the chief executive"], .rejected),
        (.accepted, ["financing sought"], .accepted),
        (.accepted, ["completed"], .completed),
        (.agreed, ["financing sought"], .agreed),
        (.unserious, ["planned", "financing sought"], .planned),
        (.unserious, ["submitted"], .submitted),
    ]
}

extension Step {
    static let bidPlanned = Step("planned", .acquisitionBidPlanned, [("bidder", "musk")])
    static let financing = Step(
        "financing sought",
        .acquisitionFinancingSought,
        [("bidder", "musk"), ("prospect", "investors")]
    )
    static let bid = bid(.dollars(97))
    static let bidRevised = Step(
        "revised",
        .acquisitionBidRevised,
        [("bidder", "musk"), ("target", "openai")],
        amount: .dollars(120)
    )
    static let condition = Step(
        "condition",
        .acquisitionBidConditionStated,
        [("bidder", "musk")],
        attributes: ["condition": "OpenAI is for sale", "consequence": "Musk pays"]
    )
    static let bidRejected = Step(
        "rejected",
        .acquisitionBidRejected,
        [("rejecter", "board")],
        attributes: ["organ": "board", "formal": "yes"]
    )
    static let bidDeclined = Step(
        "declined by the chief executive",
        .acquisitionBidRejected,
        [("rejecter", "altman")],
        attributes: ["organ": "chiefExecutive"]
    )
    static let bidAccepted = Step("accepted", .acquisitionBidAccepted, [("accepter", "board")])
    static let counterOffer = counterOffer(serious: "yes")
    static let mockOffer = Step(
        "mock offer",
        .counterOfferMade,
        [("speaker", "musk"), ("addressee", "altman"), ("object", "openai")],
        attributes: ["serious": "no"]
    )
    static let bidWithdrawn = Step("withdrawn", .acquisitionBidWithdrawn)
    static let bidLapsed = Step("lapsed", .acquisitionBidLapsed)
    static let agreed = bought("agreed", .acquisitionAgreed)
    static let terminated = bought("terminated", .acquisitionTerminated)
    static let completed = bought("completed", .acquisitionCompleted)

    static func bid(_ price: Amount?, for target: String = "openai") -> Step {
        Step(
            "submitted",
            .acquisitionBidSubmitted,
            [("bidder", "musk"), ("target", target)],
            attributes: ["hostile": "yes"],
            amount: price
        )
    }

    /// An answer to a bid of Musk's; in a row without a bid, one of its speaker's own.
    static func counterOffer(serious: String, by speaker: String = "altman") -> Step {
        Step(
            "counter-offer",
            .counterOfferMade,
            [("speaker", speaker), ("addressee", "musk"), ("object", "twitter")],
            attributes: ["serious": serious],
            amount: .dollars(9)
        )
    }

    static func bought(_ name: String, _ type: FactType, for price: Amount? = nil) -> Step {
        Step(name, type, [("acquirer", "musk"), ("target", "openai")], amount: price)
    }
}
