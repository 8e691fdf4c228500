import ArgumentParser
import Dateline
import Foundation
import NewsFacts

struct Correct: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Give a fact new content; what it said before stays in the log.",
        discussion: """
            Options say what changes; all else stays as it is. Attributes change one by one, \
            participants and amounts all at once. --file gives the whole new content instead.
            """
    )

    @OptionGroup var target: AmendmentOptions
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    @Option(name: .shortAndLong, help: "A file with the whole new content as JSON, or -.")
    var file: String?

    @OptionGroup(title: "What changes") var options: FactOptions

    func validate() throws {
        guard (file == nil) != options.isEmpty else {
            throw ValidationError("Say what changes, by options or by a --file.")
        }
        if options.externalID != nil {
            throw ValidationError("A correction does not change the external id of a fact.")
        }
    }

    func run() throws {
        let ledger = try ledger.openToWrite()
        let history = try target.history(in: ledger)
        var correction = target.amendment(.factCorrected, of: history)
        if let file {
            correction.replacement = .fact(try FactFile.fact(in: file))
        } else {
            var content = try options.changed(history.content(before: history.versions.count))
            content.externalID = ""
            correction.replacement = .fact(content)
        }
        guard correction.content != history.content else {
            throw ValidationError("That is what the fact says already.")
        }
        try output.write(Sheet(receipt: try ledger.append([correction])))
    }
}

struct Retract: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take a fact back that should never have been recorded.",
        discussion: """
            The fact counts no more for whoever asks from now on; the log keeps it. A thing that \
            ended is a fact of its own, and no retraction.
            """
    )

    @OptionGroup var target: AmendmentOptions
    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let ledger = try ledger.openToWrite()
        let history = try target.history(in: ledger)
        guard history.content != nil else {
            throw CleanExit.message("\(target.fact.printable) is retracted already")
        }
        let retraction = target.amendment(.factRetracted, of: history)
        try output.write(Sheet(receipt: try ledger.append([retraction])))
    }
}

/// Which fact is amended, and why.
struct AmendmentOptions: ParsableArguments {
    @Argument(help: "The fact: '#12' or 12, eight or more digits of its id, or its external id.")
    var fact: String

    @Option(help: "Why, in a sentence.")
    var reason: String

    /// The versions of the fact.
    func history(in ledger: Ledger) throws -> FactHistory {
        try Self.history(of: fact, in: ledger)
    }

    /// The versions of a fact that a person names.
    static func history(of fact: String, in ledger: Ledger) throws -> FactHistory {
        let snapshot = try ledger.snapshot()
        let position = try ledger.position(named: fact, in: snapshot)
        return try ledger.history(ofFactAt: position, knownAt: snapshot.head, in: snapshot)
    }

    /// An amendment of the last version, so that amending again later is an event of its own.
    func amendment(_ type: FactType, of history: FactHistory) -> Fact {
        var amendment = Fact(type, about: "")
        amendment.targets = history.versions.last.map { [.id($0.id)] } ?? []
        amendment.reason = reason
        return amendment
    }
}
