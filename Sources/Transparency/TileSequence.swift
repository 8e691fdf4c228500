/// The tiles of a log of some size, made as they are asked for.
public struct TileSequence: Sequence, Sendable {
    let size: UInt64
    let isOfEntries: Bool

    /// Starts at the first tile of the lowest level.
    public func makeIterator() -> Iterator { Iterator(size: size, isOfEntries: isOfEntries) }

    /// Goes through the tiles of a log, level by level, each from the left.
    public struct Iterator: IteratorProtocol {
        private let isOfEntries: Bool
        private var level = 0
        private var index: UInt64 = 0
        /// How many hashes the level has.
        private var count: UInt64

        init(size: UInt64, isOfEntries: Bool) {
            self.isOfEntries = isOfEntries
            count = size
        }

        /// The next tile; nil after the last.
        public mutating func next() -> Tile? {
            while count > 0 {
                let start = index * UInt64(Tile.widthMax)
                if start < count {
                    defer { index += 1 }
                    let content = isOfEntries ? Tile.Content.entries : .hashes(level: level)
                    let width = Swift.min(count - start, UInt64(Tile.widthMax))
                    return Tile(content, index: index, width: Int(width))
                }
                count = isOfEntries ? 0 : count / UInt64(Tile.widthMax)
                (level, index) = (level + 1, 0)
            }
            return nil
        }
    }
}

extension Tile {
    /// The tiles with hashes of a log of that size, full and partial, from level 0 up (C2SP
    /// tlog-tiles).
    ///
    /// Level l has `size / 256^l` hashes; what remains of them after the full tiles is in a partial
    /// one, and no tile is empty.
    public static func all(ofTreeSize size: UInt64) -> TileSequence {
        TileSequence(size: size, isOfEntries: false)
    }

    /// The tiles with entries of a log of that size, full and partial.
    public static func entryBundles(ofTreeSize size: UInt64) -> TileSequence {
        TileSequence(size: size, isOfEntries: true)
    }
}
