import ArgumentParser
import Dateline
import Foundation
import NewsFacts

struct Restore: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a ledger of a backup, once every byte of it is verified.",
        discussion: """
            The ledger is made where --ledger says, and never in the place of one that is there. \
            A backup that is damaged is refused with the places, and the exit code is 2.
            """
    )

    @Argument(help: "The folder of the backup.")
    var backup: String

    @OptionGroup var ledger: LedgerOptions

    func run() throws {
        let target = ledger.newLocation
        let progress = Progress("verifying \(backup.printable)")
        do {
            let holdings = try Ledger.restore(from: backup, to: target) { done in
                progress.show(Int(done.rawValue))
            }
            print("restored \(holdings.summary) to \(target.printable)")
            print("root \(holdings.root.base64)")
        } catch LedgerError.damaged(let path, let findings) {
            let error = LedgerError.damaged(path: path, findings)
            try FileHandle.standardError.write(contentsOf: Data("Error: \(error)\n".utf8))
            throw ExitCode(2)
        }
    }
}
