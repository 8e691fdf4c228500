public import NewsFacts
public import Projecting

/// Who said what, by speaker.
///
/// Each speaker of a fact has a row of it. A fact without one is in the voice of the source itself,
/// which its subject names.
public enum Statements: Projection {
    /// The name of the view.
    public static let name = "statements"
    /// What the view shows.
    public static let summary = "Who said what, by speaker"
    /// The meaning of the rows.
    public static let version: UInt32 = 1
    /// The kinds of statement.
    public static let consumes: Set<FactType> = [
        .statementMade, .criticismVoiced, .accusationMade, .accordExpressed, .openLetterSigned,
        .commentDeclined, .assessmentMade,
    ]

    /// The speakers.
    public static func rowKeys(of fact: Fact) -> [RowKey] {
        var speakers: [String] = []
        speakers.formUnion(fact.entities("speaker"))
        return (speakers.isEmpty ? [fact.ownVoice] : speakers).map { RowKey($0) }
    }

    /// Takes down what the speaker said next.
    public static func apply(
        _ fact: Fact,
        to row: inout Speaker?,
        of key: RowKey
    ) throws(IllegalStep) {
        guard fact.isMade else { return }
        var speaker = row.take() ?? Speaker()
        switch fact.type {
        case .criticismVoiced: speaker.criticisms += 1
        case .accusationMade: speaker.accusations += 1
        case .accordExpressed: speaker.accords += 1
        case .openLetterSigned: speaker.openLetters += 1
        case .assessmentMade: speaker.assessments += 1
        case .commentDeclined: speaker.commentsDeclined += 1
        default: speaker.statements += 1
        }
        speaker.about.formUnion(fact.entities("about"))
        speaker.addressees.formUnion(fact.entities("addressee"))
        speaker.principals.formUnion(fact.entities("principal"))
        speaker.channels.formUnion(fact.entities("channel"))
        if fact.isSaid {
            (speaker.last, speaker.lastSaid) = (fact.occurred.edtf, fact.words)
            speaker.said.append(fact.entry)
        }
        row = speaker
    }
}
