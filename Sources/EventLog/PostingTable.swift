import ByteCoding

/// Postings in memory, in the order of their events.
///
/// Adding is no more than copying a number. Terms are hashed when one is first looked up, so that
/// postings nobody asks for cost little before they are written to a file.
struct PostingTable: Sendable {
    private(set) var postings: [Posting] = []
    /// The newest posting of each term, by the hash of the term, or in the next place that is free.
    ///
    /// Counted from 1; 0 for none.
    private var newest = [UInt32](repeating: 0, count: 16)
    /// For each posting that was hashed, the one before it that has its term, counted as above.
    private var earlier: [UInt32] = []
    private var termCount = 0
    /// Not to be guessed, so that nobody can choose facts whose terms have one hash.
    private let factor = UInt64.random(in: 0...(.max)) | 1

    /// Postings are added in the order of their positions.
    mutating func add(_ posting: Posting) { postings.append(posting) }

    mutating func append(_ others: PostingTable) { postings += others.postings }

    /// The positions of the events that have a term, in order.
    ///
    /// - Complexity: O(m) in them, and O(n) in the postings that came since the last look.
    mutating func positions(with term: Term) -> [Position] {
        fill()
        var found: [Position] = []
        var index = newest[slot(of: term)]
        while index > 0 {
            found.append(postings[Int(index) - 1].position)
            index = earlier[Int(index) - 1]
        }
        found.reverse()
        return found
    }

    /// The position of the first event that has a term.
    mutating func firstPosition(with term: Term) -> Position? {
        fill()
        var first: Position?
        var index = newest[slot(of: term)]
        while index > 0 {
            first = postings[Int(index) - 1].position
            index = earlier[Int(index) - 1]
        }
        return first
    }

    private mutating func fill() {
        while earlier.count < postings.count {
            if 2 * (termCount + 1) > newest.count { grow() }
            let slot = slot(of: postings[earlier.count].term)
            if newest[slot] == 0 { termCount += 1 }
            earlier.append(newest[slot])
            newest[slot] = UInt32(earlier.count)
        }
    }

    private mutating func grow() {
        let former = newest
        newest = [UInt32](repeating: 0, count: 4 * former.count)
        for index in former where index > 0 {
            newest[slot(of: postings[Int(index) - 1].term)] = index
        }
    }

    /// Where the newest posting of a term is, or would be.
    private func slot(of term: Term) -> Int {
        let mask = newest.count - 1
        // The upper bits of a product depend on all bits of the factors.
        let hash = (term.rawValue &* factor) >> UInt64(64 - newest.count.trailingZeroBitCount)
        var slot = Int(hash)
        while newest[slot] > 0, postings[Int(newest[slot]) - 1].term != term {
            slot = (slot + 1) & mask
        }
        return slot
    }
}
