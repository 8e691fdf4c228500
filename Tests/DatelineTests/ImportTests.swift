import ByteCoding
import Dateline
import EventLog
import Foundation
import NewsFacts
import TestSupport
import Testing

@Suite struct `Importing` {
    let moving: MovingLedger

    init() throws { moving = try MovingLedger() }

    private func run(_ arguments: String..., input: String) throws -> CommandLineTool.Run {
        try moving.dateline.run(["import", "-"] + arguments, input: input)
    }

    @Test func `takes bare facts as append does`() throws {
        let other = try MovingLedger()
        try other.fillWithSeed()
        for name in ["facts", "entities", "corrections"] {
            #expect(try moving.dateline("import", Seed.path(name)).status == 0)
        }
        let ids = { (text: String) in text.matches(of: #/"id":"[0-9a-f]{64}"/#).map(\.output) }
        #expect(try ids(moving.exported()) == ids(other.exported()))
        #expect(try moving.count() == 353)
    }

    @Test func `records facts as of now, unless their times are to be kept`() throws {
        let before = Timestamp.now
        try moving.fill(seed: 5, count: 40)
        let text = try moving.exported()
        #expect(try moving.dateline("init", "--ledger", "b").status == 0)
        #expect(try run("--ledger", "b", input: text).status == 0)
        let ledger = try Ledger(at: moving.folder.file("b"))
        let snapshot = try ledger.snapshot()
        let events = try ledger.events(.zero..<snapshot.head, in: snapshot)
        #expect(events.count == 40)
        #expect(events.allSatisfy { $0.recordedAt > before })
    }

    @Test func `of what the ledger holds appends nothing`() throws {
        try moving.fill(seed: 6, count: 50)
        let text = try moving.exported()
        for arguments in [[], ["--keep-times"], ["--batch", "7"]] {
            let again = try moving.dateline.run(["import", "-"] + arguments, input: text)
            #expect(again.output == "nothing appended; 50 the ledger held already\n")
            #expect(again.status == 0)
        }
        #expect(try moving.exported() == text)
    }

    @Test func `goes on where it was interrupted`() throws {
        try moving.fill(seed: 8, count: 60)
        let text = try moving.exported()
        let half = text.split(separator: "\n").prefix(25).joined(separator: "\n")
        #expect(try moving.dateline("init", "--ledger", "b").status == 0)
        #expect(try run("--ledger", "b", "--keep-times", input: half).status == 0)
        let rest = try run("--ledger", "b", "--keep-times", "--batch", "10", input: text)
        #expect(rest.output == "appended 35 facts, #25 to #59; 25 the ledger held already\n")
        #expect(try moving.exported("b") == text)
    }

    @Test func `that is killed leaves whole batches, and is finished by another`() throws {
        try moving.fill(seed: 9, count: 400)
        let text = try moving.exported()
        try moving.write(text, to: "all.jsonl")
        #expect(try moving.dateline("init", "--ledger", "b").status == 0)
        let process = Process()
        process.executableURL = URL(filePath: CommandLineTool.path)
        process.arguments = [
            "import", "all.jsonl", "--ledger", "b", "--keep-times", "--batch", "4",
        ]
        process.currentDirectoryURL = URL(filePath: moving.folder.path)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        while try moving.count("b") < 40, process.isRunning { usleep(1_000) }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        #expect(try moving.count("b").isMultiple(of: 4))
        #expect(text.hasPrefix(try moving.exported("b")))
        #expect(
            try moving.dateline("import", "all.jsonl", "--ledger", "b", "--keep-times").status == 0
        )
        #expect(try moving.exported("b") == text)
    }

    @Test func `by two processes at once takes each fact once`() async throws {
        let text = (0..<300).map { Line.statement($0, externalID: "x/\($0)") + "\n" }.joined()
        try moving.write(text, to: "facts.jsonl")
        let dateline = moving.dateline
        let statuses = try await withThrowingTaskGroup(of: Int32.self) { group in
            for _ in 0..<3 {
                group.addTask { try dateline("import", "facts.jsonl", "--batch", "5").status }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(statuses == [0, 0, 0])
        #expect(try moving.count() == 300)
    }

    @Test func `ends at the first fact that is refused, with all before it on the disk`() throws {
        var lines = (0..<50).map { Line.statement($0) }
        lines[36] = #"{"type":"StatementMaid","subject":"s"}"#
        let run = try run("--batch", "10", input: lines.joined(separator: "\n"))
        #expect(run.status == 1)
        #expect(run.output.isEmpty)
        #expect(
            run.errors
                == "Error: standard input:37: type: there is no fact type `StatementMaid`; did "
                + "you mean `StatementMade`?\nappended 36 facts, #0 to #35 before that, and on the "
                + "disk; mend what is wrong and import again, what is there is not appended twice; "
                + "or go on without it: --skip-refused\n"
        )
        #expect(try moving.count() == 36)
    }

    @Test func `passes over facts that are refused when it is told to, and names each`() throws {
        let lines = [
            Line.statement(0, externalID: "x"), "{", Line.statement(1, externalID: "x"),
            Line.statement(2, cause: "x"), Line.statement(3, cause: "y"), "[]", Line.statement(4),
        ]
        let run = try run("--skip-refused", input: lines.joined(separator: "\n"))
        #expect(run.status == 2)
        #expect(run.output == "appended 3 facts, #0 to #2; 4 refused\n")
        let errors = run.errors.split(separator: "\n")
        #expect(errors.count == 4)
        #expect(errors[0].hasPrefix("standard input:2: this is not JSON"))
        #expect(errors[1].hasPrefix("standard input:3: the external id x belongs to #0"))
        #expect(errors[2].hasPrefix("standard input:5: the ledger holds no fact y"))
        #expect(errors[3].hasPrefix("standard input:6: "))
        let json = try moving.dateline(
            "import",
            "-",
            "--skip-refused",
            "--format",
            "json",
            input: lines.joined(separator: "\n")
        )
        #expect(json.output == #"{"appended":0,"held":3,"refused":4}"# + "\n")
    }

    @Test func `refuses a fact that refers to one that was refused`() throws {
        let taken = Line.statement(0, externalID: "x")
        let refused = Line.statement(1, externalID: "x")
        let id = Digest(sha256Of: try Fact(json: Data(refused.utf8)).bytes)
        let cause = Line.statement(2, cause: "\(id)")
        let run = try run(
            "--skip-refused",
            input: [taken, refused, cause].joined(separator: "\n")
        )
        #expect(run.output == "appended #0; 2 refused\n")
        #expect(run.errors.contains("standard input:3: the ledger holds no fact \(id)"))
    }

    @Test func `refuses a content that does not have its id`() throws {
        try moving.fill(seed: 10, count: 1)
        let line = try moving.exported().replacing(
            #""modality":"#,
            with: #""reason":"r","modality":"#
        )
        #expect(try moving.dateline("init", "--ledger", "b").status == 0)
        let run = try run("--ledger", "b", input: line)
        #expect(run.status == 1)
        #expect(run.errors.contains("standard input:1: its content has the id "))
        #expect(try moving.count("b") == 0)
    }

    @Test(arguments: [
        (#"{"fact":FACT,"id":"12"}"#, "id: `12` is no id of 64 hexadecimal digits"),
        (#"{"fact":FACT,"recordedAt":"2025-02-15"}"#, "recordedAt: `2025-02-15` is no time"),
        (#"{"fact":FACT,"recordedAt":7}"#, "recordedAt: this is no text"),
        (#"{"fact":FACT,"positron":1}"#, "positron: there is no such key here"),
        (#"{"fact":FACT,"position":tru}"#, "position: this is not JSON"),
        (#"{"fact":FACT,"fact":FACT}"#, "the key `fact` is given twice"),
        (#"{"fact":null}"#, "fact: there is none"), (#"{"fact":7}"#, "fact: "),
        (#"{"fact":{"type":"X"}}"#, "fact: type: there is no fact type `X`"),
        (#"{"fact":FACT} {}"#, "this is not JSON"), ("7", ""),
    ])
    func `says what is wrong with a line`(line: String, reason: String) throws {
        let run = try run(input: "\n" + line.replacing("FACT", with: Line.statement(0)))
        #expect(run.status == 1)
        #expect(run.errors.hasPrefix("Error: standard input:2: " + reason))
        #expect(try moving.count() == 0)
    }

    @Test func `keeps times only when they do not go back`() throws {
        let line = { (number: Int, time: String) in
            #"{"recordedAt":"\#(time)","fact":\#(Line.statement(number))}"#
        }
        let lines = [
            line(0, "2020-01-01T00:00:00Z"), line(1, "2020-01-01T00:00:00Z"),
            line(2, "2019-12-31T23:59:59.999999Z"), line(3, "2020-01-01T00:00:00.000001Z"),
        ]
        let run = try run("--keep-times", "--skip-refused", input: lines.joined(separator: "\n"))
        #expect(run.output == "appended 3 facts, #0 to #2; 1 refused\n")
        #expect(run.errors.hasPrefix("standard input:3: the recorded time cannot be kept"))
        let text = try moving.exported()
        #expect(text.contains(#""position":2,"recordedAt":"2020-01-01T00:00:00.000001Z""#))
        let late = try self.run("--keep-times", input: line(4, "2020-01-01T00:00:00Z"))
        #expect(late.status == 1)
        #expect(try self.run(input: line(4, "2020-01-01T00:00:00Z")).status == 0)
    }

    @Test func `keeps no time of a fact that has none`() throws {
        let run = try run("--keep-times", input: Line.statement(0))
        #expect(run.status == 1)
        #expect(run.errors.contains("it has no recorded time that could be kept"))
    }

    @Test func `of nothing appends nothing`() throws {
        for input in ["", "\n \n", "[]", " [ ] \n"] {
            let run = try run(input: input)
            #expect(run.output == "nothing appended\n")
            #expect(run.status == 0)
        }
    }

    @Test func `of a file that is not there says so`() throws {
        let run = try moving.dateline("import", "nowhere.jsonl")
        #expect(run.status == 1)
        #expect(run.errors.hasPrefix("Error: nowhere.jsonl: "))
    }
}
