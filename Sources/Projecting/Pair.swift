/// Two entities, whichever is named first.
public struct Pair: Hashable, Sendable {
    /// The one whose id comes first by its bytes.
    public let first: String
    /// The other.
    public let second: String

    /// The two; nil when they are one.
    public init?(_ one: String, _ other: String) {
        guard one != other else { return nil }
        let isInOrder = RowKey(one) < RowKey(other)
        (first, second) = isInOrder ? (one, other) : (other, one)
    }

    /// The two ids, joined by a plus sign.
    ///
    /// A plus sign within an id is written `%2B` and a percent sign `%25`, so that no two pairs
    /// share a name.
    public var key: RowKey {
        let (first, second) = (first.escaped, second.escaped)
        var key = ""
        key.reserveCapacity(first.utf8.count + 1 + second.utf8.count)
        key += first
        key += "+"
        key += second
        return RowKey(key)
    }

    /// The most pairs that one fact belongs to: of those who are two of a larger crowd nothing is
    /// told, and a fact may name ten thousand.
    public static let countMax = 2_000

    /// Every two of those entities.
    public static func among(_ entities: [String]) -> [Pair] {
        // Most facts name two.
        if entities.count == 2 { return Pair(entities[0], entities[1]).map { [$0] } ?? [] }
        let entities = entities.distinct
        guard entities.count * (entities.count - 1) / 2 <= countMax else { return [] }
        return entities.indices.flatMap { index in
            entities[(index + 1)...].compactMap { Pair(entities[index], $0) }
        }
    }

    /// Each of some entities with each of others.
    public static func between(_ ones: [String], _ others: [String]) -> [Pair] {
        let (ones, others) = (ones.distinct, others.distinct)
        guard ones.count * others.count <= countMax else { return [] }
        return ones.flatMap { one in others.compactMap { Pair(one, $0) } }
    }
}

extension [String] {
    /// The texts without those that are there already, in order.
    fileprivate var distinct: [String] {
        // Comparing a few is quicker than hashing them.
        guard count > 8 else { return [String]().union(self) }
        var seen: Set<String> = []
        return filter { seen.insert($0).inserted }
    }
}

extension String {
    /// The id without a plus sign in it; by scalars, because a mark may combine with a plus sign.
    fileprivate var escaped: String {
        guard hasByte(UInt8(ascii: "+")) || hasByte(UInt8(ascii: "%")) else { return self }
        return unicodeScalars.reduce(into: "") { text, scalar in
            switch scalar {
            case "+": text += "%2B"
            case "%": text += "%25"
            default: text.unicodeScalars.append(scalar)
            }
        }
    }
}
