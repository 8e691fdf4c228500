import ByteCoding

/// Keys of one kind in memory, each with the positions of the events that have it.
///
/// Adding is no more than copying bytes. Keys are hashed when one is first looked up, so that those
/// nobody asks for cost little before they are written to a file.
struct KeyTable: Sendable {
    private var keys = KeyList()
    private var positions: [Position] = []
    /// The first entry that has a key, by the hash of the key; where two keys have the same, the
    /// second has the next number that is free.
    private var firsts: [UInt64: Int] = [:]
    /// The first entries of all keys, in order.
    private var distinct: [Int] = []
    /// For each entry that was hashed, the next with its key, or -1.
    private var nexts: [Int] = []
    /// For the first entry with a key, the last.
    private var lasts: [Int] = []

    /// Adds the key that `write` appends, which an event has.
    ///
    /// Positions are added in ascending order.
    mutating func add(_ position: Position, _ write: (inout [UInt8]) -> Void) {
        keys.append(write)
        positions.append(position)
    }

    /// Adds the keys of events that come after all that are here.
    mutating func append(_ others: KeyTable) {
        keys.append(others.keys)
        positions += others.positions
    }

    /// The positions of the events that have a key, in order.
    mutating func positions(with key: [UInt8]) -> [Position] {
        fill()
        var found: [Position] = []
        var entry = place(of: key.span).first ?? -1
        while entry >= 0 {
            found.append(positions[entry])
            entry = nexts[entry]
        }
        return found
    }

    /// The position of the first event that has a key of a list.
    mutating func firstPosition(with index: Int, of list: KeyList) -> Position? {
        fill()
        let key = list.bytes.span.extracting(list.range(of: index))
        return place(of: key).first.map { positions[$0] }
    }

    /// Adds to a list each key followed by the position of an event that has it, in ascending order.
    mutating func write(to entries: inout KeyList) {
        fill()
        let order = distinct.map { (head: keys.head(of: $0, from: 1), entry: $0) }.sorted {
            $0.head == $1.head ? keys.precedes($0.entry, $1.entry) : $0.head < $1.head
        }
        for (_, first) in order {
            var entry = first
            while entry >= 0 {
                entries.append(keys, first) { $0.appendBigEndian(positions[entry].rawValue) }
                entry = nexts[entry]
            }
        }
    }

    private mutating func fill() {
        for entry in nexts.count..<keys.count {
            nexts.append(-1)
            lasts.append(entry)
            let (hash, first) = place(of: keys.bytes.span.extracting(keys.range(of: entry)))
            if let first {
                nexts[lasts[first]] = entry
                lasts[first] = entry
            } else {
                firsts[hash] = entry
                distinct.append(entry)
            }
        }
    }

    private func place(of key: Span<UInt8>) -> (hash: UInt64, first: Int?) {
        var hash = Self.hash(of: key)
        while let first = firsts[hash] {
            if keys.holds(key, at: first) { return (hash, first) }
            hash &+= 1
        }
        return (hash, nil)
    }

    // Not to be guessed, so that nobody can choose texts that have one hash.
    private static let seed = UInt64.random(in: 0...(.max))

    /// FNV-1a from another start.
    private static func hash(of key: Span<UInt8>) -> UInt64 {
        var hash = seed
        for index in key.indices { hash = (hash ^ UInt64(key[index])) &* 0x100_0000_01B3 }
        return hash
    }
}
