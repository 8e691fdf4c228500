extension FactType {
    /// Who said what, to whom, about whom; the modality tells a quote from a paraphrase.
    static let statements = Catalogue.Family(
        name: "Statements",
        types: [
            .statementMade, .criticismVoiced, .accusationMade, .accordExpressed, .openLetterSigned,
            .commentDeclined, .assessmentMade,
        ]
    )

    /// Somebody said something.
    public static let statementMade = FactType(
        800,
        "StatementMade",
        "A speaker said something.",
        roles: [
            .some("speaker"), .any("addressee"), .any("about"), .any("principal"), .any("channel"),
        ],
        attributes: [
            .choice(
                "kind",
                "statement",
                "announcement",
                "advice",
                "pitch",
                "question",
                "denial",
                "threat"
            ),
            .text("topic"), .text("quote"), .choice("tone", "sincere", "sarcastic"),
        ]
    )

    /// Somebody criticised somebody or something.
    public static let criticismVoiced = FactType(
        801,
        "CriticismVoiced",
        "A speaker criticised somebody or something.",
        roles: [
            .some("speaker"), .any("addressee"), .some("about"), .any("principal"),
            .any("channel"),
        ],
        attributes: [.text("topic"), .text("quote")]
    )

    /// Somebody accused somebody.
    public static let accusationMade = FactType(
        802,
        "AccusationMade",
        "A speaker accused somebody of something.",
        roles: [
            .some("speaker"), .any("addressee"), .some("about"), .any("object"),
            .any("principal"), .any("channel"),
        ],
        attributes: [.text("topic"), .text("quote")]
    )

    /// Speakers were of one mind; agreement of opinion, not an alliance.
    public static let accordExpressed = FactType(
        803,
        "AccordExpressed",
        "Speakers agreed in opinion.",
        roles: [.some("speaker", atLeast: 2), .any("addressee"), .any("about"), .any("event")],
        attributes: [.text("topic"), .text("quote")]
    )

    /// Somebody signed an open letter.
    public static let openLetterSigned = FactType(
        804,
        "OpenLetterSigned",
        "A speaker signed an open letter.",
        roles: [.some("speaker"), .any("addressee"), .any("about")],
        attributes: [.text("topic")]
    )

    /// Somebody did not want to comment.
    public static let commentDeclined = FactType(
        805,
        "CommentDeclined",
        "A speaker declined to comment.",
        roles: [.some("speaker"), .any("addressee"), .any("about"), .any("principal")]
    )

    /// Somebody, or the author of the source, judged a person or a thing.
    public static let assessmentMade = FactType(
        806,
        "AssessmentMade",
        "A speaker, or the source itself, judged somebody or something.",
        roles: [
            .any("speaker"), .any("addressee"), .some("about"), .any("comparator"),
            .any("affected"), .any("counterparty"),
        ],
        attributes: [.text("topic")]
    )
}
