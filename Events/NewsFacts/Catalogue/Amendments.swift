extension FactType {
    /// Facts about facts and about the names of things.
    static let amendments = Catalogue.Family(
        name: "Amendments",
        types: [.factCorrected, .factRetracted, .sameEventDeclared, .entityDescribed]
    )

    /// An earlier fact got a whole new content.
    public static let factCorrected = FactType(
        1,
        "FactCorrected",
        "The whole content of an earlier fact was replaced."
    )

    /// An earlier fact should never have been recorded.
    public static let factRetracted = FactType(
        2,
        "FactRetracted",
        "An earlier fact was taken back as never true."
    )

    /// Several facts tell one and the same event, the best dated first.
    public static let sameEventDeclared = FactType(
        3,
        "SameEventDeclared",
        "Several facts were said to tell one and the same event."
    )

    /// An entity got names, by language, and a kind.
    public static let entityDescribed = FactType(
        4,
        "EntityDescribed",
        "An entity was given names and a kind.",
        attributes: [
            .choice(
                "kind",
                "person",
                "organization",
                "group",
                "project",
                "product",
                "office",
                "place",
                "event",
                "asset",
                "document",
                "other"
            )
        ]
    )
}
