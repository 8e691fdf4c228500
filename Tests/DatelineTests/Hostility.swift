import NewsFacts
import TestSupport

/// What a hostile source would write, and how it is told that some of it came through.
enum Hostility {
    /// A text that clears the screen, sets its title, returns, deletes, turns direction around and
    /// hides, by every kind of character that can.
    static let text =
        "evil\u{1B}[2J\u{1B}]0;title\u{7}\u{9B}31m\u{0}\r\u{8}\u{7F}\u{85}"
        + "\u{202A}\u{202B}\u{202D}\u{202E}\u{202C}\u{2066}\u{2067}\u{2068}\u{2069}"
        + "\u{200F}\u{61C}\u{200B}\u{FEFF}\u{AD}\u{2028}\u{2029}\u{E0041}|<b>`&#8238;é\u{301}"

    /// A fact of each type that tells of the world, hostile in every text that it has.
    static var facts: [Fact] {
        RandomFact.reports.map { type in
            var random = RandomFact(seed: UInt64(type.number))
            var fact = random.next(of: type)
            fact.externalID = "feed/\(type.number)"
            // What does not come from this ledger cannot be named in it.
            fact.causes = []
            fact.statement = text
            fact.attributedTo = text
            fact.reason = text
            fact.occurred.phrase = text
            for index in fact.participants.indices { fact.participants[index].name = text }
            for attribute in type.attributes where attribute.kind == .text {
                fact.attributes[attribute.name] = text
            }
            fact.amounts = [
                Amount(literal: text, value: 3, unit: text, bound: .atLeast),
                Amount(literal: text, value: nil, unit: text, bound: .unquantified),
            ]
            fact.source = source
            fact.codes = [
                Fact.Code(scheme: text, version: text, code: text),
                Fact.Code(scheme: "CAMEO", version: text, code: "042"),
            ]
            return fact
        }
    }

    static var source: Source {
        var source = Source("document")
        source.language = text
        source.translation = [text]
        source.quote = text
        return source
    }

    /// The characters of an output that could steer a terminal; the table itself writes U+200E.
    static func leaks(in output: String, allowing own: Set<Unicode.Scalar> = []) -> [String] {
        output.unicodeScalars.filter { scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator:
                scalar != "\n" && scalar != "\t" && !own.contains(scalar)
            default: false
            }
        }.map { "U+" + String($0.value, radix: 16) }
    }
}
