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
            what may already be so; with --possible it is the other way round. `dateline why` \
            tells which facts decide.

            With --during or --between, each row stands once for every state that it was in on \
            some of those days.
            """
    )

    @Argument(help: "The view; `dateline views` lists them.")
    var name: String

    @Flag(help: "Only what is in force: ongoing suits, current alliances, open commitments.")
    var current = false

    @Flag(help: "Show what may already be so, and beside it what is certain.")
    var possible = false

    @OptionGroup var selection: SelectionOptions
    @OptionGroup var time: TimeOptions
    @OptionGroup var period: PeriodOptions
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if time.asOf != nil, period.days != nil {
            throw ValidationError("Ask for a day (--as-of) or for a period, not for both.")
        }
    }

    func run() throws {
        let view = try Ledger.projection(named: name)
        let ledger = try ledger.openToRead()
        let answer =
            if let days = period.days {
                try ledger.table(of: view, during: days, knownAt: time.knownAt)
            } else {
                try ledger.table(of: view, asOf: time.day, knownAt: time.knownAt)
            }
        let table = answer.showing(possible ? .possible : .certain)
        try output.write(
            Sheet(table: try selection.of(current ? table.current : table, in: ledger))
        )
    }
}

/// Which rows of a view are shown, and in which order.
struct SelectionOptions: ParsableArguments {
    @Option(
        name: .customLong("where"),
        help: ArgumentHelp(
            "Only rows whose column contains the text; repeatable.",
            discussion:
                "The column is row, status or one of the view's. An entity is also found by any "
                + "name, in any language, by which the log knew it: parties=ماسك finds elon-musk.",
            valueName: "column=text"
        ),
        transform: ViewTable.Condition.init(parsing:)
    )
    var conditions: [ViewTable.Condition] = []

    @Option(
        help: ArgumentHelp(
            "Sort by this column: row, status or one of the view's.",
            valueName: "column"
        )
    )
    var sort: String?

    @Option(
        help: ArgumentHelp("Show at most so many rows.", valueName: "count"),
        transform: Int.parsing(atLeast: 1)
    )
    var limit: Int?

    /// The rows of a table that are shown.
    func of(_ table: ViewTable, in ledger: Ledger) throws -> ViewTable {
        var table = table
        if !conditions.isEmpty {
            let names = try ledger.entityNames(knownAt: table.knownAt.position)
            for condition in conditions { table = try table.rows(where: condition, names: names) }
        }
        if let sort { table = try table.sorted(by: sort) }
        if let limit { table = table.limited(to: limit) }
        return table
    }
}

extension ViewTable.Condition {
    /// Reads a column, an equals sign and a text.
    fileprivate init(parsing argument: String) throws {
        let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
            throw ValidationError("write a column, = and a text, such as status=pending")
        }
        self.init(String(parts[0]), contains: String(parts[1]))
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
        let isPossible = table.reading == .possible
        let more = table.leftOutCount
        self.init(
            heading: "\(table.view) \(table.isOfOneDay ? "as of" : "during") \(table.days.readable)"
                + (isPossible ? ", as it may be" : "") + ", known at \(table.knownAt.readable)",
            notes: table.rows.flatMap { row in
                (isPossible ? row.possibleAnomalies : row.anomalies)
                    .map { "anomaly in \(row.key): \($0)" }
            } + (more > 0 ? ["\(more) more \(more == 1 ? "row" : "rows")"] : []),
            columns: ["row", "status"] + table.columns + ["certain", "facts"],
            rows: table.rows.map {
                isPossible ? $0.possibleCells(table.columns) : $0.cells(table.columns)
            },
            json: { rows in
                .object(
                    [("view", .text(table.view))] + table.daysJSON
                        + (isPossible ? [("reading", .text("possible"))] : [])
                        + [("knownAt", table.knownAt.json), ("rows", .list(rows))]
                        + (more > 0 ? [("more", .number(more))] : [])
                )
            },
            jsonRows: table.rows.map {
                isPossible ? $0.possibleJSON(table.columns) : $0.json(table.columns)
            }
        )
    }
}

extension ViewTable {
    fileprivate var isOfOneDay: Bool { days.lowerBound == days.upperBound }

    fileprivate var daysJSON: [(String, JSON)] {
        isOfOneDay
            ? [("asOf", .text(days.lowerBound.description))]
            : [
                ("from", .text(days.lowerBound.description)),
                ("to", .text(days.upperBound.description)),
            ]
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
            + [
                Self.certainty(certain, possible, columns, registers) + deciding,
                facts.map(\.description).joined(separator: " "),
            ]
    }

    /// The facts that decide what is left open.
    private var deciding: String {
        isCertain || undecided.isEmpty
            ? "" : " (\(undecided.map(\.description).joined(separator: " ")))"
    }

    /// The state, and what imprecise dates leave open.
    func summary(_ columns: [String]) -> String {
        let status = cells(columns)[1]
        return isCertain
            ? status : "\(status) (\(Self.certainty(certain, possible, columns, registers)))"
    }

    /// The row for a reader: what is possible, and what is certain instead.
    func possibleCells(_ columns: [String]) -> [String] {
        let status = possible?.status ?? (certain == nil ? "none (anomaly)" : "possibly not so")
        return [key.text, status]
            + columns.indices.map { possible?.values[$0].readable ?? "" }
            + [
                (Self.difference(from: possible, to: certain, "certainly", columns, registers)
                    ?? (certain == nil ? "not yet" : "certainly \(certain?.status ?? "")"))
                    + deciding,
                possibleFacts.map(\.description).joined(separator: " "),
            ]
    }

    /// Whether a row is certain, and if not, what may be otherwise.
    static func certainty(
        _ certain: ViewTable.Reading?,
        _ possible: ViewTable.Reading?,
        _ columns: [String],
        _ registers: [PossibleValues] = []
    ) -> String {
        guard certain != nil || possible != nil else { return "" }
        return difference(from: certain, to: possible, "possibly", columns, registers)
            ?? (certain == nil ? "not yet" : "possibly not so")
    }

    /// What the other reading says otherwise, and all that registers may hold; nil when one of the
    /// two has no row.
    private static func difference(
        from shown: ViewTable.Reading?,
        to other: ViewTable.Reading?,
        _ word: String,
        _ columns: [String],
        _ registers: [PossibleValues]
    ) -> String? {
        if shown == other && registers.isEmpty { return "yes" }
        guard let shown, let other else { return nil }
        let status = shown.status == other.status ? [] : ["\(word) \(other.status)"]
        let compared = columns.indices.filter { index in
            !registers.contains { $0.column == columns[index] }
        }
        let differing = compared.compactMap { index in
            other.values[index].difference(from: shown.values[index], word).map {
                "\(columns[index]) \($0)"
            }
        }
        let differences = status + differing + registers.map(\.readable)
        return differences.isEmpty ? "yes" : differences.joined(separator: ", ")
    }

    func json(_ columns: [String]) -> JSON {
        var pairs: [(String, JSON)] = [("row", .text(key.text))]
        pairs += Self.json(certain, columns)
        pairs.append(("certain", .bool(isCertain)))
        if !isCertain { pairs.append(("possible", .object(Self.json(possible, columns)))) }
        pairs += openJSON
        pairs.append(("facts", .list(facts.map { .number(Int($0.rawValue)) })))
        pairs.append(("anomalies", .list(anomalies.map(\.json))))
        return .object(pairs)
    }

    /// What is possible, and what is certain instead.
    func possibleJSON(_ columns: [String]) -> JSON {
        var pairs: [(String, JSON)] = [("row", .text(key.text))]
        pairs += Self.json(possible, columns)
        pairs.append(("certain", .bool(isCertain)))
        if !isCertain { pairs.append(("certainly", .object(Self.json(certain, columns)))) }
        pairs += openJSON
        pairs.append(("facts", .list(possibleFacts.map { .number(Int($0.rawValue)) })))
        pairs.append(("anomalies", .list(possibleAnomalies.map(\.json))))
        return .object(pairs)
    }

    /// What is left open: the facts that decide it, and all that registers may hold.
    private var openJSON: [(String, JSON)] {
        guard !isCertain else { return [] }
        let facts = undecided.map { JSON.number(Int($0.rawValue)) }
        return [("undecided", .list(facts))]
            + (registers.isEmpty
                ? []
                : [("registers", .object(registers.map { ($0.column, $0.json) }))])
    }

    static func json(
        _ reading: ViewTable.Reading?,
        _ columns: [String]
    ) -> [(String, JSON)] {
        [("status", .optional(reading?.status))]
            + columns.indices.map { (columns[$0], reading?.values[$0].json ?? .null) }
    }
}

extension PossibleValues {
    fileprivate var readable: String {
        "\(column) one of " + values.map(\.value.readable.orNothing).joined(separator: ", ")
    }

    fileprivate var json: JSON {
        .list(
            values.map { possibility in
                .object([
                    ("value", possibility.value.json),
                    ("facts", .list(possibility.facts.map { .number(Int($0.rawValue)) })),
                ])
            }
        )
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
    /// How the value differs from the one that is shown; nil where a reader would see no difference.
    ///
    /// Of a list it tells what is more and what is missing.
    fileprivate func difference(from shown: ColumnValue, _ word: String) -> String? {
        guard self != shown else { return nil }
        guard case .list(let texts) = self, case .list(let others) = shown, !others.isEmpty else {
            return "\(word) \(readable.orNothing)"
        }
        let more = texts.filter { !others.contains($0) }
        let less = others.filter { !texts.contains($0) }
        let parts =
            (more.isEmpty ? [] : ["\(word) also \(more.joined(separator: ", "))"])
            + (less.isEmpty ? [] : ["\(word) without \(less.joined(separator: ", "))"])
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }

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
