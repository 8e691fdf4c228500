import ByteCoding
import Testing
import Transparency

/// The level, index and width of a tile with hashes.
private func parts(_ tile: Tile) -> [UInt64] {
    guard case .hashes(let level) = tile.content else { return [] }
    return [UInt64(level), tile.index, UInt64(tile.width)]
}

@Suite struct `The tiles of a log` {
    @Test func `are none for a log without an entry`() {
        #expect(Array(Tile.all(ofTreeSize: 0)).isEmpty)
        #expect(Array(Tile.entryBundles(ofTreeSize: 0)).isEmpty)
    }

    @Test func `are those of the specification's examples`() {
        #expect(Tile.all(ofTreeSize: 256).map(parts) == [[0, 0, 256], [1, 0, 1]])
        let tiles = Tile.all(ofTreeSize: 70_000).map(parts)
        #expect(tiles.count == 273 + 1 + 1 + 1 + 1)
        #expect(tiles[..<273].elementsEqual((0..<273).map { [0, $0, 256] }))
        #expect(tiles[273...] == [[0, 273, 112], [1, 0, 256], [1, 1, 17], [2, 0, 1]])
    }

    @Test(arguments: [1, 255, 257, 511, 65_535, 65_536, 65_537, 16_777_217] as [UInt64])
    func `have on each level the hashes over all full tiles below`(size: UInt64) {
        var widths: [Int: UInt64] = [:]
        for tile in Tile.all(ofTreeSize: size) {
            guard case .hashes(let level) = tile.content else { continue }
            #expect(tile.places.lowerBound == widths[level, default: 0])
            #expect(tile.isPartial == (tile.width < 256))
            widths[level, default: 0] += UInt64(tile.width)
        }
        for (level, width) in widths { #expect(width == size >> (8 * level)) }
        #expect(widths.count == (0..<8).count { size >> (8 * $0) > 0 })
    }

    @Test func `are made as they are asked for, for the greatest log too`() {
        let first = Tile.all(ofTreeSize: .max).prefix(2).map(parts)
        #expect(first == [[0, 0, 256], [0, 1, 256]])
    }

    @Test func `hold all entries`() {
        let bundles = Array(Tile.entryBundles(ofTreeSize: 600))
        #expect(bundles.map(\.content) == [.entries, .entries, .entries])
        #expect(bundles.map(\.places) == [0..<256, 256..<512, 512..<600])
        #expect(Tile.entryBundles(ofTreeSize: 512).map(\.width) == [256, 256])
    }

    @Test func `have the hashes of the tree`() {
        let tree = NaiveTree(size: 600)
        for tile in Tile.all(ofTreeSize: 600) {
            guard case .hashes(let level) = tile.content else { continue }
            let span = level == 0 ? 1 : 256
            let hashes = tile.places.map { place in
                tree.root(of: Int(place) * span..<Int(place + 1) * span)
            }
            #expect(tile.bytes(subtree: tree.subtree) == hashes.flatMap(\.bytes), "\(tile)")
        }
    }
}
