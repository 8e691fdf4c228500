import ArgumentParser
import Dateline
import Projecting

struct Rebuild: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make views anew from the whole log.",
        discussion: """
            A view is never needed to be rebuilt for being right: it is brought up to date \
            whenever it is asked. The old one answers until the new one is complete.
            """
    )

    @Argument(help: "The views; all, when none is named.")
    var names: [String] = []

    @OptionGroup var ledger: LedgerOptions

    func run() throws {
        let views = try names.isEmpty ? Ledger.projections : names.map(Ledger.projection(named:))
        let ledger = try ledger.openToRead()
        guard ledger.keepsViews else {
            throw ValidationError("\(ledger.path) cannot be written, so it keeps no views.")
        }
        for view in views {
            let progress = Progress("rebuilding \(view.name)")
            let count = try ledger.rebuild(view) { progress.show($0, of: $1) }
            print("rebuilt \(view.name) from \(count) facts")
        }
    }
}
