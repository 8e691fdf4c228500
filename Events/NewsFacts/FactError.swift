public import ByteCoding

/// Why a fact was refused.
///
/// Nothing of it has been recorded.
public enum FactError: Error {
    /// The text is not JSON, or not JSON of a fact. Mend the text at `place`.
    case malformed(place: String, reason: String)
    /// The catalogue has no type of that name. Use one of `dateline types`.
    case unknownType(String, nearest: String?)
    /// The catalogue of this version has no type of that number: a newer version wrote it.
    case unknownTypeNumber(UInt64)
    /// The type takes no such role; `known` lists those it takes.
    case unknownRole(String, type: FactType)
    /// A role has too few or too many participants.
    case wrongRoleCount(FactType.Role, found: Int, type: FactType)
    /// None of the roles is filled, and one has to be.
    case missingAlternative([String], type: FactType)
    /// The type takes no such attribute.
    case unknownAttribute(String, type: FactType)
    /// The text of an attribute is not what the catalogue says.
    case invalidAttribute(FactType.Attribute, text: String)
    /// A date is not one that the ledger understands.
    case invalidDate(place: String, EDTFError)
    /// A field holds what it cannot hold.
    case invalid(place: String, reason: String)
    /// Something is wrong within the part of the fact that stands at `place`.
    indirect case within(place: String, FactError)
    /// The bytes of a fact cannot be read.
    case unreadable(ByteCodingError)

    /// The same with the place put inside another.
    func within(_ outer: String) -> FactError {
        switch self {
        case .malformed(let place, let reason):
            .malformed(place: outer.joined(to: place), reason: reason)
        case .invalidDate(let place, let error): .invalidDate(place: outer.joined(to: place), error)
        case .invalid(let place, let reason):
            .invalid(place: outer.joined(to: place), reason: reason)
        default: .within(place: outer, self)
        }
    }
}

extension FactError: CustomStringConvertible {
    /// What is wrong, where, and the way out.
    public var description: String {
        switch self {
        case .malformed(let place, let reason), .invalid(let place, let reason):
            place.isEmpty ? reason : "\(place): \(reason)"
        case .unknownType(let name, let nearest):
            "type: there is no fact type `\(name.excerpt)`"
                + (nearest.map { "; did you mean `\($0)`?" } ?? "; `dateline types` lists them")
        case .unknownTypeNumber(let number):
            "type: number \(number) is not in the catalogue; a newer version of dateline wrote it"
        case .unknownRole(let role, let type):
            "participants: \(type) takes no role `\(role.excerpt)`; it takes "
                + type.roles.map(\.name).joined(separator: ", ")
        case .wrongRoleCount(let role, let found, let type):
            "participants: \(type) needs \(role.countText) `\(role.name)`, found \(found)"
        case .missingAlternative(let roles, let type):
            "participants: \(type) needs at least one of \(roles.joined(separator: ", "))"
        case .unknownAttribute(let name, let type):
            "attributes: \(type) takes no attribute `\(name.excerpt)`; it takes "
                + (type.attributes.isEmpty
                    ? "none" : type.attributes.map(\.name).joined(separator: ", "))
        case .invalidAttribute(let attribute, let text):
            "attributes.\(attribute.name): `\(text.excerpt)` is not \(attribute.kind)"
        case .invalidDate(let place, let error): "\(place): \(error)"
        case .within(let place, let error): "\(place).\(error)"
        case .unreadable(let error): "the stored bytes are not a fact: \(error)"
        }
    }
}

extension FactType.Role {
    /// How many participants the role takes, in words.
    public var countText: String {
        switch (count.lowerBound, count.upperBound) {
        case (1, 1): "exactly one"
        case (0, 1): "at most one"
        case (0, _): "any number of"
        case (1, _): "at least one"
        case (let least, _): "at least \(least)"
        }
    }
}

extension FactType.Attribute.Kind: CustomStringConvertible {
    /// What the text must be, in words.
    public var description: String {
        switch self {
        case .text: "text"
        case .choice(let words): "one of " + words.joined(separator: ", ")
        case .integer: "an integer"
        case .date: "an EDTF date"
        case .identifier: "an identifier"
        }
    }
}

extension String {
    /// The text with control and direction characters spelt out, so that it is safe to show.
    ///
    /// The joiners that Arabic and Indic scripts need are kept.
    public var printable: String {
        unicodeScalars.reduce(into: "") { text, scalar in
            switch scalar.properties.generalCategory {
            case _ where scalar == "\u{200C}" || scalar == "\u{200D}":
                text.unicodeScalars.append(scalar)
            case .control, .format, .surrogate, .privateUse, .lineSeparator, .paragraphSeparator:
                text += "\\u{\(String(scalar.value, radix: 16))}"
            default: text.unicodeScalars.append(scalar)
            }
        }
    }

    /// The beginning of the text, for a message.
    package var excerpt: String {
        let start = String(unicodeScalars.prefix(120))
        return start.printable + (start.unicodeScalars.count < unicodeScalars.count ? "…" : "")
    }

    fileprivate func joined(to inner: String) -> String {
        if isEmpty || inner.isEmpty { return self + inner }
        return inner.hasPrefix("[") ? self + inner : "\(self).\(inner)"
    }
}
