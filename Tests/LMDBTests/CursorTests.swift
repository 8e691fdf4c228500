import LMDB
import Testing

@Suite struct `A cursor` {
    let folder: Folder
    let ledger: Ledger

    init() throws {
        folder = try Folder()
        ledger = try folder.ledger()
        try ledger.put([("b", "1"), ("d", "2"), ("f", "3")])
    }

    /// Copies of the keys that steps lead to; `-` where one finds no entry.
    private func keys(_ steps: String) throws(LMDBError) -> String {
        let transaction = try ReadTransaction(ledger.environment)
        var cursor = try transaction.cursor(over: ledger.facts)
        var keys = ""
        for step in steps { keys += try key(step, &cursor) }
        return keys
    }

    @Test func `walks forward from the first`() throws {
        #expect(try keys(">>>>") == "bdf-")
    }

    @Test func `walks backward from the last`() throws {
        #expect(try keys("<<<<") == "fdb-")
    }

    @Test func `goes to the first and to the last`() throws {
        #expect(try keys("|^|^<") == "fbfb-")
    }

    @Test func `stays past an end and steps back from it`() throws {
        #expect(try keys(">>>>><<<<<>") == "bdf--fdb--b")
    }

    @Test func `finds the first key at or after the one given`() throws {
        #expect(try keys("ABCDEFG") == "bbddff-")
    }

    @Test func `finds the last key at or before the one given`() throws {
        #expect(try keys("abcdefg") == "-bbddff")
    }

    @Test func `steps on from where it sought`() throws {
        #expect(try keys("C>") == "df")
        #expect(try keys("C<") == "db")
        #expect(try keys("G<") == "-f")
        #expect(try keys("a>") == "-b")
        #expect(try keys("e<<") == "db-")
    }

    @Test(arguments: Array("><^|Ca"))
    func `finds nothing in an empty table`(_ step: Character) throws {
        var emptying = try WriteTransaction(ledger.environment)
        try emptying.removeAll(in: ledger.facts)
        try emptying.commit()
        #expect(try keys(String(step)) == "-")
    }

    @Test func `yields entries that outlive its next step`() throws {
        let transaction = try ReadTransaction(ledger.environment)
        var cursor = try transaction.cursor(over: ledger.facts)
        guard let first = try cursor.next(), let second = try cursor.next() else {
            Issue.record("entries are missing")
            return
        }
        #expect(text(first.key) + text(second.key) == "bd")
    }

    @Test func `sees the uncommitted changes of its transaction`() throws {
        var transaction = try WriteTransaction(ledger.environment)
        try transaction.put(bytes("0").span, forKey: bytes("a").span, in: ledger.facts)
        var cursor = try transaction.cursor(over: ledger.facts)
        #expect(try key(">", &cursor) == "a")
    }
}

/// A copy of the key that a step leads to, or `-`.
///
/// `>` and `<` go on and back, `^` and `|` to the first and last, a capital letter seeks at or
/// after it and a small letter at or before it.
func key(_ step: Character, _ cursor: inout Cursor) throws(LMDBError) -> String {
    let sought = bytes(step.lowercased())
    let entry =
        switch step {
        case ">": try cursor.next()
        case "<": try cursor.previous()
        case "^": try cursor.first()
        case "|": try cursor.last()
        case "A"..."Z": try cursor.seek(to: sought.span)
        default: try cursor.seek(atOrBefore: sought.span)
        }
    guard let entry else { return "-" }
    return text(entry.key)
}
