import ByteCoding
import Foundation
import NewsFacts
import TestSupport

/// A year of coded news: pairs of actors drawn unevenly, some facts late, some corrected, and one
/// pair that has 50,000 facts of a million.
struct Feed {
    private var random = SeededRandomness(20_250_215)
    private let count: Int
    private var number = 0
    private var known: [(id: Digest, fact: Fact)] = []

    private static let hotPair = ("USA", "RUS")
    /// The name of the row of the pair that has one fact in twenty.
    static let hotRow = "RUS+USA"
    private static let codes = [
        "040", "042", "043", "036", "051", "112", "111", "190", "173", "057",
    ]
    /// The first day of the feed: 2014-01-01.
    static let firstDay: Int32 = 16_071
    /// How many facts fall on a day.
    static let factsPerDay = 300

    init(count: Int) { self.count = count }

    /// The last day of the feed.
    var lastDay: Day { Day(rawValue: Self.firstDay + Int32(count / Self.factsPerDay) + 1) }

    mutating func next() -> Fact {
        defer { number += 1 }
        if number % 100 == 99, let target = known.randomElement(using: &random) {
            return Fact(correcting: target, number)
        }
        let fact = fact()
        if number % 50 == 0 { known.append((Digest(sha256Of: fact.bytes), fact)) }
        return fact
    }

    private mutating func fact() -> Fact {
        var pair = (actor(), actor())
        if number % 20 == 3 { pair = Self.hotPair }
        if pair.0 == pair.1 { pair.1 = "UNO" }
        let isLate = number % 20 == 7
        var day = Self.firstDay + Int32(number / Self.factsPerDay)
        // Most of what is late is a few days late.
        if isLate {
            day -= Int32.random(in: 1...(Bool.random(using: &random) ? 3 : 30), using: &random)
        }
        let code = Self.codes[Int.random(in: 0..<Self.codes.count, using: &random)]
        var fact = Fact(.meetingHeld, about: "event/\(subject())")
        fact.participants = [
            Participant("participant", pair.0), Participant("participant", pair.1),
        ]
        fact.codes = [Fact.Code(scheme: "CAMEO", version: "1.1b3", code: code)]
        fact.statement = "Coded event \(number) of the generated feed."
        if let edtf = try? EDTF(Day(rawValue: day).description) { fact.occurred = Occurrence(edtf) }
        var source = Source("feed-\(number / 1_000)")
        source.line = number % 1_000 + 1
        fact.source = source
        return fact
    }

    /// One of 2,000, the first far more often than the last.
    private mutating func actor() -> String {
        let draw = Double.random(in: 0..<1, using: &random)
        return "actor-\(Int(2_000 * draw * draw))"
    }

    private mutating func subject() -> Int {
        let draw = Double.random(in: 0..<1, using: &random)
        return Int(50_000 * draw * draw)
    }
}
