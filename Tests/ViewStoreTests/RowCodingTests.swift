import Dateline
import NewsFacts
import Projecting
import TestSupport
import Testing

@testable import ViewStore

@Suite struct `A row that is stored` {
    /// Every row that random histories lead to, of every view.
    @Test(arguments: 0..<UInt64(Rounds.count(12)))
    func `is the same when it is read, and has the same bytes again`(seed: UInt64) throws {
        let folder = TemporaryFolder()
        let ledger = try Ledger.make(in: folder)
        try ledger.append(History(seed: seed, stepCount: 60))
        var count = 0
        for view in [Diary.self] + Ledger.projections { count += try Self.check(view, of: ledger) }
        #expect(count > 20, "seed \(seed)")
    }

    private static func check<View: Projection>(
        _ view: View.Type,
        of ledger: Ledger
    ) throws -> Int {
        var count = 0
        for answer in try ledger.answers(view).joined() {
            for row in [answer.certain.row, answer.possible.row].compactMap(\.self) {
                var bytes: [UInt8] = []
                row.write(to: &bytes)
                #expect(View.Row(storedAs: bytes) == row)
                var again: [UInt8] = []
                View.Row(storedAs: bytes)?.write(to: &again)
                #expect(again == bytes)
                // No part of it is a row, nor is more than it.
                #expect(View.Row(storedAs: bytes + [0]) == nil)
                for end in 0..<bytes.count {
                    #expect(View.Row(storedAs: Array(bytes[..<end])) == nil)
                }
                count += 1
            }
        }
        return count
    }

    @Test func `of bytes of strangers is one or none, and never a trap`() throws {
        var randomness = SeededRandomness(3)
        for _ in 0..<2_000 {
            let bytes = (0..<Int.random(in: 0..<60, using: &randomness)).map { _ in
                UInt8.random(in: 0...255, using: &randomness)
            }
            for view in Ledger.projections { Self.read(view, bytes) }
        }
    }

    private static func read<View: Projection>(_ view: View.Type, _ bytes: [UInt8]) {
        guard let row = View.Row(storedAs: bytes) else { return }
        var written: [UInt8] = []
        row.write(to: &written)
        #expect(View.Row(storedAs: written) == row)
    }
}
