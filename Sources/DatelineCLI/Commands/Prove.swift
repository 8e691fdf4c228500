import ArgumentParser
import ByteCoding
import Dateline
import Foundation
import NewsFacts
import Transparency

struct Prove: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Prove that a fact is in the ledger, or that the ledger was only appended to.",
        discussion: """
            The proof goes to standard output: for a fact a C2SP tlog-proof, which brings the fact \
            along; with --consistent the hashes that lead from one number of events to a \
            checkpoint. `dateline verify --proof` verifies it without the ledger.

            It proves that the log held the fact, at that place and recorded at that time by the \
            log's own clock. It does not prove that the fact is true, nor that nothing was left \
            out, nor that everyone was shown the same log.
            """
    )

    @Argument(help: "The fact: '#12' or 12, eight or more digits of its id, or its external id.")
    var fact: String?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "From and to which state: a number of events or the file of a checkpoint, twice; the "
                + "second must have been signed.",
            valueName: "state"
        )
    )
    var consistent: [String] = []

    @Option(help: "The file of the checkpoint to prove under; the ledger's own when not given.")
    var checkpoint: String?

    @OptionGroup var ledger: LedgerOptions

    func validate() throws {
        guard (fact == nil) != consistent.isEmpty else {
            throw ValidationError("Name a fact, or two states with --consistent.")
        }
        guard consistent.isEmpty || consistent.count == 2 else {
            throw ValidationError("--consistent takes two states.")
        }
        guard checkpoint == nil || consistent.isEmpty else {
            throw ValidationError("--checkpoint goes with a fact.")
        }
    }

    func run() throws {
        let ledger = try ledger.openToRead()
        let proof = try fact.map { try inclusion(of: $0, in: ledger) } ?? consistency(in: ledger)
        FileHandle.standardOutput.write(Data(proof))
    }

    private func inclusion(of fact: String, in ledger: Ledger) throws -> [UInt8] {
        let snapshot = try ledger.snapshot()
        let position = try ledger.position(named: fact, in: snapshot)
        let signed =
            try checkpoint.map { try SignedCheckpoint(at: $0) }
            ?? ledger.checkpoint(covering: position)
        guard position.rawValue < signed.checkpoint.size else {
            throw ValidationError(
                "the checkpoint is over \(signed.checkpoint.size) events, and \(position) is not "
                    + "one of them."
            )
        }
        return try ledger.proof(ofEventAt: position, in: signed).bytes
    }

    private func consistency(in ledger: Ledger) throws -> [UInt8] {
        let old = try size(consistent[0])
        let new = try Self.number(consistent[1]).map { size in
            let retained = try ledger.checkpoints().first { $0.checkpoint.size == size }
            guard let retained else {
                throw ValidationError("the ledger keeps no checkpoint over \(size) events.")
            }
            return retained
        }
        let signed = try new ?? SignedCheckpoint(at: consistent[1])
        guard old > 0, old <= signed.checkpoint.size else {
            throw ValidationError(
                "\(old) events are not among the \(signed.checkpoint.size) of the checkpoint."
            )
        }
        return try ledger.proof(from: Position(rawValue: old), to: signed).bytes
    }

    private static func number(_ text: String) -> UInt64? {
        UInt64(text.hasPrefix("#") ? text.dropFirst() : text[...])
    }

    private func size(_ text: String) throws -> UInt64 {
        if let size = Self.number(text) { return size }
        return try SignedCheckpoint(at: text).checkpoint.size
    }
}
