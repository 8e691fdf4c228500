import ArgumentParser
import Dateline
import NewsFacts

struct Backup: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy the ledger to a new folder, while others read it and append.",
        discussion: """
            The copy is the log as it was at one moment, without unused pages, and its \
            checkpoints. Index and views are left out, as they come back by themselves. The \
            folder gets its name when all of it is on the disk.
            """
    )

    @Argument(help: "The folder to make.")
    var folder: String

    @OptionGroup var ledger: LedgerOptions

    func run() throws {
        let holdings = try ledger.openToRead().backUp(to: folder)
        print("backed up \(holdings.summary) to \(folder.printable)")
        print("root \(holdings.root.base64)")
    }
}

extension Ledger.Holdings {
    /// How much there is, in words.
    var summary: String { "\(head.rawValue) events in \(byteCount) bytes" }
}
