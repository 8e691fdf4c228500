import ArgumentParser
import ByteCoding
import Dateline
import NewsFacts
import Projecting

struct History: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show both clocks of a row: what it said of which days, known when.",
        discussion: """
            The picture shows days from left to right, and states of knowledge from above to \
            below. Each rectangle is a state of the row: its letter is explained below it. With \
            too many days for the width of the page there is a table instead.
            """
    )

    @Argument(help: "The view.")
    var view: String

    @Argument(help: "The row, such as lawsuit/musk-v-openai-2024-02.")
    var row: String

    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let view = try Ledger.projection(named: view)
        try output.write(
            Sheet(history: try ledger.openToRead().rowHistory(of: RowKey(row.composed), in: view))
        )
    }
}

extension Sheet {
    init(history: RowHistory) {
        let spans = history.spans
        self.init(
            heading: "\(history.key) in \(history.view), known at \(history.knownAt.readable)",
            columns: ["knownFrom", "knownTo", "from", "to", "status"] + history.columns
                + ["certain", "anomalies"],
            rows: spans.map { $0.cells(history.columns) },
            json: { rows in
                .object([
                    ("view", .text(history.view)), ("row", .text(history.key.text)),
                    ("knownAt", history.knownAt.json), ("rows", .list(rows)),
                ])
            },
            jsonRows: spans.map { $0.json(history.columns) }
        )
        picture = { HistoryPicture(history).text($0) }
    }
}

/// A rectangle of a row's history: from which state of knowledge to which, from which day to which.
private struct Span {
    let known: Knowledge
    let knownTo: Position?
    let from: Day?
    let to: Day?
    let answer: RowHistory.Answer

    func cells(_ columns: [String]) -> [String] {
        [
            known.position.description, knownTo?.description ?? "", from?.description ?? "",
            to?.description ?? "",
        ]
            + answer.cells(columns)
            + [answer.anomalies.map(\.description).joined(separator: "; ")]
    }

    func json(_ columns: [String]) -> JSON {
        .object(
            [
                ("knownFrom", known.json),
                ("knownTo", knownTo.map { .number(Int($0.rawValue)) } ?? .null),
                ("from", .optional(from?.description)), ("to", .optional(to?.description)),
            ]
                + ViewTable.Row.json(answer.certain, columns)
                + [("certain", .bool(answer.isCertain))]
                + (answer.isCertain
                    ? []
                    : [("possible", .object(ViewTable.Row.json(answer.possible, columns)))])
                + [("anomalies", .list(answer.anomalies.map(\.json)))]
        )
    }
}

extension RowHistory {
    /// The rectangles in which there is something to show.
    fileprivate var spans: [Span] {
        states.enumerated().flatMap { index, state -> [Span] in
            let next = index + 1 < states.count ? states[index + 1].knownAt.position : nil
            return state.spells.enumerated().compactMap { place, spell -> Span? in
                let end = place + 1 < state.spells.count ? state.spells[place + 1].from : nil
                guard !spell.answer.isAbsent else { return nil }
                return Span(
                    known: state.knownAt,
                    knownTo: next?.advanced(by: -1),
                    from: spell.from.isOpen ? nil : spell.from,
                    to: end?.advanced(by: -1),
                    answer: spell.answer
                )
            }
        }
    }
}

extension RowHistory.Answer {
    var isCertain: Bool { certain == possible && registers.isEmpty }

    /// The state, the columns and the certainty, as a view shows them.
    func cells(_ columns: [String]) -> [String] {
        let shown = certain ?? possible
        let status = certain?.status ?? possible.map { "possibly \($0.status)" } ?? "unknown"
        return [status] + columns.indices.map { shown?.values[$0].readable ?? "" }
            + [ViewTable.Row.certainty(certain, possible, columns, registers)]
    }
}
