package import ArgumentParser
import Dateline
import Foundation
import LMDB
import NewsFacts

/// The command line of the ledger.
package struct DatelineCommand: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "dateline",
        abstract: "An append-only ledger of news facts: what was so on a date, and what was known.",
        discussion: """
            A ledger is a folder. Commands use the one that --ledger names, else the one in the \
            variable DATELINE_LEDGER, else the nearest folder `.dateline`, here or above.

            Exit codes: 0 done, 1 failed, 2 something differs (diff, verify), was refused (import) \
            or is damaged (restore), 64 wrong usage.
            """,
        version: "0.1.0",
        subcommands: [
            Init.self, Append.self, Correct.self, Retract.self, Refine.self,
            Dispute.self, Corroborate.self, Join.self, Merge.self, Log.self, Show.self, Types.self,
            Views.self, View.self, Diff.self, History.self, Timeline.self, Why.self, Rebuild.self,
            Verify.self, Checkpoint.self, Prove.self, Stats.self,
            Export.self, Import.self, Backup.self, Restore.self, Migrate.self,
        ]
    )

    package init() {}
}

extension DatelineCommand {
    /// Runs the command that the arguments name.
    ///
    /// Messages quote arguments, files and facts, so what could steer a terminal is spelt out.
    package static func main() {
        Environment.exitOnDamage(program: "dateline")
        do {
            var command = try parseAsRoot()
            try command.run()
        } catch {
            let code = error.isRefutation ? ExitCode(2) : exitCode(for: error)
            let message = fullMessage(for: error).printableLines
            let place = code.isSuccess ? FileHandle.standardOutput : .standardError
            if !message.isEmpty { try? place.write(contentsOf: Data((message + "\n").utf8)) }
            exit(withError: code)
        }
    }
}

extension Error {
    /// Whether something that could be read does not show what it should.
    fileprivate var isRefutation: Bool {
        switch self as any Error {
        case LedgerError.checkpoint(let error): error.isRefutation
        case let error as CheckpointError: error.isRefutation
        default: false
        }
    }
}

extension String {
    /// The text with its lines kept and all else spelt out that could steer a terminal.
    var printableLines: String {
        unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
            .map { String($0).printable }.joined(separator: "\n")
    }
}
