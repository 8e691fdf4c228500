import ByteCoding
import Foundation
import NewsFacts
import TestSupport

/// A random course of reporting: facts, late, corrected, retracted, reinstated, repeated.
struct History: CustomStringConvertible {
    /// What is reported next.
    ///
    /// Steps name each other by number, so that some can be left out.
    struct Step: CustomStringConvertible {
        let number: Int
        let act: Act
        let content: Content

        enum Act {
            case add, correct(Int, Aspect), retract(Int), again(Int), refine(Int), dispute(Int)
            case corroborate(Int), join(Int, Int), merge
        }

        /// What a correction changes.
        enum Aspect: String, CaseIterable { case all, date, subject, payload }

        var description: String { "\(number) \(act.description) \(content)" }
    }

    /// What a fact says, in few words.
    struct Content: CustomStringConvertible {
        let shape: Int
        let subject: Int
        let about: [Int]
        let date: String
        let amount: Int

        /// The type and its place among the shapes, the subject, the date, the amount, and what it is
        /// about.
        var description: String {
            let about = about.map { "\($0)" }.joined(separator: ",")
            return "\(History.shapes[shape].type)/\(shape) s\(subject) "
                + "\(date.isEmpty ? "undated" : date) \(amount) \(about.isEmpty ? "-" : about)"
        }
    }

    var steps: [Step]
    /// After which steps a batch ends.
    var batchEnds: Set<Int>

    var description: String {
        steps.map { "\($0)" + (batchEnds.contains($0.number) ? " |" : "") }.joined(separator: "\n")
    }

    /// The types of fact that histories consist of, with the roles that they need.
    static let shapes: [(type: FactType, roles: [String])] = [
        (.meetingHeld, ["participant"]), (.meetingHeld, ["participant"]),
        (.callHeld, ["participant", "participant"]), (.messageSent, ["sender", "recipient"]),
        (.allianceFormed, ["party", "party"]), (.allianceStrained, ["party", "party"]),
        (.allianceJoined, ["member", "alliance"]), (.allianceEnded, ["party", "party"]),
        (.investmentCommitted, ["investor", "recipient"]),
        (.investmentFunded, ["investor", "recipient"]), (.investmentWithdrawn, ["investor"]),
        (.lawsuitFiled, ["plaintiff", "defendant"]), (.complaintAmended, ["plaintiff"]),
        (.rulingIssued, ["court"]), (.lawsuitDismissed, ["court"]),
        (.appealFiled, ["appellant"]), (.caseReopened, ["court"]),
        (.acquisitionBidSubmitted, ["bidder", "target"]), (.acquisitionBidRejected, ["rejecter"]),
        (.acquisitionBidWithdrawn, ["bidder"]), (.acquisitionCompleted, ["acquirer", "target"]),
        (.roleAssumed, ["holder", "organization"]), (.roleEnded, ["holder", "organization"]),
        (.statementMade, ["speaker"]), (.organizationFounded, ["organization"]),
        (.restructuringCompleted, ["organization"]), (.relationshipStated, ["party", "party"]),
        (.lawsuitRefiled, ["plaintiff", "defendant"]),
        (.controlHeld, ["controller", "controlled"]),
    ]

    private static let dates = [
        "2024-03", "2024", "2024-03-04/2024-03-09", "[..2024-03-08]", "[2024-03-10..]",
        "2024-03-10/..", "../2024-03-12", "2024-03-1X", "2023-12-31", "2024-03-05/2024-03-06", "",
        "2024-02-29", "-0044-03-15", "9999-12-31", "2999", "0000",
    ]

    init(seed: UInt64, stepCount: Int) {
        var randomness = SeededRandomness(seed)
        steps = []
        batchEnds = []
        for number in 0..<stepCount {
            let target = Int.random(in: 0..<max(number, 1), using: &randomness)
            let act: Step.Act =
                switch number == 0 ? 0 : Int.random(in: 0..<20, using: &randomness) {
                case 0..<11: .add
                case 11..<14:
                    .correct(target, Step.Aspect.allCases.randomElement(using: &randomness) ?? .all)
                case 14: .refine(target)
                case 15: .join(target, .random(in: 0..<max(number, 1), using: &randomness))
                case 16: [.merge, .dispute(target), .corroborate(target)][number % 3]
                case 17..<19: .retract(target)
                default: .again(target)
                }
            steps.append(
                Step(number: number, act: act, content: Self.content(using: &randomness))
            )
            if Int.random(in: 0..<3, using: &randomness) == 0 { batchEnds.insert(number) }
        }
    }

    private static func content(using randomness: inout SeededRandomness) -> Content {
        let day = Int.random(in: 1...14, using: &randomness)
        let isImprecise = Int.random(in: 0..<3, using: &randomness) == 0
        let date = dates[Int.random(in: 0..<dates.count, using: &randomness)]
        return Content(
            shape: .random(in: 0..<shapes.count, using: &randomness),
            subject: .random(in: 0..<4, using: &randomness),
            about: (0..<Int.random(in: 0...2, using: &randomness)).map { _ in
                Int.random(in: 0..<3, using: &randomness)
            },
            date: isImprecise ? date : "2024-03-" + (day < 10 ? "0" : "") + "\(day)",
            amount: 100 * Int.random(in: 1...4, using: &randomness)
        )
    }

    /// The batches of facts to append, and the facts that the log must hold in the end.
    func facts() throws -> (batches: [[Fact]], log: [Fact]) {
        var facts: [Int: Fact] = [:]
        var contents: [Int: Fact] = [:]
        var batches: [[Fact]] = [[]]
        var log: [Fact] = []
        for step in steps {
            let target: (Int) -> Reference? = { number in
                facts[number].map { .id(Digest(sha256Of: $0.bytes)) }
            }
            var fact: Fact
            switch step.act {
            case .add: fact = try self.fact(step)
            case .again(let number):
                guard let earlier = facts[number] else { continue }
                fact = earlier
            case .correct(let number, let aspect):
                guard let reference = target(number) else { continue }
                var correction = Fact(.factCorrected, about: "")
                correction.targets = [reference]
                correction.reason = "because \(step.number)"
                correction.replacement = .fact(
                    try corrected(contents[number] ?? self.fact(step), to: self.fact(step), aspect)
                )
                fact = correction
            case .retract(let number):
                guard let reference = target(number) else { continue }
                var retraction = Fact(.factRetracted, about: "")
                retraction.targets = [reference]
                retraction.reason = step.number.isMultiple(of: 2) ? "because" : "\(step.number)"
                fact = retraction
            case .refine(let number):
                guard let reference = target(number), !step.content.date.isEmpty else { continue }
                var refinement = Self.declaration(.dateRefined, [reference], step)
                refinement.occurred = Occurrence(try EDTF(step.content.date))
                fact = refinement
            case .dispute(let number):
                guard let reference = target(number) else { continue }
                fact = Self.declaration(.factDisputed, [reference], step)
            case .corroborate(let number):
                guard let reference = target(number) else { continue }
                fact = Self.declaration(.factCorroborated, [reference], step)
            case .join(let number, let other):
                guard let first = target(number), let second = target(other), first != second
                else { continue }
                fact = Self.declaration(.sameEventDeclared, [first, second], step)
            case .merge:
                var merge = Self.declaration(.entityMerged, [], step)
                let names = Self.names
                merge.subject = names[step.number % names.count]
                merge.participants = [
                    Participant("into", names[(step.number / 2 + 1) % names.count])
                ]
                guard merge.entities("into") != [merge.subject] else { continue }
                fact = merge
            }
            fact = try fact.validated()
            facts[step.number] = fact
            contents[step.number] = fact.content
            if !log.contains(fact) { log.append(fact) }
            batches[batches.count - 1].append(fact)
            if batchEnds.contains(step.number) { batches.append([]) }
        }
        return (batches.filter { !$0.isEmpty }, log)
    }

    /// What a fact says after one aspect of it was put right; what is no report of the world is
    /// replaced whole.
    private func corrected(_ former: Fact, to fact: Fact, _ aspect: Step.Aspect) throws -> Fact {
        if former.type.isOfRecord { return fact }
        var corrected = former
        switch aspect {
        case .all: corrected = fact
        case .date: corrected.occurred = fact.occurred
        case .subject: corrected.subject = fact.subject
        case .payload: corrected.statement = fact.statement
        }
        return corrected
    }

    /// Ids that merges name: subjects and entities.
    private static let names = ["s0", "p0", "a0", "s1", "p1", "a1", "p2", "s2", "p3"]

    private static func declaration(
        _ type: FactType,
        _ targets: [Reference],
        _ step: Step
    ) -> Fact {
        var fact = Fact(type, about: "")
        fact.targets = targets
        fact.reason = "because \(step.number)"
        return fact
    }

    private func fact(_ step: Step) throws -> Fact {
        let content = step.content
        let (type, roles) = Self.shapes[content.shape]
        var fact = Fact(type, about: "s\(content.subject)")
        fact.statement = "\(step.number)"
        fact.participants = roles.enumerated().map { index, role in
            Participant(role, "p\((content.amount / 100 + index) % 4)")
        }
        if type.roles.contains(where: { $0.name == "about" }) {
            fact.participants += content.about.map { Participant("about", "a\($0)") }
        }
        if type.name.hasPrefix("Investment") {
            fact.amounts = [
                Amount(
                    literal: "\(content.amount)",
                    value: Decimal(content.amount),
                    unit: "USD",
                    bound: .exact
                )
            ]
        }
        if !content.date.isEmpty { fact.occurred = Occurrence(try EDTF(content.date)) }
        // The rest follows from the number of the step, so that a history need not write it down.
        let number = step.number
        if number % 7 == 3 { fact.modality = .negated }
        if number % 11 == 5 { fact.modality = .planned }
        if number.isMultiple(of: 3) {
            fact.source = Source("doc\(number % 2)")
            fact.source?.line = number % 5
            fact.source?.published = number.isMultiple(of: 2) ? "2024-03-12" : "2024"
        }
        if number % 5 == 1 { fact.attributedTo = ["p0", "p1"][number % 2] }
        switch type {
        case .organizationFounded, .restructuringCompleted:
            fact.attributes["legalForm"] = "form \(number % 3)"
        case .lawsuitRefiled: fact.attributes["refiles"] = "s\(number % 4)"
        case .relationshipStated: fact.attributes["kind"] = ["friend", "rival"][number % 2]
        case .roleEnded: fact.attributes["cause"] = "cause \(number % 3)"
        default: break
        }
        return fact
    }

    /// A history that still fails, from which no step can be left out without its passing.
    func shrunk(while fails: (History) -> Bool) -> History {
        var history = self
        var chunk = max(steps.count / 2, 1)
        while true {
            var start = 0
            var hasShrunk = false
            while start < history.steps.count {
                var smaller = history
                smaller.steps.removeSubrange(start..<min(start + chunk, history.steps.count))
                if !smaller.steps.isEmpty, fails(smaller) {
                    history = smaller
                    hasShrunk = true
                } else {
                    start += chunk
                }
            }
            if chunk == 1 && !hasShrunk { return history }
            chunk = max(chunk / 2, 1)
        }
    }
}

extension History {
    /// Reads what ``description`` writes.
    init?(parsing text: String) {
        steps = []
        batchEnds = []
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            var words = line.split(separator: " ").map(String.init)
            let endsBatch = words.last == "|"
            if endsBatch { words.removeLast() }
            guard words.count == 7, let number = Int(words[0]),
                let act = Step.Act(parsing: words[1]), let content = Content(parsing: words[2...])
            else { return nil }
            steps.append(Step(number: number, act: act, content: content))
            if endsBatch { batchEnds.insert(number) }
        }
    }
}

extension History.Step.Act {
    var description: String {
        switch self {
        case .add: "add"
        case .correct(let target, let aspect): "correct:\(target):\(aspect.rawValue)"
        case .retract(let target): "retract:\(target)"
        case .again(let target): "again:\(target)"
        case .refine(let target): "refine:\(target)"
        case .dispute(let target): "dispute:\(target)"
        case .corroborate(let target): "corroborate:\(target)"
        case .join(let one, let other): "join:\(one):\(other)"
        case .merge: "merge"
        }
    }

    fileprivate init?(parsing text: String) {
        let parts = text.split(separator: ":").map(String.init)
        let targets = parts.dropFirst().compactMap(Int.init)
        switch (parts[0], targets.first) {
        case ("add", nil): self = .add
        case ("merge", nil): self = .merge
        case ("correct", let target?):
            guard let aspect = parts.last.flatMap(History.Step.Aspect.init) else { return nil }
            self = .correct(target, aspect)
        case ("retract", let target?): self = .retract(target)
        case ("again", let target?): self = .again(target)
        case ("refine", let target?): self = .refine(target)
        case ("dispute", let target?): self = .dispute(target)
        case ("corroborate", let target?): self = .corroborate(target)
        case ("join", let one?) where targets.count == 2: self = .join(one, targets[1])
        default: return nil
        }
    }
}

extension History.Content {
    fileprivate init?(parsing words: ArraySlice<String>) {
        let words = Array(words)
        guard let shape = words[0].split(separator: "/").last.flatMap({ Int($0) }),
            let subject = Int(words[1].dropFirst()), let amount = Int(words[3])
        else { return nil }
        self.init(
            shape: shape,
            subject: subject,
            about: words[4] == "-" ? [] : words[4].split(separator: ",").compactMap { Int($0) },
            date: words[2] == "undated" ? "" : words[2],
            amount: amount
        )
    }
}
