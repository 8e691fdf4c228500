import ByteCoding
import Dateline
import EventLog
import Foundation
import NewsFacts
import TestSupport

/// A ledger with a random course of reporting: facts of every type, every kind of second thought
/// about them, causes and external ids, in batches at times of their own.
struct Course {
    private var random: RandomFact
    private var randomness: SeededRandomness
    private var ids: [Digest] = []

    init(seed: UInt64) {
        random = RandomFact(seed: seed)
        randomness = SeededRandomness(seed ^ 0xC0FFEE)
    }

    /// Appends so many facts, at moments of any year, some of them alike.
    mutating func append(_ count: Int, to ledger: Ledger) throws {
        var moment = Timestamp.recordable.lowerBound.rawValue
        var left = count
        while left > 0 {
            let batch = try (0..<min(left, .random(in: 1...20, using: &randomness))).map { _ in
                try next()
            }
            left -= batch.count
            if Bool.random(using: &randomness) {
                moment += .random(in: 0...100_000_000_000_000, using: &randomness)
            }
            try ledger.append(batch, at: .exactly(Timestamp(rawValue: moment)))
        }
    }

    private mutating func next() throws -> Fact {
        var fact = random.next()
        while fact.targets.count > ids.count { fact = random.next() }
        fact.targets = ids.shuffled(using: &randomness).prefix(fact.targets.count).map(
            Reference.id
        )
        fact.causes = causes(fact.causes.count)
        if case .fact(var content) = fact.replacement {
            content.causes = causes(content.causes.count)
            fact.replacement = .fact(content)
        }
        ids.append(Digest(sha256Of: try fact.validated().bytes))
        return fact
    }

    private mutating func causes(_ count: Int) -> [Reference] {
        (0..<count).compactMap { _ in ids.randomElement(using: &randomness) }.map(Reference.id)
    }
}
