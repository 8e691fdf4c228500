public import ArgumentParser
import Foundation
public import NewsFacts

/// A fact, or what changes in one, said by options.
struct FactOptions: ParsableArguments {
    @Option(help: "The type of the fact; `dateline types` lists them.")
    var type: String?

    @Option(help: "The id of the thing that the fact is about, such as lawsuit/musk-v-openai.")
    var subject: String?

    @Option(help: "The fact in one sentence, in your own words.")
    var statement: String?

    @Option(help: "When it was so, in EDTF: 2024-02, [2025-02-10..2025-02-14], 2024~.")
    var occurred: String?

    @Option(help: "How the date is known: explicit, relative, inferred or none.")
    var basis: Occurrence.Basis?

    @Option(help: "The words of the source that tell the date, such as 'last week'.")
    var phrase: String?

    @Option(
        help: ArgumentHelp("The date from which the words were counted.", valueName: "date")
    )
    var anchor: String?

    @Option(
        name: .customLong("participant"),
        help: ArgumentHelp(
            "Who takes part: role=entity, or role=entity=name as written; repeatable.",
            valueName: "role=entity"
        )
    )
    var participants: [String] = []

    @Option(
        name: .customLong("attribute"),
        help: ArgumentHelp("What else is said; repeatable.", valueName: "name=text")
    )
    var attributes: [String] = []

    @Option(
        name: .customLong("amount"),
        help: ArgumentHelp(
            "A quantity, such as '97400000000 USD' or '>= 100 persons'; repeatable.",
            discussion: "Signs: >= at least, <= at most, ~ about.",
            valueName: "number unit"
        )
    )
    var amounts: [String] = []

    @Option(help: "How the source puts it: asserted, attributed, claimed, quoted, planned, …")
    var modality: Modality?

    @Option(help: "To whom the source attributes it.")
    var attributedTo: String?

    @Option(help: "The id of the document that says it, as a whole or with --line.")
    var source: String?

    @Option(
        help: ArgumentHelp("The line of the document, counted from 1.", valueName: "line"),
        transform: Int.parsing(atLeast: 1)
    )
    var line: Int?

    @Option(name: .customLong("external-id"), help: "The id of the fact in another system.")
    var externalID: String?

    /// Whether no option says anything.
    var isEmpty: Bool {
        [type, subject, statement, occurred, attributedTo, source, externalID].allSatisfy {
            $0 == nil
        }
            && basis == nil && phrase == nil && anchor == nil && modality == nil && line == nil
            && participants.isEmpty && attributes.isEmpty && amounts.isEmpty
    }

    /// A new fact.
    func fact() throws -> Fact {
        guard let type else {
            throw ValidationError("A fact needs a --type, or a --file to read facts from.")
        }
        return try changed(Fact(try Self.type(named: type), about: ""))
    }

    /// The fact with what the options say in place of what it said; attributes one by one, all
    /// else whole.
    func changed(_ fact: Fact) throws -> Fact {
        var fact = fact
        if let type { fact.type = try Self.type(named: type) }
        fact.subject = subject ?? fact.subject
        fact.statement = statement ?? fact.statement
        if let occurred {
            fact.occurred = Occurrence(
                try EDTF(occurred),
                basis: basis ?? (anchor == nil ? .explicit : .relative),
                phrase: phrase ?? "",
                anchor: anchor ?? ""
            )
        }
        if !participants.isEmpty {
            fact.participants = try participants.map(Participant.init(option:))
        }
        for option in attributes {
            let (name, text) = try option.halves("--attribute", "name=text")
            fact.attributes[name] = text
        }
        if !amounts.isEmpty { fact.amounts = try amounts.map(Amount.init(option:)) }
        fact.modality = modality ?? fact.modality
        fact.attributedTo = attributedTo ?? fact.attributedTo
        if let source { fact.source = Source(source) }
        if let line {
            guard fact.source != nil else {
                throw ValidationError("--line is a line of a --source.")
            }
            fact.source?.line = line
        }
        if basis != nil || phrase != nil || anchor != nil, occurred == nil {
            throw ValidationError(
                "--basis, --phrase and --anchor tell how the date of --occurred is known."
            )
        }
        fact.externalID = externalID ?? fact.externalID
        return fact
    }

    private static func type(named name: String) throws -> FactType {
        guard let type = Catalogue.type(named: name) else {
            throw FactError.unknownType(name, nearest: Catalogue.nearest(to: name))
        }
        return type
    }
}

extension Modality: ExpressibleByArgument {}
extension Occurrence.Basis: ExpressibleByArgument {}

extension Participant {
    init(option: String) throws {
        let (role, rest) = try option.halves("--participant", "role=entity or role=entity=name")
        let parts = rest.unicodeScalars.split(separator: "=", maxSplits: 1)
        self.init(
            role,
            parts.first.map(String.init) ?? "",
            as: parts.count == 2 ? String(parts[1]) : ""
        )
    }
}

extension Amount {
    private static let signs: [(String, Bound)] = [
        (">=", .atLeast), ("<=", .atMost), ("~", .about),
    ]

    init(option: String) throws {
        let sign = Self.signs.first { option.hasPrefix($0.0) }
        let parts = option.dropFirst(sign?.0.count ?? 0).split(separator: " ", maxSplits: 1)
        guard parts.count == 2, let value = Decimal(plain: String(parts[0])) else {
            throw ValidationError(
                "--amount '\(option.printable)' is not a plain number and a unit, such as '97.4 USD'."
            )
        }
        self.init(literal: option, value: value, unit: String(parts[1]), bound: sign?.1 ?? .exact)
    }
}

extension String {
    fileprivate func halves(_ option: String, _ form: String) throws -> (String, String) {
        // By scalars: a mark that combines would hide the sign.
        let parts = unicodeScalars.split(separator: "=", maxSplits: 1)
        guard parts.count == 2 else {
            throw ValidationError("\(option) '\(printable)' is not of the form \(form).")
        }
        return (String(parts[0]), String(parts[1]))
    }
}
