/// Keys back to back in one buffer, so that many cost no allocation each.
struct KeyList: Sendable {
    private(set) var bytes: [UInt8] = []
    /// Where each key ends.
    private(set) var ends: [Int] = []

    var count: Int { ends.count }

    /// Adds the key that `write` appends.
    mutating func append(_ write: (inout [UInt8]) -> Void) {
        write(&bytes)
        ends.append(bytes.count)
    }

    /// Adds all keys of another list.
    mutating func append(_ others: KeyList) {
        let start = bytes.count
        bytes += others.bytes
        ends.reserveCapacity(ends.count + others.count)
        for end in others.ends { ends.append(start + end) }
    }

    /// Adds a key of another list, with what `write` appends to it.
    mutating func append(_ others: KeyList, _ index: Int, _ write: (inout [UInt8]) -> Void) {
        bytes += others.bytes[others.range(of: index)]
        append(write)
    }

    /// The bytes of a key after its kind, up to eight, as a number: keys with a lesser one come first.
    func head(of index: Int) -> UInt64 {
        let range = range(of: index)
        var head: UInt64 = 0
        for offset in 1...8 {
            head <<= 8
            if offset < range.count { head |= UInt64(bytes[range.lowerBound + offset]) }
        }
        return head
    }

    /// Where the bytes of a key lie.
    func range(of index: Int) -> Range<Int> { (index == 0 ? 0 : ends[index - 1])..<ends[index] }

    /// Whether a key has those bytes.
    func holds(_ others: Span<UInt8>, at index: Int) -> Bool {
        let own = range(of: index)
        guard own.count == others.count else { return false }
        for offset in 0..<own.count where bytes[own.lowerBound + offset] != others[offset] {
            return false
        }
        return true
    }

    /// Whether a key comes before another one, byte for byte.
    func precedes(_ first: Int, _ second: Int) -> Bool {
        let (first, second) = (range(of: first), range(of: second))
        for offset in 0..<min(first.count, second.count) {
            let left = bytes[first.lowerBound + offset]
            let right = bytes[second.lowerBound + offset]
            if left != right { return left < right }
        }
        return first.count < second.count
    }
}
