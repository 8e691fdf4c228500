import ByteCoding
import NewsFacts
import TestSupport

extension Fact {
    /// A correction of a fact, which gives it another statement.
    init(correcting target: (id: Digest, fact: Fact), _ number: Int) {
        self.init(.factCorrected, about: "")
        targets = [.id(target.id)]
        reason = "correction \(number)"
        var content = target.fact
        content.statement = "corrected \(number)"
        replacement = .fact(content)
    }
}

/// Facts as a coded feed brings them: skewed subjects, some late, some corrected.
struct Workload {
    private var random = SeededRandomness(20_250_215)
    private var known: [(id: Digest, fact: Fact)] = []
    private let subjectCount: Int

    init(factCount: Int) { subjectCount = max(1, factCount / 20) }

    mutating func next(_ number: Int) -> Fact {
        if number % 100 == 99, let target = known.randomElement(using: &random) {
            return Fact(correcting: target, number)
        }
        let fact = fact(number)
        if number % 50 == 0 { known.append((Digest(sha256Of: fact.bytes), fact)) }
        return fact
    }

    private mutating func fact(_ number: Int) -> Fact {
        // The product of two even draws makes low subjects far more frequent than high ones.
        let draw =
            Int.random(in: 0..<1_000, using: &random) * Int.random(in: 0..<1_000, using: &random)
        let subject = draw * subjectCount / 1_000_000
        let isLate = number % 20 == 7
        let day = 16_000 + number / 300 - (isLate ? Int.random(in: 1...2_000, using: &random) : 0)
        var fact: Fact
        switch number % 5 {
        case 0:
            fact = Fact(.lawsuitFiled, about: "lawsuit/\(subject)")
            fact.participants = [
                Participant("plaintiff", "entity-\(subject % 997)"),
                Participant("defendant", "entity-\(subject % 991 + 1_000)"),
            ]
        case 1:
            fact = Fact(.complaintAmended, about: "lawsuit/\(subject)")
            fact.participants = [Participant("plaintiff", "entity-\(subject % 997)")]
        case 2:
            fact = Fact(.investmentAnnounced, about: "commitment/\(subject)")
            fact.participants = [
                Participant("investor", "entity-\(subject % 997)"),
                Participant("project", "project-\(subject % 101)"),
            ]
            fact.amounts = [
                Amount(literal: "\(number) million", value: 1_000_000, unit: "USD", bound: .exact)
            ]
        case 3:
            fact = Fact(.allianceFormed, about: "alliance/\(subject)")
            fact.participants = [
                Participant("party", "entity-\(subject % 997)"),
                Participant("party", "entity-\(number % 1_009)"),
            ]
        default:
            fact = Fact(.statementMade, about: "statements/entity-\(subject % 997)")
            fact.participants = [Participant("speaker", "entity-\(subject % 997)")]
        }
        fact.statement = "What was reported under the number \(number) of the generated feed."
        let date = Day(rawValue: Int32(day)).description
        if let edtf = try? EDTF(number % 7 == 0 ? String(date.prefix(7)) : date) {
            fact.occurred = Occurrence(edtf)
        }
        var source = Source("feed-\(number / 1_000)")
        source.line = number % 1_000 + 1
        fact.source = source
        return fact
    }
}
