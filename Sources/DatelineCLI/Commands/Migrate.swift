import ArgumentParser
import Dateline
import NewsFacts

struct Migrate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring a ledger of an older format up to date.",
        discussion: """
            Every event keeps its content, its position and its recorded time. The new log is \
            written beside the old one and compared with it before it takes its place; the old \
            file is kept. No other process may use the ledger meanwhile. A migration that was \
            interrupted is finished by running it again.
            """
    )

    @OptionGroup var ledger: LedgerOptions

    func run() throws {
        let path = ledger.existingLocation
        let progress = Progress("migrating")
        switch try Ledger.migrate(at: path, progress: { progress.show($0, of: $1) }) {
        case .notNeeded: print("\(path.printable) has the format of this version already")
        case .done(let holdings, let former):
            print("migrated \(holdings.summary); the old file is \(former.printable)")
            print("root \(holdings.root.base64)")
        }
    }
}
