import ByteCoding
import Dateline
import EventLog
import Foundation
import TestSupport
import Testing

/// A ledger of a format that was released, as the program of that format has written it.
struct ReleasedFormat {
    let folder = TemporaryFolder()
    let dateline: CommandLineTool
    /// What the program printed of the log.
    let lines: String
    private let source: URL

    init(_ version: Int) throws {
        dateline = CommandLineTool(
            in: folder.path,
            environment: ["DATELINE_LEDGER": ".dateline"]
        )
        source = Repository.root.appending(path: "Tests/DatelineTests/Formats/format-\(version)")
        lines = try String(contentsOf: source.appending(path: "log.jsonl"), encoding: .utf8)
        try FileManager.default.createDirectory(
            atPath: folder.file(".dateline"),
            withIntermediateDirectories: true
        )
        try FileManager.default.copyItem(
            at: source.appending(path: "log.mdb"),
            to: URL(filePath: log)
        )
    }

    /// The file of the log.
    var log: String { folder.file(".dateline/log.mdb") }

    /// The root that the program printed.
    var root: String {
        get throws {
            try String(contentsOf: source.appending(path: "root"), encoding: .utf8)
                .trimmingCharacters(in: .whitespacesAndNewlines)
        }
    }

    /// The names in the folder of the ledger but those of locks.
    var names: Set<String> {
        get throws {
            let names = try FileManager.default.contentsOfDirectory(
                atPath: folder.file(".dateline")
            )
            return Set(names.filter { !$0.hasSuffix("-lock") && !$0.hasSuffix("-writer") })
        }
    }

    func checkLog() throws {
        let run = try dateline("log", "--format", "jsonl")
        #expect(run.status == 0)
        #expect(run.output == lines)
    }
}

@Suite struct `The present format` {
    private let format: ReleasedFormat

    init() throws { format = try ReleasedFormat(2) }

    @Test func `reads as it did when it was released`() throws {
        try format.checkLog()
        #expect(format.lines.split(separator: "\n").count > 256)
    }

    @Test func `has the root that it had`() throws {
        let ledger = try Ledger(at: format.folder.file(".dateline"), access: .readOnly)
        let snapshot = try ledger.snapshot()
        let root = try snapshot.root(ofFirst: snapshot.head)
        #expect(try Data(root.bytes).base64EncodedString() == format.root)
        #expect(try ledger.log.verifyBlocks(in: snapshot).isEmpty)
    }

    @Test func `is written again, to the same root, when it is imported with its times`() throws {
        _ = try format.dateline("init", "--ledger", "again")
        let run = try format.dateline(
            "import",
            "-",
            "--keep-times",
            "--ledger",
            "again",
            input: format.lines
        )
        #expect(run.status == 0)
        let root = try format.root
        #expect(
            try format.dateline("backup", "b", "--ledger", "again").output.hasSuffix("\(root)\n")
        )
    }

    @Test func `needs no migration`() throws {
        let before = try Data(contentsOf: URL(filePath: format.log))
        let run = try format.dateline("migrate")
        #expect(run.output == ".dateline has the format of this version already\n")
        #expect(try Data(contentsOf: URL(filePath: format.log)) == before)
        #expect(try format.names == ["log.mdb"])
    }
}
