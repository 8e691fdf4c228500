import ArgumentParser
import ByteCoding
import Dateline
import Foundation
import NewsFacts
import Transparency

struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compare every stored byte with what it was made from.",
        discussion: """
            Every byte of the log is hashed and compared with its Merkle tree, the index with the \
            events, every view with a fresh replay. Nothing is changed. Exit code 2 when \
            something differs; each difference is named with its place.

            It proves that the ledger is what was written, not that all that should have been \
            written is there: for that, compare its root with a checkpoint that was given away.

            With --proof a proof that `prove` wrote is verified, and no ledger is needed.
            """
    )

    @Option(
        help: ArgumentHelp(
            "The public key, or a file with it, that must have signed: the proof, or one at least "
                + "of the checkpoints that the ledger keeps.",
            valueName: "key"
        )
    )
    var key: String?

    @Option(help: ArgumentHelp("The file of a proof; - is standard input.", valueName: "file"))
    var proof: String?

    @Option(
        help: ArgumentHelp(
            "The file of the earlier checkpoint, which a proof of consistency starts from.",
            valueName: "file"
        )
    )
    var from: String?

    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if proof != nil, key == nil {
            throw ValidationError("--proof needs the public --key, from elsewhere than the proof.")
        }
        if from != nil, proof == nil { throw ValidationError("--from goes with --proof.") }
    }

    func run() throws {
        let key = try key.map(NoteVerifier.init(argument:))
        if let proof, let key { return try verify(proof, by: key) }
        let bars = ProgressBars()
        let verification = try Ledger.verify(at: ledger.location, signedBy: key) {
            bars.show($0, $1, of: $2)
        }
        try output.write(Sheet(verification: verification))
        if !verification.isWhole { throw ExitCode(2) }
    }

    private func verify(_ proof: String, by key: NoteVerifier) throws {
        let bytes = Array(try FactFile.data(of: proof))
        guard let from else {
            let fact = try ProvedFact(verifying: bytes, from: proof, by: key)
            return try output.write(Sheet(proved: fact))
        }
        let (old, new) = try Ledger.verifyConsistency(
            bytes,
            of: proof,
            from: from,
            by: key
        )
        try output.write(Sheet(begins: new, with: old))
    }
}

extension Digest {
    /// The digest as checkpoints write it.
    var base64: String { Data(bytes).base64EncodedString() }
}

/// A bar for each task that follows another.
private final class ProgressBars {
    private var current: (task: String, progress: Progress)?

    func show(_ task: String, _ done: Int, of total: Int) {
        if current?.task != task { current = (task, Progress(task)) }
        current?.progress.show(done, of: total)
    }
}

extension NoteVerifier {
    /// Reads a public key that is given as itself, or by a file that holds it.
    fileprivate init(argument: String) throws {
        if FileManager.default.fileExists(atPath: argument) {
            let text = String(decoding: try FactFile.data(of: argument), as: UTF8.self)
            try self.init(parsing: text.trimmingCharacters(in: .newlines))
        } else {
            try self.init(parsing: argument)
        }
    }
}
