import ArgumentParser
import ByteCoding
import Dateline
import NewsFacts
import Projecting

struct Diff: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what changed in a view: in the world, or in what was known.",
        discussion: """
            With --from and --to, the rows that differ between two days, as far as they are known \
            now or were at --known-at. With --known-from and --known-to, the rows of which \
            something else is known, for the day --as-of. A row is listed exactly when what is \
            certain of it differs, or what is possible, with the facts responsible: +#5 counts \
            now, -#5 no longer does, #5→#9 counts as #9 has it, (#9) is what changed it.

            Exit codes: 2 when something differs, 0 when nothing does.
            """
    )

    @Argument(help: "The view; `dateline views` lists them.")
    var view: String

    @Option(
        help: ArgumentHelp(
            "The day before; a year or month stands for its last day.",
            valueName: "date"
        ),
        transform: AsOf.init(parsing:)
    )
    var from: AsOf?

    @Option(
        help: ArgumentHelp("The day after; today without it.", valueName: "date"),
        transform: AsOf.init(parsing:)
    )
    var to: AsOf?

    @Option(
        help: ArgumentHelp(
            "What the log knew before: '#N', a date, or a UTC time.",
            valueName: "when"
        ),
        transform: KnownAt.init(parsing:)
    )
    var knownFrom: KnownAt?

    @Option(
        help: ArgumentHelp("What it knew after; what it knows now without it.", valueName: "when"),
        transform: KnownAt.init(parsing:)
    )
    var knownTo: KnownAt?

    @Option(
        help: ArgumentHelp(
            "The day for which to compare what was known; today without it.",
            valueName: "date"
        ),
        transform: AsOf.init(parsing:)
    )
    var asOf: AsOf?

    @Option(
        help: ArgumentHelp(
            "What the log knew, when days are compared; now without it.",
            valueName: "when"
        ),
        transform: KnownAt.init(parsing:)
    )
    var knownAt: KnownAt?

    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    /// The exit code when something differs.
    private static let differs = ExitCode(2)

    func validate() throws {
        let isOfWorld = from != nil && knownFrom == nil && knownTo == nil && asOf == nil
        let isOfKnowledge = knownFrom != nil && from == nil && to == nil && knownAt == nil
        guard isOfWorld || isOfKnowledge else {
            throw ValidationError(
                "compare two days (--from, --to, and --known-at if you like) or two states of "
                    + "knowledge (--known-from, --known-to, and --as-of if you like)"
            )
        }
    }

    func run() throws {
        let view = try Ledger.projection(named: view)
        let day = (asOf ?? .today).day
        let difference = try ledger.openToRead().difference(
            of: view,
            from: ViewPoint(asOf: from?.day ?? day, knownAt: knownFrom ?? knownAt ?? .head),
            to: ViewPoint(
                asOf: from == nil ? day : (to ?? .today).day,
                knownAt: knownTo ?? knownAt ?? .head
            )
        )
        try output.write(Sheet(difference: difference, isOfWorld: from != nil))
        if !difference.rows.isEmpty { throw Self.differs }
    }
}

extension Sheet {
    init(difference: ViewDifference, isOfWorld: Bool) {
        let (before, after) = (difference.before, difference.after)
        let sides =
            isOfWorld
            ? "from \(before.asOf) to \(after.asOf), known at \(after.knownAt.readable)"
            : "as of \(after.asOf), known from \(before.knownAt.readable) "
                + "to \(after.knownAt.readable)"
        let count = difference.rows.count
        self.init(
            heading: "\(difference.view) \(sides): "
                + (count == 1 ? "1 row differs" : "\(count) rows differ"),
            columns: ["row", "reading", "change", "column", "before", "after", "facts"],
            rows: difference.rows.flatMap { row in
                row.changes.flatMap { reading, change in
                    difference.columns(of: change).map { column in
                        [row.key.text, reading, change.kind.rawValue, column.name]
                            + column.readable + [change.factText]
                    }
                }
            },
            json: { rows in
                .object([
                    ("view", .text(difference.view)), ("from", before.json), ("to", after.json),
                    ("rows", .list(rows)),
                ])
            },
            jsonRows: difference.rows.map { row in
                .object([
                    ("row", .text(row.key.text)),
                    ("certain", row.certain?.json(difference) ?? .null),
                    ("possible", row.possible?.json(difference) ?? .null),
                ])
            }
        )
        readable = Readable(
            columns: ["row", "reading", "change", "what", "facts"],
            rows: difference.rows.flatMap { $0.lines(difference) }
        )
    }
}

extension ViewDifference.Row {
    fileprivate var changes: [(reading: String, change: ViewDifference.Change)] {
        (certain.map { [("certain", $0)] } ?? []) + (possible.map { [("possible", $0)] } ?? [])
    }

    /// The row for a reader: one line a column, and two readings that say the same as one.
    fileprivate func lines(_ difference: ViewDifference) -> [[String]] {
        let merged = certain == possible ? certain.map { [("both", $0)] } : nil
        var isFirst = true
        return (merged ?? changes).flatMap { reading, change in
            difference.columns(of: change).compactMap(\.line).enumerated().map { index, text in
                defer { isFirst = false }
                let key = isFirst ? key.text : ""
                return index == 0
                    ? [key, reading, change.kind.rawValue, text, change.factText]
                    : ["", "", "", text, ""]
            }
        }
    }
}

extension ViewDifference.ColumnChange {
    /// What was and what is, as a reader can tell them apart.
    fileprivate var readable: [String] {
        guard before.readable == after.readable else { return [before.readable, after.readable] }
        return [before, after].map { value in
            guard case .amount(let amount) = value else { return value.readable }
            return "\(amount) (\(amount.literal))"
        }
    }

    /// The change in a line; nil where a reader would see nothing before and nothing after.
    fileprivate var line: String? {
        let texts = readable
        if texts[0].isEmpty && texts[1].isEmpty { return nil }
        return "\(name): \(texts[0].orNothing) → \(texts[1].orNothing)"
    }
}

extension ViewDifference.Change {
    fileprivate var factText: String { facts.map(\.text).joined(separator: " ") }

    fileprivate func json(_ difference: ViewDifference) -> JSON {
        let names = difference.columns
        return .object([
            ("change", .text(kind.rawValue)),
            ("columns", .list(difference.columns(of: self).map { .text($0.name) })),
            ("before", before.map { .object(ViewTable.Row.json($0, names)) } ?? .null),
            ("after", after.map { .object(ViewTable.Row.json($0, names)) } ?? .null),
            ("facts", .list(facts.map(\.json))),
        ])
    }
}

extension ViewDifference.FactChange {
    fileprivate var text: String {
        let (old, new) = (before?.position, after?.position)
        switch (before?.counts == true, after?.counts == true) {
        case (true, true): return "\(old ?? lineage)→\(new ?? lineage)"
        case (false, _): return "+\(lineage)" + (new == old || new == lineage ? "" : cause(new))
        case (true, false): return "-\(lineage)" + (new == old ? "" : cause(new))
        }
    }

    /// The event that wrote the version, which is why the fact counts or does not.
    private func cause(_ version: Position?) -> String { version.map { "(\($0))" } ?? "" }

    fileprivate var json: JSON {
        .object([
            ("fact", .number(Int(lineage.rawValue))), ("before", before?.json ?? .null),
            ("after", after?.json ?? .null),
        ])
    }
}

extension ViewDifference.Version {
    fileprivate var json: JSON {
        .object([("version", .number(Int(position.rawValue))), ("counts", .bool(counts))])
    }
}

extension ViewDifference.Side {
    fileprivate var json: JSON {
        .object([("asOf", .text(asOf.description)), ("knownAt", knownAt.json)])
    }
}
