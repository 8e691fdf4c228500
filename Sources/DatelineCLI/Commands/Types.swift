import ArgumentParser
import NewsFacts

struct Types: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "List the types of fact, or show what one type takes."
    )

    @OptionGroup var output: OutputOptions

    @Argument(help: "The name of a type.")
    var name: String?

    func run() throws {
        guard let name else { return try output.write(Sheet(families: Catalogue.families)) }
        guard let type = Catalogue.type(named: name) else {
            throw FactError.unknownType(name, nearest: Catalogue.nearest(to: name))
        }
        try output.write(Sheet(type: type))
    }
}

extension Sheet {
    init(families: [Catalogue.Family]) {
        let types = families.flatMap { family in family.types.map { (family, $0) } }
        self.init(
            heading: "\(types.count) types of fact",
            columns: ["type", "family", "summary"],
            rows: types.map { [$1.name, $0.name, $1.summary] },
            json: { .object([("types", .list($0))]) },
            jsonRows: types.map { $1.json(family: $0.name) }
        )
    }

    init(type: FactType) {
        let roles = type.roles.map { [$0.name, "role", $0.countText] }
        let attributes = type.attributes.map { [$0.name, "attribute", "\($0.kind)"] }
        self.init(
            heading: "\(type): \(type.summary)",
            notes: type.alternatives.map { "At least one of: \($0.joined(separator: ", "))" },
            columns: ["name", "kind", "takes"],
            rows: roles + attributes,
            json: { $0[0] },
            jsonRows: [type.json(family: nil)]
        )
    }
}

extension FactType {
    fileprivate func json(family: String?) -> JSON {
        let roles = roles.map { role in
            JSON.object([
                ("name", .text(role.name)), ("min", .number(role.count.lowerBound)),
                ("max", .number(role.count.upperBound)),
            ])
        }
        let attributes = attributes.map { attribute in
            JSON.object([("name", .text(attribute.name)), ("kind", .text("\(attribute.kind)"))])
        }
        return .object(
            [("type", .text(name)), ("number", .number(Int(number)))]
                + (family.map { [("family", .text($0))] } ?? [])
                + [
                    ("summary", .text(summary)), ("roles", .list(roles)),
                    ("needsOneOf", .list(alternatives.map { .list($0.map(JSON.text)) })),
                    ("attributes", .list(attributes)),
                ]
        )
    }
}
