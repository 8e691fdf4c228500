import ByteCoding
import Foundation
import NewsFacts

/// One fixed fact of every type: each role filled, each attribute given, every field in use.
enum GoldenFact {
    static func of(_ type: FactType) -> Fact {
        var fact = plain(type)
        fact.externalID = "golden/\(type.number)"
        switch type {
        case .factCorrected: fact.replacement = .fact(plain(.disputeOpened))
        case .entityDescribed:
            fact.names = [
                EntityName("إيلون ماسك", language: "ar", kind: .label),
                EntityName("Musk", language: "en", kind: .alias),
            ]
        default: break
        }
        let targetCounts: [FactType: Int] = [
            .factCorrected: 1, .factRetracted: 1, .dateRefined: 1, .factDisputed: 1,
            .factCorroborated: 1, .sameEventDeclared: 2,
        ]
        fact.targets = (0..<(targetCounts[type] ?? 0)).map { .id(digest("target \($0)")) }
        return fact
    }

    private static func plain(_ type: FactType) -> Fact {
        var fact = Fact(type, about: "subject/\(type.number)")
        fact.statement = "A golden fact: حقيقة"
        if let date = try? EDTF("2025-02?") {
            fact.occurred = Occurrence(
                date,
                basis: .relative,
                phrase: "الشهر الماضي",
                anchor: "2025-03-01"
            )
        }
        for role in type.roles {
            for index in 0..<max(1, role.count.lowerBound) {
                fact.participants.append(
                    Participant(role.name, "entity-\(index)", as: index == 0 ? "اسم" : "")
                )
            }
        }
        for attribute in type.attributes { fact.attributes[attribute.name] = text(of: attribute) }
        fact.amounts = [
            Amount(
                literal: "97.4 مليار",
                value: Decimal(plain: "97400000000.5"),
                unit: "USD",
                bound: .atLeast
            ),
            Amount(literal: "billions", value: nil, unit: "USD", bound: .unquantified),
        ]
        fact.modality = .negated
        fact.attributedTo = "a party"
        fact.source = source
        fact.codes = [Fact.Code(scheme: "CAMEO", version: "1.1b3", code: "0115")]
        fact.causes = [.id(digest("cause"))]
        fact.reason = "for the record"
        return fact
    }

    private static func text(of attribute: FactType.Attribute) -> String {
        switch attribute.kind {
        case .text: "text"
        case .choice(let words): words.first ?? ""
        case .integer: "-7"
        case .date: "2024/.."
        case .identifier: "case/7"
        }
    }

    private static var source: Source {
        var source = Source("document-1")
        source.sha256 = digest("document")
        source.language = "ar"
        source.translation = ["en", "zh", "ar"]
        source.published = "2025-02-15"
        source.line = 300
        source.characters = 4..<130
        source.span = digest("span")
        source.quote = "قال"
        return source
    }

    private static func digest(_ text: String) -> Digest { Digest(sha256Of: Array(text.utf8)) }
}
