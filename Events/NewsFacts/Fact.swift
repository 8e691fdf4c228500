/// One news fact, as it was reported: the content of one event.
///
/// A fact is a value. It says what a source says and judges nothing; ``validated()`` checks its
/// shape against the catalogue and no more.
public struct Fact: Hashable, Sendable {
    /// What kind of fact it is.
    public var type: FactType
    /// The id of the thing whose life this is a step of: the lawsuit, the bid, the alliance.
    public var subject: String
    /// The fact in one sentence, in the words of whoever recorded it.
    public var statement: String
    /// When it was so.
    public var occurred: Occurrence
    /// Who and what took part, in the order of the source.
    public var participants: [Participant]
    /// What else is said, by the names that the catalogue lists for the type.
    public var attributes: [String: String]
    /// Sums and quantities, in the order of the source.
    public var amounts: [Amount]
    /// How the source puts it.
    public var modality: Modality
    /// To whom the source attributes it: an entity, or a few words.
    public var attributedTo: String
    /// Where it is said.
    public var source: Source?
    /// The codes it had in a coded feed.
    public var codes: [Code]
    /// The id it has in the system it came from; unique in a ledger.
    public var externalID: String
    /// Earlier facts that the source names as causes.
    public var causes: [Reference]
    /// The facts that an amendment speaks about.
    public var targets: [Reference]
    /// Why an amendment is made.
    public var reason: String
    /// The labels and aliases that describe an entity.
    public var names: [EntityName]
    /// The whole new content that a correction gives its target: none, or exactly one fact.
    public var replacement: Replacement

    /// A fact within a fact; an indirection that a struct needs to hold its own kind.
    public indirect enum Replacement: Hashable, Sendable {
        /// No new content.
        case none
        /// The new content.
        case fact(Fact)
    }

    /// A code in a published scheme.
    public struct Code: Hashable, Sendable {
        /// The scheme, such as `CAMEO`.
        public var scheme: String
        /// The version of the scheme.
        public var version: String
        /// The code as text, leading zeros kept.
        public var code: String

        /// A code of a version of a scheme.
        public init(scheme: String, version: String, code: String) {
            self.scheme = scheme
            self.version = version
            self.code = code
        }
    }

    /// The content that holds while this fact is the last word: a correction's replacement, or the fact.
    public var content: Fact {
        if case .fact(let content) = replacement { content } else { self }
    }

    /// Every id that the fact names: its subject, whoever fills a role, whoever it is attributed to if
    /// that is an id, and the attributes that are ids; in no particular order.
    public var ids: Set<String> {
        var ids: Set<String> = []
        forEachID { ids.insert($0) }
        return ids
    }

    /// Tells each of ``ids``, some of them more than once.
    ///
    /// - Complexity: O(n) in the participants and attributes.
    public func forEachID(_ body: (String) -> Void) {
        body(subject)
        for participant in participants { body(participant.entity) }
        if !attributedTo.isEmpty, (try? attributedTo.checkIdentifier(at: "")) != nil {
            body(attributedTo)
        }
        guard !attributes.isEmpty else { return }
        for attribute in type.attributes where attribute.kind == .identifier {
            if let id = attributes[attribute.name] { body(id) }
        }
    }

    /// The entities in that role, in the order of the source.
    public func entities(_ role: String) -> [String] {
        participants.lazy.filter { $0.role == role }.map(\.entity)
    }
}

extension Fact {
    /// A fact of that type about that subject, which says nothing else yet.
    public init(_ type: FactType, about subject: String) {
        self.init(
            type: type,
            subject: subject,
            statement: "",
            occurred: .unknown,
            participants: [],
            attributes: [:],
            amounts: [],
            modality: .asserted,
            attributedTo: "",
            source: nil,
            codes: [],
            externalID: "",
            causes: [],
            targets: [],
            reason: "",
            names: [],
            replacement: .none
        )
    }
}
