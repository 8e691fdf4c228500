import ByteCoding
import NewsFacts
import TestSupport

/// Coded news: actors and some 50,000 subjects drawn unevenly, one fact in twenty late, one in a hundred
/// a correction, and one pair of actors that has 50,000 facts of a million, and never more.
struct Feed {
    private var random = SeededRandomness(20_250_215)
    private let hotInterval: Int
    private var number = 0
    private var begun: Set<Int> = []
    private var known: [(id: Digest, fact: Fact)] = []

    private static let hotPair = ("USA", "RUS")
    /// The name of the row of the pair that has the most facts.
    static let hotRow = "RUS+USA"
    /// The first day of the feed: 2014-01-01.
    static let firstDay: Int32 = 16_071
    /// How many facts fall on a day.
    static let factsPerDay = 300

    private static let codes = [
        "040", "042", "043", "036", "051", "112", "111", "190", "173", "057",
    ]
    private static let subjectCount = 50_000

    /// What is told of a subject first and later, and in which roles.
    private static let courses: [(name: String, [FactType], roles: (String, String))] = [
        ("event", [.meetingHeld, .meetingHeld], ("participant", "participant")),
        ("lawsuit", [.lawsuitFiled, .complaintAmended], ("plaintiff", "defendant")),
        ("commitment", [.investmentAnnounced, .investmentRevised], ("investor", "recipient")),
        ("alliance", [.allianceFormed, .allianceStrengthened], ("party", "party")),
        ("statements", [.statementMade, .statementMade], ("speaker", "addressee")),
    ]

    init(count: Int) { hotInterval = max(20, count / 50_000) }

    /// The last day of a feed of so many facts.
    static func lastDay(_ count: Int) -> Day {
        Day(rawValue: firstDay + Int32(count / factsPerDay) + 1)
    }

    mutating func next(_ count: Int) -> [Fact] { (0..<count).map { _ in next() } }

    /// The next facts that speak of no other, so that each can be appended before any other.
    mutating func nextApart(_ count: Int) -> [Fact] {
        var facts: [Fact] = []
        while facts.count < count {
            let fact = next()
            if fact.targets.isEmpty { facts.append(fact) }
        }
        return facts
    }

    mutating func next() -> Fact {
        defer { number += 1 }
        if number % 100 == 99, let target = known.randomElement(using: &random) {
            return correction(of: target)
        }
        let pair = number % hotInterval == 3 ? Self.hotPair : (actor(), actor())
        let fact = fact(of: pair, on: day())
        if number % 50 == 0 { known.append((Digest(sha256Of: fact.bytes), fact)) }
        return fact
    }

    /// One more fact of the pair that has the most.
    mutating func nextOfHotPair(on day: Day) -> Fact {
        defer { number += 1 }
        return fact(of: Self.hotPair, on: day)
    }

    /// Most of what is late is a few days late.
    private mutating func day() -> Day {
        let day = Self.firstDay + Int32(number / Self.factsPerDay)
        guard number % 20 == 7 else { return Day(rawValue: day) }
        let most: Int32 = Bool.random(using: &random) ? 3 : 30
        return Day(rawValue: day - Int32.random(in: 1...most, using: &random))
    }

    private mutating func fact(of pair: (String, String), on day: Day) -> Fact {
        let subject = unevenly(Self.subjectCount)
        let (name, types, roles) = Self.courses[subject % Self.courses.count]
        let isFirst = begun.insert(subject).inserted
        var fact = Fact(types[isFirst ? 0 : 1], about: "\(name)/\(subject)")
        fact.participants = [
            Participant(roles.0, pair.0),
            Participant(roles.1, pair.1 == pair.0 ? "UNO" : pair.1),
        ]
        let code = Self.codes[Int.random(in: 0..<Self.codes.count, using: &random)]
        fact.codes = [Fact.Code(scheme: "CAMEO", version: "1.1b3", code: code)]
        fact.statement = "Coded event \(number) of the generated feed, as one source told it."
        if let edtf = try? EDTF(day.description) { fact.occurred = Occurrence(edtf) }
        var source = Source("feed-\(number / 1_000)")
        source.line = number % 1_000 + 1
        fact.source = source
        return fact
    }

    private func correction(of target: (id: Digest, fact: Fact)) -> Fact {
        var fact = Fact(.factCorrected, about: "")
        fact.targets = [.id(target.id)]
        fact.reason = "correction \(number)"
        var content = target.fact
        content.statement = "corrected \(number)"
        fact.replacement = .fact(content)
        return fact
    }

    private mutating func actor() -> String { "actor-\(unevenly(2_000))" }

    /// A number below that one, low ones far more often than high ones.
    private mutating func unevenly(_ count: Int) -> Int {
        let draw = Double.random(in: 0..<1, using: &random)
        return Int(Double(count) * draw * draw)
    }
}
