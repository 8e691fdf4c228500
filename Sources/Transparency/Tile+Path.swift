extension Tile {
    /// Where the tile is published, below the log's address (C2SP tlog-tiles).
    ///
    /// The index is cut into groups of three digits, all but the last after an `x`, so that no folder
    /// is ever in the way of a file. The path of a partial tile ends in its width.
    public var path: String {
        let kind =
            switch content {
            case .hashes(let level): String(level)
            case .entries: Self.entries
            }
        var (rest, groups) = (index / 1_000, [Self.group(of: index % 1_000)])
        while rest > 0 {
            groups.append("x" + Self.group(of: rest % 1_000))
            rest /= 1_000
        }
        let name = "tile/\(kind)/\(groups.reversed().joined(separator: "/"))"
        return isPartial ? "\(name)\(Self.partial)\(width)" : name
    }

    /// Reads the path of a tile.
    ///
    /// - Throws: a ``TextFormatError`` when no tile has that path, to the letter: a level above
    ///   ``levelMax``, an index above ``indexMax`` or not in the fewest groups, a width that is not
    ///   from 1 to 255, or more than ``pathByteCountMax`` bytes.
    public init(parsing path: String) throws(TextFormatError) {
        func error(_ reason: TextFormatError.Reason) -> TextFormatError {
            TextFormatError(reason, in: .tilePath)
        }
        let byteCount = path.utf8.count
        guard byteCount <= Self.pathByteCountMax else {
            throw error(.tooLong(byteCount: byteCount, most: Self.pathByteCountMax))
        }
        guard let rest = path.dropping(prefix: "tile/") else { throw error(.missing(.start)) }
        guard let (kind, place) = rest.split(at: UInt8(ascii: "/")) else {
            throw error(.missing(.tileIndex))
        }
        guard let content = Self.content(kind) else { throw error(.malformed(.level)) }
        var (groups, width) = (place, Self.widthMax)
        if let dot = place.split(at: UInt8(ascii: ".")) {
            guard let digits = dot.after.dropping(prefix: "p/"),
                let number = UInt64(canonical: digits),
                (1..<UInt64(Self.widthMax)).contains(number)
            else { throw error(.malformed(.width)) }
            (groups, width) = (dot.before, Int(number))
        }
        guard let index = Self.index(groups), index <= Self.indexMax else {
            throw error(.malformed(.tileIndex))
        }
        self.init(content, index: index, width: width)
        // Whatever else could be read as an index is written in another way.
        guard self.path.utf8.elementsEqual(path.utf8) else { throw error(.malformed(.tileIndex)) }
    }

    /// The most bytes the path of a tile has: that of a partial tile at the highest index.
    public static let pathByteCountMax = 47

    private static let entries = "entries"
    private static let partial = ".p/"

    private static func group(of number: UInt64) -> String {
        let digits = String(number)
        return String(repeating: "0", count: 3 - digits.utf8.count) + digits
    }

    private static func content(_ text: String) -> Content? {
        if text.utf8.elementsEqual(entries.utf8) { return .entries }
        guard let level = UInt64(canonical: text), level <= levelMax else { return nil }
        return .hashes(level: Int(level))
    }

    /// The number that the digits of the groups make up.
    private static func index(_ groups: String) -> UInt64? {
        UInt64(String(decoding: groups.utf8.filter { !"x/".utf8.contains($0) }, as: UTF8.self))
    }
}

extension Tile: CustomStringConvertible {
    /// The path of the tile.
    public var description: String { path }
}
