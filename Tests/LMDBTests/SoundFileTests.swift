import Foundation
import LMDB
import TestSupport
import Testing

@Suite struct `A sound file has no findings` {
    let folder: Folder

    init() throws {
        folder = try Folder()
    }

    private var path: String { folder.file("ledger.mdb") }

    @Test(arguments: 1...24)
    func `after any writes`(_ seed: Int) throws {
        let operationCount = [1, 5, 40, 150][seed % 4]
        let environment = try Environment(at: path, access: .create)
        var workload = try Workload(
            seed: UInt64(seed),
            on: environment,
            tableCount: seed % 3 + 1
        )
        for _ in 0..<Rounds.count(10) {
            try workload.run(transactionCount: seed % 7 + 1, operationCount: operationCount)
            let report = try environment.check()
            #expect(report.findings == [])
            #expect(report.leakedPages == [])
            #expect(report.usedPageCount + report.freePageCount == report.pageCount)
            let transactionID = try environment.statistics().lastTransactionID
            #expect(report.transactionID == transactionID)
        }
    }

    @Test func `when it is new`() throws {
        let environment = try Environment(at: path, access: .create)
        let report = try environment.check()
        #expect(report.isSound)
        #expect(report.pageCount == 2)
        #expect(report.usedPageCount == 2)
        #expect(try Environment.check(at: path) == report)
    }

    @Test func `when its tree is three levels deep, and so is its list of free pages`() throws {
        let ledger = try folder.ledger()
        let long = String(repeating: "k", count: 450)
        for round in 0..<2 {
            try ledger.put((0..<600).map { index in ("\(long)\(1_000 + index)", "\(round)") })
        }
        let reading = try ReadTransaction(ledger.environment)
        for round in 0..<300 { try ledger.put([("\(long)\(1_000 + round)", "new")]) }
        let depth = try reading.statistics(of: ledger.facts).depth
        #expect(depth >= 3)
        let image = try Image(of: path)
        #expect(image.flags(of: image.freeRoot) == 1)
        let report = try ledger.environment.check()
        #expect(report.findings == [])
        #expect(report.leakedPageCount == 0)
    }

    @Test func `when long values are written twice in a transaction, the second shorter`() throws {
        let ledger = try folder.ledger()
        var transaction = try WriteTransaction(ledger.environment)
        for byteCount in [30_000, 9_000, 100] {
            let value = [UInt8](repeating: 1, count: byteCount)
            try transaction.put(value.span, forKey: bytes("a").span, in: ledger.facts)
        }
        try transaction.commit()
        let report = try ledger.environment.check()
        #expect(report.findings == [])
        #expect(report.slackByteCount > 20_000)
    }

    @Test(arguments: 1...8)
    func `after its writer was killed`(_ seed: Int) async throws {
        await #expect(processExitsWith: .signal(SIGKILL)) {
            [seed = seed as Int, path = path as String] in
            let environment = try Environment(at: path, access: .create)
            var workload = try Workload(seed: UInt64(seed), on: environment, tableCount: 2)
            DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(seed * 23)) {
                kill(getpid(), SIGKILL)
            }
            while true { try workload.run(transactionCount: 5, operationCount: 40) }
        }
        #expect(try Environment.check(at: path).findings == [])
        let environment = try Environment(at: path, access: .create)
        var workload = try Workload(seed: UInt64(seed), on: environment, tableCount: 2)
        try workload.run(transactionCount: 3, operationCount: 40)
        let report = try environment.check()
        #expect(report.findings == [])
        #expect(report.leakedPageCount == 0)
    }

    @Test func `while another thread writes`() throws {
        let environment = try Environment(at: path, access: .create)
        let writer = Writer(to: environment)
        defer { writer.stop() }
        var transactionIDs: Set<Int?> = []
        while transactionIDs.count < 40 {
            let report = try environment.check()
            #expect(report.findings == [])
            transactionIDs.insert(report.transactionID)
            let other = try? Environment.check(at: path)
            #expect(other?.findings ?? [] == [])
        }
    }

    @Test func `while another process writes`() async throws {
        let writer = Writer(to: try Environment(at: path, access: .create))
        defer { writer.stop() }
        await #expect(processExitsWith: .success) { [path = path as String] in
            var transactionIDs: Set<Int?> = []
            while transactionIDs.count < 40 {
                let report = try Environment(at: path, access: .readWrite).check()
                try #require(report.findings == [])
                transactionIDs.insert(report.transactionID)
            }
        }
    }
}
