import ByteCoding
import TestSupport
import Testing

@testable import EventLog

@Suite struct `Keys in memory` {
    /// What a table should hold: every key with its positions.
    private typealias Model = [[UInt8]: [Position]]

    private func keys(of count: Int, using randomness: inout SeededRandomness) -> [[UInt8]] {
        (0..<count).map { _ in
            let length = Int.random(in: 0...12, using: &randomness)
            // Few letters, so that keys recur and begin each other.
            let text = (0..<length).map { _ in UInt8.random(in: 97...99, using: &randomness) }
            return [2] + text + [0]
        }
    }

    private func expectAgreement(_ table: inout KeyTable, _ model: Model, on keys: [[UInt8]]) {
        var list = KeyList()
        for key in keys { list.append { $0 += key } }
        for (index, key) in keys.enumerated() {
            #expect(table.positions(with: key) == model[key] ?? [])
            #expect(table.firstPosition(with: index, of: list) == model[key]?.first)
        }
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `are found as in a dictionary, whenever they are asked for`(seed: UInt64) {
        var randomness = SeededRandomness(seed)
        var (table, model) = (KeyTable(), Model())
        for (position, key) in keys(of: 3_000, using: &randomness).enumerated() {
            table.add(Position(position)) { $0 += key }
            model[key, default: []].append(Position(position))
            guard Int.random(in: 0..<400, using: &randomness) == 0 else { continue }
            expectAgreement(&table, model, on: keys(of: 20, using: &randomness))
        }
        expectAgreement(&table, model, on: Array(model.keys) + [[2, 98], [2, 97, 98]])
    }

    @Test(arguments: [true, false])
    func `are written in the order of their bytes, then of their positions`(isAsked: Bool) {
        var randomness = SeededRandomness(7)
        var table = KeyTable()
        var expected: [[UInt8]] = []
        for (position, key) in keys(of: 2_000, using: &randomness).enumerated() {
            table.add(Position(position)) { $0 += key }
            var entry = key
            entry.appendBigEndian(UInt64(position))
            expected.append(entry)
            if isAsked, position.isMultiple(of: 97) { _ = table.positions(with: key) }
        }
        var entries = KeyList()
        table.write(to: &entries)
        expected.sort { $0.lexicographicallyPrecedes($1) }
        let written = (0..<entries.count).map { Array(entries.bytes[entries.range(of: $0)]) }
        let isAsExpected = written == expected
        #expect(isAsExpected)
    }

    @Test func `of several kinds are kept apart and written kind by kind`() {
        var tail = IndexTail(from: Position(5))
        for number in 0..<40 {
            let keys = EventKeys(
                subject: "s\(number % 3)",
                entities: ["e\(number % 2)", "s1", "e\(number % 2)"],
                externalID: number.isMultiple(of: 9) ? "x\(number)" : ""
            )
            let id = Digest(sha256Of: [UInt8(number)])
            tail.add(
                IndexedEvent(id: id, type: 3, lineage: Position(number % 7), keys: keys)
            )
        }
        #expect(tail.end == Position(45))
        #expect(tail.positions(with: LookupKey.subject("s1").bytes).first == Position(6))
        #expect(tail.positions(with: LookupKey.entity("s1").bytes).count == 40)
        #expect(tail.positions(with: LookupKey.type(3).bytes).count == 40)
        #expect(tail.positions(with: LookupKey.externalID("x9").bytes) == [Position(14)])
        #expect(tail.positions(with: LookupKey.externalID("s1").bytes) == [])
        let entries = tail.entries()
        #expect(entries.count == 40 * 6 + 5)
        #expect((1..<entries.count).allSatisfy { entries.precedes($0 - 1, $0) })
    }
}
