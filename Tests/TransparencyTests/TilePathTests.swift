import TestSupport
import Testing
import Transparency

@Suite struct `The path of a tile` {
    @Test(arguments: [
        (Tile(.hashes(level: 0), index: 0), "tile/0/000"),
        (Tile(.hashes(level: 0), index: 999), "tile/0/999"),
        (Tile(.hashes(level: 1), index: 1_000), "tile/1/x001/000"),
        (Tile(.hashes(level: 3), index: 1_234_067), "tile/3/x001/x234/067"),
        (Tile(.hashes(level: 63), index: 5, width: 1), "tile/63/005.p/1"),
        (Tile(.entries, index: 1_234_067), "tile/entries/x001/x234/067"),
        (Tile(.entries, index: 12, width: 255), "tile/entries/012.p/255"),
    ])
    func `is that of the specification`(tile: Tile, path: String) throws {
        #expect(tile.path == path)
        #expect(try Tile(parsing: path) == tile)
    }

    @Test func `is read as it was written`() throws {
        var randomness = SeededRandomness(25)
        for _ in 0..<Rounds.count(1_000) {
            let bits = Int.random(in: 0...56, using: &randomness)
            let index = UInt64.random(in: 0...Tile.indexMax, using: &randomness) >> bits
            let tile = Tile(
                Bool.random(using: &randomness)
                    ? .entries : .hashes(level: .random(in: 0...63, using: &randomness)),
                index: index,
                width: .random(in: 1...256, using: &randomness)
            )
            #expect(try Tile(parsing: tile.path) == tile)
        }
    }

    @Test func `has at most as many bytes as the longest`() throws {
        let longest = Tile(.entries, index: Tile.indexMax, width: 255)
        #expect(longest.path.utf8.count == Tile.pathByteCountMax)
        #expect(try Tile(parsing: longest.path) == longest)
        let error = #expect(throws: TextFormatError.self) {
            try Tile(parsing: String(repeating: "tile/", count: 1_000))
        }
        #expect(error?.reason == .tooLong(byteCount: 5_000, most: Tile.pathByteCountMax))
    }

    @Test(
        arguments: [
            ("", .missing(.start)),
            ("/tile/0/000", .missing(.start)),
            ("tiles/0/000", .missing(.start)),
            ("tile/0", .missing(.tileIndex)),
            ("tile//000", .malformed(.level)),
            ("tile/00/000", .malformed(.level)),
            ("tile/64/000", .malformed(.level)),
            ("tile/-1/000", .malformed(.level)),
            ("tile/data/000", .malformed(.level)),
            ("tile/0/", .malformed(.tileIndex)),
            ("tile/0/0", .malformed(.tileIndex)),
            ("tile/0/0000", .malformed(.tileIndex)),
            ("tile/0/+00", .malformed(.tileIndex)),
            ("tile/0/x000", .malformed(.tileIndex)),
            ("tile/0/001/000", .malformed(.tileIndex)),
            ("tile/0/x000/001", .malformed(.tileIndex)),
            ("tile/0/x001/x000", .malformed(.tileIndex)),
            ("tile/0/x001/1000", .malformed(.tileIndex)),
            ("tile/0/x001/0x0", .malformed(.tileIndex)),
            ("tile/0/000/", .malformed(.tileIndex)),
            ("tile/0/../../secret", .malformed(.width)),
            ("tile/0/x072/x057/x594/x037/x927/935", .malformed(.tileIndex)),
            ("tile/0/x999/x999/x999/x999/x999/x999/999", .malformed(.tileIndex)),
            ("tile/0/000.p", .malformed(.width)),
            ("tile/0/000.p/", .malformed(.width)),
            ("tile/0/000.p/0", .malformed(.width)),
            ("tile/0/000.p/01", .malformed(.width)),
            ("tile/0/000.p/256", .malformed(.width)),
            ("tile/0/000.p/1/", .malformed(.width)),
            ("tile/0/000.p/1.p/1", .malformed(.width)),
        ] as [(String, TextFormatError.Reason)]
    )
    func `is refused when no tile has it`(path: String, reason: TextFormatError.Reason) {
        let error = #expect(throws: TextFormatError.self) { try Tile(parsing: path) }
        #expect(error?.reason == reason)
        #expect(error?.form == .tilePath)
    }
}
