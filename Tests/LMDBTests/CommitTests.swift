import LMDB
import Testing

@Suite struct `A write transaction` {
    let folder: Folder
    let ledger: Ledger

    init() throws {
        folder = try Folder()
        ledger = try folder.ledger()
    }

    @Test func `makes its changes visible by its commit`() throws {
        try ledger.put([("filed", "2024"), ("settled", "2025")])
        #expect(try ledger.entries() == [["filed", "2024"], ["settled", "2025"]])
    }

    @Test func `leaves no trace when it is dropped`() throws {
        do {
            var transaction = try WriteTransaction(ledger.environment)
            try transaction.put(bytes("2024").span, forKey: bytes("filed").span, in: ledger.facts)
        }
        #expect(try ledger.entries().isEmpty)
    }

    @Test func `sees its own changes before its commit`() throws {
        var transaction = try WriteTransaction(ledger.environment)
        try transaction.put(bytes("2024").span, forKey: bytes("filed").span, in: ledger.facts)
        #expect(try text(of: "filed", in: ledger.facts, transaction) == "2024")
        #expect(try ledger.value("filed") == nil)
        try transaction.commit()
    }

    @Test func `replaces the value of a key`() throws {
        try ledger.put([("filed", "2024")])
        try ledger.put([("filed", "2025")])
        #expect(try ledger.entries() == [["filed", "2025"]])
    }

    @Test func `stores an empty value, which is not an absent one`() throws {
        try ledger.put([("filed", "")])
        #expect(try ledger.value("filed") == "")
        #expect(try ledger.value("settled") == nil)
    }

    @Test(arguments: [2_000, 5_000, 1 << 20])
    func `stores values longer than a page`(_ byteCount: Int) throws {
        let long = String(repeating: "x", count: byteCount)
        try ledger.put([("filed", long)])
        #expect(try ledger.value("filed") == long)
    }

    @Test(arguments: [1, 8, 511])
    func `stores keys of every allowed length`(_ byteCount: Int) throws {
        let key = String(repeating: "k", count: byteCount)
        try ledger.put([(key, "2024")])
        #expect(try ledger.value(key) == "2024")
    }

    @Test func `deletes a key and says whether it was there`() throws {
        try ledger.put([("filed", "2024"), ("settled", "2025")])
        var transaction = try WriteTransaction(ledger.environment)
        let wasThere = try transaction.delete(bytes("filed").span, in: ledger.facts)
        let wasThereStill = try transaction.delete(bytes("filed").span, in: ledger.facts)
        try transaction.commit()
        #expect(wasThere)
        #expect(!wasThereStill)
        #expect(try ledger.entries() == [["settled", "2025"]])
    }

    @Test func `empties a table, which stays open`() throws {
        try ledger.put([("filed", "2024"), ("settled", "2025")])
        var transaction = try WriteTransaction(ledger.environment)
        try transaction.removeAll(in: ledger.facts)
        try transaction.put(bytes("2026").span, forKey: bytes("refiled").span, in: ledger.facts)
        try transaction.commit()
        #expect(try ledger.entries() == [["refiled", "2026"]])
    }

    @Test func `writes, reads and writes again before its commit`() throws {
        var transaction = try WriteTransaction(ledger.environment)
        try transaction.put(bytes("1").span, forKey: bytes("a").span, in: ledger.facts)
        do {
            var cursor = try transaction.cursor(over: ledger.facts)
            let isFirst = try cursor.first() != nil
            #expect(isFirst)
        }
        if let value = try transaction.value(forKey: bytes("a").span, in: ledger.facts) {
            #expect(value.count == 1)
        }
        try transaction.put(bytes("2").span, forKey: bytes("b").span, in: ledger.facts)
        try transaction.commit()
        #expect(try ledger.entries() == [["a", "1"], ["b", "2"]])
    }
}
