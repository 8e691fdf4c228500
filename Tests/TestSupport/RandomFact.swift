import ByteCoding
import Foundation
import NewsFacts

/// Random facts that a seed repeats: valid by the catalogue, of any type, with every field in use.
///
/// Names are Arabic, English and Chinese; dates are late, imprecise, open or absent; a story is not
/// told. Every reference is an id, so that the facts have stored bytes.
public struct RandomFact {
    private var randomness: SeededRandomness

    /// The facts of that seed.
    public init(seed: UInt64) { randomness = SeededRandomness(seed) }

    /// A fact of any type about one of a few subjects.
    public mutating func next() -> Fact { next(of: pick(Catalogue.types)) }

    /// A fact of that type, about that subject or one of a few.
    public mutating func next(of type: FactType, about subject: String? = nil) -> Fact {
        var fact = report(of: type, about: subject)
        fact.externalID = oneIn(3) ? "feed/\(randomness.next() % 1_000_000_007)" : ""
        switch type {
        case .factCorrected:
            fact.targets = [reference()]
            fact.replacement = .fact(report(of: pick(Self.reports), about: subject))
        case .factRetracted: fact.targets = [reference()]
        case .dateRefined:
            fact.targets = [reference()]
            fact.occurred = dated()
        case .factDisputed, .factCorroborated: fact.targets = [reference()]
        case .sameEventDeclared: fact.targets = (0...below(3) + 1).map { _ in reference() }
        case .entityDescribed: fact.names = (0...below(4)).map { _ in entityName() }
        default: break
        }
        if !fact.targets.isEmpty { fact.reason = pick(Self.texts) }
        guard let valid = try? fact.validated() else { preconditionFailure("invalid: \(fact)") }
        return valid
    }

    /// A date text that the ledger reads, of any form.
    public mutating func date() -> String {
        let year = Int.random(in: 2014...2027, using: &randomness)
        let month = pad(1 + below(12))
        let day = "\(year)-\(month)-\(pad(1 + below(28)))"
        return switch below(12) {
        case 0: "\(year)"
        case 1: "\(year)-\(month)" + pick(["", "?", "~", "%"])
        case 2: "\(year)-\(21 + below(12))"
        case 3: "\(year)-\(33 + below(4))"
        case 4: "201X"
        case 5: "\(year)-XX" + pick(["", "-XX"])
        case 6: "[\(day)..\(year + 1)]"
        case 7: "\(year)/\(year + 1 + below(3))"
        case 8: pick(["../\(year)", "/\(year)", "[..\(year)]"])
        case 9: "\(year)-\(month)/" + pick(["", ".."])
        default: day
        }
    }

    private mutating func report(of type: FactType, about subject: String?) -> Fact {
        var fact = Fact(type, about: subject ?? "\(pick(Self.entities))/\(below(5))")
        fact.statement = oneIn(4) ? "" : pick(Self.texts)
        fact.occurred = occurrence()
        fact.participants = participants(of: type)
        for attribute in type.attributes where oneIn(2) {
            fact.attributes[attribute.name] = text(of: attribute)
        }
        fact.amounts = (0..<below(3)).map { _ in amount() }
        fact.modality = pick(Modality.allCases)
        fact.attributedTo = oneIn(3) ? pick(Self.entities) : ""
        fact.source = oneIn(4) ? nil : source()
        fact.codes = (0..<below(3)).map { _ in
            Fact.Code(scheme: pick(["CAMEO", "PLOVER"]), version: "1.1b3", code: "0\(below(300))")
        }
        fact.causes = (0..<below(3)).map { _ in reference() }
        fact.reason = oneIn(4) ? pick(Self.texts) : ""
        return fact
    }

    private mutating func occurrence() -> Occurrence {
        let phrase = oneIn(2) ? pick(Self.phrases) : ""
        let anchor = oneIn(3) ? "2025-02-15" : ""
        if oneIn(6) {
            var unknown = Occurrence.unknown
            unknown.basis = pick([.none, .relative, .inferred])
            unknown.phrase = phrase
            unknown.anchor = anchor
            return unknown
        }
        return dated(phrase, anchor)
    }

    private mutating func dated(_ phrase: String = "", _ anchor: String = "") -> Occurrence {
        let text = date()
        guard let date = try? EDTF(text) else { preconditionFailure("\(text) is no date") }
        return Occurrence(
            date,
            basis: pick([.explicit, .relative, .inferred]),
            phrase: phrase,
            anchor: anchor
        )
    }

    private mutating func participants(of type: FactType) -> [Participant] {
        let needed = type.alternatives.map { pick($0) }
        var participants = type.roles.flatMap { role in
            let least = max(role.count.lowerBound, needed.contains(role.name) ? 1 : 0)
            return (0..<min(role.count.upperBound, least + below(3))).map { _ in
                Participant(role.name, pick(Self.entities), as: oneIn(2) ? pick(Self.names) : "")
            }
        }
        participants.shuffle(using: &randomness)
        return participants
    }

    private mutating func text(of attribute: FactType.Attribute) -> String {
        switch attribute.kind {
        case .text: pick(Self.texts)
        case .choice(let words): pick(words)
        case .integer: String(below(2_000) - 1_000)
        case .date: pick(["2025", "2025-02-15", "[2024..2025]", "2025-33", "../2026"])
        case .identifier: pick(Self.entities)
        }
    }

    private mutating func amount() -> Amount {
        let literal = pick(["974 مليار دولار", "billions", "أكثر من 100 مليار دولار", "10 年"])
        let value = Decimal(plain: pick(Self.numerals))
        let bounds: [Amount.Bound] = [.exact, .atLeast, .atMost, .about]
        return oneIn(5)
            ? Amount(literal: literal, value: nil, unit: pick(Self.units), bound: .unquantified)
            : Amount(literal: literal, value: value, unit: pick(Self.units), bound: pick(bounds))
    }

    private mutating func source() -> Source {
        var source = Source(pick(["musk-altman-2025", "مقال/1", "feed/2026-01"]))
        source.sha256 = oneIn(2) ? digest() : nil
        source.language = pick(["", "ar", "en", "zh-Hans"])
        source.translation = oneIn(2) ? ["en", "zh", "ar"] : []
        source.published = pick(["", "2025-02-15", "2025-02"])
        source.line = below(200)
        if source.line > 0, oneIn(2) {
            let first = below(100)
            source.characters = first..<first + 1 + below(100)
            source.span = digest()
        }
        source.quote = oneIn(4) ? pick(Self.phrases) : ""
        return source
    }

    private mutating func entityName() -> EntityName {
        EntityName(
            pick(Self.names),
            language: pick(["ar", "en", "zh"]),
            kind: pick([.label, .alias])
        )
    }

    private mutating func reference() -> Reference { .id(digest()) }

    private mutating func digest() -> Digest {
        var bytes: [UInt8] = []
        for _ in 0..<4 { bytes.appendBigEndian(randomness.next()) }
        return Digest(sha256Of: bytes)
    }

    private func pad(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    private mutating func below(_ bound: Int) -> Int { .random(in: 0..<bound, using: &randomness) }
    private mutating func oneIn(_ count: Int) -> Bool { below(count) == 0 }
    private mutating func pick<Element>(_ choices: [Element]) -> Element {
        choices[below(choices.count)]
    }
}

extension RandomFact {
    /// The types that report the world: all but those that speak about other facts.
    public static let reports = Catalogue.types.filter {
        !$0.isOfRecord && $0 != .entityDescribed
    }

    private static let entities = [
        "elon-musk", "sam-altman", "openai", "softbank", "oracle", "تحالف/ماسك", "stargate-us",
        "中国", "xai", "microsoft", "case/musk-v-openai",
    ]

    private static let names = [
        "إيلون ماسك", "سام ألتمان", "Elon Musk", "سوفت بنك", "阿尔特曼", "O'Brien \"Bob\"", "مسك",
        "👩‍🚀 crew", "a\tb", "back\\slash/slash", "\u{202B}ماسك\u{202C}",
    ]

    private static let phrases = ["في عام 2017", "last week", "يوم الجمعة الماضي", "«الآن»", "起初"]

    private static let texts = [
        "Musk withdrew the suit.", "سحب ماسك الدعوى", "two\nlines", "a \u{0} zero", "é e\u{301}",
        "\"quoted\" & <marked>", "🇸🇦 👍🏽", "\u{7F}\u{1B}[31m", String(repeating: "long ", count: 60),
    ]

    private static let numerals = [
        "0", "1", "97400000000", "-12.5", "0.001", "100000000000", "10.10", "44000000000.00",
        "1234567890123456789012345678901234", "0.00000000000000000000000000000001",
    ]

    private static let units = ["USD", "EUR", "SAR", "person", "year", "%", ""]
}
