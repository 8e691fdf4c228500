import ByteCoding

/// That an event has a term.
struct Posting: Hashable, Comparable, Sendable {
    let term: Term
    let position: Position

    init(_ term: Term, at position: Position) {
        self.term = term
        self.position = position
    }

    /// By term, then by position.
    static func < (left: Posting, right: Posting) -> Bool {
        left.term == right.term ? left.position < right.position : left.term < right.term
    }
}

extension Posting {
    /// How many bytes it has in the file: six of the term and five of the position, each most significant
    /// first, so that the bytes sort as postings do.
    static let byteCount = 11

    /// The least that there can be.
    static let first = Posting(Term(rawValue: 0), at: .zero)
    /// The greatest.
    static let last = Posting(
        Term(rawValue: 1 << 48 - 1),
        at: Position(rawValue: positionEnd - 1)
    )

    /// No log comes near to it.
    static let positionEnd: UInt64 = 1 << 40

    /// The posting that a key of a block is; nil when it is none.
    init?(key: Span<UInt8>) {
        guard key.count == Self.byteCount, let block = PostingBlock(key) else { return nil }
        self = block[0]
    }

    var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.append(addingCapacity: Self.byteCount) { output in
            for shift in stride(from: 40 as UInt64, through: 0, by: -8) {
                output.append(UInt8(truncatingIfNeeded: term.rawValue >> shift))
            }
            for shift in stride(from: 32 as UInt64, through: 0, by: -8) {
                output.append(UInt8(truncatingIfNeeded: position.rawValue >> shift))
            }
        }
        return bytes
    }

    func write(to output: inout OutputRawSpan) {
        precondition(position.rawValue < Self.positionEnd, "\(position) cannot be indexed")
        for shift in stride(from: 40 as UInt64, through: 0, by: -8) {
            output.append(UInt8(truncatingIfNeeded: term.rawValue >> shift))
        }
        for shift in stride(from: 32 as UInt64, through: 0, by: -8) {
            output.append(UInt8(truncatingIfNeeded: position.rawValue >> shift))
        }
    }
}

extension [Posting] {
    /// The postings in ascending order, when they are in that of their positions.
    ///
    /// Source: least-significant-digit radix sort, as in Knuth, The Art of Computer Programming, vol. 3,
    /// section 5.2.5.
    ///
    /// - Complexity: O(n).
    func sortedByTerm() -> [Posting] {
        var (sorted, former) = (self, self)
        for shift in stride(from: 0 as UInt64, to: 48, by: 8) {
            swap(&sorted, &former)
            var ends = [Int](repeating: 0, count: 257)
            for posting in former { ends[Int(posting.term.rawValue >> shift & 0xFF) + 1] += 1 }
            for digit in 0..<256 { ends[digit + 1] += ends[digit] }
            for posting in former {
                let digit = Int(posting.term.rawValue >> shift & 0xFF)
                sorted[ends[digit]] = posting
                ends[digit] += 1
            }
        }
        return sorted
    }
}

/// Postings in ascending order, as a value of the file holds them.
struct PostingBlock: ~Escapable {
    private let bytes: Span<UInt8>

    /// How many the file has in a value: they fill a page of it.
    static let countMax = 370

    /// The postings of a value; nil when the bytes are none.
    @_lifetime(copy bytes)
    init?(_ bytes: Span<UInt8>) {
        guard bytes.count.isMultiple(of: Posting.byteCount) else { return nil }
        self.bytes = bytes
    }

    var count: Int { bytes.count / Posting.byteCount }

    subscript(index: Int) -> Posting {
        let posting = bytes.extracting(index * Posting.byteCount..<(index + 1) * Posting.byteCount)
        // Eight bytes are one load, six or five are as many.
        let (head, tail) = (posting.bigEndian(at: 0), posting.bigEndian(at: 3))
        return Posting(
            Term(rawValue: head >> 16),
            at: Position(rawValue: tail & (Posting.positionEnd - 1))
        )
    }

    /// Where the postings begin that are not before one.
    ///
    /// - Complexity: O(log n).
    func firstIndex(notBefore posting: Posting) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < posting { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// These postings and others in ascending order, those that both have once.
    func merging(_ others: ArraySlice<Posting>) -> [Posting] {
        var merged: [Posting] = []
        merged.reserveCapacity(count + others.count)
        var index = 0
        for other in others {
            while index < count {
                let own = self[index]
                guard own <= other else { break }
                if own < other { merged.append(own) }
                index += 1
            }
            merged.append(other)
        }
        while index < count {
            merged.append(self[index])
            index += 1
        }
        return merged
    }
}

extension Span<UInt8> {
    /// The number that eight bytes from a place on are, most significant first.
    fileprivate func bigEndian(at start: Int) -> UInt64 {
        let word = extracting(start..<start + 8)
        let high =
            UInt64(word[0]) << 56 | UInt64(word[1]) << 48 | UInt64(word[2]) << 40
            | UInt64(word[3]) << 32
        return high | UInt64(word[4]) << 24 | UInt64(word[5]) << 16 | UInt64(word[6]) << 8
            | UInt64(word[7])
    }
}
