import ArgumentParser
import Dateline
import EventLog
import Foundation
import NewsFacts

struct Append: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Append facts: one by options, or many from a file.",
        discussion: """
            A file holds one fact a line, as JSON; `-` is standard input. All of its facts are \
            appended in one transaction or, if any is refused, none. A fact that the ledger holds \
            already is not appended again.
            """
    )

    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    @Option(name: .shortAndLong, help: "A file of JSON Lines, or - for standard input.")
    var file: String?

    @OptionGroup(title: "Only if") var preconditions: PreconditionOptions

    @Flag(name: .customLong("dry-run"), help: "Say what would be appended, and append nothing.")
    var isDryRun = false

    @Option(
        help: ArgumentHelp(
            "How long to wait for another process that appends; 60 unless given, here or in "
                + "DATELINE_WAIT.",
            valueName: "seconds"
        )
    )
    var wait: Int?

    @OptionGroup(title: "One fact") var options: FactOptions

    func validate() throws {
        _ = try preconditions.all
        if let wait, wait < 0 { throw ValidationError("--wait takes 0 or more seconds.") }
        if file != nil, !options.isEmpty {
            throw ValidationError("Facts come from a --file or from options, not from both.")
        }
        if file == nil { _ = try options.fact() }
    }

    func run() throws {
        let batch = try file.map(FactFile.init(reading:)) ?? FactFile(fact: try options.fact())
        let conditions = try preconditions.all
        do {
            if isDryRun {
                let receipt = try ledger.openToRead()
                    .preview(batch.facts, provided: conditions)
                return try output.write(Sheet(receipt: receipt, verb: "would append"))
            }
            let ledger = try ledger.openToWrite(waiting: wait)
            let receipt = try ledger.append(batch.facts, provided: conditions)
            try output.write(Sheet(receipt: receipt))
            ledger.log.flushIndexIfPossible()
        } catch let error as LedgerError {
            throw batch.located(error)
        }
    }
}

extension Sheet {
    /// What became of a batch.
    init(receipt: EventLog.Receipt, verb: String = "appended") {
        let appended = receipt.formerHead.distance(to: receipt.head)
        let known = receipt.positions.count - appended
        let range =
            switch appended {
            case 0: "nothing " + verb.replacing("would append", with: "would be appended")
            case 1: "\(verb) \(receipt.formerHead)"
            default:
                "\(verb) \(appended) facts, \(receipt.formerHead) to "
                    + "\(receipt.head.advanced(by: -1))"
            }
        let again = known == 0 ? "" : "; \(known) the ledger held already"
        self.init(
            heading: range + again,
            isBrief: true,
            columns: ["position"],
            rows: receipt.positions.map { [$0.description] },
            json: { rows in
                .object([
                    ("appended", .number(appended)),
                    ("recordedAt", .text(receipt.recordedAt.iso8601)), ("facts", .list(rows)),
                ])
            },
            jsonRows: receipt.positions.map { .number(Int($0.rawValue)) }
        )
    }
}
