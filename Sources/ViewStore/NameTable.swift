import ByteCoding
import Projecting

/// Names of rows, each kept once, with a number by which it is found again.
struct NameTable {
    private(set) var names = KeyList()
    /// The number of a name, counted from 1, where its hash leads; 0 where there is none.
    private var slots: [UInt32] = []
    /// The names come from strangers, who must not choose those that are slow to tell apart.
    private let hash = SeededHash.random()

    /// A table for about so many names.
    init(count: Int) { names.reserveCapacity(count, byteCount: count * Self.byteCountOfName) }

    /// More than most have: what is reserved and not used takes no memory.
    private static var byteCountOfName: Int { 32 }

    /// The number of a name, which is the next one when it is new.
    ///
    /// - Complexity: O(n) in its bytes.
    mutating func number(of key: RowKey) -> UInt32 {
        if names.count * 2 >= slots.count { grow() }
        let utf8 = key.text.utf8Span
        let name = utf8.span
        var slot = place(of: name)
        while slots[slot] != 0 {
            if names.holds(name, at: Int(slots[slot]) - 1) { return slots[slot] - 1 }
            slot = (slot + 1) & (slots.count - 1)
        }
        let number = UInt32(names.count)
        slots[slot] = number + 1
        names.append { $0.append(contentsOf: key.text.utf8) }
        return number
    }

    /// The names in the order of their numbers, of which none is left.
    mutating func takeNames() -> KeyList {
        defer { self = NameTable(count: 0) }
        return names
    }

    private mutating func grow() {
        slots = [UInt32](repeating: 0, count: max(2 * slots.count, 64))
        let names = names
        for number in 0..<names.count {
            var slot = place(of: names.bytes.span.extracting(names.range(of: number)))
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = UInt32(number + 1)
        }
    }

    /// The slot where the search for a name begins.
    private func place(of name: Span<UInt8>) -> Int {
        Int(truncatingIfNeeded: hash.hash(of: name)) & (slots.count - 1)
    }
}
