import Dateline
import Foundation
import TestSupport
import Testing

@Suite struct `A writer that is killed at a random moment` {
    private static let corpus = 0..<FactSequence.corpusCount
    private let views = Ledger.projections.filter { $0.name == "lawsuits" }

    /// The child appends without end, asks a view now and then, and makes it anew now and then.
    @Test func `leaves all that it acknowledged, and nothing torn`() throws {
        var randomness = SeededRandomness(41)
        var tally = Tally()
        for _ in 0..<(Rounds.areMany ? 40 : 1) { try killOften(8, &randomness, &tally) }
        print(tally.line("random moments", of: "kills"), "(\(tally.callCount) acknowledged)")
        #expect(tally.problems == [])
        #expect(tally.runCount >= (Rounds.areMany ? 300 : 8) && tally.callCount > tally.runCount)
    }

    /// Kills one writer of a ledger after the other; counts what they acknowledged as steps.
    private func killOften(
        _ count: Int,
        _ randomness: inout SeededRandomness,
        _ tally: inout Tally
    ) throws {
        let folder = TemporaryFolder()
        var batches = [Self.corpus]
        _ = try Stage.run(["create", "append:0:\(Self.corpus.count)"], in: folder)
        for round in 0..<count {
            let start = batches.last?.upperBound ?? 0
            let child = try ChildProcess("script", folder.file("ledger"), "open", "repeat:\(start)")
            var said: [String] = []
            for _ in 0..<Int.random(in: 1...13, using: &randomness) {
                if let line = child.line() { said.append(line) }
            }
            usleep(UInt32.random(in: 0..<6_000, using: &randomness))
            child.kill()
            said += child.lines()
            child.wait()
            let outcome = Stage.Outcome(folder: folder, said: said, signal: nil, isWell: false)
            let end = start + 7 * outcome.acknowledged.count
            batches += outcome.acknowledged
            tally.callCount += outcome.acknowledged.count
            tally.runCount += 1
            let isLast = round == count - 1
            let check = LedgerCheck(
                acknowledged: batches,
                begun: end..<end + 7,
                views: views,
                writesOn: isLast
            )
            tally.problems += check.problems(at: outcome.path).map { "round \(round): \($0)" }
            if try !isLast && Self.holds(end + 7, outcome.path) { batches.append(end..<end + 7) }
        }
    }

    /// Whether there are so many events: what is there and was not acknowledged stays.
    private static func holds(_ count: Int, _ path: String) throws -> Bool {
        let ledger = try Ledger(at: path)
        return try ledger.snapshot().head.rawValue == count
    }
}
