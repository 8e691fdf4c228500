import Foundation
import NewsFacts
import TestSupport
import Testing

@testable import DatelineCLI

@Suite struct `Hostile input` {
    let folder = TemporaryFolder()
    let dateline: CommandLineTool

    init() throws {
        dateline = CommandLineTool(in: folder.path)
        #expect(try dateline("init").status == 0)
    }

    private static let opened =
        #"{"type":"DisputeOpened","subject":"s","participants":[["party","a"],["party","b"]]}"#

    @Test func `of a line of 10 MB is refused with the line and the limit`() throws {
        let line = String(repeating: "x", count: 10_000_000)
        let start = ContinuousClock.now
        let run = try dateline("append", "--file", "-", input: Self.opened + "\n" + line + "\n")
        #expect(ContinuousClock.now - start < .seconds(60))
        #expect(run.status == 1)
        #expect(
            run.errors.hasSuffix(
                "Error: standard input:2: 10000000 bytes, 8388608 are the most for the "
                    + "JSON of one fact; a file holds one fact a line\nnothing was appended\n"
            )
        )
        #expect(try dateline("stats", "--format", "json").output.contains("\"events\":0"))
    }

    @Test func `without an end is refused once it is larger than any file`() throws {
        let error = #expect(throws: FactFileError.self) {
            try FactFile.data(of: "/dev/zero", atMost: 3 << 20)
        }
        #expect(
            error?.description
                == "/dev/zero: more than 3145728 bytes, which are the most; divide it"
                + "\nnothing was appended"
        )
    }

    @Test func `of many wrong lines is told in twenty, and counted`() throws {
        let input = String(repeating: "x\n", count: 5_000)
        let errors = try dateline("append", "--file", "-", input: input).errors
        #expect(errors.matches(of: #/standard input:[0-9]+: /#).count == 20)
        #expect(errors.contains("\n… and 4980 more\n"))
    }

    @Test(arguments: [
        "{\"\u{1B}[2J\u{202E}\":1}", "{\"type\":\"\u{1B}[2J\u{202E}\"}",
        "{\"type\":\"\u{1}\"}", "{\"type\":\"\\u\u{202E}001\"}",
        #"{"type":"FactRetracted","targets":["\u001b\u202e"],"reason":"r"}"#,
        #"{"type":"RoleHeld","subject":"\u001b\u202e"}"#,
        #"{"type":"RoleHeld","subject":"s","participants":[["\u001b\u202e","a"]]}"#,
        #"{"type":"RoleHeld","subject":"s","modality":"\u001b\u202e"}"#,
        #"{"type":"RoleHeld","subject":"s","occurred":"\u001b\u202e"}"#,
        #"{"type":"RoleHeld","subject":"s","attributes":{"\u001b\u202e":"x"}}"#,
    ])
    func `is quoted in safe words when it is refused`(line: String) throws {
        let run = try dateline("append", "--file", "-", input: line)
        #expect(run.status == 1)
        #expect(run.errors.hasPrefix("Error: standard input:1: "))
        #expect(Hostility.leaks(in: run.errors).isEmpty)
    }

    @Test(arguments: [
        ["view", "\u{1B}[2J"], ["show", "\u{1B}[2J"], ["types", "\u{1B}[2J"],
        ["why", "lawsuits", "\u{1B}[2J"], ["view", "lawsuits", "--as-of", "\u{1B}[2J"],
        ["view", "lawsuits", "--format", "\u{1B}[2J"], ["\u{1B}[2J"],
        ["view", "lawsuits", "--\u{1B}[2J"],
        ["append", "--file", "\u{1B}[2J"], ["stats", "--ledger", "\u{1B}[2J"],
        ["correct", "\u{1B}[2J", "--reason", "r", "--statement", "s"],
        ["timeline", "--about", "\u{1B}[2J"], ["log", "--type", "\u{1B}[2J"],
        ["view", "lawsuits", "--where", "\u{1B}[2J=x"],
        ["view", "lawsuits", "--sort", "\u{1B}[2J"],
    ])
    func `among the arguments is quoted in safe words`(arguments: [String]) throws {
        let run = try dateline.run(arguments)
        #expect(run.status != 0)
        #expect(run.errors.contains(#"\u{1b}"#) || run.errors.contains("u001b"))
        #expect(Hostility.leaks(in: run.errors + run.output).isEmpty)
    }

    @Test func `keeps the sign of an option though a mark combines with it`() throws {
        let participant = try Participant(option: "party=a=\u{301}b")
        #expect(participant == Participant("party", "a", as: "\u{301}b"))
    }

    @Test func `of a word longer than any line is broken and loses nothing`() {
        let word = String(repeating: "中a", count: 20_000)
        let table = Table(columns: ["a", "b"], rows: [["1", word + " end"]])
        let text = table.text(Terminal(columns: 40, hasStyles: false))
        let lines = text.split(separator: "\n")
        #expect(lines.allSatisfy { $0.displayWidth <= 40 })
        #expect(text.filter { $0 == "中" }.count == 20_000)
        #expect(lines.last?.hasSuffix("a end") == true)
    }
}
