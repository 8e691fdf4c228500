import Foundation
import TestSupport
import Testing

@Suite struct `The command line` {
    let folder = TemporaryFolder()
    let dateline: CommandLineTool
    static let filing = [
        "--type", "LawsuitFiled", "--subject", "lawsuit/doe-v-acme", "--occurred", "2024-02",
        "--participant", "plaintiff=jane-doe=Jane Doe", "--participant", "defendant=acme",
        "--statement", "Jane Doe sued Acme.",
    ]

    init() throws {
        dateline = CommandLineTool(in: folder.path)
        #expect(try dateline("init").status == 0)
    }

    @Test func `appends a fact that options say, and shows it`() throws {
        let append = try dateline.run(["append"] + Self.filing)
        #expect(append.output == "appended #0\n")
        let show = try dateline("show", "0")
        #expect(show.output.contains("Jane Doe sued Acme."))
        #expect(show.output.contains("jane-doe (Jane Doe)"))
    }

    @Test func `does not append the same fact again`() throws {
        _ = try dateline.run(["append"] + Self.filing)
        let again = try dateline.run(["append"] + Self.filing)
        #expect(again.status == 0)
        #expect(again.output == "nothing appended; 1 the ledger held already\n")
    }

    @Test func `reads facts from standard input`() throws {
        let line = try Repository.lines(of: Seed.files[0])[88]
        let run = try dateline("append", "--file", "-", input: line + "\n\n")
        #expect(run.output == "appended #0\n")
    }

    @Test func `tells the four ends of a tenure apart in each format`() throws {
        for (name, facts) in [
            ("known", [("RoleAssumed", "2019"), ("RoleEnded", "2023")]),
            ("undated", [("RoleEnded", "[..2024-06]")]), ("open", [("RoleAssumed", "2019")]),
            ("unstated", [("RoleHeld", "2017")]),
        ] {
            for (type, date) in facts {
                let run = try dateline(
                    "append",
                    "--type",
                    type,
                    "--subject",
                    name,
                    "--occurred",
                    date,
                    "--participant",
                    "holder=doe",
                    "--participant",
                    "office=chair",
                    "--participant",
                    "organization=acme"
                )
                #expect(run.status == 0)
            }
        }
        let ask = ["view", "tenures", "--as-of", "2025", "--format"]
        let csv = try dateline.run(ask + ["csv"]).output.components(separatedBy: "\r\n")
        #expect(
            csv == [
                "row,status,holders,office,organizations,sought,since,startManner,acting,heldAt,"
                    + "until,end,endManner,causes,spell,disputed,corroborated,certain,facts",
                "known,ended,doe,chair,acme,,2019,,,,2023,known,,,1,,,yes,#0 #1",
                "open,held,doe,chair,acme,,2019,,,,,open,,,1,,,yes,#3",
                "undated,ended,doe,chair,acme,,,,,,[..2024-06],dateUnknown,,,1,,,yes,#2",
                "unstated,held,doe,chair,acme,,,,,2017,,notStated,,,1,,,yes,#4", "",
            ]
        )
        let json = try dateline.run(ask + ["jsonl"]).output.split(separator: "\n")
        let ends = [
            #""until":"2023","end":"known""#, #""until":null,"end":"open""#,
            #""until":"[..2024-06]","end":"dateUnknown""#, #""until":null,"end":"notStated""#,
        ]
        #expect(json.count == 4)
        for (line, end) in zip(json, ends) { #expect(line.contains(end)) }
        let table = try dateline.run(ask + ["table"]).output
        for end in ["known", "open", "dateUnknown", "notStated"] { #expect(table.contains(end)) }
        let current = try dateline.run(ask + ["csv", "--current"]).output
        #expect(!current.contains("undated") && !current.contains("known,ended"))
    }

    @Test func `answers in each format`() throws {
        _ = try dateline.run(["append"] + Self.filing)
        let ask = ["view", "lawsuits", "--as-of", "2024-03-15", "--format"]
        #expect(try dateline.run(ask + ["table"]).output.contains("lawsuit/doe-v-acme  pending"))
        #expect(
            try dateline.run(ask + ["csv"]).output.contains(
                "lawsuit/doe-v-acme,pending,jane-doe,acme,2024-02,,open,,,,,,,,,,,,yes,#0\r\n"
            )
        )
        let lines = try dateline.run(ask + ["jsonl"]).output.split(separator: "\n")
        #expect(lines.count == 1)
        let json = try dateline.run(ask + ["json"]).output
        let answer = try #require(
            JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
        )
        #expect(Set(answer.keys) == ["view", "asOf", "knownAt", "rows"])
        #expect(answer["asOf"] as? String == "2024-03-15")
        let known = try #require(answer["knownAt"] as? [String: Any])
        #expect(known["position"] as? Int == 1)
        #expect((known["recordedAt"] as? String)?.hasSuffix("Z") == true)
        let row = try #require((answer["rows"] as? [[String: Any]])?.first)
        #expect(row["row"] as? String == "lawsuit/doe-v-acme")
        #expect(row["status"] as? String == "pending")
        #expect(row["certain"] as? Bool == true)
        #expect(row["facts"] as? [Int] == [0])
        #expect(row["plaintiffs"] as? [String] == ["jane-doe"])
    }

    @Test func `corrects, retracts and reinstates a fact`() throws {
        _ = try dateline.run(["append"] + Self.filing)
        let ask = ["view", "lawsuits", "--as-of", "2024-03-15", "--format", "csv"]
        let correct = try dateline(
            "correct",
            "0",
            "--participant",
            "plaintiff=john-doe",
            "--participant",
            "defendant=acme",
            "--reason",
            "it was John"
        )
        #expect(correct.output == "appended #1\n")
        #expect(try dateline.run(ask).output.contains("john-doe"))
        #expect(try dateline.run(ask + ["--known-at", "#1"]).output.contains("jane-doe"))
        #expect(
            try dateline("retract", "0", "--reason", "never happened").output == "appended #2\n"
        )
        #expect(!(try dateline.run(ask).output.contains("doe-v-acme")))
        let again = try dateline("retract", "0", "--reason", "never happened")
        #expect(again.output == "0 is retracted already\n")
        _ = try dateline("correct", "0", "--occurred", "2024-03", "--reason", "it did happen")
        #expect(try dateline.run(ask + ["--as-of", "2024-04"]).output.contains("john-doe"))
        let why = try dateline("why", "lawsuits", "lawsuit/doe-v-acme", "--as-of", "2024-04").output
        for word in [
            "it was John", "never happened", "it did happen", "occurred: 2024-02 → 2024-03",
        ] {
            #expect(why.contains(word))
        }
    }

    @Test func `finds the nearest ledger above the folder it runs in`() throws {
        let inner = folder.file("a/b")
        try FileManager.default.createDirectory(atPath: inner, withIntermediateDirectories: true)
        let run = try CommandLineTool(in: inner)("stats")
        #expect(run.status == 0)
    }

    @Test func `takes the ledger from the environment`() throws {
        let other = CommandLineTool(
            in: folder.path,
            environment: ["DATELINE_LEDGER": folder.file("other")]
        )
        #expect(try other("init").status == 0)
        #expect(FileManager.default.fileExists(atPath: folder.file("other/log.mdb")))
    }

    static let oddArguments: [([String], Int32)] = [
        (["log", "--limit=-1"], 64),
        (["view", "lawsuits", "--known-at", "300000-01-01T00:00:00Z"], 64),
        (["view", "lawsuits", "--known-at", "9999-12-31T23:59:59.999999999Z"], 0),
        (["view", "lawsuits", "--known-at", "2026-11-23T00:00:00"], 64),
        (["why", "lawsuits", String(repeating: "x", count: 600)], 1),
        (["append", "--type", "StatementMade", "--subject", "s", "--line", "7"], 64),
    ]

    @Test(arguments: oddArguments)
    func `takes odd arguments without a trap`(arguments: [String], status: Int32) throws {
        #expect(try dateline.run(arguments).status == status)
    }

    @Test func `fails when its answer cannot be written`() throws {
        let shell = Process()
        shell.executableURL = URL(filePath: "/bin/sh")
        shell.arguments = ["-c", "\"$0\" views > /dev/full", CommandLineTool.path]
        shell.standardError = FileHandle.nullDevice
        try shell.run()
        shell.waitUntilExit()
        #expect(shell.terminationStatus == 1)
    }

    @Test func `finds a ledger below a folder whose name has spaces and Arabic letters`() throws {
        let odd = folder.file("my أخبار")
        try FileManager.default.createDirectory(
            atPath: odd + "/sub",
            withIntermediateDirectories: true
        )
        #expect(try CommandLineTool(in: odd)("init").status == 0)
        let run = try CommandLineTool(in: odd + "/sub")("stats", "--format", "json")
        #expect(run.output.contains("my أخبار/.dateline"))
    }

    @Test func `says of a fact without an earlier life that it is an anomaly, not certain`() throws
    {
        _ = try dateline(
            "append",
            "--type",
            "LawsuitWithdrawn",
            "--subject",
            "lawsuit/y",
            "--participant",
            "plaintiff=a",
            "--occurred",
            "2024"
        )
        let json = try dateline("view", "lawsuits", "--as-of", "2025", "--format", "json").output
        #expect(json.contains("\"status\":null"))
        #expect(json.contains("\"certain\":false"))
        let table = try dateline("view", "lawsuits", "--as-of", "2025").output
        #expect(table.contains("none (anomaly)"))
    }

    @Test func `names nothing that is not there`() throws {
        #expect(try dateline("view", "lawsuits", "--as-of", "2024").output.contains("(none)"))
        #expect(try dateline("log").output.contains("(none)"))
        #expect(try dateline("stats").status == 0)
        #expect(try dateline("rebuild").status == 0)
        let preview = try dateline("rebuild", "lawsuits", "--dry-run")
        #expect(preview.status == 0)
        #expect(preview.output.hasPrefix("lawsuits: no view stands"))
    }

    @Test func `lets no escape sequence of a fact reach the terminal`() throws {
        let evil = "\u{1B}[2Jcleared \u{202E}desrever"
        var filing = Self.filing
        filing[filing.count - 1] = evil
        _ = try dateline.run(["append"] + filing)
        for command in [["log"], ["show", "0"], ["why", "lawsuits", "lawsuit/doe-v-acme"]] {
            let output = try dateline.run(command).output
            #expect(!output.unicodeScalars.contains("\u{1B}"))
            #expect(!output.unicodeScalars.contains("\u{202E}"))
            #expect(output.contains("\\u{1b}[2Jcleared"))
        }
    }
}
