import ByteCoding
import Dateline
import EventLog
import Foundation
import TestSupport
import Testing

/// The measures of a file of LMDB, read from its two meta pages as they lie on the disk.
private struct Measures {
    /// The bytes up to the last page in use.
    let byteCount: Int
    /// The number of the last commit.
    let commitCount: Int

    init(of bytes: [UInt8]) {
        func integer(at place: Int, _ byteCount: Int) -> Int {
            bytes[place..<place + byteCount].reversed().reduce(0) { $0 << 8 | Int($1) }
        }
        // The size of a page stands in the record of free pages, the rest behind both records.
        let pageByteCount = integer(at: 40, 4)
        let newest = [0, pageByteCount].max { integer(at: $0 + 144, 8) < integer(at: $1 + 144, 8) }
        byteCount = (integer(at: (newest ?? 0) + 136, 8) + 1) * pageByteCount
        commitCount = integer(at: (newest ?? 0) + 144, 8)
    }
}

@Suite struct `The command stats` {
    private let moving: MovingLedger

    init() throws { moving = try MovingLedger() }

    private func statistics() throws -> Answer {
        let run = try moving.dateline("stats", "--format", "json")
        #expect(run.status == 0)
        #expect(run.messages.isEmpty)
        return try Answer(run.output)
    }

    private func measures(of file: String) throws -> Measures {
        Measures(of: try moving.bytes(of: ".dateline/" + file))
    }

    private func view(_ name: String, in statistics: Answer) throws -> Answer {
        try #require(statistics["views"]?.elements.first { $0["view"] == .text(name) })
    }

    private func recent(_ counts: [Int]) -> Answer {
        .list(
            zip([1, 7, 30], counts).map { days, count in
                .object(["days": .number(days), "events": .number(count)])
            }
        )
    }

    @Test func `of an empty ledger gives the sizes of its files, and no fact`() throws {
        let measures = try measures(of: "log.mdb")
        let views = Ledger.projections.map { view in
            Answer.object(["view": .text(view.name), "events": .null, "bytes": .null])
        }
        #expect(
            try statistics()
                == .object([
                    "ledger": .text(try ledgerPath()), "events": .number(0),
                    "firstRecordedAt": .null, "lastRecordedAt": .null,
                    "recent": recent([0, 0, 0]), "logBytes": .number(measures.byteCount),
                    "commits": .number(measures.commitCount),
                    "indexBytes": .number(try self.measures(of: "index.mdb").byteCount),
                    "oldestReader": .null, "views": .list(views),
                ])
        )
        let table = try moving.dateline("stats").output
        #expect(table.hasPrefix("0 events\n"))
        #expect(table.contains(#/\nfirst recorded +never\n/#))
        #expect(table.contains(#/\noldest reader +none\n/#))
        #expect(!table.contains("an event"))
    }

    /// Where the program, which looks for the nearest ledger, finds it.
    private func ledgerPath() throws -> String {
        let run = try moving.dateline("stats", "--format", "json")
        let path = try #require(try Answer(run.output)["ledger"]?.text)
        #expect(path.hasSuffix(moving.folder.file(".dateline")))
        return path
    }

    @Test func `counts the facts, all and the last, and tells when they were recorded`() throws {
        let now = Timestamp.now.rawValue
        let hours = [100 * 24, 20 * 24, 8 * 24, 6 * 24, 3 * 24, 12]
        let times = hours.map { Timestamp(rawValue: now - Int64($0) * 3_600_000_000).iso8601 }
        let lines = zip(times.indices, times).map { number, time in
            #"{"recordedAt":"\#(time)","fact":\#(Line.statement(number))}"# + "\n"
        }
        let run = try moving.dateline("import", "-", "--keep-times", input: lines.joined())
        #expect(run.status == 0)
        let statistics = try statistics()
        #expect(statistics["events"] == .number(6))
        #expect(statistics["firstRecordedAt"] == .text(times[0]))
        #expect(statistics["lastRecordedAt"] == .text(times[5]))
        #expect(statistics["recent"] == recent([1, 3, 5]))
    }

    @Test func `measures log, index and views as they lie on the disk`() throws {
        let former = try measures(of: "log.mdb").commitCount
        // The index is written when it has more than a thousand events to take.
        try moving.append(0..<1_100)
        try moving.append(1_100..<1_101)
        #expect(try moving.dateline("view", "statements", "--as-of", "2025").status == 0)
        let statistics = try statistics()
        let log = try measures(of: "log.mdb")
        #expect(statistics["logBytes"] == .number(log.byteCount))
        #expect(statistics["logBytes"] == .number(try moving.bytes(of: ".dateline/log.mdb").count))
        #expect(statistics["commits"] == .number(former + 2))
        #expect(statistics["indexBytes"] == .number(try measures(of: "index.mdb").byteCount))
        let made = try view("statements", in: statistics)
        let file = try measures(of: "views/statements/1.mdb")
        #expect(made["events"] == .number(1_101))
        #expect(made["bytes"] == .number(file.byteCount))
        #expect(try view("lawsuits", in: statistics)["bytes"] == .null)

        try moving.append(1_101..<1_103)
        let table = try moving.dateline("stats").output
        let now = try measures(of: "log.mdb").byteCount
        #expect(table.contains("  \(now) bytes, \(now / 1_103) an event\n"))
        #expect(table.contains("  1101 events, \(file.byteCount) bytes, 2 behind\n"))
        #expect(table.contains(#/\nview lawsuits +not made yet\n/#))
    }

    @Test func `of a ledger whose index is gone says so`() throws {
        try moving.append(0..<2)
        try FileManager.default.removeItem(atPath: moving.folder.file(".dateline/index.mdb"))
        #expect(try statistics()["indexBytes"] == .null)
        #expect(try moving.dateline("stats").output.contains(#/\nindex +not made yet\n/#))
        try moving.append(2..<3)
        let byteCount = try measures(of: "index.mdb").byteCount
        #expect(try statistics()["indexBytes"] == .number(byteCount))
    }

    @Test func `names the process that has read longest, and how far behind it is`() throws {
        try moving.append(0..<1)
        let path = moving.folder.file(".dateline")
        let reader = try ChildProcess("script", path, "read", "hold")
        #expect(reader.line() == "did read")
        #expect(reader.line() == "holds 1")
        for number in 1..<4 { try moving.append(number..<number + 1) }
        #expect(
            try statistics()["oldestReader"]
                == .object([
                    "process": .number(Int(reader.identifier)), "commitsBehind": .number(3),
                ])
        )
        let table = try moving.dateline("stats").output
        #expect(table.contains("  process \(reader.identifier), 3 commits behind\n"))
        reader.kill()
        reader.wait()
        try moving.append(4..<5)
        #expect(try statistics()["oldestReader"] == .null)
    }

    @Test func `says the same in each format`() throws {
        try moving.append(0..<20)
        #expect(try moving.dateline("view", "statements", "--as-of", "2025").status == 0)
        func output(_ format: String) throws -> [String] {
            let run = try moving.dateline("stats", "--format", format)
            #expect(run.status == 0)
            // What the format has no place for stands on the other stream.
            let isData = ["csv", "jsonl"].contains(format)
            #expect(run.messages == (isData ? "20 events\n" : ""))
            return run.output.replacing("\r\n", with: "\n").split(separator: "\n").map(String.init)
        }
        let records = try output("csv").map {
            $0.split(separator: ",", maxSplits: 1).map(String.init)
        }
        #expect(records.first == ["what", "figure"])
        // A cell with a comma stands in quotation marks.
        let rows = records.dropFirst().map { [$0[0], $0[1].trimmingCharacters(in: ["\""])] }
        let names = ["events", "log", "commits", "index", "oldest reader", "view statements"]
        #expect(Set(names).isSubset(of: Set(rows.map { $0[0] })))
        let table = try output("table")
        #expect(table.first == "20 events")
        #expect(
            table.dropFirst(2).map { line in
                line.split(separator: "  ", maxSplits: 1).map {
                    $0.trimmingCharacters(in: .whitespaces)
                }
            } == rows
        )
        let markdown = try output("markdown")
        #expect(markdown.prefix(3) == ["**20 events**", "| what | figure |", "| --- | --- |"])
        #expect(
            markdown.dropFirst(3).map { line in
                line.replacing("\\", with: "").dropFirst(2).dropLast(2).split(separator: " | ")
                    .map(String.init)
            } == rows
        )
        let json = try output("json")
        #expect(json.count == 1)
        #expect(try output("jsonl") == json)
        let answer = try Answer(json[0])
        let cells = Dictionary(rows.map { ($0[0], $0[1]) }) { first, _ in first }
        #expect(cells["events"] == answer["events"]?.number.map { "\($0)" })
        #expect(cells["commits"] == answer["commits"]?.number.map { "\($0)" })
        #expect(cells["last recorded"] == answer["lastRecordedAt"]?.text)
        let byteCount = try #require(answer["logBytes"]?.number)
        #expect(cells["log"] == "\(byteCount) bytes, \(byteCount / 20) an event")
    }

    @Test func `takes no other format`() throws {
        let run = try moving.dateline("stats", "--format", "xml")
        #expect(run.status == 64)
        #expect(run.output.isEmpty)
    }
}

@Suite struct `What a command says of its work` {
    private let moving: MovingLedger

    init() throws {
        moving = try MovingLedger()
        try moving.append(0..<20)
    }

    /// Asks a view that has to be made first.
    private func ask(_ flags: [String]) throws -> CommandLineTool.Run {
        try? FileManager.default.removeItem(atPath: moving.folder.file(".dateline/views"))
        let run = try moving.dateline.run(
            ["view", "statements", "--as-of", "2025", "--format", "json"] + flags
        )
        #expect(run.status == 0)
        return run
    }

    @Test(arguments: [["-v"], ["--verbose"]])
    func `goes to standard error, and changes nothing of the answer`(flags: [String]) throws {
        let silent = try ask([])
        #expect(silent.messages.isEmpty)
        #expect(try Answer(silent.output)["rows"]?.elements.count == 1)
        let verbose = try ask(flags)
        #expect(verbose.output == silent.output)
        #expect(verbose.messages == "dateline: making the view statements from 20 events\n")
    }

    @Test(arguments: [["-v", "-v"], ["-vv"], ["--verbose", "--verbose"], ["-vvvv"]])
    func `is each step where it is asked for twice`(flags: [String]) throws {
        let verbose = try ask(flags)
        #expect(try verbose.output == ask([]).output)
        let lines = verbose.messages.split(separator: "\n")
        #expect(lines.first == "dateline: making the view statements from 20 events")
        #expect(lines.count > 1)
        #expect(lines.allSatisfy { $0.hasPrefix("dateline: ") })
        #expect(
            lines.contains { $0.contains(#/^dateline: statements: \d+ entries from 20 events/#) }
        )
    }

    @Test func `tells of an append only what it was asked to tell`() throws {
        for (number, flags) in [[], ["-v"], ["-vv"]].enumerated() {
            let run = try moving.dateline.run(
                ["append", "--file", "-"] + flags,
                input: Line.statement(30 + number)
            )
            #expect(run.status == 0)
            #expect(run.output == "appended #\(20 + number)\n")
            if flags == ["-vv"] {
                #expect(run.messages.hasPrefix("dateline: appended 1 "))
                #expect(run.messages.hasSuffix("\n"))
            } else {
                #expect(run.messages.isEmpty)
            }
        }
    }

    @Test func `is nothing where there is nothing to say`() throws {
        for command in [["stats"], ["log"], ["show", "3"]] {
            let silent = try moving.dateline.run(command)
            let verbose = try moving.dateline.run(command + ["-vv"])
            #expect(silent.status == 0 && verbose.status == 0)
            #expect(verbose.output == silent.output)
            #expect(silent.messages.isEmpty && verbose.messages.isEmpty, "\(command)")
        }
    }

    @Test func `does not stand in the way of an error`() throws {
        let silent = try moving.dateline("show", "99")
        let verbose = try moving.dateline("show", "99", "-vv")
        #expect(silent.status == 1 && verbose.status == 1)
        #expect(verbose.output.isEmpty)
        #expect(verbose.messages == silent.messages)
        #expect(silent.messages.hasPrefix("Error: no event is named 99"))
    }
}
