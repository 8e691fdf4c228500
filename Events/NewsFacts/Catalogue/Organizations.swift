extension FactType {
    /// What becomes of organizations, projects and products.
    static let organizations = Catalogue.Family(
        name: "Organizations, projects and products",
        types: [
            .organizationFounded, .restructuringProposed, .restructuringBegan,
            .restructuringCompleted, .controlHeld, .projectProposed, .projectAnnounced,
            .projectJoined, .projectExited, .projectSuperseded, .productReleased, .demandMade,
        ]
    )

    /// An organization was founded.
    public static let organizationFounded = FactType(
        600,
        "OrganizationFounded",
        "An organization was founded.",
        roles: [.some("organization"), .any("founder"), .any("competitor")],
        attributes: [.text("legalForm"), .text("purpose")]
    )

    /// A change of legal form or structure was proposed.
    public static let restructuringProposed = FactType(
        601,
        "RestructuringProposed",
        "A change of an organization's structure was proposed.",
        roles: [.some("organization"), .any("proposer"), .any("related")],
        attributes: [
            .text("legalForm"), .text("terms"), .choice("stage", "explored", "proposed", "planned"),
        ]
    )

    /// A change of legal form or structure was under way.
    public static let restructuringBegan = FactType(
        602,
        "RestructuringBegan",
        "A change of an organization's structure began.",
        roles: [.some("organization"), .any("related")],
        attributes: [.text("legalForm")]
    )

    /// A change of legal form or structure was finished.
    public static let restructuringCompleted = FactType(
        603,
        "RestructuringCompleted",
        "A change of an organization's structure was finished.",
        roles: [.some("organization"), .any("related")],
        attributes: [.text("legalForm")]
    )

    /// One organization or person had control of another.
    public static let controlHeld = FactType(
        604,
        "ControlHeld",
        "A controller had control of an organization.",
        roles: [.some("controller"), .some("controlled")],
        attributes: [.text("share")]
    )

    /// A project was proposed.
    public static let projectProposed = FactType(
        605,
        "ProjectProposed",
        "A project was proposed or planned.",
        roles: [
            .some("project"), .any("proposer"), .any("addressee"), .any("organization"),
            .any("participant"),
        ],
        attributes: [.text("purpose")]
    )

    /// A project was made public.
    public static let projectAnnounced = FactType(
        606,
        "ProjectAnnounced",
        "A project was made public.",
        roles: [.some("project"), .any("announcer"), .any("participant")],
        attributes: [.text("purpose")]
    )

    /// Somebody joined a project or took it over.
    public static let projectJoined = FactType(
        607,
        "ProjectJoined",
        "A participant joined a project or took it over.",
        roles: [.some("project"), .some("participant"), .any("approver"), .any("operator")],
        attributes: [.choice("kind", "joined", "takeover")]
    )

    /// Somebody left a project.
    public static let projectExited = FactType(
        608,
        "ProjectExited",
        "A participant left a project.",
        roles: [.some("project"), .some("participant"), .any("operator")],
        attributes: [.text("reason")]
    )

    /// A project became part of another one or gave way to it.
    public static let projectSuperseded = FactType(
        609,
        "ProjectSuperseded",
        "A project gave way to a successor or grew into it.",
        roles: [.some("project"), .some("successor")]
    )

    /// A product came out.
    public static let productReleased = FactType(
        610,
        "ProductReleased",
        "A producer brought out a product.",
        roles: [.some("producer"), .some("product")]
    )

    /// Somebody demanded something.
    public static let demandMade = FactType(
        611,
        "DemandMade",
        "A demander demanded something of a target.",
        roles: [.some("demander"), .some("target")],
        attributes: [.text("demand")]
    )
}
