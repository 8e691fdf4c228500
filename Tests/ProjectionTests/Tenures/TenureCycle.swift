import NewsFacts
import Tenures

extension LifeCycle<Tenures> {
    /// "Role tenure (one holder, one office, one organisation, one spell)" in the fact catalogue,
    /// line by line.
    static let tenure = LifeCycle(
        lives: [
            (nil, []),
            (.sought, [.roleSought]),
            (.held, [.assumed]),
            (.ended, [.assumed, .roleEnded]),
        ],
        steps: [.roleSought, .assumed, .held, .roleEnded, .departed],
        legal: [
            (nil, ["sought"], .sought),
            (nil, ["assumed", "held"], .held),
            (nil, ["ended", "left"], .ended),  // only the end is reported
            (.sought, ["sought"], .sought),  // a mention
            (.sought, ["assumed", "held"], .held),
            (.held, ["held"], .held),
            (.held, ["ended", "left"], .ended),
            (.ended, ["assumed", "held"], .held),  // a new spell
        ]
    )
}

extension Step {
    static let roleSought = role("sought", .roleSought)
    static let assumed = role("assumed", .roleAssumed, attributes: ["manner": "appointed"])
    static let held = role("held", .roleHeld)
    static let roleEnded = role(
        "ended",
        .roleEnded,
        attributes: ["manner": "dismissed", "cause": "a quarrel"]
    )
    static let departed = departed("altman")

    static func role(
        _ name: String,
        _ type: FactType,
        _ office: String = "chief-executive",
        attributes: [String: String] = [:]
    ) -> Step {
        Step(
            name,
            type,
            [("holder", "altman"), ("office", office), ("organization", "openai")],
            attributes: attributes
        )
    }

    /// A departure that names no office.
    static func departed(_ holder: String, _ attributes: [String: String] = [:]) -> Step {
        Step(
            "left",
            .roleEnded,
            [("holder", holder), ("organization", "openai")],
            attributes: attributes
        )
    }
}
