import Commitments
import NewsFacts

extension LifeCycle<Commitments> {
    /// "Investment commitment" in the fact catalogue, line by line.
    static let commitment = LifeCycle(
        lives: [
            (nil, []),
            (.sought, [.sought]),
            (.declined, [.sought, .declined]),
            (.announced, [.announced100]),
            (.committed, [.committed]),
            (.partiallyFunded, [.committed, .funded40]),
            (.fulfilled, [.committed, .fundedAll]),
            (.withdrawn, [.committed, .retracted]),
            (.lapsed, [.committed, .lapsed]),
        ],
        steps: [
            .sought, .hesitated, .declined, .announced100, .committed, .revised, .funded40,
            .fundedAll, .fulfilled, .retracted, .lapsed, .disputed, .reported,
        ],
        legal: [
            (nil, ["sought"], .sought),
            (nil, ["announced"], .announced),
            (nil, ["committed"], .committed),
            (.sought, ["sought"], .sought),  // a mention in another source
            (.sought, ["hesitated"], .sought),
            (.sought, ["declined"], .declined),
            (.sought, ["announced"], .announced),
            (.sought, ["committed"], .committed),
            (.announced, ["announced"], .announced),
            (.announced, ["committed"], .committed),
            (.committed, ["committed"], .committed),
            (.announced, ["revised"], .announced),
            (.committed, ["revised"], .committed),
            (.partiallyFunded, ["revised"], .partiallyFunded),
            (.committed, ["funded 40"], .partiallyFunded),
            (.partiallyFunded, ["funded 40"], .partiallyFunded),
            (.committed, ["funded all"], .fulfilled),
            (.partiallyFunded, ["funded all"], .fulfilled),
            (.partiallyFunded, ["fulfilled"], .fulfilled),
            (.announced, ["withdrawn"], .withdrawn),
            (.committed, ["withdrawn"], .withdrawn),
            (.partiallyFunded, ["withdrawn"], .withdrawn),
            (.announced, ["lapsed"], .lapsed),
            (.committed, ["lapsed"], .lapsed),
            (.partiallyFunded, ["lapsed"], .lapsed),
            (.declined, ["sought"], .sought),
            (.declined, ["announced"], .announced),
        ] + flags + beyondCatalogue
    )

    /// A dispute and a report are flags, not states: they are told of in every state that there is.
    static let flags: [(from: Commitment.Status?, steps: [String], to: Commitment.Status?)] =
        [
            .sought, .declined, .announced, .committed, .partiallyFunded, .fulfilled,
            .withdrawn, .lapsed,
        ].map { status in (status, ["disputed", "reported"], status) }

    /// What the view allows although the catalogue does not list it: an announcement that is told
    /// of after the pledge is a mention.
    static let beyondCatalogue:
        [(from: Commitment.Status?, steps: [String], to: Commitment.Status?)] =
            [(.committed, ["announced"], .committed)]
}

extension Step {
    static let sought = Step(
        "sought",
        .investmentSought,
        [("seeker", "altman"), ("prospect", "softbank")],
        amount: .dollars(100)
    )
    static let hesitated = Step(
        "hesitated",
        .investmentDeclined,
        attributes: ["answer": "hesitant"]
    )
    static let declined = Step("declined", .investmentDeclined, attributes: ["answer": "declined"])
    static let announced100 = announced(.dollars(100))
    static let committed = committed(.dollars(100))
    static let revised = Step("revised", .investmentRevised, amount: .dollars(120))
    static let funded40 = Step("funded 40", .investmentFunded, amount: .dollars(40))
    static let fundedAll = Step(
        "funded all",
        .investmentFunded,
        attributes: ["measure": "cumulative"],
        amount: .dollars(100)
    )
    static let fulfilled = Step("fulfilled", .investmentFulfilled)
    static let retracted = Step("withdrawn", .investmentWithdrawn)
    static let lapsed = Step("lapsed", .investmentLapsed)
    static let disputed = Step(
        "disputed",
        .fundingDisputed,
        [("claimant", "musk"), ("project", "stargate")]
    )
    static let reported = Step(
        "reported",
        .fundingStatusReported,
        attributes: ["undetermined": "who pays"]
    )

    static func announced(_ amount: Amount) -> Step {
        Step(
            "announced",
            .investmentAnnounced,
            [("investor", "softbank"), ("recipient", "openai"), ("project", "stargate")],
            amount: amount
        )
    }

    static func committed(_ amount: Amount) -> Step {
        Step(
            "committed",
            .investmentCommitted,
            [("investor", "softbank"), ("recipient", "openai")],
            amount: amount
        )
    }

    static func funded(_ amount: Amount) -> Step {
        Step("funded", .investmentFunded, amount: amount)
    }
}
