import ByteCoding
import EventLog
import Foundation
public import Transparency

extension Ledger {
    /// Writes the tree under a checkpoint as files that any web server can serve (C2SP tlog-tiles):
    /// `checkpoint`, `tile/<level>/<index>` and `tile/entries/<index>`.
    ///
    /// An entry is that of ``TreeEntry``: the digest of a fact and not the fact, so that who is
    /// shown the tiles learns of no fact that he does not have. A full tile that is there already
    /// is left as it is; the checkpoint is written last, when all that it covers is there.
    ///
    /// - Returns: How many files were written.
    /// - Throws: ``LedgerError/checkpoint(_:)`` when the checkpoint is not this ledger's, or a file
    ///   cannot be written.
    /// - Complexity: O(n) in the events of the checkpoint, for tiles that are not there yet.
    @discardableResult
    public func exportTiles(
        under checkpoint: SignedCheckpoint,
        to folder: String,
        progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws(LedgerError) -> Int {
        let size = checkpoint.checkpoint.size
        let snapshot = try snapshot()
        try expect(checkpoint.checkpoint, in: snapshot, from: "what was given")
        try expectPublished(in: folder, under: checkpoint.checkpoint, snapshot)
        let tiles = Array(Tile.all(ofTreeSize: size)) + Tile.entryBundles(ofTreeSize: size)
        var writtenCount = 0
        for (done, tile) in tiles.enumerated() {
            let path = folder + "/" + tile.path
            try checkLeaves(of: tile, in: snapshot)
            if tile.isPartial || !FileManager.default.fileExists(atPath: path) {
                try write(try bytes(of: tile, in: snapshot), to: path)
                writtenCount += 1
            }
            progress(done + 1, tiles.count)
        }
        try write(checkpoint.bytes, to: folder + "/checkpoint")
        return writtenCount + 1
    }

    /// Refuses to put another tree in the place of one that was published.
    private func expectPublished(
        in folder: String,
        under checkpoint: Checkpoint,
        _ snapshot: borrowing LogSnapshot
    ) throws(LedgerError) {
        let path = folder + "/checkpoint"
        guard FileManager.default.fileExists(atPath: path) else { return }
        let published: Checkpoint
        do throws(CheckpointError) {
            published = try SignedCheckpoint(at: path).checkpoint
        } catch {
            throw .checkpoint(error)
        }
        guard published.origin.utf8.elementsEqual(checkpoint.origin.utf8),
            published.size <= checkpoint.size
        else {
            throw .checkpoint(
                .inconsistent(signed: published, eventCount: snapshot.head, path: path)
            )
        }
        try expect(published, in: snapshot, from: path)
    }

    /// Refuses leaves over which another subtree was stored: they are not what was signed.
    private func checkLeaves(
        of tile: Tile,
        in snapshot: borrowing LogSnapshot
    ) throws(LedgerError) {
        guard tile.content == .hashes(level: 0), !tile.isPartial else { return }
        do throws(LogError) {
            var range = CompactRange()
            for place in tile.places { range.append(try snapshot.subtree(level: 0, index: place)) }
            guard try snapshot.subtree(level: 8, index: tile.index) == range.root else {
                throw .corrupt(
                    Position(rawValue: tile.places.lowerBound),
                    reason:
                        "the events from there on do not have the root that was stored with them"
                )
            }
        } catch {
            throw .log(error)
        }
    }

    private func bytes(
        of tile: Tile,
        in snapshot: borrowing LogSnapshot
    ) throws(LedgerError) -> [UInt8] {
        do throws(LogError) {
            guard tile.content == .entries else {
                return try tile.bytes { (level, index) throws(LogError) in
                    try snapshot.subtree(level: level, index: index)
                }
            }
            var entries: [[UInt8]] = []
            var events = try snapshot.events(from: Position(rawValue: tile.places.lowerBound))
            for _ in tile.places {
                guard let event = try events.next() else {
                    preconditionFailure("\(tile) lies past \(snapshot.head)")
                }
                entries.append(try event.entry.bytes)
            }
            guard let bundle = try? EntryBundle(entries) else {
                preconditionFailure("a bundle of \(entries.count) entries of equal length")
            }
            return bundle.bytes
        } catch {
            throw .log(error)
        }
    }

    private func write(_ bytes: [UInt8], to path: String) throws(LedgerError) {
        do {
            try FileManager.default.createDirectory(
                at: URL(filePath: path).deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try DurableFile.write(bytes, to: path)
        } catch let error as CheckpointError {
            throw .checkpoint(error)
        } catch {
            throw .folder(path: path, reason: error.localizedDescription)
        }
    }
}
