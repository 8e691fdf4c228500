import ArgumentParser
import Dateline
import NewsFacts

struct Init: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make an empty ledger.",
        discussion: "Without --ledger it is made in the folder `.dateline` of the current folder."
    )

    @OptionGroup var ledger: LedgerOptions

    func run() throws {
        let path = ledger.newLocation
        _ = try Ledger.create(at: path)
        print("made an empty ledger in \(path.printable)")
    }
}
