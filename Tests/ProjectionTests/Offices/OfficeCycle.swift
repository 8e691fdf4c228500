import NewsFacts
import Offices

extension LifeCycle<Offices> {
    /// The steps of one holder and one office, as the whole organisation shows them; what the view
    /// `tenures` refuses because it sees one row only is told apart here.
    static let offices = LifeCycle(
        lives: [
            (nil, []),
            (.sought, [.roleSought]),
            (.held, [.assumed]),
            (.vacated, [.assumed, .roleEnded]),
        ],
        steps: [.roleSought, .assumed, .held, .roleEnded, .departed],
        legal: [
            (nil, ["sought"], .sought),
            (nil, ["assumed", "held"], .held),
            (nil, ["ended", "left"], .vacated),  // only the end is reported
            (.sought, ["sought"], .sought),
            (.sought, ["assumed", "held"], .held),
            (.sought, ["ended", "left"], .vacated),  // that it was held is not told otherwise
            (.held, ["held"], .held),
            (.held, ["ended", "left"], .vacated),
            (.vacated, ["sought"], .vacated),
            (.vacated, ["assumed", "held"], .held),  // a new spell
            (.vacated, ["left"], .vacated),  // leaves the organisation after the office
        ]
    )
}

extension Step {
    static func takes(
        _ holder: String,
        _ office: String = "chief-executive",
        _ attributes: [String: String] = [:]
    ) -> Step { step(.roleAssumed, holder, office, attributes) }

    static func holds(_ holder: String, _ office: String = "chief-executive") -> Step {
        step(.roleHeld, holder, office)
    }

    static func leaves(
        _ holder: String,
        _ office: String = "chief-executive",
        _ attributes: [String: String] = [:]
    ) -> Step { step(.roleEnded, holder, office, attributes) }

    private static func step(
        _ type: FactType,
        _ holder: String,
        _ office: String,
        _ attributes: [String: String] = [:]
    ) -> Step {
        Step(
            type.name,
            type,
            [("holder", holder), ("office", office), ("organization", "row")],
            attributes: attributes
        )
    }
}
