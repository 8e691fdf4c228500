extension FactType {
    /// What a source says about itself.
    static let sources = Catalogue.Family(
        name: "Sources",
        types: [.articlePublished, .sourcingDisclosed, .sequenceStated]
    )

    /// An article or a report came out.
    public static let articlePublished = FactType(
        1000,
        "ArticlePublished",
        "A publisher brought out an article or a report.",
        roles: [.some("publisher"), .any("author"), .any("about")],
        attributes: [.text("title"), .choice("kind", "article", "report")]
    )

    /// A source said on whom it relies.
    public static let sourcingDisclosed = FactType(
        1001,
        "SourcingDisclosed",
        "A publisher said on which sources it relies.",
        roles: [.some("publisher"), .any("author"), .any("source")]
    )

    /// Two events were put in order, whatever their dates.
    public static let sequenceStated = FactType(
        1002,
        "SequenceStated",
        "One event was said to come before another.",
        roles: [.any("publisher"), .any("author"), .some("earlier"), .some("later")]
    )
}
