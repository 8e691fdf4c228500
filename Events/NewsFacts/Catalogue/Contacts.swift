extension FactType {
    /// Who met, called, wrote to or appeared with whom.
    static let contacts = Catalogue.Family(
        name: "Contacts",
        types: [.meetingHeld, .callHeld, .appearanceMade, .messageSent]
    )

    /// People met, once or repeatedly.
    public static let meetingHeld = FactType(
        700,
        "MeetingHeld",
        "Participants met, or a visitor came to see a host.",
        roles: [
            .any("participant"), .any("visitor"), .any("host"), .any("facilitator"), .any("about"),
        ],
        needsOneOf: ["participant", "visitor"],
        attributes: [
            .choice("kind", "talks", "visit", "meal", "negotiation", "game", "other"),
            .text("recurring"),
        ]
    )

    /// People spoke by telephone.
    public static let callHeld = FactType(
        701,
        "CallHeld",
        "Participants spoke by telephone or over the net.",
        roles: [.some("participant", atLeast: 2), .any("facilitator"), .any("about")],
        attributes: [.text("recurring")]
    )

    /// People were seen at an event.
    public static let appearanceMade = FactType(
        702,
        "AppearanceMade",
        "Participants appeared in public or attended an event.",
        roles: [.some("participant"), .any("event")],
        attributes: [.choice("kind", "joint", "attendance", "speech")]
    )

    /// A message went from one to another.
    public static let messageSent = FactType(
        703,
        "MessageSent",
        "A sender sent a recipient a message.",
        roles: [.some("sender"), .some("recipient"), .any("about"), .any("channel")],
        attributes: [
            .choice("medium", "email", "letter", "post", "chat", "other"), .text("quote"),
        ]
    )
}
