/// An entity in a role.
public struct Participant: Hashable, Sendable {
    /// The role, one of those that the fact's type lists.
    public var role: String
    /// The id of the entity.
    public var entity: String
    /// The name as the source writes it; empty when the source gives none.
    public var name: String

    /// An entity in a role, under the name that the source writes.
    public init(_ role: String, _ entity: String, as name: String = "") {
        self.role = role
        self.entity = entity
        self.name = name
    }
}

/// A name of an entity in a language.
public struct EntityName: Hashable, Sendable {
    /// A language tag (BCP 47), such as `ar`.
    public var language: String
    /// The name.
    public var text: String
    /// What the name is to the entity.
    public var kind: Kind

    /// What a name is to its entity.
    public enum Kind: String, CaseIterable, Sendable {
        /// The name to show in that language.
        case label
        /// Another name it goes by.
        case alias
    }

    /// A name of an entity in a language.
    public init(_ text: String, language: String, kind: Kind) {
        self.language = language
        self.text = text
        self.kind = kind
    }
}
