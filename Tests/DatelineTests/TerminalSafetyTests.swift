import Dateline
import Foundation
import NewsFacts
import TestSupport
import Testing

@testable import DatelineCLI

@Suite struct `What a hostile fact says` {
    /// The ledger that all tests of the suite read, with every second thought that there is.
    private static let folder = TemporaryFolder()
    private static let lastPosition = Result<Int, any Error> {
        let dateline = CommandLineTool(in: folder.path)
        let evil = Hostility.text.replacing("\0", with: "")
        var described = Fact(.entityDescribed, about: "elon-musk")
        described.names = [EntityName(Hostility.text, language: Hostility.text, kind: .label)]
        let lines = (Hostility.facts + [described]).map { $0.json + "\n" }.joined()
        _ = try dateline("init")
        _ = try dateline("append", "--file", "-", input: lines)
        let amendments = [
            ["correct", "0", "--statement", "new " + evil], ["retract", "1"],
            ["refine", "2", "--occurred", "2024"], ["dispute", "3"], ["corroborate", "4"],
            ["join", "5", "6"], ["merge", "xai", "--into", "x-ai"],
        ]
        for amendment in amendments { _ = try dateline.run(amendment + ["--reason", evil]) }
        return Hostility.facts.count + amendments.count
    }

    private let dateline = CommandLineTool(in: folder.path)
    private let lastPosition: Int

    init() throws { lastPosition = try Self.lastPosition.get() }

    private func expectSafe(_ arguments: [String], in formats: [String] = ["table", "markdown"])
        throws
    {
        for format in formats {
            let run = try dateline.run(arguments + ["--format", format])
            #expect(run.status == 0 || run.status == 2, "\(arguments)")
            let own: Set<Unicode.Scalar> = format == "table" ? ["\u{200E}"] : []
            // A file of comma-separated values has facts as they are.
            let output = format == "csv" ? "" : run.output
            for text in [output, run.errors] {
                #expect(Hostility.leaks(in: text, allowing: own).isEmpty, "\(arguments) \(format)")
            }
        }
    }

    @Test func `reaches the screen spelt out, in a list and in full`() throws {
        let formats = ["table", "markdown", "json", "jsonl", "csv"]
        try expectSafe(["log"], in: formats)
        for position in [0, 1, 2, 3, 40] + (lastPosition - 7...lastPosition) {
            try expectSafe(["show", "\(position)"], in: formats)
        }
        let shown = try dateline("show", "7").output
        #expect(shown.contains(#"evil\u{1b}[2J\u{1b}]0;title\u{7}\u{9b}31m"#))
    }

    @Test(arguments: Ledger.projections.map { $0.name })
    func `reaches the screen spelt out in every view, with its rows explained`(view: String) throws
    {
        try expectSafe(["view", view, "--as-of", "2028"])
        try expectSafe(["view", view, "--during", "2020/2026"], in: ["markdown"])
        try expectSafe(["diff", view, "--from", "2015", "--to", "2028"], in: ["table"])
        let known = ["--as-of", "2028", "--known-from", "#50", "--known-to", "now"]
        try expectSafe(["diff", view] + known, in: ["markdown"])
        let rows = try dateline("view", view, "--as-of", "2028", "--format", "jsonl").output
        let first = try #require(rows.split(separator: "\n").first)
        let row = try JSONSerialization.jsonObject(with: Data(first.utf8)) as? [String: Any]
        let name = try #require(row?["row"] as? String)
        try expectSafe(["why", view, name, "--as-of", "2028"])
        try expectSafe(["history", view, name], in: ["table"])
    }

    @Test func `reaches the screen spelt out along a timeline`() throws {
        try expectSafe(["timeline", "--about", "openai"])
        let name = Hostility.text.replacing("\0", with: "")
        let run = try dateline("timeline", "--about", name)
        #expect(Hostility.leaks(in: run.errors + run.output).isEmpty)
    }

    @Test func `is shown on a terminal also as comma-separated values, and is whole in a file`() {
        let sheet = Sheet(
            heading: "",
            columns: ["a"],
            rows: [[Hostility.text + "\u{22}\u{301}"]],
            json: { .list($0) },
            jsonRows: []
        )
        let screen = Terminal(columns: 80, hasStyles: false)
        let shown = sheet.text(.csv, terminal: screen)
        #expect(Hostility.leaks(in: shown, allowing: ["\r"]).isEmpty)
        // The quotation mark is doubled though a mark combines with it.
        let cell = Hostility.text + "\u{22}\u{22}\u{301}"
        #expect(sheet.text(.csv, terminal: .plain) == "a\r\n\"\(cell)\"\r\n")
    }

    @Test func `is the same in JSON, whose escapes say what they stand for`() throws {
        let line = JSON.text(Hostility.text).safeLine
        #expect(line.contains(#"\udb40\udc41"#))
        let read = try JSONDecoder().decode(String.self, from: Data(line.utf8))
        #expect(read.utf8.elementsEqual(Hostility.text.utf8))
    }

    @Test func `cannot be markup in Markdown, whatever combines with it`() {
        let sheet = Sheet(
            heading: "x|\u{301}y &#8238; ~z~",
            columns: [],
            rows: [],
            json: { .list($0) },
            jsonRows: []
        )
        let text = sheet.text(.markdown, terminal: .plain)
        #expect(text == "**x\\|\u{301}y \\&\\#8238; \\~z\\~**\n")
    }
}
