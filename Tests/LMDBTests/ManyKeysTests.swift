import LMDB
import Testing

@Suite struct `Many keys without a value` {
    private let folder: Folder
    private let ledger: Ledger

    init() throws {
        folder = try Folder()
        ledger = try folder.ledger()
    }

    private func put(_ keys: [String]) throws(LMDBError) {
        var all: [UInt8] = []
        var ends: [UInt32] = []
        for key in keys {
            all += bytes(key)
            ends.append(UInt32(all.count))
        }
        var transaction = try WriteTransaction(ledger.environment)
        try transaction.put(all.span, endingAt: ends.span, in: ledger.facts)
        try transaction.commit()
    }

    @Test(arguments: [true, false])
    func `lie in order among those that were there`(isSorted: Bool) throws {
        let even = (0..<3_000).map { "key \(10_000 + 2 * $0)" }
        let odd = (0..<3_000).map { "key \(10_001 + 2 * $0)" }
        try put(even)
        try put(isSorted ? odd : odd.reversed())
        #expect(try ledger.entries() == (even + odd).sorted().map { [$0, ""] })
    }

    @Test func `take the place of what was there`() throws {
        try ledger.put([("a", "1"), ("b", "2")])
        try put(["b", "b", "c"])
        #expect(try ledger.entries() == [["a", "1"], ["b", ""], ["c", ""]])
    }

    @Test func `may be none`() throws {
        try put([])
        #expect(try ledger.entries() == [])
    }
}
