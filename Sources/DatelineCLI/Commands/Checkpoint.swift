import ArgumentParser
import Dateline
import Foundation
import NewsFacts
import Transparency

struct Checkpoint: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Sign how many events the ledger has and the root of the tree over them.",
        discussion: """
            Prints a checkpoint (C2SP tlog-checkpoint, a note signed with Ed25519) and keeps it in \
            the ledger. Give it away: whoever has it and the public key can tell from then on \
            whether an event that it covers was changed or removed.

            The key lies outside the ledger. Beside it, in a file that ends in `.last`, lies what \
            it signed last: it never signs a ledger that does not begin with that. Keep both.

            A checkpoint does not prove that all that was reported was recorded, nor that everyone \
            is shown the same checkpoint: for that, compare with others, or let witnesses sign.
            """
    )

    @OptionGroup var ledger: LedgerOptions

    @Option(help: "The file of the key.")
    var key: String

    @Option(
        help: ArgumentHelp(
            "Make the key first, for a log of that name, such as example.com/ledger; its public "
                + "key goes to standard error.",
            valueName: "name"
        )
    )
    var create: String?

    func run() throws {
        let ledger = try ledger.openToRead()
        let signing =
            try create.map { try SigningKey.make(at: key, name: $0) }
            ?? SigningKey(at: key)
        if create != nil {
            FileHandle.standardError.write(
                Data("public key: \(signing.verifier.text.printable)\n".utf8)
            )
        }
        let signed = try ledger.checkpoint(signedWith: signing)
        FileHandle.standardOutput.write(Data(signed.bytes))
    }
}
