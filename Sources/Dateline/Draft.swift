import ByteCoding
import EventLog
import NewsFacts

/// A fact that was checked by itself, and has still to be resolved against the facts before it.
///
/// Checking is most of the work of an append, and facts can be checked side by side.
public struct Draft: Sendable {
    let content: Content
    /// What the log held when the draft was made; nil when nobody has looked.
    var held: Held?

    /// What checking has come to; indirect, so that drafts are moved about at little cost.
    indirect enum Content: Sendable {
        case refused(FactError)
        /// All that it refers to, it names by id.
        case event(NewEvent, referringTo: [Reference])
        /// What it refers to has to be found before it has bytes.
        case fact(Fact)
    }

    /// Where the log has the event, and another one with its external id.
    struct Held: Sendable {
        let position: Position?
        let owner: Position?
    }

    init(of fact: Fact) {
        do throws(FactError) {
            try fact.check()
            content = Content(ofChecked: fact.isBounded ? fact : try fact.bounded())
        } catch {
            content = .refused(error)
        }
    }

    /// The event, if it is known already.
    var event: NewEvent? { if case .event(let event, _) = content { event } else { nil } }
}

extension Draft.Content {
    fileprivate init(ofChecked fact: Fact) {
        let references = fact.references
        self =
            references.allSatisfy(\.isID)
            ? .event(NewEvent(of: fact), referringTo: references) : .fact(fact)
    }
}

extension Reference {
    fileprivate var isID: Bool { if case .id = self { true } else { false } }
}

extension Fact {
    /// All that the fact refers to, in the order in which it is judged.
    var references: [Reference] {
        var references = targets
        references += causes
        if case .fact(let content) = replacement { references += content.causes }
        return references
    }
}

extension NewEvent {
    /// The event of a fact that was checked and refers to others by id.
    init(of fact: Fact) {
        self.init(
            bytes: fact.bytes,
            type: fact.type.number,
            effect: fact.effect,
            keys: EventKeys(of: fact)
        )
    }
}
