import Foundation
import LMDB
import Testing

@Suite struct `A programmer's error traps:` {
    let folder: Folder

    init() throws {
        folder = try Folder()
    }

    @Test(arguments: [0, 512])
    func `a key that is empty or too long`(_ byteCount: Int) async {
        await #expect(processExitsWith: trap) { [byteCount, path = folder.path as String] in
            let folder = Folder(at: path)
            try folder.ledger().put([(String(repeating: "k", count: byteCount), "1")])
        }
    }

    @Test(arguments: [0, 512])
    func `a read of such a key`(_ byteCount: Int) async {
        await #expect(processExitsWith: trap) { [byteCount, path = folder.path as String] in
            let folder = Folder(at: path)
            _ = try folder.ledger().value(String(repeating: "k", count: byteCount))
        }
    }

    @Test func `seeking an empty key`() async {
        await #expect(processExitsWith: trap) { [path = folder.path as String] in
            let folder = Folder(at: path)
            try seekEmptyKey(try folder.ledger())
        }
    }

    @Test func `a table of another environment`() async {
        await #expect(processExitsWith: trap) { [path = folder.path as String] in
            let folder = Folder(at: path)
            let one = try Ledger(at: folder.file("one.mdb"), access: .create)
            let other = try Ledger(at: folder.file("other.mdb"), access: .create)
            try readMixed(one, other)
        }
    }

    @Test func `a table of an environment since closed`() async {
        await #expect(processExitsWith: trap) { [path = folder.path as String] in
            let folder = Folder(at: path)
            let table = try folder.ledger().facts
            _ = try readTable(table, try folder.ledger().environment)
        }
    }

    @Test func `a second write transaction on a thread`() async {
        await #expect(processExitsWith: trap) { [path = folder.path as String] in
            let folder = Folder(at: path)
            try writeTwice(try folder.ledger())
        }
    }

    @Test func `a copy of all pages by a thread that writes`() async {
        await #expect(processExitsWith: trap) { [path = folder.path as String] in
            let folder = Folder(at: path)
            try copyWhileWriting(try folder.ledger(), to: folder.file("copy.mdb"))
        }
    }

    @Test(arguments: [0, 9])
    func `a value that is not filled`(_ byteCount: Int) async {
        await #expect(processExitsWith: trap) { [byteCount, path = folder.path as String] in
            let folder = Folder(at: path)
            try fill(try folder.ledger(), byteCount)
        }
    }

    @Test func `a value filled beyond its end`() async {
        await #expect(processExitsWith: trap) { [path = folder.path as String] in
            let folder = Folder(at: path)
            try fill(try folder.ledger(), 11)
        }
    }

    @Test func `a value of fewer than no bytes`() async {
        await #expect(processExitsWith: trap) { [path = folder.path as String] in
            let folder = Folder(at: path)
            try putNegative(try folder.ledger())
        }
    }

    @Test(arguments: ["", "a\0b", String(repeating: "n", count: 512)])
    func `a name no table can have`(_ name: String) async {
        await #expect(processExitsWith: trap) { [name, path = folder.path as String] in
            let folder = Folder(at: path)
            _ = try folder.ledger().environment.createTable(name)
        }
    }

    @Test func `an empty path`() async {
        await #expect(processExitsWith: trap) {
            _ = try Environment(at: "", access: .readOnly)
        }
    }

    @Test(arguments: [[0, 1, 1], [4_096, -1, 1], [4_096, 1, 0]])
    func `a limit that allows nothing`(_ limits: [Int]) async {
        await #expect(processExitsWith: trap) { [limits, path = folder.path as String] in
            let folder = Folder(at: path)
            var options = Environment.Options()
            options.mapByteCount = limits[0]
            options.tableCountMax = limits[1]
            options.readerCountMax = limits[2]
            _ = try folder.ledger(options)
        }
    }
}

// What the tests do in other processes, where only functions that are not async may begin
// transactions. The control shows that the same code does not trap when it is given good input.

@Suite struct `The control of the trap tests` {
    let folder: Folder

    init() throws {
        folder = try Folder()
    }

    @Test func `does not trap`() async {
        await #expect(processExitsWith: .success) { [path = folder.path as String] in
            let folder = Folder(at: path)
            let ledger = try folder.ledger()
            try fill(ledger, 10)
            try readMixed(ledger, ledger)
            try ledger.put([(String(repeating: "k", count: 511), "1")])
        }
    }
}

private func seekEmptyKey(_ ledger: Ledger) throws(LMDBError) {
    let transaction = try ReadTransaction(ledger.environment)
    var cursor = try transaction.cursor(over: ledger.facts)
    _ = try cursor.seek(to: [UInt8]().span) == nil
}

private func readMixed(_ one: Ledger, _ other: Ledger) throws(LMDBError) {
    _ = try readTable(other.facts, one.environment)
}

private func readTable(_ table: Table, _ environment: Environment) throws(LMDBError) -> String? {
    let transaction = try ReadTransaction(environment)
    return try text(of: "a", in: table, transaction)
}

private func writeTwice(_ ledger: Ledger) throws(LMDBError) {
    let first = try WriteTransaction(ledger.environment)
    let second = try WriteTransaction(ledger.environment)
    try second.commit()
    try first.commit()
}

private func copyWhileWriting(_ ledger: Ledger, to path: String) throws(LMDBError) {
    let transaction = try WriteTransaction(ledger.environment)
    try ledger.environment.copy(to: path, compacting: .nothing)
    try transaction.commit()
}

/// Fills a value of 10 bytes with as many as are given.
private func fill(_ ledger: Ledger, _ byteCount: Int) throws(LMDBError) {
    var transaction = try WriteTransaction(ledger.environment)
    try transaction.put(byteCount: 10, forKey: bytes("a").span, in: ledger.facts) { output in
        for _ in 0..<byteCount { output.append(1) }
    }
    try transaction.commit()
}

private func putNegative(_ ledger: Ledger) throws(LMDBError) {
    var transaction = try WriteTransaction(ledger.environment)
    try transaction.put(byteCount: -1, forKey: bytes("a").span, in: ledger.facts) { _ in }
    try transaction.commit()
}

/// How a process ends that has trapped. A thrown error, too, would be a failure.
#if arch(arm64)
    private let trap = ExitTest.Condition.signal(SIGTRAP)
#else
    private let trap = ExitTest.Condition.signal(SIGILL)
#endif
