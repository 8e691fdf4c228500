import ArgumentParser

/// The command line of the ledger.
@main
struct DatelineCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dateline",
        abstract: "An append-only ledger of news facts: what was so on a date, and what was known.",
        discussion: """
            A ledger is a folder. Commands use the one that --ledger names, else the one in the \
            variable DATELINE_LEDGER, else the nearest folder `.dateline`, here or above.

            Exit codes: 0 done, 1 failed, 2 something differs (diff), was refused (import) or is \
            damaged (restore), 64 wrong usage.
            """,
        version: "0.1.0",
        subcommands: [
            Init.self, Append.self, Correct.self, Retract.self, Refine.self,
            Dispute.self, Corroborate.self, Join.self, Merge.self, Log.self, Show.self, Types.self,
            Views.self, View.self, Diff.self, History.self, Timeline.self, Why.self, Rebuild.self,
            Stats.self, Export.self, Import.self, Backup.self, Restore.self, Migrate.self,
        ]
    )
}
