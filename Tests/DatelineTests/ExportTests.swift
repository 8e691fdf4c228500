import Foundation
import TestSupport
import Testing

@Suite struct `Exporting` {
    let moving: MovingLedger

    init() throws {
        moving = try MovingLedger()
        try moving.fill(seed: 3, count: 120)
    }

    @Test func `writes the lines of the log, and the same bytes every time`() throws {
        let log = try moving.dateline("log", "--format", "jsonl").output
        #expect(log.split(separator: "\n").count == 120)
        #expect(try moving.exported() == log)
        let run = try moving.dateline("export", "all.jsonl")
        #expect(run.output == "exported 120 facts, #0 to #119, to all.jsonl\n")
        let file = URL(filePath: moving.folder.file("all.jsonl"))
        #expect(try String(contentsOf: file, encoding: .utf8) == log)
    }

    @Test func `of a range writes the events at its ends and between`() throws {
        let lines = try moving.exported().split(separator: "\n")
        let run = try moving.dateline("export", "--from", "#7", "--to", "9")
        #expect(run.output.split(separator: "\n") == Array(lines[7...9]))
        #expect(run.errors.hasSuffix("exported 3 facts, #7 to #9\n"))
        let rest = try moving.dateline("export", "--from", "#120")
        #expect(rest.output.isEmpty)
        #expect(rest.status == 0)
    }

    @Test(arguments: [
        (["--from", "#121"], 1, "no event is named #121"), (["--to", "120"], 1, "#120"),
        (["--from", "5", "--to", "4"], 64, "--to #4 stands before --from #5"),
        (["--from", "x"], 64, "x is no position"), (["--to=-1"], 64, "-1 is no position"),
    ])
    func `of a range that is none is refused`(
        arguments: [String],
        status: Int32,
        reason: String
    ) throws {
        let run = try moving.dateline.run(["export"] + arguments)
        #expect(run.status == status)
        #expect(run.errors.contains(reason))
        #expect(run.output.isEmpty)
    }

    @Test func `does not replace a file, unless it must`() throws {
        try moving.write("a novel", to: "all.jsonl")
        let refused = try moving.dateline("export", "all.jsonl")
        #expect(refused.status == 1)
        #expect(refused.errors == "Error: all.jsonl exists already; --force replaces it\n")
        let file = URL(filePath: moving.folder.file("all.jsonl"))
        #expect(try String(contentsOf: file, encoding: .utf8) == "a novel")
        #expect(try moving.dateline("export", "all.jsonl", "--force").status == 0)
        #expect(try String(contentsOf: file, encoding: .utf8) == moving.exported())
        #expect(try moving.names() == [".dateline", "all.jsonl"])
    }

    @Test func `to a folder that is not there says so`() throws {
        let run = try moving.dateline("export", "nowhere/all.jsonl")
        #expect(run.status == 1)
        #expect(run.errors.hasPrefix("Error: nowhere/all.jsonl: "))
        #expect(!run.errors.contains("NSCocoaErrorDomain"))
    }

    @Test func `does not take the place of what is no file`() throws {
        let run = try moving.dateline("export", "/dev/null", "--force")
        #expect(run.status == 1)
        #expect(run.errors.contains("/dev/null is no file"))
        #expect(try moving.dateline("export", ".dateline", "--force").status == 1)
        #expect(try moving.count() == 120)
    }

    @Test(.enabled(if: SmallFileSystem.isAvailable, "mounting a file system needs root"))
    func `to a disk that is full leaves nothing there`() throws {
        let disk = SmallFileSystem(byteCount: 64 << 10)
        let run = try moving.dateline("export", disk.file("all.jsonl"))
        #expect(run.status == 1)
        #expect(run.output.isEmpty)
        #expect(run.errors.contains("space") && !run.errors.contains("NSCocoaErrorDomain"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path).isEmpty)
    }

    @Test func `as CloudEvents has the attributes in a fixed order`() throws {
        let other = try MovingLedger()
        let line = Line.statement(1)
        #expect(
            try other.dateline("import", "-", input: line + "\n").output == "appended #0\n"
        )
        let event = try other.exported(format: "cloudevents")
        let pattern =
            #/\{"specversion":"1\.0","id":"[0-9a-f]{64}","source":"urn:dateline:[0-9a-f]{32}","type":"dateline\.StatementMade","subject":"s/1","time":"[0-9-]{10}T[0-9:]{8}\.[0-9]{6}Z","datacontenttype":"application/json","sequence":"00000000000000000000","data":\{.*\}\}\n/#
        #expect(event.wholeMatch(of: pattern) != nil)
    }

    @Test func `as CloudEvents numbers events so that they sort as they stand`() throws {
        let lines = try moving.exported(format: "cloudevents").split(separator: "\n")
        let sequences = try lines.map { line in
            let event = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            return try #require(event?["sequence"] as? String)
        }
        #expect(sequences.count == 120)
        #expect(sequences == sequences.sorted())
        #expect(Set(sequences.map(\.count)) == [20])
    }
}
