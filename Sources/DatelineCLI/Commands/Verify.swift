import ArgumentParser
import Dateline
import Foundation

struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compare every stored byte with what it was made from.",
        discussion: """
            Every byte of the log is hashed and compared with its Merkle tree, the index with the \
            events, every view with a fresh replay. Nothing is changed. Exit code 2 when \
            something differs; each difference is named with its place.

            It proves that the ledger is what was written, not that all that should have been \
            written is there: for that, compare its root with a checkpoint that was given away.
            """
    )

    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let ledger = try ledger.openToRead()
        let bars = ProgressBars()
        let verification = try ledger.verify { bars.show($0, $1, of: $2) }
        try output.write(Sheet(verification: verification))
        if !verification.isWhole { throw ExitCode(2) }
    }
}

/// A bar for each task that follows another.
private final class ProgressBars {
    private var current: (task: String, progress: Progress)?

    func show(_ task: String, _ done: Int, of total: Int) {
        if current?.task != task { current = (task, Progress(task)) }
        current?.progress.show(done, of: total)
    }
}

extension Sheet {
    fileprivate init(verification: Verification) {
        let root = verification.root.map { ", root \(Data($0.bytes).base64EncodedString())" } ?? ""
        let rows =
            verification.checks.map { ["\($0.part)", $0.extent, "checked"] }
            + verification.findings.map { ["\($0.part)", $0.place, "differs: \($0.reason)"] }
        let json = JSON.object([
            ("events", .number(verification.eventCount)),
            (
                "root",
                .optional(verification.root.map { Data($0.bytes).base64EncodedString() })
            ),
            ("whole", .bool(verification.isWhole)),
            (
                "checks",
                .list(
                    verification.checks.map {
                        .object([("part", .text("\($0.part)")), ("extent", .text($0.extent))])
                    }
                )
            ),
            (
                "findings",
                .list(
                    verification.findings.map {
                        .object([
                            ("part", .text("\($0.part)")), ("place", .text($0.place)),
                            ("reason", .text($0.reason)),
                        ])
                    }
                )
            ),
        ])
        self.init(
            heading: verification.isWhole
                ? "all is as it was written: \(verification.eventCount) events\(root)"
                : "\(verification.findings.count) differences in \(verification.eventCount) events",
            columns: ["part", "what", "result"],
            rows: rows,
            json: { _ in json },
            jsonRows: [json]
        )
    }
}
