extension Fact {
    /// One field in which two versions of a fact differ, for a reader.
    public struct Change: Hashable, Sendable {
        /// The name of the field, as in JSON.
        public let field: String
        /// What it said; empty when it said nothing.
        public let before: String
        /// What it says; empty when it says nothing.
        public let after: String
    }

    /// The fields in which this content differs from a former one.
    ///
    /// What two contents differ in and no field shows, such as the phrase of a date, is in the
    /// JSON of both under the name `content`.
    public func changes(since former: Fact) -> [Change] {
        var changes = zip(former.readableFields, readableFields).compactMap { before, after in
            before.text == after.text
                ? nil : Change(field: before.name, before: before.text, after: after.text)
        }
        if case .fact(let before) = former.replacement, case .fact(let after) = replacement {
            changes += after.changes(since: before).map { change in
                Change(
                    field: "replacement." + change.field,
                    before: change.before,
                    after: change.after
                )
            }
        }
        if changes.isEmpty, self != former {
            changes.append(Change(field: "content", before: former.json, after: json))
        }
        return changes
    }

    private var readableFields: [(name: String, text: String)] {
        [
            ("type", type.name), ("subject", subject), ("statement", statement),
            ("occurred", occurred.edtf), ("basis", occurred.basis.rawValue),
            ("participants", participants.map(\.description).joined(separator: ", ")),
            (
                "attributes",
                attributes.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
                    .joined(separator: ", ")
            ),
            ("amounts", amounts.map(\.description).joined(separator: ", ")),
            ("modality", modality.rawValue), ("attributedTo", attributedTo),
            ("source", source?.description ?? ""),
            ("codes", codes.map(\.description).joined(separator: ", ")),
            ("causes", causes.map(\.description).joined(separator: ", ")),
            ("targets", targets.map(\.description).joined(separator: ", ")),
            ("reason", reason),
            ("names", names.map(\.description).joined(separator: ", ")),
        ]
    }
}

extension Fact.Change: CustomStringConvertible {
    /// The change in a line.
    public var description: String {
        let sides = [before, after].map { $0.isEmpty ? "—" : $0 }
        return "\(field): \(sides[0]) → \(sides[1])"
    }
}

extension Participant: CustomStringConvertible {
    /// The participant as the command line takes it.
    public var description: String {
        name.isEmpty ? "\(role)=\(entity)" : "\(role)=\(entity)=\(name)"
    }
}

extension Fact.Code: CustomStringConvertible {
    /// The scheme, the version where there is one, and the code.
    public var description: String {
        [scheme, version, code].filter { !$0.isEmpty }.joined(separator: " ")
    }
}

extension EntityName: CustomStringConvertible {
    /// The name after its language and what it is to the entity.
    public var description: String { "\(language) \(kind.rawValue) \(text)" }
}
