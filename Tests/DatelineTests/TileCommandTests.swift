import ByteCoding
import Foundation
import TestSupport
import Testing
import Transparency

@Suite struct `The command export, told to write tiles,` {
    private let signed: SignedLedger
    private var moving: MovingLedger { signed.moving }

    init() throws { signed = try SignedLedger(count: 600) }

    @discardableResult
    private func export() throws -> String {
        let run = try signed.dateline("export", "--tiles", "tiles")
        try #require(run.status == 0)
        #expect(run.messages.isEmpty)
        return run.output
    }

    /// The hash at a place of a level, from the full tile that holds it or the partial one.
    private func hash(level: Int, index: UInt64, size: UInt64) throws -> Digest {
        // What lies between the levels of tiles is computed from the level below.
        guard level.isMultiple(of: 8) else {
            return MerkleTree.nodeHash(
                try hash(level: level - 1, index: 2 * index, size: size),
                try hash(level: level - 1, index: 2 * index + 1, size: size)
            )
        }
        let tile = try #require(
            Tile.all(ofTreeSize: size).first {
                $0.content == .hashes(level: level / 8) && $0.places.contains(index)
            }
        )
        let bytes = try moving.bytes(of: "tiles/" + tile.path)
        let start = Int(index - tile.places.lowerBound) * Digest.byteCount
        return try #require(Digest(bytes[start..<start + Digest.byteCount]))
    }

    /// Compares what the tiles say with the checkpoint beside them and with the facts.
    private func expectTree(ofSize size: Int) throws {
        let files = try moving.files(in: "tiles")
        let note = try SignedCheckpoint(parsing: #require(files["checkpoint"]))
        try note.verify(by: signed.verifier)
        #expect(note.checkpoint.size == UInt64(size))
        // The hashes lead to the root.
        let root = try MerkleTree.root(ofFirst: UInt64(size)) { level, index in
            try hash(level: level, index: index, size: UInt64(size))
        }
        #expect(root == note.checkpoint.root)
        // So do the entries, which are those of the facts.
        var entries: [[UInt8]] = []
        for tile in Tile.entryBundles(ofTreeSize: UInt64(size)) {
            let bytes = try #require(files[tile.path], "\(tile.path)")
            entries += try EntryBundle(decoding: bytes, count: tile.width).entries
        }
        #expect(naiveRoot(of: entries.map(naiveLeafHash(of:))) == note.checkpoint.root)
        let ids = try moving.exported().split(separator: "\n").prefix(size).map {
            try Answer($0)["id"]?.text
        }
        #expect(entries.map { [UInt8]($0.suffix(Digest.byteCount)).hexadecimal } == ids)
    }

    @Test func `writes files whose hashes lead to the root of the checkpoint`() throws {
        #expect(try export() == "wrote 8 files to tiles: the tree over 600 events\n")
        let files = try moving.files(in: "tiles")
        #expect(
            Set(files.keys) == [
                "checkpoint", "tile/0/000", "tile/0/001", "tile/0/002.p/88", "tile/1/000.p/2",
                "tile/entries/000", "tile/entries/001", "tile/entries/002.p/88",
            ]
        )
        #expect(files["checkpoint"] == Array(signed.note.utf8))
        try expectTree(ofSize: 600)
        let text = files.values.map { String(decoding: $0, as: UTF8.self) }.joined()
        #expect(!text.contains("speaker"))
    }

    @Test func `finds the same files the second time, and leaves the full tiles alone`() throws {
        try export()
        let before = try moving.files(in: "tiles")
        let numbers = try fileNumbers()
        #expect(try export() == "wrote 4 files to tiles: the tree over 600 events\n")
        #expect(try moving.files(in: "tiles") == before)
        let full = numbers.filter { !$0.key.contains(".p/") && $0.key != "checkpoint" }
        #expect(full.count == 4)
        #expect(try fileNumbers().filter { full.keys.contains($0.key) } == full)
    }

    /// By which number the file system knows each file.
    private func fileNumbers() throws -> [String: Int] {
        try Dictionary(
            uniqueKeysWithValues: moving.files(in: "tiles").keys.map { name in
                let path = moving.folder.file("tiles/" + name)
                let attributes = try FileManager.default.attributesOfItem(atPath: path)
                return (name, attributes[.systemFileNumber] as? Int ?? 0)
            }
        )
    }

    @Test func `goes on with the tree of an earlier checkpoint`() throws {
        try export()
        let before = try moving.files(in: "tiles")
        try moving.append(600..<800)
        // What is not signed yet is not published.
        try export()
        #expect(try moving.files(in: "tiles") == before)
        let later = try signed.checkpoint()
        try export()
        let after = try moving.files(in: "tiles")
        #expect(after["checkpoint"] == Array(later.utf8))
        for name in ["tile/0/000", "tile/0/001", "tile/entries/000", "tile/entries/001"] {
            let earlier: [UInt8] = try #require(before[name])
            #expect(after[name] == earlier, "\(name)")
        }
        let added = Set(after.keys).subtracting(before.keys)
        #expect(
            added == [
                "tile/0/002", "tile/0/003.p/32", "tile/1/000.p/3", "tile/entries/002",
                "tile/entries/003.p/32",
            ]
        )
        try expectTree(ofSize: 800)
    }

    @Test func `does not put another tree in the place of one that was published`() throws {
        try export()
        let before = try moving.files(in: "tiles")
        let other = try SignedLedger(count: 700)
        let folder = moving.folder.file("tiles")
        let run = try other.dateline("export", "--tiles", folder)
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.messages.contains("holds a checkpoint over 600 events"))
        #expect(try moving.files(in: "tiles") == before)
    }

    @Test func `needs a checkpoint, and no name of a file`() throws {
        let unsigned = try MovingLedger()
        try unsigned.append(0..<2)
        let run = try unsigned.dateline("export", "--tiles", "tiles")
        #expect(run.status == 1)
        #expect(
            run.messages
                == "Error: no checkpoint of this ledger covers #0; `dateline checkpoint` makes one\n"
        )
        #expect(try unsigned.names() == [".dateline"])
        let both = try unsigned.dateline("export", "all.jsonl", "--tiles", "tiles")
        #expect(both.status == 64)
        #expect(both.messages.contains("--tiles writes the tree, and no file of events"))
        #expect(try unsigned.names() == [".dateline"])
    }
}
