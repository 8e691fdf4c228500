import ArgumentParser
import ByteCoding
import Dateline
import NewsFacts
import Projecting

struct Timeline: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what happened to an entity, in the order in which it was so.",
        discussion: """
            With several entities, the facts that name all of them. Each event stands there once, \
            as the fact that dates it best has it, with the others as mentions. A fact whose date \
            leaves open whether it falls within the days asked for is shown, and says so.
            """
    )

    @Option(help: "An id or a name in any language; repeatable.")
    var about: [String]

    @OptionGroup var period: PeriodOptions

    @Option(
        help: ArgumentHelp(
            "What the log knew: '#N' (its first N events), a date, a UTC time, or now.",
            valueName: "when"
        ),
        transform: KnownAt.init(parsing:)
    )
    var knownAt: KnownAt = .head

    @Option(
        help: ArgumentHelp("Show at most so many facts, the last.", valueName: "count"),
        transform: Int.parsing(atLeast: 1)
    )
    var limit: Int?

    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let timeline = try ledger.openToRead().timeline(
            about: about,
            during: period.days ?? .distantPast ... .distantFuture,
            knownAt: knownAt
        )
        try output.write(Sheet(timeline: timeline, limit: limit ?? .max))
    }
}

extension Sheet {
    init(timeline: Dateline.Timeline, limit: Int) {
        let isBounded = timeline.days != .distantPast ... .distantFuture
        let entries = timeline.entries.suffix(limit)
        let about = timeline.entities.map { $0.sorted().joined(separator: " or ") }
        let count = timeline.entries.count
        self.init(
            heading: "\(about.joined(separator: " and "))"
                + (isBounded ? " during \(timeline.days.readable)" : "")
                + ", known at \(timeline.knownAt.readable): "
                + (count == 1 ? "1 fact" : "\(count) facts"),
            columns: ["occurred", "fact", "what", "statement", "subject", "source", "note"],
            rows: entries.map { $0.cells },
            json: { facts in
                .object([
                    ("about", .list(about.map(JSON.text))), ("knownAt", timeline.knownAt.json),
                    ("facts", .list(facts)),
                ])
            },
            jsonRows: entries.map { $0.json }
        )
    }
}

extension Dateline.Timeline.Entry {
    fileprivate var cells: [String] {
        [
            fact.content.occurred.edtf.orNothing, fact.lineage.description,
            fact.content.type.name, fact.content.statement, fact.content.subject,
            fact.content.source?.description ?? "", notes.joined(separator: "; "),
        ]
    }

    /// What a reader should know besides.
    private var notes: [String] {
        let modality = fact.content.modality
        var notes = modality == .asserted ? [] : [modality.rawValue]
        if !isCertain { notes.append("possibly not within these days") }
        for (word, facts) in others where !facts.isEmpty {
            notes.append(word + " " + facts.map(\.description).joined(separator: " "))
        }
        return notes
    }

    private var others: [(word: String, facts: [Position])] {
        [
            ("also told by", fact.mentions.map(\.lineage)),
            ("disputed by", fact.disputes),
            ("borne out by", fact.corroborations),
        ]
    }

    fileprivate var json: JSON {
        let facts = { (positions: [Position]) in
            JSON.list(positions.map { .number(Int($0.rawValue)) })
        }
        return .object([
            ("fact", .number(Int(fact.lineage.rawValue))), ("certain", .bool(isCertain)),
            ("mentions", facts(fact.mentions.map(\.lineage))),
            ("disputes", facts(fact.disputes)),
            ("corroborations", facts(fact.corroborations)),
            ("content", .written(fact.content.json)),
        ])
    }
}
