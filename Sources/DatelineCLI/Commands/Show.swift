import ArgumentParser
import Dateline
import NewsFacts

struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show one fact in full, with its corrections and retractions."
    )

    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    @Argument(help: "The fact: '#12' or 12, eight or more digits of its id, or its external id.")
    var fact: String

    func run() throws {
        let ledger = try ledger.openToRead()
        let snapshot = try ledger.snapshot()
        let position = try ledger.position(named: fact, in: snapshot)
        let history = try ledger.history(
            ofFactAt: position,
            knownAt: snapshot.head,
            in: snapshot
        )
        try output.write(Sheet(history: history))
    }
}

extension Sheet {
    init(history: FactHistory) {
        let first = history.versions[0]
        let shown = history.content ?? first.fact
        let last =
            history.content == nil
            ? ", retracted" : history.versions.count > 1 ? ", corrected" : ""
        self.init(
            heading: "\(first.position) \(first.fact.type)\(last)",
            columns: ["field", "value"],
            rows: first.fields(shown) + history.amendmentRows,
            json: { .object([("versions", .list($0))]) },
            jsonRows: history.versions.map(\.json)
        )
    }
}

extension RecordedFact {
    /// The fields of a content of the fact, with what was recorded first.
    fileprivate func fields(_ content: Fact) -> [[String]] {
        var rows = [
            ["statement", content.statement], ["subject", content.subject],
            ["occurred", content.occurred.readable],
            ["modality", content.modality.rawValue], ["attributed to", content.attributedTo],
        ]
        rows += content.participants.map { participant in
            let name = participant.name.isEmpty ? "" : " (\(participant.name))"
            return [participant.role, participant.entity + name]
        }
        rows += content.attributes.sorted { $0.key < $1.key }.map { [$0.key, $0.value] }
        rows += content.amounts.map { ["amount", "\($0) (\($0.literal))"] }
        rows += content.names.map { ["\($0.kind.rawValue) \($0.language)", $0.text] }
        rows += fact.targets.map { ["target", $0.description] }
        rows += [
            ["reason", fact.reason], ["source", content.source?.description ?? ""],
            ["external id", fact.externalID], ["recorded", recordedAt.iso8601],
            ["id", id.description],
        ]
        return rows.filter { !$0[1].isEmpty }
    }
}

extension Occurrence {
    /// The date with how it is known.
    var readable: String {
        guard !edtf.isEmpty else { return "unknown" }
        let how = basis == .explicit ? "" : ", \(basis.rawValue)"
        let words = phrase.isEmpty ? "" : " (\(phrase))"
        let from = anchor.isEmpty ? "" : ", counted from \(anchor)"
        return edtf + how + words + from
    }
}

extension FactHistory {
    /// What each later version changed, and why.
    var amendmentRows: [[String]] {
        amendments.flatMap { version, changes in
            [["\(version.position) \(version.fact.type)", version.fact.reason]]
                + changes.map {
                    ["  \($0.field)", "\($0.before.orNothing) → \($0.after.orNothing)"]
                }
        }
    }
}

extension String {
    /// The text, or a dash where there is none.
    var orNothing: String { isEmpty ? "—" : self }
}
