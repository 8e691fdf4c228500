/// Keys back to back in one buffer, so that many cost no allocation each.
package struct KeyList: Sendable {
    package private(set) var bytes: [UInt8] = []
    /// Where each key ends.
    package private(set) var ends: [UInt32] = []

    /// No keys.
    package init() {}

    package var count: Int { ends.count }

    /// Keeps room for so many keys of so many bytes together.
    package mutating func reserveCapacity(_ count: Int, byteCount: Int) {
        bytes.reserveCapacity(byteCount)
        ends.reserveCapacity(count)
    }

    /// Adds the key that `write` appends.
    package mutating func append(_ write: (inout [UInt8]) -> Void) {
        write(&bytes)
        endKey()
    }

    /// Adds a key of another list.
    package mutating func append(_ others: KeyList, _ index: Int) {
        bytes += others.bytes[others.range(of: index)]
        endKey()
    }

    private mutating func endKey() {
        precondition(bytes.count <= UInt32.max, "keys of \(bytes.count) bytes are too many")
        ends.append(UInt32(bytes.count))
    }

    /// Where the bytes of a key lie.
    package func range(of index: Int) -> Range<Int> {
        (index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])
    }

    /// Up to eight bytes of a key as a number: of keys that are alike before `start`, those with a
    /// lesser one come first.
    package func head(of index: Int, from start: Int) -> UInt64 {
        let range = range(of: index)
        var head: UInt64 = 0
        for offset in start..<start + 8 {
            head <<= 8
            if offset < range.count { head |= UInt64(bytes[range.lowerBound + offset]) }
        }
        return head
    }

    /// How many bytes all keys begin with alike.
    package var sharedByteCount: Int {
        guard count > 0 else { return 0 }
        var shared = range(of: 0).count
        for index in ends.indices {
            let key = range(of: index)
            shared = min(shared, key.count)
            var same = 0
            while same < shared, bytes[same] == bytes[key.lowerBound + same] { same += 1 }
            shared = same
        }
        return shared
    }

    /// Whether a key has those bytes.
    package func holds(_ others: Span<UInt8>, at index: Int) -> Bool {
        let own = range(of: index)
        guard own.count == others.count else { return false }
        let key = bytes.span.extracting(own)
        for offset in key.indices where key[offset] != others[offset] { return false }
        return true
    }

    /// How a key compares with one of a list, byte for byte: negative when it comes before it, 0 when
    /// they are the same.
    package func order(of index: Int, to list: KeyList, _ other: Int) -> Int {
        let left = bytes.span.extracting(range(of: index))
        let right = list.bytes.span.extracting(list.range(of: other))
        for offset in 0..<min(left.count, right.count) where left[offset] != right[offset] {
            return left[offset] < right[offset] ? -1 : 1
        }
        return left.count - right.count
    }

    /// The places of the keys in the order of their bytes; those of equal keys in that of their places.
    ///
    /// - Complexity: O(n log n) in the keys, and O(m) in the bytes that some of them begin with alike.
    package func sortedIndices() -> [UInt32] {
        var places = ends.indices.map { (head: UInt64(0), index: UInt32($0)) }
        // The runs that are alike as far as they were looked at, and how far that is.
        var runs = [(places.indices, sharedByteCount)]
        while let (run, start) = runs.popLast() {
            var isAtEnd = true
            for place in run {
                let index = Int(places[place].index)
                places[place].head = head(of: index, from: start)
                isAtEnd = isAtEnd && range(of: index).count <= start + 8
            }
            places[run].sort { left, right in
                guard left.head == right.head else { return left.head < right.head }
                if isAtEnd {
                    let (left, right) = (range(of: Int(left.index)), range(of: Int(right.index)))
                    if left.count != right.count { return left.count < right.count }
                }
                return left.index < right.index
            }
            guard !isAtEnd else { continue }
            var first = run.lowerBound
            while first < run.upperBound {
                var end = first + 1
                while end < run.upperBound, places[end].head == places[first].head { end += 1 }
                if end - first > 1 { runs.append((first..<end, start + 8)) }
                first = end
            }
        }
        return places.map(\.index)
    }
}
