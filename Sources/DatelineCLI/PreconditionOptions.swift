import ArgumentParser
import ByteCoding
import EventLog
import NewsFacts

/// What must hold of the ledger for facts to be appended.
struct PreconditionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("The ledger holds just so many events.", valueName: "events")
    )
    var ifHead: String?

    @Option(
        help: ArgumentHelp(
            "No event since --since has that subject, entity or type: subject=ID, entity=ID or "
                + "type=NAME; repeatable.",
            valueName: "kind=value"
        )
    )
    var ifNothing: [String] = []

    @Option(
        help: ArgumentHelp("The first event that --if-nothing looks at.", valueName: "position")
    )
    var since: String?

    /// The preconditions.
    var all: [Precondition] {
        get throws {
            guard (since == nil) == ifNothing.isEmpty else {
                throw ValidationError("--if-nothing and --since go together.")
            }
            let start = try since.map { try Self.position($0, of: "--since") } ?? .zero
            var all = try ifNothing.map {
                Precondition.nothing(try Self.key($0), since: start)
            }
            if let ifHead { all.append(.head(try Self.position(ifHead, of: "--if-head"))) }
            return all
        }
    }

    private static func position(_ text: String, of option: String) throws -> Position {
        guard let number = UInt64(text.hasPrefix("#") ? String(text.dropFirst()) : text) else {
            throw ValidationError(
                "\(option) '\(text.printable)' is not a position such as '#12' or 12."
            )
        }
        return Position(rawValue: number)
    }

    private static func key(_ text: String) throws -> LookupKey {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { throw refusal(of: text) }
        switch parts[0] {
        case "subject": return .subject(parts[1])
        case "entity": return .entity(parts[1])
        case "type":
            guard let type = Catalogue.type(named: parts[1]) else {
                throw ValidationError(
                    "'\(parts[1].printable)' is no fact type; see dateline types."
                )
            }
            return .type(type.number)
        default: throw refusal(of: text)
        }
    }

    private static func refusal(of text: String) -> ValidationError {
        ValidationError(
            "--if-nothing '\(text.printable)' is not subject=ID, entity=ID or type=NAME."
        )
    }
}
