import ByteCoding
import Dateline
import EventLog
import Foundation
import TestSupport
import Testing

@Suite struct `Restoring` {
    let moving: MovingLedger

    init() throws {
        moving = try MovingLedger()
        try moving.fill(seed: 12, count: 300)
        try FileManager.default.createDirectory(
            atPath: moving.folder.file(".dateline/checkpoints"),
            withIntermediateDirectories: true
        )
        try moving.write("signed", to: ".dateline/checkpoints/300")
        #expect(try moving.dateline("backup", "b").status == 0)
    }

    @Test func `makes the ledger that was backed up`() throws {
        let run = try moving.dateline("restore", "b", "--ledger", "new")
        #expect(run.status == 0)
        let pattern = #/restored 300 events in [0-9]+ bytes to new\nroot [0-9A-Za-z+/]{43}=\n/#
        #expect(run.output.wholeMatch(of: pattern) != nil)
        #expect(try moving.exported("new") == moving.exported())
        let identity = { try Ledger(at: moving.folder.file($0), access: .readOnly).log.identity }
        #expect(try identity("new") == identity(".dateline"))
        let checkpoint = URL(filePath: moving.folder.file("new/checkpoints/300"))
        #expect(try String(contentsOf: checkpoint, encoding: .utf8) == "signed")
        #expect(
            try moving.dateline("import", "-", "--ledger", "new", input: Line.statement(1)).output
                == "appended #300\n"
        )
        #expect(try moving.count() == 300)
    }

    @Test func `takes no ledger's place`() throws {
        let run = try moving.dateline("restore", "b")
        #expect(run.status == 1)
        #expect(run.errors == "Error: .dateline exists already; nothing was changed\n")
    }

    @Test func `from nothing says so`() throws {
        let run = try moving.dateline("restore", "nowhere", "--ledger", "new")
        #expect(run.status == 1)
        #expect(run.errors.contains("there is no ledger at nowhere"))
        #expect(try moving.names() == [".dateline", "b"])
    }

    @Test func `of a backup that has an older format says what to do`() throws {
        let old = try ReleasedFormat(1)
        let run = try old.dateline("restore", ".dateline", "--ledger", "new")
        #expect(run.status == 1)
        #expect(run.errors.contains("`dateline migrate` brings it up to date"))
    }

    /// Changes a block of the backup, that of the event at a position.
    private func damage(_ change: (inout StoredFile.Pair) -> Void) throws -> Position {
        let path = moving.folder.file("b/log.mdb")
        var pairs = try StoredFile.pairs(of: "blocks", at: path)
        let index = pairs.count / 2
        change(&pairs[index])
        try StoredFile.replaceAll(of: "blocks", by: pairs, at: path)
        return Position(rawValue: pairs[index].key.reduce(0) { $0 << 8 | UInt64($1) })
    }

    private func checkRefused(at place: String) throws {
        let run = try moving.dateline("restore", "b", "--ledger", "new")
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.errors.hasPrefix("Error: b is damaged, so nothing was made of it"))
        #expect(run.errors.contains(place))
        #expect(try moving.names() == [".dateline", "b"])
    }

    @Test func `of a backup with a bit flipped in a fact names the event`() throws {
        let position = try damage { $0.value[$0.value.count - 1] ^= 4 }
        let run = try moving.dateline("restore", "b", "--ledger", "new")
        let places = run.errors.matches(of: #/#([0-9]+)/#).compactMap { UInt64($0.output.1) }
        #expect(try #require(places.first) >= position.rawValue)
        try checkRefused(at: "its bytes are not those that were appended")
    }

    @Test func `of a backup with another root names the events`() throws {
        let position = try damage { $0.value[20] ^= 1 }
        try checkRefused(at: "\(position)")
    }

    @Test func `of a backup that has lost its end is refused`() throws {
        let path = moving.folder.file("b/log.mdb")
        let bytes = try Data(contentsOf: URL(filePath: path))
        try bytes.prefix(bytes.count / 2).write(to: URL(filePath: path))
        try checkRefused(at: "log.mdb: page ")
    }

    @Test func `of a text file is refused`() throws {
        let text = String(repeating: "Dear diary,\n", count: 2_000)
        try moving.write(text, to: "b/log.mdb")
        try checkRefused(at: "log.mdb: page ")
    }

    @Test(.enabled(if: SmallFileSystem.isAvailable, "mounting a file system needs root"))
    func `for which the disk has no room leaves nothing`() throws {
        let disk = SmallFileSystem(byteCount: 96 << 10)
        let run = try moving.dateline("restore", "b", "--ledger", disk.file("new"))
        #expect(run.status == 1)
        #expect(run.output.isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path).isEmpty)
    }
}
