import Foundation
import LMDB
import Testing

@Suite struct `The statistics of an environment` {
    let folder: Folder
    let ledger: Ledger

    init() throws {
        folder = try Folder()
        ledger = try folder.ledger()
    }

    @Test func `reserve address space, not disk`() throws {
        let statistics = try ledger.environment.statistics()
        #expect(statistics.mapByteCount >= 64 << 20)
        #expect(statistics.usedByteCount < 1 << 16)
        #expect(statistics.usedByteCount % statistics.pageByteCount == 0)
    }

    @Test func `number the commits that changed something`() throws {
        let first = try ledger.environment.statistics().lastTransactionID
        try ledger.put([("a", "1")])
        #expect(try ledger.environment.statistics().lastTransactionID == first + 1)
        try ledger.put([])
        #expect(try ledger.environment.statistics().lastTransactionID == first + 1)
    }

    @Test func `grow with what is stored`() throws {
        let before = try ledger.environment.statistics().usedByteCount
        try ledger.put([("long", String(repeating: "x", count: 1 << 20))])
        #expect(try ledger.environment.statistics().usedByteCount >= before + 1 << 20)
    }

    @Test func `count readers and their places`() throws {
        let reading = try ReadTransaction(ledger.environment)
        let statistics = try ledger.environment.statistics()
        #expect(statistics.readerSlotCount >= 1)
        #expect(statistics.readerCountMax == Environment.Options().readerCountMax)
        _ = consume reading
    }
}

@Suite struct `A transaction that has failed` {
    let folder: Folder
    let ledger: Ledger

    init() throws {
        folder = try Folder()
        var options = Environment.Options()
        options.mapByteCount = 1 << 20
        ledger = try folder.ledger(options)
    }

    @Test func `does not commit what it did before`() throws {
        var transaction = try WriteTransaction(ledger.environment)
        try transaction.put(bytes("1").span, forKey: bytes("a").span, in: ledger.facts)
        let long = [UInt8](repeating: 1, count: 2 << 20)
        var codes: [LMDBError.Code] = []
        do throws(LMDBError) {
            try transaction.put(long.span, forKey: bytes("b").span, in: ledger.facts)
        } catch {
            codes.append(error.code)
        }
        do throws(LMDBError) {
            try transaction.commit()
        } catch {
            codes.append(error.code)
        }
        #expect(codes == [.mapFull, .badTransaction])
        #expect(try ledger.entries().isEmpty)
    }
}

@Suite struct `Many threads` {
    @Test func `read, write, measure and grow without harm`() throws {
        let folder = try Folder()
        var options = Environment.Options()
        options.mapByteCount = 1 << 20
        let ledger = try folder.ledger(options)
        let growing = Thread {
            for _ in 0..<200 where thrown({ try ledger.environment.grow() }) == nil {
                if let size = try? ledger.environment.statistics().mapByteCount, size > 1 << 26 {
                    return
                }
            }
        }
        growing.start()
        DispatchQueue.concurrentPerform(iterations: 4) { thread in
            for round in 0..<50 {
                try? ledger.put([("key \(thread) \(round)", "\(round)")])
                _ = try? ledger.value("key \(thread) \(round)")
                _ = try? ledger.environment.statistics()
            }
        }
        #expect(try ledger.entries().count == 200)
    }
}
