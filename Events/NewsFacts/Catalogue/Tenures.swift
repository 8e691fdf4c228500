extension FactType {
    /// The life of a role: one holder, one office, one organization, one spell.
    static let tenures = Catalogue.Family(
        name: "Roles and tenures",
        types: [.roleSought, .roleAssumed, .roleHeld, .roleEnded]
    )

    /// Somebody sought an office; the holder is the one who would hold it.
    public static let roleSought = FactType(
        500,
        "RoleSought",
        "A would-be holder sought an office.",
        roles: [.some("holder"), .one("office"), .some("organization")]
    )

    /// Somebody took an office up.
    public static let roleAssumed = FactType(
        501,
        "RoleAssumed",
        "A holder took up an office or joined an organization.",
        roles: [.some("holder"), .optional("office"), .any("organization")],
        needsOneOf: ["office", "organization"],
        attributes: [
            .choice("manner", "elected", "appointed", "founded", "reinstated", "joined"),
            .choice("acting", "yes", "no"),
        ]
    )

    /// Somebody held an office at the date; nothing is said of the start.
    public static let roleHeld = FactType(
        502,
        "RoleHeld",
        "A holder held an office at the date, since when is not said.",
        roles: [.some("holder"), .one("office"), .any("organization"), .any("client")],
        needsOneOf: ["organization", "client"]
    )

    /// Somebody gave an office up, or all offices there if none is named.
    public static let roleEnded = FactType(
        503,
        "RoleEnded",
        "A holder ceased to hold an office, or left an organization.",
        roles: [.some("holder"), .some("organization"), .optional("office")],
        attributes: [
            .choice("manner", "resigned", "dismissed", "termEnded", "died", "unknown"),
            .text("cause"),
        ]
    )
}
