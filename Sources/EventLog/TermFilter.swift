/// A set of terms that now and then takes another one for its own, and never one of its own for another.
///
/// All that it knows of a term lies in one word, so that a look costs one miss of the cache at most.
/// Source: a Bloom filter in blocks, as in Putze, Sanders and Singler, Cache-, Hash- and
/// Space-Efficient Bloom Filters, 2007.
struct TermFilter: Sendable {
    private var words: [UInt64]
    private(set) var count = 0

    /// No terms, with room for so many: two bytes for each.
    init(capacity: Int) {
        words = [UInt64](repeating: 0, count: max(capacity / Self.wordTermCount, 1))
    }

    private static let wordTermCount = 4
    /// Of how many terms a filter is made at most: of more it takes over 64 MB.
    static let countMax = 1 << 24

    /// The numbers of the kinds of terms that it is asked for, as those of a new event are most often new.
    static let kinds = [LookupKey.Kind.id, .externalID].map(\.rawValue)

    /// Whether it holds as many terms as it has room for; with more it is of less and less use.
    var isFull: Bool { count >= words.count * Self.wordTermCount }

    /// Adds a term.
    mutating func insert(_ term: Term) {
        let (place, bits) = place(of: term)
        words[place] |= bits
        count += 1
    }

    /// Adds the terms of events that are of its kinds.
    mutating func insert(_ events: borrowing IndexTail) {
        for kind in Self.kinds { for posting in events.postings(of: kind) { insert(posting.term) } }
    }

    /// Whether a term may be one of them: always when it is of another kind; else, when it is none, in one
    /// case of 200 where the filter is full, and of 1,600 where half of it is.
    func mayContain(_ term: Term) -> Bool {
        guard Self.kinds.contains(term.kind) else { return true }
        let (place, bits) = place(of: term)
        return words[place] & bits == bits
    }

    /// The word of a term, and five bits of it.
    private func place(of term: Term) -> (place: Int, bits: UInt64) {
        // The upper bits of a product depend on all bits of the factors.
        let hash = (term.rawValue &* 0x9E37_79B9_7F4A_7C15).byteSwapped &* 0xD6E8_FEB8_6659_FD93
        let (place, rest) = hash.multipliedFullWidth(by: UInt64(words.count))
        var bits: UInt64 = 0
        for shift in stride(from: 34 as UInt64, to: 64, by: 6) { bits |= 1 << (rest >> shift & 63) }
        return (Int(place), bits)
    }
}
