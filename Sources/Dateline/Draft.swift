import ByteCoding
import EventLog
import NewsFacts

/// A fact that was checked by itself, and has still to be resolved against the facts before it.
///
/// Checking is most of the work of an append, and facts can be checked side by side.
public struct Draft: Sendable {
    let content: Content
    /// What it refers to, when that is named by ids.
    let references: [Reference]
    /// What the log held when the draft was made; nil when nobody has looked.
    var held: Held?

    /// What checking has come to; indirect, so that drafts are moved about at little cost.
    indirect enum Content: Sendable {
        case refused(FactError)
        /// All that it refers to, it names by id.
        case event(NewEvent)
        /// What it refers to has to be found before it has bytes.
        case fact(Fact)
    }

    /// Where the log has the event, and another one with its external id.
    struct Held: Sendable {
        let position: Position?
        let owner: Position?
    }

    // Whatever takes a fact borrows it: a copy costs a count for each text and list of it.
    init(of fact: borrowing Fact) {
        do throws(FactError) {
            try fact.check()
            if fact.isBounded {
                self.init(ofChecked: fact)
            } else {
                self.init(ofChecked: try fact.bounded())
            }
        } catch {
            self.init(.refused(error))
        }
    }

    private init(ofChecked fact: borrowing Fact) {
        let references = fact.references
        if references.allSatisfy(\.isID) {
            self.init(.event(NewEvent(of: fact)), referringTo: references)
        } else {
            self.init(.fact(copy fact))
        }
    }

    private init(_ content: Content, referringTo references: [Reference] = []) {
        self.content = content
        self.references = references
    }

    /// The event, if it is known already.
    var event: NewEvent? { if case .event(let event) = content { event } else { nil } }
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
    init(of fact: borrowing Fact) {
        self.init(
            bytes: fact.bytes,
            type: fact.type.number,
            effect: fact.effect,
            keys: EventKeys(of: fact)
        )
    }
}
