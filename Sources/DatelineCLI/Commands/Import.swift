import ArgumentParser
import Dateline
import Foundation

struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Append the facts of a file that export, or another program, has written.",
        discussion: """
            `dateline import FILE` is `dateline import jsonl FILE`; the others read what other \
            programs call events, or rows of a table.

            What the ledger holds already is not appended again, so an import that was interrupted \
            can be repeated. Facts are appended in batches, each of which is on the disk before the \
            next.

            The import ends at the first record that is refused; with --skip-refused it names those \
            that are, goes on, and exits with 2. What can be read and is no fact of the catalogue is \
            counted and told at the end, and refuses nothing.

            Files that are compressed are unpacked on the way: zcat FILE | dateline import gdelt -
            """,
        subcommands: [
            ImportLines.self, ImportGDELT.self, ImportICEWS.self, ImportTable.self,
        ],
        defaultSubcommand: ImportLines.self
    )
}

/// What every kind of import takes.
struct ImportOptions: ParsableArguments {
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    @Flag(help: "Pass over records that are refused.")
    var skipRefused = false

    @Option(
        help: ArgumentHelp(
            "How many facts to append in one transaction; 1000 without it.",
            valueName: "count"
        ),
        transform: Int.parsing(atLeast: 1)
    )
    var batch = 1_000

    /// Takes a feed into the ledger, and tells what became of it.
    func run<Feed: FactFeed>(
        times: Intake.Times = .now,
        _ open: () throws -> Feed,
        sheet: (Importer.Tally, Feed) -> Sheet
    ) throws {
        let ledger = try ledger.openToWrite()
        var feed = try open()
        var importer = Importer(into: ledger, times: times, skipsRefused: skipRefused)
        do {
            try importer.take(&feed, batch: batch)
        } catch {
            let way = error is RefusedFact ? "; or go on without it: --skip-refused" : ""
            throw MovingError(
                "\(error)\n\(importer.tally.summary) before that, and on the disk; mend what is "
                    + "wrong and import again, what is there is not appended twice" + way
            )
        }
        try output.write(sheet(importer.tally, feed))
        ledger.log.flushIndexIfPossible()
        if importer.tally.refusedCount > 0 { throw ExitCode(2) }
    }
}

struct ImportLines: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "jsonl",
        abstract: "Append facts from JSON; what import does when no other kind is named.",
        discussion: """
            Each line, or each element of a JSON list, is what `export` writes, an event of \
            CloudEvents 1.0, or a fact.
            """
    )

    @Argument(help: "The file, or - for standard input.")
    var file: String

    @OptionGroup var options: ImportOptions

    @Flag(help: "Keep the times at which the facts were recorded; they must not go back.")
    var keepTimes = false

    func run() throws {
        try options.run(times: keepTimes ? .kept : .now) {
            try RecordReader(file)
        } sheet: { tally, _ in
            Sheet(facts: tally)
        }
    }
}

extension Sheet {
    fileprivate init(facts tally: Importer.Tally) {
        let figures = [
            ("appended", tally.appended?.count ?? 0), ("held", tally.heldCount),
            ("refused", tally.refusedCount),
        ]
        let json = JSON.object(figures.map { ($0, .number($1)) })
        self.init(
            heading: tally.summary,
            isBrief: true,
            columns: figures.map(\.0),
            rows: [figures.map { "\($1)" }],
            json: { $0[0] },
            jsonRows: [json]
        )
    }
}
