import ByteCoding
import Dateline
import EventLog
import Foundation
import TestSupport
import Testing

@Suite struct `A reader that sleeps` {
    private let folder = TemporaryFolder()

    private func byteCount() throws -> Int {
        let path = folder.file("ledger/log.mdb")
        return try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    }

    /// Commits single facts, and returns by how many bytes the file has grown for each.
    private func grow(_ ledger: Ledger, _ start: inout Int, _ count: Int) throws -> Int {
        let former = try byteCount()
        for _ in 0..<count {
            try ledger.append(try FactSequence.facts(start..<start + 1))
            start += 1
        }
        return (try byteCount() - former) / count
    }

    // While it sleeps no page is used again that was in use when it began: what the file grows by is
    // the pages of a commit, and no more. When it is gone, they are used again.
    @Test func `lets the file grow by the pages of each commit, until it is gone`() throws {
        let count = Rounds.areMany ? 1_500 : 150
        let ledger = try Ledger.create(at: folder.file("ledger"))
        var start = 2_000
        try ledger.append(try FactSequence.facts(start..<start + 500))
        start += 500
        let alone = try grow(ledger, &start, count)
        let reader = try ChildProcess("script", folder.file("ledger"), "open", "hold")
        #expect(reader.line() == "did open" && reader.line()?.hasPrefix("holds") == true)
        let asleep = try grow(ledger, &start, count)
        reader.kill()
        reader.wait()
        let killed = try grow(ledger, &start, count)
        print(
            "fault harness: a commit of one fact adds \(alone) bytes to the file; \(asleep) while a"
                + " reader sleeps; \(killed) when it was killed"
        )
        #expect(alone < 4_096)
        #expect(asleep > alone && asleep < 10 * 4_096)
        #expect(killed < 4_096)
    }

    /// The reader itself sees what it saw, however much is written meanwhile.
    @Test func `sees what it saw`() throws {
        let ledger = try Ledger.create(at: folder.file("ledger"))
        try ledger.append(try FactSequence.facts(2_000..<2_300))
        let snapshot = try ledger.snapshot()
        for start in 2_300..<2_400 { try ledger.append(try FactSequence.facts(start..<start + 1)) }
        #expect(snapshot.head == Position(300))
        let last = try ledger.event(at: Position(299), in: snapshot).fact
        #expect(try last == FactSequence.facts(2_299..<2_300)[0])
        #expect(try ledger.snapshot().head == Position(400))
    }
}
