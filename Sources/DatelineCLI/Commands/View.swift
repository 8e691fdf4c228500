import ArgumentParser
import ByteCoding
import Dateline
import NewsFacts
import Projecting

struct View: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show a view: what was so on a day, as far as the log knew.",
        discussion: """
            A row whose state hangs on an imprecise date shows what is certain, and beside it \
            what may already be so. `dateline why` tells which facts decide.
            """
    )

    @Argument(help: "The view; `dateline views` lists them.")
    var name: String

    @Flag(help: "Only what is in force: ongoing suits, current alliances, open commitments.")
    var current = false

    @OptionGroup var time: TimeOptions
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let view = try Ledger.projection(named: name)
        let table = try ledger.openToRead().table(
            of: view,
            asOf: time.asOf.day,
            knownAt: time.knownAt
        )
        try output.write(Sheet(table: current ? table.current : table))
    }
}

struct Views: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the views there are.")

    @OptionGroup var output: OutputOptions

    func run() throws {
        let views = Ledger.projections
        try output.write(
            Sheet(
                heading: "\(views.count) views",
                columns: ["view", "shows"],
                rows: views.map { [$0.name, $0.summary] },
                json: { .object([("views", .list($0))]) },
                jsonRows: views.map { view in
                    .object([
                        ("view", .text(view.name)), ("shows", .text(view.summary)),
                        ("version", .number(Int(view.version))),
                    ])
                }
            )
        )
    }
}

extension Sheet {
    init(table: ViewTable) {
        self.init(
            heading: "\(table.view) as of \(table.asOf), known at \(table.knownAt.readable)",
            notes: table.rows.flatMap { row in
                row.anomalies.map { "anomaly in \(row.key): \($0)" }
            },
            columns: ["row", "status"] + table.columns + ["certain", "facts"],
            rows: table.rows.map { $0.cells(table.columns) },
            json: { rows in
                .object([
                    ("view", .text(table.view)), ("asOf", .text(table.asOf.description)),
                    ("knownAt", table.knownAt.json), ("rows", .list(rows)),
                ])
            },
            jsonRows: table.rows.map { $0.json(table.columns) }
        )
    }
}

extension Knowledge {
    var readable: String {
        "\(position)" + (recordedAt.map { " (recorded \($0.iso8601))" } ?? " (nothing)")
    }

    var json: JSON {
        .object([
            ("position", .number(Int(position.rawValue))),
            ("recordedAt", .optional(recordedAt?.iso8601)),
        ])
    }
}

extension ViewTable.Row {
    /// The row for a reader: what is certain, and what may differ.
    func cells(_ columns: [String]) -> [String] {
        let shown = certain ?? possible
        let status = certain?.status ?? possible.map { "possibly \($0.status)" } ?? "none (anomaly)"
        return [key.text, status]
            + columns.indices.map { shown?.values[$0].readable ?? "" }
            + [certainty(columns), facts.map(\.description).joined(separator: " ")]
    }

    /// The state, and what imprecise dates leave open.
    func summary(_ columns: [String]) -> String {
        let cells = cells(columns)
        return isCertain ? cells[1] : "\(cells[1]) (\(certainty(columns)))"
    }

    private func certainty(_ columns: [String]) -> String {
        guard !isCertain else { return "yes" }
        guard let certain else { return possible == nil ? "" : "not yet" }
        guard let possible else { return "possibly not so" }
        let status = certain.status == possible.status ? [] : ["possibly \(possible.status)"]
        let differing = columns.indices.filter { certain.values[$0] != possible.values[$0] }
        return
            (status
            + differing.map { "\(columns[$0]) possibly \(possible.values[$0].readable.orNothing)" })
            .joined(separator: ", ")
    }

    func json(_ columns: [String]) -> JSON {
        var pairs: [(String, JSON)] = [("row", .text(key.text))]
        pairs += Self.json(certain, columns)
        pairs.append(("certain", .bool(isCertain)))
        if !isCertain { pairs.append(("possible", .object(Self.json(possible, columns)))) }
        pairs.append(("facts", .list(facts.map { .number(Int($0.rawValue)) })))
        pairs.append(("anomalies", .list(anomalies.map(\.json))))
        return .object(pairs)
    }

    private static func json(
        _ reading: ViewTable.Reading?,
        _ columns: [String]
    ) -> [(String, JSON)] {
        [("status", .optional(reading?.status))]
            + columns.indices.map { (columns[$0], reading?.values[$0].json ?? .null) }
    }
}

extension Anomaly {
    var json: JSON {
        .object([
            ("fact", .number(Int(fact.rawValue))), ("type", .text(type.name)),
            ("status", .optional(status)), ("reason", .text(reason)),
        ])
    }
}

extension ColumnValue {
    /// The value in a table; empty where there is nothing to say.
    var readable: String {
        switch self {
        case .absent, .count(0): ""
        case .text(let text): text
        case .count(let count): "\(count)"
        case .list(let texts): texts.joined(separator: ", ")
        case .amount(let amount): amount.description
        }
    }

    var json: JSON {
        switch self {
        case .absent: .null
        case .text(let text): .text(text)
        case .count(let count): .number(count)
        case .list(let texts): .list(texts.map(JSON.text))
        case .amount(let amount):
            .object([
                ("literal", .text(amount.literal)),
                ("value", .optional(amount.value?.description)), ("unit", .text(amount.unit)),
                ("bound", .text(amount.bound.rawValue)),
            ])
        }
    }
}
