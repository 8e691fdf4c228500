import ByteCoding

/// A perfect subtree of the log's tree that is stored: it has 256^`level` entries.
struct TreeNode: Hashable {
    /// At least 1; the level of a tile in tlog-tiles (C2SP).
    let level: Int
    /// How many subtrees of its level stand before it.
    let index: UInt64

    /// No log is long enough for a higher level.
    static let levelMax = 7

    /// How many entries a subtree of a level has, as a power of two.
    static func bitCount(ofLevel level: Int) -> Int { 8 * level }

    /// The level of the stored subtrees that have 2^`bitCount` entries; nil where none is stored.
    static func level(ofBitCount bitCount: Int) -> Int? {
        let (level, rest) = bitCount.quotientAndRemainder(dividingBy: self.bitCount(ofLevel: 1))
        return rest == 0 && (1...levelMax).contains(level) ? level : nil
    }

    /// The positions of the entries.
    var positions: Range<Position> {
        let shift = UInt64(Self.bitCount(ofLevel: level))
        return Position(rawValue: index << shift)..<Position(rawValue: (index + 1) << shift)
    }
}

extension TreeNode {
    /// The subtree of 2^`bitCount` entries that ends before a position; nil when it is not stored.
    init?(bitCount: Int, before end: Position) {
        guard let level = Self.level(ofBitCount: bitCount) else { return nil }
        self.init(level: level, index: end.rawValue >> UInt64(bitCount) - 1)
    }
}

/// Which nodes of the tree are stored with the events of a block: those whose last entry is one of
/// them, level by level, from left to right.
struct BlockNodes: Hashable {
    private let positions: Range<Position>

    init(_ positions: Range<Position>) { self.positions = positions }

    private func indices(ofLevel level: Int) -> Range<UInt64> {
        let shift = UInt64(TreeNode.bitCount(ofLevel: level))
        return positions.lowerBound.rawValue >> shift..<positions.upperBound.rawValue >> shift
    }

    /// How many there are.
    var count: Int { (1...TreeNode.levelMax).reduce(0) { $0 + indices(ofLevel: $1).count } }

    /// The place of a node among them; nil when it is none of them.
    func place(of node: TreeNode) -> Int? {
        let indices = indices(ofLevel: node.level)
        guard indices.contains(node.index) else { return nil }
        let before = (1..<node.level).reduce(0) { $0 + self.indices(ofLevel: $1).count }
        return before + Int(node.index - indices.lowerBound)
    }
}
