extension FactType {
    /// What is said of people and things: properties and attitudes.
    static let profiles = Catalogue.Family(
        name: "Profiles",
        types: [.attributeStated, .attitudeReported]
    )

    /// A property was said to hold at the date.
    public static let attributeStated = FactType(
        900,
        "AttributeStated",
        "A property of the subject was stated.",
        roles: [.some("subject"), .any("organization")],
        attributes: [.text("kind"), .text("value")]
    )

    /// Somebody was said to know, feel, want or believe something.
    public static let attitudeReported = FactType(
        901,
        "AttitudeReported",
        "The subject was said to know, feel, want or believe something.",
        roles: [.some("subject"), .any("about"), .any("addressee")],
        attributes: [
            .choice("kind", "awareness", "sentiment", "intent", "belief"), .text("value"),
        ]
    )
}
