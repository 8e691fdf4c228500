import ByteCoding
import Dateline
import Foundation
import Lawsuits
import NewsFacts
import Projecting
import TestSupport
import Testing

@Suite struct `A view made anew` {
    private let folder = TemporaryFolder()

    /// Whatever the steps in which a view has followed the log, its file holds the same bytes.
    @Test(arguments: 0..<UInt64(Rounds.count(4)), [1, 4, 1_000])
    func `has the bytes of one that followed in steps`(seed: UInt64, stepSize: Int) throws {
        let history = History(seed: seed, stepCount: 40)
        let facts = try history.facts().log
        var followed: [[StoredFile.Pair]] = []
        do {
            let ledger = try Ledger.make(in: folder)
            for start in stride(from: 0, to: facts.count, by: stepSize) {
                _ = try ledger.append(Array(facts[start..<min(start + stepSize, facts.count)]))
                _ = try ledger.view(Diary.self, asOf: march(3))
            }
        }
        let files = ViewFiles(of: Diary.name, in: folder)
        #expect(try files.current() == "1")
        followed = try files.content()
        #expect(!followed[0].isEmpty)
        do {
            let ledger = try Ledger.open(in: folder)
            try ledger.rebuild(Diary.self)
        }
        #expect(try files.current() == "2")
        #expect(try files.content() == followed, "seed \(seed)")
        #expect(try files.generations() == ["2.mdb"])
    }

    @Test func `shows what it showed`() throws {
        let ledger = try Ledger.make(in: folder)
        try ledger.append(History(seed: 5, stepCount: 60))
        let before = try ledger.answers(Diary.self)
        try ledger.rebuild(Diary.self)
        try ledger.rebuild(Diary.self)
        #expect(try ledger.answers(Diary.self) == before)
    }

    @Test func `answers from the old generation until it is complete`() throws {
        let ledger = try Ledger.make(in: folder)
        try ledger.append(History(seed: 6, stepCount: 60))
        let before = try ledger.answers(Diary.self)
        var during: [[Bool]] = []
        let snapshot = try ledger.snapshot()
        try ledger.views.rebuild(Diary.self, from: snapshot) { done, total in
            during.append([done == total, (try? ledger.answers(Diary.self)) == before])
        }
        #expect(during == [[true, true]])
        #expect(try ledger.answers(Diary.self) == before)
    }

    @Test func `by another process leaves this one what it has open`() throws {
        let ledger = try Ledger.make(in: folder)
        try ledger.append(History(seed: 7, stepCount: 60))
        let before = try ledger.answers(Lawsuits.self)
        let child = try ChildProcess("rebuild", folder.file("ledger"), Lawsuits.name)
        var rebuilt = 0
        while rebuilt < 5, let line = child.line() {
            if line == "end" { rebuilt += 1 }
            #expect(try ledger.answers(Lawsuits.self) == before)
        }
        child.kill()
        child.wait()
        #expect(rebuilt == 5)
        let facts = try History(seed: 8, stepCount: 60).facts().log
        _ = try ledger.append(facts)
        let oracle = Oracle(try History(seed: 7, stepCount: 60).facts().log + facts)
        let row = try #require(
            try ledger.view(Lawsuits.self, asOf: march(31)).rows.first
        )
        let expected = oracle.state(
            of: Lawsuits.self,
            row.key,
            march(31),
            oracle.log.count,
            .certain
        )
        #expect(Oracle.State(row.certain) == expected)
    }

    @Test func `but killed on the way leaves the old one answering`() throws {
        var randomness = SeededRandomness(1)
        var expected: [[RowAnswer<Lawsuit>]] = []
        do {
            let ledger = try Ledger.make(in: folder)
            try ledger.append(History(seed: 9, stepCount: 400))
            expected = try answers(ledger)
        }
        for _ in 0..<Rounds.count(8) {
            let child = try ChildProcess("rebuild", folder.file("ledger"), Lawsuits.name)
            for _ in 0..<Int.random(in: 1...4, using: &randomness) { _ = child.line() }
            usleep(UInt32.random(in: 0..<20_000, using: &randomness))
            child.kill()
            child.wait()
            let files = ViewFiles(of: Lawsuits.name, in: folder)
            let standing = try files.current()
            let ledger = try Ledger.open(in: folder)
            #expect(try answers(ledger) == expected)
            #expect(try files.current() == standing)
        }
        let ledger = try Ledger.open(in: folder)
        try ledger.rebuild(Lawsuits.self)
        #expect(try ViewFiles(of: Lawsuits.name, in: folder).generations().count == 1)
    }

    private func answers(_ ledger: Ledger) throws -> [[RowAnswer<Lawsuit>]] {
        try ledger.answers(Lawsuits.self)
    }
}
