import ArgumentParser
import Foundation
import Logging

/// The program that `scripts/bench` and `scripts/instructions` build and run.
@main
struct Bench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bench",
        abstract: "What the ledger costs, over generated facts.",
        subcommands: [Measure.self, Count.self, PeakMemory.self],
        defaultSubcommand: Measure.self
    )

    static func main() {
        LoggingSystem.bootstrap { _ in SwiftLogNoOpLogHandler() }
        main(nil)
    }
}

/// Runs workloads and prints a line for each figure: metric, value, unit, ratio.
struct Measure: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure workloads; all, when none is named.",
        discussion: """
            Each line has a metric, its value, its unit, and where there is one its ratio to what \
            bare LMDB does in the same run with bytes of the same size, or to what the line names.

            Figures are medians of three rounds; of a single one where more than 200,000 facts are \
            appended, and in `length`.
            """
    )

    @Option(help: "How many facts to generate.")
    var facts = 1_000_000

    @Option(help: "A file that gets each figure as a line of JSON.")
    var json: String?

    @Flag(help: "List the workloads.")
    var list = false

    @Argument(help: "The workloads, by name.")
    var workloads: [String] = []

    func validate() throws {
        guard facts >= 1_000 else { throw ValidationError("At least 1,000 facts are needed.") }
        let names = Workload.all.map(\.name)
        for name in workloads where !names.contains(name) {
            throw ValidationError(
                "There is no workload '\(name)'; there are \(names.joined(separator: ", "))."
            )
        }
    }

    func run() throws {
        guard !list else { return Workload.all.forEach { say($0.name.padded(10) + $0.summary) } }
        let session = try Session(factCount: facts, json: json)
        for workload in Workload.all where workloads.isEmpty || workloads.contains(workload.name) {
            try session.run(workload)
        }
    }
}

/// Something that is measured, for one of the bars of the design.
struct Workload: Sendable {
    let name: String
    let summary: String
    let measure: @Sendable (Session) throws -> Void

    /// All of them; those that append to the ledger that they share come after those that read it.
    static let all = [
        Workload(name: "append", summary: "durable batches of 1,000", measure: measureAppend),
        Workload(name: "commit", summary: "one fact a commit", measure: measureCommit),
        Workload(name: "writers", summary: "16 threads of single facts", measure: measureWriters),
        Workload(name: "scan", summary: "the log from end to end", measure: measureScan),
        Workload(
            name: "verify",
            summary: "facts and tree, against SHA-256",
            measure: measureVerify
        ),
        Workload(name: "rebuild", summary: "one view, and its memory", measure: measureRebuild),
        Workload(name: "progress", summary: "how well time left is told", measure: measureProgress),
        Workload(name: "point", summary: "one row at any (v, k)", measure: measurePoint),
        Workload(name: "table", summary: "a whole view at four (v, k)", measure: measureTable),
        Workload(name: "diff", summary: "about 1,000 changes", measure: measureDiff),
        Workload(name: "size", summary: "bytes of log, index and views", measure: measureSize),
        Workload(name: "catchup", summary: "10,000 facts into all views", measure: measureCatchUp),
        Workload(name: "late", summary: "a late fact in the longest row", measure: measureLate),
        Workload(name: "seed", summary: "the corpus, and a cold process", measure: measureSeed),
        Workload(name: "length", summary: "costs by the length of the log", measure: measureLength),
    ]
}
