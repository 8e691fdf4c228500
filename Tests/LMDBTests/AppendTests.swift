import LMDB
import Testing

@Suite struct `Appending` {
    let folder: Folder
    let ledger: Ledger

    init() throws {
        folder = try Folder()
        ledger = try folder.ledger()
    }

    /// Appends one entry in a transaction of its own.
    private func append(_ key: String, _ value: String) throws(LMDBError) {
        var transaction = try WriteTransaction(ledger.environment)
        try transaction.append(bytes(value).span, forKey: bytes(key).span, in: ledger.facts)
        try transaction.commit()
    }

    @Test func `stores a key that comes after the last`() throws {
        try append("a", "1")
        try append("b", "2")
        #expect(try ledger.entries() == [["a", "1"], ["b", "2"]])
    }

    @Test(arguments: ["b", "a", "aaa"])
    func `refuses a key that is not after the last`(_ key: String) throws {
        try append("b", "2")
        let error = thrown { try append(key, "new") }
        #expect(error?.code == .keyExists)
        #expect(try ledger.entries() == [["b", "2"]])
    }

    @Test func `may go on after a refusal`() throws {
        try append("b", "2")
        var transaction = try WriteTransaction(ledger.environment)
        do throws(LMDBError) {
            try transaction.append(bytes("0").span, forKey: bytes("a").span, in: ledger.facts)
            Issue.record("an old key was appended")
        } catch {
            #expect(error.code == .keyExists)
        }
        try transaction.append(bytes("3").span, forKey: bytes("c").span, in: ledger.facts)
        try transaction.commit()
        #expect(try ledger.entries() == [["b", "2"], ["c", "3"]])
    }

    @Test(arguments: [0, 1, 100, 5_000, 1 << 20])
    func `lets the caller fill a value in place`(_ byteCount: Int) throws {
        var transaction = try WriteTransaction(ledger.environment)
        try transaction.append(
            byteCount: byteCount,
            forKey: bytes("a").span,
            in: ledger.facts
        ) { output in
            for index in 0..<byteCount { output.append(UInt8(truncatingIfNeeded: index)) }
        }
        try transaction.commit()

        let reading = try ReadTransaction(ledger.environment)
        guard let value = try reading.value(forKey: bytes("a").span, in: ledger.facts) else {
            Issue.record("the value is missing")
            return
        }
        #expect(value.count == byteCount)
        for index in value.indices where value[index] != UInt8(truncatingIfNeeded: index) {
            Issue.record("byte \(index) is \(value[index])")
        }
    }

    @Test func `refuses to fill a value under an old key`() throws {
        try append("b", "2")
        var wasFilled = false
        var transaction = try WriteTransaction(ledger.environment)
        do throws(LMDBError) {
            try transaction.append(byteCount: 1, forKey: bytes("a").span, in: ledger.facts) { _ in
                wasFilled = true
            }
        } catch {
            #expect(error.code == .keyExists)
        }
        #expect(!wasFilled)
    }

    @Test func `puts a filled value in place of another`() throws {
        try append("a", "old")
        var transaction = try WriteTransaction(ledger.environment)
        try transaction.put(byteCount: 3, forKey: bytes("a").span, in: ledger.facts) { output in
            for byte in bytes("new") { output.append(byte) }
        }
        try transaction.commit()
        #expect(try ledger.entries() == [["a", "new"]])
    }
}
