/// A part of a log as it is published: up to 256 hashes of one level of its tree, or as many
/// entries (C2SP tlog-tiles).
public struct Tile: Hashable, Sendable {
    /// The most hashes or entries a tile has.
    public static let widthMax = 256
    /// The highest level that a path can name; a tree of 64-bit size has none above 7.
    public static let levelMax = 63
    /// The highest index of a tile, all of whose places are numbers of 64 bits.
    public static let indexMax: UInt64 = (1 << 56) - 2

    /// What a tile holds.
    public enum Content: Hashable, Sendable {
        /// Hashes; a level has the roots over 256 hashes of the level below, level 0 those of leaves.
        case hashes(level: Int)
        /// Entries, as an ``EntryBundle``.
        case entries
    }

    /// What the tile holds.
    public let content: Content
    /// Which tile of its level it is, from 0.
    public let index: UInt64
    /// How many hashes or entries it has.
    public let width: Int

    /// The tile at that place.
    ///
    /// - Precondition: `index` is at most ``indexMax``, `width` from 1 to ``widthMax``, and a level
    ///   from 0 to ``levelMax``.
    public init(_ content: Content, index: UInt64, width: Int = widthMax) {
        precondition(index <= Self.indexMax, "no log has a tile \(index)")
        precondition((1...Self.widthMax).contains(width), "a tile has no \(width) hashes")
        if case .hashes(let level) = content {
            precondition((0...Self.levelMax).contains(level), "no tile has level \(level)")
        }
        self.content = content
        self.index = index
        self.width = width
    }

    /// Whether it has fewer than 256 hashes or entries, being the last of its level.
    public var isPartial: Bool { width < Self.widthMax }

    /// The indexes within its level of what it holds; at level 0 and for entries, those of the log.
    public var places: Range<UInt64> {
        let start = index * UInt64(Self.widthMax)
        return start..<start + UInt64(width)
    }
}
