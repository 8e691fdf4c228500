import ArgumentParser
import CMemory
import Dateline
import Projecting
import ViewStore

struct Rebuild: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make views anew from the whole log.",
        discussion: """
            A view is never needed to be rebuilt for being right: it is brought up to date \
            whenever it is asked. The old one answers until the new one is complete.

            With --dry-run the new one is made from the facts for which the old one accounts, \
            compared with it row by row, and thrown away: + marks a row that only the new one \
            has, - one that only the old one has, and ~ one that has other facts, or is in \
            another state on some day. It shows what a change of a view's code has changed. Rows \
            that are folded when they are asked for, as a date of theirs is vague, are compared \
            by their facts.

            Exit codes: 2 when a dry run finds a difference, 0 otherwise.
            """
    )

    @Argument(help: "The views; all, when none is named.")
    var names: [String] = []

    @Flag(help: "Tell what would change, and change nothing.")
    var dryRun = false

    @OptionGroup var ledger: LedgerOptions

    func run() throws {
        cmemory_give_back_large_blocks()
        let views = try names.isEmpty ? Ledger.projections : names.map(Ledger.projection(named:))
        let ledger = try ledger.openToRead()
        if dryRun {
            let differ = try views.map { try preview($0, of: ledger) }
            if differ.contains(true) { throw ExitCode(2) }
            return
        }
        guard ledger.keepsViews else {
            throw ValidationError("\(ledger.path) cannot be written, so it keeps no views.")
        }
        for view in views {
            let progress = Progress("rebuilding \(view.name)")
            let count = try ledger.rebuild(view) { progress.show($0, of: $1) }
            print("rebuilt \(view.name) from \(count) facts")
        }
    }

    /// How many rows are named before the rest is only counted.
    private static let namedRowCountMax = 20

    /// Tells what a rebuild would change, and returns whether it would.
    private func preview(_ view: any Projection.Type, of ledger: Ledger) throws -> Bool {
        let progress = Progress("making \(view.name) for comparison")
        let preview = try ledger.previewRebuild(of: view) { progress.show($0, of: $1) }
        guard let preview else {
            print("\(view.name): no view stands to compare with; it is made when it is asked")
            return false
        }
        let parts = [
            (preview.added.count, "new"), (preview.gone.count, "gone"),
            (preview.changed.count, "changed"), (preview.sameCount, "the same"),
            (preview.foldedCount, "with the same facts"),
        ]
        let figures = parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        print(
            "\(view.name) from \(preview.eventCount) facts: "
                + (figures.isEmpty ? "no rows" : figures.joined(separator: ", "))
        )
        for (mark, rows) in [("+", preview.added), ("-", preview.gone), ("~", preview.changed)] {
            for row in rows.prefix(Self.namedRowCountMax) {
                print("  \(mark) \(row.text.printable)")
            }
            if rows.count > Self.namedRowCountMax {
                print("  \(mark) and \(rows.count - Self.namedRowCountMax) more")
            }
        }
        return preview.changesRows
    }
}
