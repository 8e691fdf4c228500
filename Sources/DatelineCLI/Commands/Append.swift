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

    @OptionGroup(title: "One fact") var options: FactOptions

    func validate() throws {
        if file != nil, !options.isEmpty {
            throw ValidationError("Facts come from a --file or from options, not from both.")
        }
        if file == nil { _ = try options.fact() }
    }

    func run() throws {
        let batch = try file.map(FactFile.init(reading:)) ?? FactFile(fact: try options.fact())
        let ledger = try ledger.openToWrite()
        let receipt: EventLog.Receipt
        do {
            receipt = try ledger.append(batch.facts)
            try ledger.log.flushIndex()
        } catch let error as LedgerError {
            throw batch.located(error)
        }
        try output.write(Sheet(receipt: receipt))
    }
}

extension Sheet {
    /// What became of a batch.
    init(receipt: EventLog.Receipt) {
        let appended = receipt.formerHead.distance(to: receipt.head)
        let known = receipt.positions.count - appended
        let range =
            switch appended {
            case 0: "nothing appended"
            case 1: "appended \(receipt.formerHead)"
            default:
                "appended \(appended) facts, \(receipt.formerHead) to "
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
