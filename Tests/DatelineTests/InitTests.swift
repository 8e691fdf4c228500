import ByteCoding
import Dateline
import Foundation
import NewsFacts
import TestSupport
import Testing

@Suite struct `Making a ledger` {
    private let folder = TemporaryFolder()

    @Test func `where one is leaves that one as it is`() throws {
        let path = folder.file("a/ledger")
        let ledger = try Ledger.create(at: path)
        var fact = Fact(.statementMade, about: "s")
        fact.participants = [Participant("speaker", "a")]
        try ledger.append([fact])
        for _ in 0..<3 {
            #expect(throws: LedgerError.self) { _ = try Ledger.create(at: path) }
        }
        let snapshot = try ledger.snapshot()
        #expect(snapshot.head == Position(1))
        #expect(FileManager.default.fileExists(atPath: path + "/log.mdb"))
    }

    @Test func `at once in many threads makes one, which keeps what is appended`() async throws {
        for round in 0..<20 {
            let path = folder.file("race-\(round)")
            let made = await withTaskGroup(of: Bool.self) { group in
                for _ in 0..<4 {
                    group.addTask { (try? Ledger.create(at: path)) != nil }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(made == 1)
            #expect(FileManager.default.fileExists(atPath: path + "/log.mdb"))
        }
    }
}
