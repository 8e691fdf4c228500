import ByteCoding

/// What events are looked up by, as a number: the kind of a key, and 40 bits of what it says.
///
/// Two texts may have one term, so what is found by the term of a text or an id is compared with the
/// event.
struct Term: RawRepresentable, Hashable, Comparable, Sendable {
    /// The kind above 40 bits.
    let rawValue: UInt64

    static let contentBitCount: UInt64 = 40

    static func < (left: Term, right: Term) -> Bool { left.rawValue < right.rawValue }
}

extension Term {
    /// Of a kind, with 40 bits.
    fileprivate init(_ kind: LookupKey.Kind, _ content: UInt64) {
        rawValue = UInt64(kind.rawValue) << Self.contentBitCount | content
    }
}

/// Makes terms: those of texts follow from numbers that an index has drawn for itself, so that nobody
/// can foresee which texts have the same.
struct Terms: Sendable {
    private let start: UInt64
    private let factor: UInt64

    /// Terms by two numbers, of which the second is odd.
    init(_ seed: SIMD2<UInt64>) {
        start = seed[0]
        factor = seed[1] | 1
    }

    static func randomSeed() -> SIMD2<UInt64> {
        [.random(in: 0...(.max)), .random(in: 0...(.max)) | 1]
    }

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

    /// The term of a text, eight bytes at a time; `FileFormat.md` has it in words.
    func term(_ kind: LookupKey.Kind, of text: String) -> Term {
        let utf8 = text.utf8Span
        let bytes = utf8.span
        var hash = mix(start ^ UInt64(kind.rawValue))
        var word: UInt64 = 0
        for index in bytes.indices {
            word = word << 8 | UInt64(bytes[index])
            if index & 7 == 7 {
                hash = mix(hash ^ word)
                word = 0
            }
        }
        hash = mix(hash ^ word)
        hash = mix(hash ^ UInt64(bytes.count))
        return Term(kind, hash >> (64 - Term.contentBitCount))
    }

    private func mix(_ word: UInt64) -> UInt64 {
        let product = word.multipliedFullWidth(by: factor)
        return product.high ^ product.low
    }
}
