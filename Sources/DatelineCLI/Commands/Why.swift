import ArgumentParser
import Dateline
import NewsFacts
import Projecting

struct Why: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show the facts behind a row, their sources, and what was corrected or retracted."
    )

    @Argument(help: "The view.")
    var view: String

    @Argument(help: "The row, such as lawsuit/musk-v-openai-2024-02.")
    var row: String

    @OptionGroup var time: TimeOptions
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let view = try Ledger.projection(named: view)
        let explanation = try ledger.openToRead().explanation(
            of: RowKey(row.composed),
            in: view,
            asOf: time.day,
            knownAt: time.knownAt
        )
        try output.write(Sheet(explanation: explanation))
    }
}

extension Sheet {
    init(explanation why: Explanation) {
        let state = why.row.map { $0.summary(why.columns) } ?? "absent"
        self.init(
            heading: "\(why.key) in \(why.view) as of \(why.asOf), known at "
                + "\(why.knownAt.readable): \(state)",
            columns: ["fact", "occurred", "what", "in the row", "source", "statement"],
            rows: why.facts.flatMap(\.cells),
            json: { facts in
                .object([
                    ("view", .text(why.view)), ("asOf", .text(why.asOf.description)),
                    ("knownAt", why.knownAt.json),
                    ("row", why.row?.json(why.columns) ?? .null), ("facts", .list(facts)),
                ])
            },
            jsonRows: why.facts.map(\.json)
        )
    }
}

extension ExplainedFact {
    /// The fact as it stands, then one row for each amendment.
    fileprivate var cells: [[String]] {
        let shown = history.content ?? history.versions[0].fact
        let fact = [
            history.lineage.description, shown.occurred.edtf.orNothing, shown.type.name,
            standing.readable, shown.source?.description ?? "", shown.statement,
        ]
        return [fact]
            + history.amendments.map { version, changes in
                version.cells(changes.filter { $0.field != "statement" }.map(\.description))
            }
            + declarations.map { $0.cells([]) }
    }

    fileprivate var json: JSON {
        .object([
            ("fact", .number(Int(history.lineage.rawValue))),
            ("standing", .text(standing.word)),
            ("reason", standing.reason.map(JSON.text) ?? .null),
            ("versions", .list(history.versions.map(\.json))),
            ("declarations", .list(declarations.map(\.json))),
        ])
    }
}

extension RecordedFact {
    /// What the event says about the fact above it.
    fileprivate func cells(_ changes: [String]) -> [String] {
        let others = fact.participants.map(\.entity).joined(separator: ", ")
        return [
            "  \(position)", "", fact.type.name, others, fact.source?.description ?? "",
            ([fact.reason] + changes).joined(separator: "; "),
        ]
    }
}

extension ExplainedFact.Standing {
    fileprivate var word: String {
        switch self {
        case .counts: "counts"
        case .mention: "mention"
        case .anomalous: "anomalous"
        case .possible: "possible"
        case .later: "later"
        case .withoutEffect: "withoutEffect"
        case .moved: "moved"
        case .retracted: "retracted"
        }
    }

    fileprivate var reason: String? {
        if case .anomalous(let reason) = self { reason } else { nil }
    }

    fileprivate var readable: String {
        switch self {
        case .counts: "counts"
        case .mention(let leader): "mention of \(leader)"
        case .anomalous(let reason): "anomaly: \(reason)"
        case .possible: "may count already"
        case .later: "does not count yet"
        case .withoutEffect: "not said to have come about"
        case .moved: "moved to another row"
        case .retracted: "retracted"
        }
    }
}
