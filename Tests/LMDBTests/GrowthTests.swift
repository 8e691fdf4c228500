import Foundation
import LMDB
import Testing

@Suite struct `The map` {
    let folder: Folder
    let ledger: Ledger

    init() throws {
        folder = try Folder()
        var options = Environment.Options()
        options.mapByteCount = 1 << 20
        ledger = try folder.ledger(options)
    }

    private func putLong(_ key: String) throws(LMDBError) {
        try ledger.put([(key, String(repeating: "x", count: 600_000))])
    }

    @Test func `when full refuses a write and keeps what was committed`() throws {
        try putLong("a")
        #expect(thrown { try putLong("b") }?.code == .mapFull)
        #expect(try ledger.entries().map(\.[0]) == ["a"])
    }

    @Test func `takes more after it has grown`() throws {
        try putLong("a")
        #expect(thrown { try putLong("b") }?.code == .mapFull)
        try ledger.environment.grow()
        #expect(try ledger.environment.statistics().mapByteCount == 2 << 20)
        try putLong("b")
        #expect(try ledger.entries().map(\.[0]) == ["a", "b"])
    }

    @Test func `does not grow while a transaction is active`() throws {
        do {
            let reading = try ReadTransaction(ledger.environment)
            #expect(thrown { try ledger.environment.grow() }?.code == .transactionsActive)
            _ = try reading.statistics(of: ledger.facts)
            let writing = try WriteTransaction(ledger.environment)
            #expect(thrown { try ledger.environment.grow() }?.code == .transactionsActive)
            try writing.commit()
        }
        try ledger.environment.grow()
    }

    @Test func `does not grow beyond what the system grants`() throws {
        try ledger.put([("a", "1")])
        let error = thrown { for _ in 0..<64 { try ledger.environment.grow() } }
        #expect(error?.code == .noMemory)
        try ledger.put([("b", "2")])
        #expect(try ledger.entries() == [["a", "1"], ["b", "2"]])
    }

    @Test func `follows another process that has made the file larger`() async throws {
        await write(megabytes: 4, toFileAt: folder.file("ledger.mdb"))
        #expect(try ledger.value("long")?.utf8.count == 4 << 20)
        #expect(try ledger.environment.statistics().mapByteCount == 8 << 20)
    }

    @Test func `follows it also at the beginning of a write transaction`() async throws {
        await write(megabytes: 4, toFileAt: folder.file("ledger.mdb"))
        try ledger.put([("short", "1")])
        #expect(try ledger.entries().map(\.[0]) == ["long", "short"])
    }

    @Test func `does not follow while transactions read from it, and then does`() async throws {
        let reader = HeldReader(ledger)
        await write(megabytes: 4, toFileAt: folder.file("ledger.mdb"))
        #expect(thrown { _ = try ledger.value("long") }?.code == .mapResized)
        #expect(reader.end() == nil)
        #expect(try ledger.value("long")?.utf8.count == 4 << 20)
    }

    /// Writes a long value from another process, whose map is larger.
    private func write(megabytes: Int, toFileAt path: String) async {
        await #expect(processExitsWith: .success) { [path, megabytes] in
            let other = try Ledger(at: path, access: .readWrite)
            try other.put([("long", String(repeating: "x", count: megabytes << 20))])
        }
    }
}

/// A read transaction held open on a thread of its own, as none may be across an `await`.
final class HeldReader: Sendable {
    private let mayEnd = DispatchSemaphore(value: 0)
    private let hasEnded = DispatchSemaphore(value: 0)
    private let ledger: Ledger
    nonisolated(unsafe) private var value: String?

    /// Begins to read, and returns when the transaction has begun.
    init(_ ledger: Ledger) {
        self.ledger = ledger
        let hasBegun = DispatchSemaphore(value: 0)
        Thread.detachNewThread { [self] in
            defer { hasEnded.signal() }
            let environment = ledger.environment
            guard let transaction = try? ReadTransaction(environment) else {
                hasBegun.signal()
                return
            }
            hasBegun.signal()
            mayEnd.wait()
            value = try? text(of: "long", in: ledger.facts, transaction)
        }
        hasBegun.wait()
    }

    /// Ends the transaction.
    ///
    /// - Returns: What it saw under "long" at the last.
    func end() -> String? {
        mayEnd.signal()
        hasEnded.wait()
        return value
    }
}
