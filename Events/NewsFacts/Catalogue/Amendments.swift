extension FactType {
    /// Facts about facts and about the names of things.
    static let amendments = Catalogue.Family(
        name: "Amendments",
        types: [
            .factCorrected, .factRetracted, .dateRefined, .factDisputed, .factCorroborated,
            .sameEventDeclared, .entityDescribed, .entityMerged,
        ]
    )

    /// An earlier fact got a whole new content.
    public static let factCorrected = FactType(
        1,
        "FactCorrected",
        "The whole content of an earlier fact was replaced.",
        standing: .amendment
    )

    /// An earlier fact should never have been recorded.
    public static let factRetracted = FactType(
        2,
        "FactRetracted",
        "An earlier fact was taken back as never true.",
        standing: .amendment
    )

    /// An earlier fact got another date, and nothing else: the date of this fact.
    public static let dateRefined = FactType(
        5,
        "DateRefined",
        "An earlier fact was dated anew, and says what it said otherwise.",
        standing: .amendment
    )

    /// Somebody denied an earlier fact; it counts all the same, and rows say so.
    public static let factDisputed = FactType(
        6,
        "FactDisputed",
        "An earlier fact was disputed by somebody.",
        standing: .declaration,
        roles: [.any("disputer")]
    )

    /// Another source bore an earlier fact out.
    public static let factCorroborated = FactType(
        7,
        "FactCorroborated",
        "An earlier fact was borne out by another source.",
        standing: .declaration,
        roles: [.any("corroborator")]
    )

    /// Several facts tell one and the same event, the best dated first.
    public static let sameEventDeclared = FactType(
        3,
        "SameEventDeclared",
        "Several facts were said to tell one and the same event.",
        standing: .declaration
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

    /// The subject turned out to be another entity: every fact that names the one means the other.
    public static let entityMerged = FactType(
        8,
        "EntityMerged",
        "An entity was found to be another one, by whose id it goes everywhere.",
        standing: .declaration,
        roles: [.one("into")]
    )

    /// Whether a fact of the type is a new version of an earlier one: a correction, a retraction or
    /// another date.
    public var isAmendment: Bool { standing == .amendment }

    /// Whether a fact of the type says something about what other facts mean, and leaves them as
    /// they are.
    public var isDeclaration: Bool { standing == .declaration }

    /// Whether a fact of the type is done to the record, and tells nothing of the world: an amendment
    /// or a declaration.
    public var isOfRecord: Bool { standing != .fact }
}
