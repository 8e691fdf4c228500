import ArgumentParser
import Dateline
import Foundation
import NewsFacts

struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Append the facts of a file that export, or another program, has written.",
        discussion: """
            Each line, or each element of a JSON list, is what `export` writes, an event of \
            CloudEvents 1.0, or a fact. What the ledger holds already is not appended again, so an \
            import that was interrupted can be repeated. Facts are appended in batches, each of \
            which is on the disk before the next.

            The import ends at the first fact that is refused; with --skip-refused it names those \
            that are, goes on, and exits with 2.
            """
    )

    @Argument(help: "The file, or - for standard input.")
    var file: String

    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    @Flag(help: "Keep the times at which the facts were recorded; they must not go back.")
    var keepTimes = false

    @Flag(help: "Pass over facts that are refused.")
    var skipRefused = false

    @Option(
        help: ArgumentHelp(
            "How many facts to append in one transaction; 1000 without it.",
            valueName: "count"
        ),
        transform: Int.parsing(atLeast: 1)
    )
    var batch = 1_000

    func run() throws {
        let ledger = try ledger.openToWrite()
        var reader = try RecordReader(file)
        var importer = Importer(
            into: ledger,
            times: keepTimes ? .kept : .now,
            skipsRefused: skipRefused
        )
        do {
            try importer.take(&reader, batch: batch)
        } catch {
            let way = error is RefusedFact ? "; or go on without it: --skip-refused" : ""
            throw MovingError(
                "\(error)\n\(importer.tally.summary) before that, and on the disk; mend what is "
                    + "wrong and import again, what is there is not appended twice" + way
            )
        }
        try output.write(Sheet(tally: importer.tally))
        ledger.log.flushIndexIfPossible()
        if importer.tally.refusedCount > 0 { throw ExitCode(2) }
    }
}

extension Sheet {
    fileprivate init(tally: Importer.Tally) {
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
