import ByteCoding
import Dateline
import EventLog
import Foundation
import NewsFacts
import TestSupport
import Testing

@Suite struct `A ledger of format 1` {
    private let format: ReleasedFormat

    init() throws { format = try ReleasedFormat(1) }

    private func bytes(_ name: String = "log.mdb") throws -> Data {
        try Data(contentsOf: URL(filePath: format.folder.file(".dateline/" + name)))
    }

    @Test(arguments: [["log"], ["import", "-"], ["export"], ["backup", "b"]])
    func `is not opened, and what to do is said`(command: [String]) throws {
        let run = try format.dateline.run(command)
        #expect(run.status == 1)
        #expect(
            run.errors
                == "Error: .dateline/log.mdb has format 1, and this version of dateline writes "
                + "2; `dateline migrate` brings it up to date and keeps the old file\n"
        )
    }

    @Test func `is migrated with every event, position and time, and the old file is kept`() throws
    {
        let old = try bytes()
        let run = try format.dateline("migrate")
        #expect(run.status == 0)
        #expect(
            run.output.hasPrefix("migrated 64 events in ")
                && run.output.contains("; the old file is .dateline/log.mdb.format-1\nroot ")
        )
        try format.checkLog()
        #expect(try bytes("log.mdb.format-1") == old)
        #expect(try format.names == ["log.mdb", "log.mdb.format-1", "index.mdb"])
    }

    @Test func `is migrated once`() throws {
        _ = try format.dateline("migrate")
        let new = try bytes()
        let again = try format.dateline("migrate")
        #expect(again.status == 0)
        #expect(again.output == ".dateline has the format of this version already\n")
        #expect(try bytes() == new)
        try format.checkLog()
    }

    @Test func `keeps its identity, and takes facts`() throws {
        let identity = Array(
            try #require(
                try StoredFile.pairs(of: "meta", at: format.log).first
            ).value.dropFirst(4)
        )
        _ = try format.dateline("migrate")
        let run = try format.dateline("import", "-", input: Line.statement(1) + "\n")
        #expect(run.output == "appended #64\n")
        let ledger = try Ledger(at: format.folder.file(".dateline"))
        #expect(ledger.log.identity.bytes == identity)
        let snapshot = try ledger.snapshot()
        #expect(try ledger.log.verifyBlocks(in: snapshot).isEmpty)
        #expect(try ledger.log.verifyIndex(in: snapshot).findings.isEmpty)
    }

    @Test func `answers every view as its facts do in a new ledger`() throws {
        _ = try format.dateline("migrate")
        _ = try format.dateline("init", "--ledger", "new")
        let run = try format.dateline(
            "import",
            "-",
            "--keep-times",
            "--ledger",
            "new",
            input: format.lines
        )
        #expect(run.status == 0)
        for view in Ledger.projections {
            let ask = ["view", view.name, "--as-of", "2025-02-15", "--format", "json"]
            let answer = try format.dateline.run(ask)
            #expect(answer.status == 0)
            #expect(try format.dateline.run(ask + ["--ledger", "new"]).output == answer.output)
        }
        #expect(try format.dateline("view", "bids", "--as-of", "2025-02-15").output.contains("#"))
    }

    /// What an interruption leaves: before, between and after the two steps of the swap.
    @Test(arguments: ["half built", "old log has its other name", "new log is in place"])
    func `is migrated by running it again when it was interrupted with the`(state: String) throws {
        let work = format.folder.file(".dateline/migrating")
        let former = format.folder.file(".dateline/log.mdb.format-1")
        switch state {
        case "half built":
            try FileManager.default.createDirectory(
                atPath: work,
                withIntermediateDirectories: true
            )
            try bytes().prefix(30_000).write(to: URL(filePath: work + "/log.mdb"))
        case "old log has its other name":
            try FileManager.default.moveItem(atPath: format.log, toPath: former)
            let run = try format.dateline("log")
            #expect(run.status == 1)
            #expect(
                run.errors
                    == "Error: the migration of .dateline was interrupted; `dateline migrate` "
                    + "finishes it\n"
            )
        default:
            _ = try format.dateline("migrate")
            try FileManager.default.createDirectory(
                atPath: work,
                withIntermediateDirectories: true
            )
        }
        #expect(try format.dateline("migrate").status == 0)
        try format.checkLog()
        #expect(try format.names == ["log.mdb", "log.mdb.format-1", "index.mdb"])
    }

    @Test func `that is killed while it is migrated, whenever, is migrated by running it again`()
        throws
    {
        for delay in stride(from: 20_000, to: 220_000, by: 20_000) {
            let format = try ReleasedFormat(1)
            let process = Process()
            process.executableURL = URL(filePath: CommandLineTool.path)
            process.arguments = ["migrate"]
            process.currentDirectoryURL = URL(filePath: format.folder.path)
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            usleep(UInt32(delay))
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            #expect(try format.dateline("migrate").status == 0)
            try format.checkLog()
        }
    }

    @Test func `is not migrated over another file that is kept`() throws {
        let old = try bytes()
        try Data("a novel".utf8).write(
            to: URL(filePath: format.folder.file(".dateline/log.mdb.format-1"))
        )
        let run = try format.dateline("migrate")
        #expect(run.status == 1)
        #expect(run.errors.contains(".dateline/log.mdb.format-1 exists already"))
        #expect(try bytes() == old)
        #expect(try bytes("log.mdb.format-1") == Data("a novel".utf8))
    }

    static let damages: [(String, @Sendable (inout [StoredFile.Pair]) -> Void)] = [
        ("block version", { $0[0].value[0] = 7 }), ("mark", { $0[0].value[2] = 1 }),
        ("event count", { $0[0].value[4] ^= 1 }), ("no events", { $0[0].value[4] = 0 }),
        ("effect", { $0[0].value[18] = 9 }), ("subject hash", { $0[0].value[28] ^= 1 }),
        ("end of the bytes", { $0[0].value[32] ^= 1 }),
        ("lost block", { $0.remove(at: 0) }), ("time", { $0[1].value[8 + 6] = 0 }),
        ("fact", { $0[0].value[$0[0].value.count - 1] ^= 0x80 }),
        ("length", { $0[0].value.removeLast() }), ("key", { $0[1].key.removeLast() }),
    ]

    @Test(arguments: damages.indices)
    func `that is damaged stays as it was, and the place is named`(index: Int) throws {
        var pairs = try StoredFile.pairs(of: "blocks", at: format.log)
        #expect(pairs.count > 1)
        Self.damages[index].1(&pairs)
        try StoredFile.replaceAll(of: "blocks", by: pairs, at: format.log)
        let old = try bytes()
        let run = try format.dateline("migrate")
        #expect(run.status == 1)
        #expect(run.errors.contains(#/#[0-9]+/#))
        #expect(try bytes() == old)
        #expect(try format.names == ["log.mdb"])
    }

    @Test(.enabled(if: SmallFileSystem.isAvailable, "mounting a file system needs root"))
    func `for whose new log the disk has no room stays as it was`() throws {
        let disk = SmallFileSystem(byteCount: 160 << 10)
        try FileManager.default.copyItem(atPath: format.log, toPath: disk.file("log.mdb"))
        let run = try format.dateline("migrate", "--ledger", disk.path)
        #expect(run.status == 1)
        let copy = try Data(contentsOf: URL(filePath: disk.file("log.mdb")))
        #expect(try copy == bytes())
        let names = try FileManager.default.contentsOfDirectory(atPath: disk.path)
        #expect(Set(names).isSubset(of: ["log.mdb", "log.mdb-lock", "log.mdb-writer"]))
    }
}
