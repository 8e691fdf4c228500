import ArgumentParser
import ByteCoding
import Dateline
import EventLog
import Foundation
import NewsFacts

struct Refine: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Give a fact another date; all else that it says stays.",
        discussion: """
            The new date holds for whoever asks from now on. A date that turns out vaguer than it \
            was given is given here too.
            """
    )

    @OptionGroup var target: AmendmentOptions
    @OptionGroup var evidence: EvidenceOptions
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    @Option(
        help: ArgumentHelp("When it was so, in EDTF.", valueName: "date"),
        transform: EDTF.parsing
    )
    var occurred: EDTF

    @Option(help: "How the date is known: explicit, relative or inferred.")
    var basis: Occurrence.Basis = .explicit

    func run() throws {
        let ledger = try ledger.openToWrite()
        let history = try target.history(in: ledger)
        guard history.content != nil else {
            throw ValidationError(
                "\(target.fact.printable) is retracted; correct it to bring it back."
            )
        }
        var refinement = evidence.added(to: target.amendment(.dateRefined, of: history))
        refinement.occurred = Occurrence(occurred, basis: basis)
        try output.write(Sheet(receipt: try ledger.append([refinement])))
    }
}

struct Dispute: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Record that a fact is disputed; it counts all the same, and rows say so.",
        discussion: "A dispute is a fact of its own: retract it when it is settled or was none."
    )

    @OptionGroup var target: AmendmentOptions
    @OptionGroup var evidence: EvidenceOptions
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    @Option(name: .customLong("by"), help: "Who disputes it; repeatable.")
    var disputers: [String] = []

    func run() throws {
        try output.write(
            Sheet(
                receipt: try target.declare(
                    .factDisputed,
                    disputers.map { Participant("disputer", $0) },
                    evidence,
                    in: ledger
                )
            )
        )
    }
}

struct Corroborate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Record that another source bears a fact out."
    )

    @OptionGroup var target: AmendmentOptions
    @OptionGroup var evidence: EvidenceOptions
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    @Option(name: .customLong("by"), help: "Who bears it out; repeatable.")
    var corroborators: [String] = []

    func run() throws {
        try output.write(
            Sheet(
                receipt: try target.declare(
                    .factCorroborated,
                    corroborators.map { Participant("corroborator", $0) },
                    evidence,
                    in: ledger
                )
            )
        )
    }
}

struct Join: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Declare that several facts tell one event.",
        discussion: """
            The one that dates the event best leads: its date is that of all of them, and in a row \
            it counts for those of its type, which stay as mentions with their own sources. \
            Retract the declaration to part them again.
            """
    )

    @Argument(help: "The facts, two or more: '#12' or 12, digits of an id, or an external id.")
    var facts: [String]

    @Option(help: "Why, in a sentence.")
    var reason: String

    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    func validate() throws {
        if facts.count < 2 { throw ValidationError("Name two facts or more.") }
    }

    func run() throws {
        let ledger = try ledger.openToWrite()
        var declaration = Fact(.sameEventDeclared, about: "")
        declaration.reason = reason
        for fact in facts {
            let history = try AmendmentOptions.history(of: fact, in: ledger)
            declaration.targets.append(.id(history.versions[0].id))
        }
        try output.write(Sheet(receipt: try ledger.declare(declaration)))
    }
}

struct Merge: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Declare that two ids mean one entity, or one subject.",
        discussion: """
            Every fact that names the one means the other, in every view, for whoever asks from \
            now on: as its subject, in a role, in an attribute that holds an id, or as the one \
            it is attributed to. Retract the declaration to part them again.
            """
    )

    @Argument(help: "The id that goes.")
    var entity: String

    @Option(help: "The id by which it goes from now on.")
    var into: String

    @Option(help: "Why, in a sentence.")
    var reason: String

    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        var merge = Fact(.entityMerged, about: entity)
        merge.participants = [Participant("into", into)]
        merge.reason = reason
        try output.write(Sheet(receipt: try ledger.openToWrite().declare(merge)))
    }
}

/// Where it is said.
struct EvidenceOptions: ParsableArguments {
    @Option(help: "The id of the document that says so, as a whole or with --line.")
    var source: String?

    @Option(
        help: ArgumentHelp("The line of the document, counted from 1.", valueName: "line"),
        transform: Int.parsing(atLeast: 1)
    )
    var line: Int?

    func validate() throws {
        if line != nil, source == nil {
            throw ValidationError("--line is a line of a --source.")
        }
    }

    func added(to fact: Fact) -> Fact {
        var fact = fact
        fact.source = source.map(Source.init)
        if let line { fact.source?.line = line }
        return fact
    }
}

extension AmendmentOptions {
    /// Appends a declaration about the fact.
    fileprivate func declare(
        _ type: FactType,
        _ participants: [Participant],
        _ evidence: EvidenceOptions,
        in ledger: LedgerOptions
    ) throws -> EventLog.Receipt {
        let ledger = try ledger.openToWrite()
        var declaration = evidence.added(to: amendment(type, of: try history(in: ledger)))
        declaration.participants = participants
        return try ledger.declare(declaration)
    }
}

extension Ledger {
    /// Appends a declaration; one that was made with the same words before, and retracted, is no new
    /// event and would stay retracted.
    fileprivate func declare(_ declaration: Fact) throws -> EventLog.Receipt {
        let receipt = try append([declaration])
        guard receipt.head == receipt.formerHead, let position = receipt.positions.first else {
            return receipt
        }
        let snapshot = try snapshot()
        let history = try history(ofFactAt: position, knownAt: snapshot.head, in: snapshot)
        guard history.content == nil else { return receipt }
        throw RetractedDeclaration(position: position)
    }
}

/// A declaration that cannot be made in the words of one that was retracted.
private struct RetractedDeclaration: Error, CustomStringConvertible {
    let position: Position

    var description: String {
        "\(position) says just that and was retracted; declare it anew with another --reason"
    }
}
