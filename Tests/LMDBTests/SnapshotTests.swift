import Foundation
import LMDB
import Testing

@Suite struct `A read transaction` {
    let folder: Folder
    let ledger: Ledger

    init() throws {
        folder = try Folder()
        ledger = try folder.ledger()
    }

    @Test func `sees no commit after its beginning`() throws {
        try ledger.put([("a", "1")])
        let transaction = try ReadTransaction(ledger.environment)
        try ledger.put([("a", "2"), ("b", "3")])
        #expect(try text(of: "a", in: ledger.facts, transaction) == "1")
        #expect(try text(of: "b", in: ledger.facts, transaction) == nil)
        #expect(try ledger.value("a") == "2")
    }

    @Test func `may be one of many on a thread`() throws {
        try ledger.put([("a", "1")])
        let first = try ReadTransaction(ledger.environment)
        try ledger.put([("a", "2")])
        let second = try ReadTransaction(ledger.environment)
        #expect(try text(of: "a", in: ledger.facts, first) == "1")
        #expect(try text(of: "a", in: ledger.facts, second) == "2")
    }

    @Test func `keeps its values in place while others write`() throws {
        let long = String(repeating: "x", count: 10_000)
        try ledger.put([("a", long)])
        let transaction = try ReadTransaction(ledger.environment)
        let value = try transaction.value(forKey: bytes("a").span, in: ledger.facts)
        for round in 0..<20 { try ledger.put([("a", "\(round)" + long)]) }
        #expect(value?.count == 10_000)
        if let value { #expect(text(value) == long) }
    }

    @Test func `reads whole commits while another thread writes`() throws {
        let rounds = 200
        let writer = Thread { [ledger] in
            for round in 0..<rounds {
                try? ledger.put([("a", "\(round)"), ("b", "\(round)")])
            }
        }
        writer.start()
        var seen = 0
        repeat {
            let entries = try ledger.entries()
            if entries.count == 2 { #expect(entries[0][1] == entries[1][1]) }
            seen = Int(entries.last?[1] ?? "0") ?? 0
        } while seen < rounds - 1
    }

    @Test func `is one of at most readerCountMax`() throws {
        var options = Environment.Options()
        options.readerCountMax = 2
        let environment = try Environment(
            at: folder.file("few.mdb"),
            access: .create,
            options: options
        )
        let few = try environment.createTable("few")
        let first = try ReadTransaction(environment)
        let second = try ReadTransaction(environment)
        #expect(thrown { _ = try ReadTransaction(environment) }?.code == .readersFull)
        let isOneHeld = try first.value(forKey: bytes("a").span, in: few) == nil
        let isOtherHeld = try second.value(forKey: bytes("a").span, in: few) == nil
        #expect(isOneHeld && isOtherHeld)
    }

    @Test func `is listed among the readers while it lasts`() throws {
        try ledger.put([("a", "1")])
        do {
            let transaction = try ReadTransaction(ledger.environment)
            let readers = try ledger.environment.readers().filter { $0.transactionID != nil }
            #expect(readers.map(\.processID) == [ProcessInfo.processInfo.processIdentifier])
            #expect(
                try readers.first?.transactionID
                    == ledger.environment.statistics().lastTransactionID
            )
            _ = try transaction.statistics(of: ledger.facts)
        }
        #expect(try ledger.environment.readers().allSatisfy { $0.transactionID == nil })
    }
}
