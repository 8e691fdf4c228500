import ByteCoding
import Dateline
import EventLog
import Foundation
import TestSupport
import Testing

@Suite struct `A backup` {
    let moving: MovingLedger

    init() throws {
        moving = try MovingLedger()
        try moving.fill(seed: 11, count: 300)
    }

    @Test func `holds the log and its checkpoints, and says how much`() throws {
        try FileManager.default.createDirectory(
            atPath: moving.folder.file(".dateline/checkpoints/old"),
            withIntermediateDirectories: true
        )
        try moving.write("signed", to: ".dateline/checkpoints/old/300")
        _ = try moving.dateline("view", "lawsuits")
        let run = try moving.dateline("backup", "copies/monday")
        let root = try moving.root()
        let pattern =
            #/backed up 300 events in [0-9]+ bytes to copies/monday\nroot [0-9A-Za-z+/]{43}=\n/#
        #expect(run.output.wholeMatch(of: pattern) != nil)
        #expect(run.output.hasSuffix("root \(Data(root.bytes).base64EncodedString())\n"))
        let files = try FileManager.default.subpathsOfDirectory(
            atPath: moving.folder.file("copies")
        )
        #expect(
            Set(files) == [
                "monday", "monday/log.mdb", "monday/checkpoints", "monday/checkpoints/old",
                "monday/checkpoints/old/300",
            ]
        )
    }

    @Test func `is a ledger that answers as the one that it is of`() throws {
        _ = try moving.dateline("backup", "b")
        #expect(try moving.exported("b") == moving.exported())
        #expect(try moving.root("b") == moving.root())
    }

    @Test func `taken while facts are imported is the log at one moment`() throws {
        let text = (0..<400).map { Line.statement($0) + "\n" }.joined()
        try moving.write(text, to: "facts.jsonl")
        let process = Process()
        process.executableURL = URL(filePath: CommandLineTool.path)
        process.arguments = ["import", "facts.jsonl", "--batch", "10"]
        process.currentDirectoryURL = URL(filePath: moving.folder.path)
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        for round in 0..<4 {
            #expect(try moving.dateline("backup", "b\(round)").status == 0)
            #expect(try moving.count("b\(round)").isMultiple(of: 10))
        }
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        let all = try moving.exported()
        for round in 0..<4 { #expect(all.hasPrefix(try moving.exported("b\(round)"))) }
    }

    @Test func `goes where the path says, from the folder that the program runs in`() throws {
        let inner = moving.folder.file("inner")
        try FileManager.default.createDirectory(atPath: inner, withIntermediateDirectories: true)
        let dateline = CommandLineTool(in: inner)
        for path in ["../b", "./x/../c/", "نسخة/يوم 1", moving.folder.file("d")] {
            #expect(try dateline("backup", path).status == 0)
            #expect(try dateline("export", "\(path)-facts").status == 0)
        }
        let expected: Set = ["b", "b-facts", "d", "d-facts", ".dateline", "inner"]
        #expect(try moving.names() == expected)
        for path in ["b", "inner/c", "inner/نسخة/يوم 1", "d"] {
            #expect(try moving.count(path) == 300)
        }
    }

    @Test func `does not take the place of what is there`() throws {
        try moving.write("a novel", to: "b")
        let run = try moving.dateline("backup", "b")
        #expect(run.status == 1)
        #expect(run.errors == "Error: b exists already; nothing was changed\n")
        #expect(try moving.names() == [".dateline", "b"])
    }

    @Test(.enabled(if: SmallFileSystem.isAvailable, "mounting a file system needs root"))
    func `for which the disk has no room leaves nothing`() throws {
        let disk = SmallFileSystem(byteCount: 96 << 10)
        let run = try moving.dateline("backup", disk.file("b"))
        #expect(run.status == 1)
        #expect(run.output.isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path).isEmpty)
    }
}
