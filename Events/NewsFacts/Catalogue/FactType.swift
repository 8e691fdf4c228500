/// What a fact can be: one entry of the catalogue.
///
/// A type is declared once, as a static member in the file of its family. Validation, help,
/// documentation and the published schema are derived from that declaration. Two types are equal
/// when their numbers are; a number is part of the file format and is never reused.
public final class FactType: Sendable {
    /// The number that stands for the type in stored bytes; stable for ever.
    public let number: UInt16
    /// The past-tense name that stands for the type in text, such as `LawsuitFiled`.
    public let name: String
    /// One sentence that says what happened in the world when such a fact is true.
    public let summary: String
    /// Who and what takes part; a role that is not listed is refused.
    public let roles: [Role]
    /// Sets of roles of which at least one must be filled.
    public let alternatives: [[String]]
    /// What else may be said, by name; an attribute that is not listed is refused.
    public let attributes: [Attribute]
    let standing: Standing

    /// How a fact of a type stands to other facts.
    enum Standing: Sendable {
        /// It tells of the world.
        case fact
        /// It is a new version of an earlier fact.
        case amendment
        /// It says what other facts mean.
        case declaration
    }

    init(
        _ number: UInt16,
        _ name: String,
        _ summary: String,
        standing: Standing = .fact,
        roles: [Role] = [],
        needsOneOf alternatives: [String]...,
        attributes: [Attribute] = []
    ) {
        self.number = number
        self.name = name
        self.summary = summary
        self.standing = standing
        self.roles = roles + Role.common
        self.alternatives = alternatives
        self.attributes = attributes
    }

    /// A place for participants in a fact.
    public struct Role: Hashable, Sendable {
        /// The name of the role, in lower camel case.
        public let name: String
        /// How many participants may fill it.
        public let count: ClosedRange<Int>

        /// Roles that every type takes.
        static let common: [Role] = [.any("place")]

        /// A role that exactly one participant fills.
        static func one(_ name: String) -> Role { Role(name: name, count: 1...1) }
        /// A role that one participant or none fills.
        static func optional(_ name: String) -> Role { Role(name: name, count: 0...1) }
        /// A role that at least `least` participants fill.
        static func some(_ name: String, atLeast least: Int = 1) -> Role {
            Role(name: name, count: least...Fact.Limit.listCountMax)
        }
        /// A role that any number of participants fill, none included.
        static func any(_ name: String) -> Role { some(name, atLeast: 0) }
    }

    /// A named property of a fact.
    public struct Attribute: Hashable, Sendable {
        /// The name of the attribute, in lower camel case.
        public let name: String
        /// What its text must be.
        public let kind: Kind

        /// What the text of an attribute must be.
        public enum Kind: Hashable, Sendable {
            /// Any text.
            case text
            /// One of the listed words.
            case choice([String])
            /// A decimal integer.
            case integer
            /// An EDTF date.
            case date
            /// The id of an entity or subject.
            case identifier
        }

        static func text(_ name: String) -> Attribute { Attribute(name: name, kind: .text) }
        static func choice(_ name: String, _ words: String...) -> Attribute {
            Attribute(name: name, kind: .choice(words))
        }
        static func integer(_ name: String) -> Attribute { Attribute(name: name, kind: .integer) }
        static func date(_ name: String) -> Attribute { Attribute(name: name, kind: .date) }
        static func identifier(_ name: String) -> Attribute {
            Attribute(name: name, kind: .identifier)
        }
    }
}

extension FactType {
    /// The names of the attributes that hold the id of an entity or subject.
    public var identifierAttributes: [String] {
        attributes.filter { $0.kind == .identifier }.map(\.name)
    }
}

extension FactType: Hashable {
    /// Whether two types have the same number.
    public static func == (left: FactType, right: FactType) -> Bool { left.number == right.number }
    /// Feeds the number to the hasher.
    public func hash(into hasher: inout Hasher) { hasher.combine(number) }
}

extension FactType: CustomStringConvertible {
    /// The name of the type.
    public var description: String { name }
}
