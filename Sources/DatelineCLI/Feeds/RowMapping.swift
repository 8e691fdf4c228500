import Foundation
import NewsFacts

/// A mapping whose templates know the columns of the table.
struct RowMapping: Sendable {
    /// How many cells a row has.
    let columnCount: Int
    private let replacements: [(column: Int, texts: [String: String])]
    private let type: CellTemplate
    private let subject: CellTemplate
    /// Templates for parts that are plain text, by key.
    private let texts: [String: CellTemplate]
    private let participants: [[String: CellTemplate]]
    private let attributes: [(name: String, text: CellTemplate)]
    private let amounts: [[String: CellTemplate]]
    private let source: [String: CellTemplate]?
    private let codes: [[String: CellTemplate]]

    init(
        _ members: [String: MappingNode],
        columns: [String],
        replacements: [(column: Int, texts: [String: String])]
    ) throws(MovingError) {
        columnCount = columns.count
        self.replacements = replacements
        type = try Self.required("type", of: members, at: "", columns)
        subject = try Self.required("subject", of: members, at: "", columns)
        var texts: [String: CellTemplate] = [:]
        for key in ["occurred", "statement", "modality", "attributedTo", "externalID"] {
            texts[key] = try members.template(key, columns)
        }
        self.texts = texts
        participants = try Self.list(
            members["participants"],
            ["role", "entity", "name"],
            needed: ["role"],
            columns
        )
        amounts = try Self.list(
            members["amounts"],
            ["literal", "value", "unit", "bound"],
            needed: ["literal"],
            columns
        )
        codes = try Self.list(
            members["codes"],
            ["scheme", "version", "code"],
            needed: ["scheme", "code"],
            columns
        )
        source = try members["source"].map { node throws(MovingError) in
            try Self.object(
                node,
                ["document", "published", "language", "quote"],
                needed: ["document"],
                columns
            )
        }
        var attributes: [(name: String, text: CellTemplate)] = []
        let nodes = try members["attributes"]?.members() ?? [:]
        for (name, node) in nodes.sorted(by: { $0.key < $1.key }) {
            attributes.append((name, try node.template(columns)))
        }
        self.attributes = attributes
        try checkAgainstCatalogue(members)
    }

    private static func required(
        _ key: String,
        of members: [String: MappingNode],
        at place: String,
        _ columns: [String]
    ) throws(MovingError) -> CellTemplate {
        guard let template = try members.template(key, columns) else {
            throw MovingError((place.isEmpty ? "" : place + ".") + "\(key): it is missing")
        }
        return template
    }

    private static func object(
        _ node: MappingNode,
        _ keys: [String],
        needed: [String],
        _ columns: [String]
    ) throws(MovingError) -> [String: CellTemplate] {
        let members = try node.members(keys)
        for key in needed { _ = try required(key, of: members, at: node.place, columns) }
        var templates: [String: CellTemplate] = [:]
        for (key, node) in members { templates[key] = try node.template(columns) }
        return templates
    }

    private static func list(
        _ node: MappingNode?,
        _ keys: [String],
        needed: [String],
        _ columns: [String]
    ) throws(MovingError) -> [[String: CellTemplate]] {
        var list: [[String: CellTemplate]] = []
        for element in try node?.elements() ?? [] {
            list.append(try object(element, keys, needed: needed, columns))
        }
        return list
    }

    /// Finds before the first row what no row could make good.
    private func checkAgainstCatalogue(_ members: [String: MappingNode]) throws(MovingError) {
        if let modality = texts["modality"], modality.isConstant,
            let text = modality.text(of: []), Modality(rawValue: text) == nil
        {
            throw MovingError("modality: there is no modality `\(text.excerpt)`")
        }
        guard type.isConstant, let name = type.text(of: []) else { return }
        guard let type = Catalogue.type(named: name) else {
            throw MovingError("type: there is no fact type `\(name.excerpt)`")
        }
        for (index, participant) in participants.enumerated() {
            guard let role = participant["role"], role.isConstant, let text = role.text(of: []),
                !type.roles.contains(where: { $0.name == text })
            else { continue }
            throw MovingError(
                "participants[\(index)].role: \(type) has no role `\(text.printable)`; its roles are "
                    + type.roles.map(\.name).joined(separator: ", ")
            )
        }
        for (name, _) in attributes where !type.attributes.contains(where: { $0.name == name }) {
            throw MovingError(
                "attributes.\(name.printable): \(type) has no such attribute; it has "
                    + type.attributes.map(\.name).joined(separator: ", ")
            )
        }
    }
}

extension RowMapping {
    /// The fact of a row.
    ///
    /// - Throws: What is wrong with the row.
    func fact(of row: [String]) throws -> Fact {
        guard row.count == columnCount else {
            throw MovingError("the table has \(columnCount) columns, and this row \(row.count)")
        }
        var cells = row
        for (column, texts) in replacements {
            cells[column] = texts[cells[column]] ?? cells[column]
        }
        let name = type.text(of: cells) ?? ""
        guard let type = Catalogue.type(named: name) else {
            throw MovingError("type: there is no fact type `\(name.excerpt)`")
        }
        var fact = Fact(type, about: subject.text(of: cells) ?? "")
        let text = { (key: String) in texts[key]?.text(of: cells) ?? "" }
        fact.statement = text("statement")
        fact.attributedTo = text("attributedTo")
        fact.externalID = text("externalID")
        if !text("occurred").isEmpty {
            do {
                fact.occurred = Occurrence(try EDTF(text("occurred")))
            } catch {
                throw MovingError("occurred: \(error)")
            }
        }
        if !text("modality").isEmpty {
            fact.modality = try Self.choice(text("modality"), of: Modality.self, at: "modality")
        }
        for (name, template) in attributes {
            if let text = template.text(of: cells) { fact.attributes[name] = text }
        }
        fact.participants = participants.compactMap { participant(of: $0, cells) }
        fact.amounts = try amounts.compactMap { try amount(of: $0, cells) }
        fact.codes = codes.compactMap { code(of: $0, cells) }
        fact.source = source.flatMap { source(of: $0, cells) }
        return fact
    }

    /// Whoever fills a role; an entity that is not named goes by the slug of its name.
    private func participant(
        of templates: [String: CellTemplate],
        _ cells: [String]
    ) -> Participant? {
        let name = templates["name"]?.text(of: cells)
        guard let role = templates["role"]?.text(of: cells),
            let entity = templates["entity"]?.text(of: cells) ?? name?.slug
        else { return nil }
        return Participant(role, entity, as: name ?? "")
    }

    private func amount(
        of templates: [String: CellTemplate],
        _ cells: [String]
    ) throws -> Amount? {
        guard let literal = templates["literal"]?.text(of: cells) else { return nil }
        let digits = templates["value"]?.text(of: cells)
        let value = digits.flatMap { Decimal(plain: $0) }
        if let digits, value == nil {
            throw MovingError("amounts: `\(digits.excerpt)` is no plain decimal number")
        }
        let bound = templates["bound"]?.text(of: cells)
        return Amount(
            literal: literal,
            value: value,
            unit: templates["unit"]?.text(of: cells) ?? "",
            bound: try bound.map { try Self.choice($0, of: Amount.Bound.self, at: "amounts") }
                ?? (value == nil ? .unquantified : .exact)
        )
    }

    private func code(of templates: [String: CellTemplate], _ cells: [String]) -> Fact.Code? {
        guard let scheme = templates["scheme"]?.text(of: cells),
            let code = templates["code"]?.text(of: cells)
        else { return nil }
        let version = templates["version"]?.text(of: cells) ?? ""
        return Fact.Code(scheme: scheme, version: version, code: code)
    }

    private func source(of templates: [String: CellTemplate], _ cells: [String]) -> Source? {
        guard let document = templates["document"]?.text(of: cells) else { return nil }
        var source = Source.at(address: document)
        source.published = templates["published"]?.text(of: cells) ?? ""
        source.language = templates["language"]?.text(of: cells) ?? ""
        source.quote = templates["quote"]?.text(of: cells) ?? ""
        return source
    }

    private static func choice<Choice: RawRepresentable<String>>(
        _ text: String,
        of choices: Choice.Type,
        at place: String
    ) throws(MovingError) -> Choice {
        guard let choice = Choice(rawValue: text) else {
            throw MovingError("\(place): there is no `\(text.excerpt)` here")
        }
        return choice
    }
}
