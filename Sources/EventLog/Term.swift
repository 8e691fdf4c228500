import ByteCoding

/// What events are looked up by, as a number: the kind of a key, and 40 bits of what it says.
///
/// Two texts may have one term, so what is found by the term of a text or an id is compared with the
/// event.
struct Term: RawRepresentable, Hashable, Comparable, Sendable {
    /// The kind above 40 bits.
    let rawValue: UInt64

    static let contentBitCount: UInt64 = 40

    /// The number of the kind of its key.
    var kind: UInt8 { UInt8(truncatingIfNeeded: rawValue >> Self.contentBitCount) }

    static func < (left: Term, right: Term) -> Bool { left.rawValue < right.rawValue }
}

extension Term {
    /// The least of the kind with a number.
    init(leastOf kind: UInt8) { rawValue = UInt64(kind) << Self.contentBitCount }

    /// Of a kind, with 40 bits.
    fileprivate init(_ kind: LookupKey.Kind, _ content: UInt64) {
        rawValue = UInt64(kind.rawValue) << Self.contentBitCount | content
    }
}

/// Makes terms: those of texts by a hash that an index has drawn for itself.
struct Terms: Sendable {
    private let hash: SeededHash

    init(by hash: SeededHash) { self.hash = hash }

    /// The term of a key.
    ///
    /// - Complexity: O(n) in the bytes of a text.
    func term(of key: LookupKey) -> Term {
        switch key {
        case .id(let id): Term(.id, id.prefix >> (64 - Term.contentBitCount))
        case .type(let number): Term(.type, UInt64(number))
        case .lineage(let position): Term(.lineage, position.rawValue)
        case .subject(let text): term(.subject, of: text)
        case .entity(let text): term(.entity, of: text)
        case .externalID(let text): term(.externalID, of: text)
        }
    }

    /// The term of a text.
    func term(_ kind: LookupKey.Kind, of text: String) -> Term {
        let utf8 = text.utf8Span
        let hash = hash.hash(of: utf8.span, kind: kind.rawValue)
        return Term(kind, hash >> (64 - Term.contentBitCount))
    }
}
