import LMDB
import TestSupport
import Testing

@Suite struct `A cursor and a sorted dictionary` {
    let folder: Folder
    let ledger: Ledger

    init() throws {
        folder = try Folder()
        ledger = try folder.ledger()
    }

    @Test(arguments: 0..<40)
    func `agree after any writes and on any steps`(_ seed: UInt64) throws {
        var random = Random(seed: seed)
        var model = Model()
        for _ in 0..<random.below(4) + 1 {
            try write(&model, &random)
            try compareSteps(model, &random)
        }
    }

    /// Writes at random to both, and commits or drops.
    private func write(_ model: inout Model, _ random: inout Random) throws(LMDBError) {
        var transaction = try WriteTransaction(ledger.environment)
        var changed = model
        for _ in 0..<random.below(300) {
            let key = random.key()
            if random.below(4) == 0 {
                let isDeleted = try transaction.delete(key.span, in: ledger.facts)
                #expect(isDeleted == changed.remove(key))
            } else {
                let value = random.bytes(count: random.below(40) * random.below(90))
                try transaction.put(value.span, forKey: key.span, in: ledger.facts)
                changed.set(key, value)
            }
        }
        guard random.below(5) > 0 else { return }
        try transaction.commit()
        model = changed
    }

    /// Takes steps at random on both.
    private func compareSteps(_ model: Model, _ random: inout Random) throws(LMDBError) {
        var model = model
        let transaction = try ReadTransaction(ledger.environment)
        #expect(try transaction.statistics(of: ledger.facts).entryCount == model.keys.count)
        var cursor = try transaction.cursor(over: ledger.facts)
        for _ in 0..<200 {
            let step = random.below(12)
            let key = random.key()
            let entry =
                switch step {
                case 0: try cursor.first()
                case 1: try cursor.last()
                case 2...4: try cursor.next()
                case 5...7: try cursor.previous()
                case 8, 9: try cursor.seek(to: key.span)
                default: try cursor.seek(atOrBefore: key.span)
                }
            let expected =
                switch step {
                case 0: model.step(to: 0)
                case 1: model.step(to: model.keys.count - 1)
                case 2...4: model.next()
                case 5...7: model.previous()
                case 8, 9: model.step(to: model.firstIndex(atOrAfter: key))
                default: model.step(to: model.lastIndex(atOrBefore: key))
                }
            if let entry {
                #expect(copy(entry.key) == expected?.key)
                #expect(copy(entry.value) == expected?.value)
            } else {
                #expect(expected == nil)
            }
        }
    }

    private func copy(_ span: Span<UInt8>) -> [UInt8] {
        span.indices.map { index in span[index] }
    }
}

/// A sorted dictionary with a place in it, written as plainly as can be.
struct Model {
    private(set) var keys: [[UInt8]] = []
    private var values: [[UInt8]: [UInt8]] = [:]
    /// The index of the entry the cursor is on; -1 and `keys.count` are past the ends.
    private var place: Int?

    mutating func set(_ key: [UInt8], _ value: [UInt8]) {
        if values.updateValue(value, forKey: key) == nil {
            keys.append(key)
            keys.sort { left, right in left.lexicographicallyPrecedes(right) }
        }
    }

    mutating func remove(_ key: [UInt8]) -> Bool {
        keys.removeAll { other in other == key }
        return values.removeValue(forKey: key) != nil
    }

    mutating func next() -> (key: [UInt8], value: [UInt8])? {
        step(to: (place ?? -1) + 1)
    }

    mutating func previous() -> (key: [UInt8], value: [UInt8])? {
        step(to: (place ?? keys.count) - 1)
    }

    mutating func step(to index: Int) -> (key: [UInt8], value: [UInt8])? {
        place = min(max(index, -1), keys.count)
        guard keys.indices.contains(index), let value = values[keys[index]] else { return nil }
        return (keys[index], value)
    }

    func firstIndex(atOrAfter key: [UInt8]) -> Int {
        keys.firstIndex { other in !other.lexicographicallyPrecedes(key) } ?? keys.count
    }

    func lastIndex(atOrBefore key: [UInt8]) -> Int {
        keys.lastIndex { other in !key.lexicographicallyPrecedes(other) } ?? -1
    }
}

/// Numbers that look random and are the same for the same seed .
struct Random {
    private var numbers: SeededRandomness

    init(seed: UInt64) { numbers = SeededRandomness(seed) }

    mutating func next() -> UInt64 { numbers.next() }

    mutating func below(_ bound: Int) -> Int {
        Int(next() % UInt64(bound))
    }

    mutating func bytes(count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8(truncatingIfNeeded: next()) }
    }

    /// A key likely to be met again, of a byte or of many, with zeros and prefixes among them.
    mutating func key() -> [UInt8] {
        switch below(10) {
        case 0: [UInt8](repeating: 0, count: below(5) + 1)
        case 1: [UInt8](repeating: UInt8(below(3)), count: 511)
        default: (0...below(3)).map { _ in UInt8(below(12)) * 23 }
        }
    }
}
