public import NewsFacts
public import Projecting

/// Who met, called, wrote to or appeared with whom.
///
/// A row is the contact that its facts name as their subject. What is planned, supposed or denied
/// is no contact, and nothing illegal can be told of one. A date that is certainly later than those
/// before it makes the contact a recurring one.
public enum Contacts: Projection {
    /// The name of the view.
    public static let name = "contacts"
    /// What the view shows.
    public static let summary = "Who met, called, wrote to or appeared with whom"
    /// The meaning of the rows.
    public static let version: UInt32 = 1
    /// What the view reads of a fact.
    public static let reads: Fact.Parts = [.participants, .attributes]
    /// A contact tells how often it was told, so each report is shown to it.
    public static let mentions = Mentions.each
    /// The kinds of contact.
    public static let consumes: Set<FactType> = [
        .meetingHeld, .callHeld, .messageSent, .appearanceMade,
    ]

    /// Takes another report of a contact into account.
    public static func apply(
        _ fact: Fact,
        to row: inout Contact?,
        of key: RowKey
    ) throws(IllegalStep) {
        guard fact.modality.isRealized else { return }
        var contact = row ?? Contact()
        contact.told += 1
        contact.kinds.formUnion([fact.contactKind])
        contact.directions.formUnion(fact.direction)
        for role in ["participant", "visitor", "sender", "host", "recipient"] {
            contact.participants.formUnion(fact.entities(role))
        }
        contact.hosts.formUnion(fact.entities("host"))
        contact.facilitators.formUnion(fact.entities("facilitator"))
        contact.places.formUnion(fact.entities("place"))
        contact.events.formUnion(fact.entities("event"))
        contact.channels.formUnion(fact.entities("channel"))
        contact.about.formUnion(fact.entities("about"))
        contact.recurring = fact.attributes["recurring"] ?? contact.recurring
        if contact.first.isBefore(fact.occurred) {
            contact.last.advance(to: fact.occurred)
        } else {
            contact.first.refine(by: fact.occurred)
        }
        let isAgain = !contact.recurring.isEmpty || contact.last != ReportedDate()
        contact.status = isAgain ? .recurring : .held
        row = contact
    }
}

extension Fact {
    /// The kind of contact, with what the source says more precisely.
    fileprivate var contactKind: String {
        let kind =
            switch type {
            case .meetingHeld: "meeting"
            case .callHeld: "call"
            case .messageSent: "message"
            default: "appearance"
            }
        return (attributes["kind"] ?? attributes["medium"]).map { "\(kind) (\($0))" } ?? kind
    }

    /// Who came or wrote to whom, in one line; nothing where no side came to the other.
    fileprivate var direction: [String] {
        let from = entities("visitor") + entities("sender")
        let to = entities("host") + entities("recipient")
        guard !from.isEmpty, !to.isEmpty else { return [] }
        return [from.joined(separator: " and ") + " to " + to.joined(separator: " and ")]
    }
}
