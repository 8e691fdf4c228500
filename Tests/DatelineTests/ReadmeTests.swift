import Dateline
import Foundation
import Lawsuits
import NewsFacts
import TestSupport
import Testing

@Suite struct `The README` {
    private static func readme() throws -> String {
        try String(contentsOf: Repository.root.appending(path: "README.md"), encoding: .utf8)
    }

    /// What stands in the README between fences of that kind.
    private static func blocks(_ kind: String) throws -> [String] {
        try readme().components(separatedBy: "```\(kind)\n").dropFirst().map {
            $0.components(separatedBy: "```")[0]
        }
    }

    /// The text with every recorded time put alike, and every root, which is over times, as they
    /// differ from run to run.
    private func withoutTimes(_ text: String) -> String {
        text.replacing(/recorded [0-9T:.Z-]+/, with: "recorded")
            .replacing(/root [0-9A-Za-z+\/]{43}=/, with: "root").replacing(
                /[0-9]+ bytes/,
                with: "bytes"
            )
            .replacing(/(#[0-9]+) [0-9]{4}-[0-9]{2}-[0-9]{2}/) { "\($0.output.1) day" }
    }

    @Test func `shows what the commands print`() throws {
        let folder = TemporaryFolder()
        let events = URL(filePath: folder.path).appending(path: "Events")
        try FileManager.default.createSymbolicLink(
            at: events,
            withDestinationURL: Repository.root.appending(path: "Events")
        )
        let dateline = CommandLineTool(in: folder.path)
        let steps = try Self.blocks("console").joined().components(separatedBy: "$ dateline ")
        #expect(steps.count > 5)
        for step in steps.dropFirst() {
            let end = try #require(step.firstIndex(of: "\n"))
            let arguments = step[..<end].split(separator: " ").map {
                $0.trimmingCharacters(in: ["'"])
            }
            let run = try dateline.run(arguments)
            let shown = String(step[step.index(after: end)...])
            let output = run.output.replacing("\r\n", with: "\n")
            #expect(withoutTimes(output).trimmed == withoutTimes(shown).trimmed)
            #expect(run.status == (arguments.first == "diff" ? 2 : 0))
        }
    }

    @Test func `shows Swift that compiles and says what it says`() throws {
        let folder = TemporaryFolder()
        let path = folder.file("ledger")
        // README begins
        let ledger = try Ledger.create(at: path)
        var filing = Fact(.lawsuitFiled, about: "lawsuit/doe-v-acme")
        filing.occurred = Occurrence(try EDTF("2024-02"))
        filing.participants = [
            Participant("plaintiff", "jane-doe"), Participant("defendant", "acme"),
        ]
        try ledger.append([filing])
        let answer = try ledger.view(Lawsuits.self, asOf: try EDTF("2024-03-15").hi)
        for row in answer.rows { print(row.key, row.certain.row?.status ?? .pending) }
        // README ends
        #expect(answer.rows.map { $0.certain.row?.status } == [.pending])
        let source = try String(contentsOfFile: #filePath, encoding: .utf8)
        let compiled = source.components(separatedBy: "// README begins\n")[1]
            .components(separatedBy: "        // README ends")[0]
            .split(separator: "\n").map { $0.dropFirst(8) + "\n" }.joined()
        let shown = try #require(try Self.blocks("swift").first)
        #expect(shown.hasSuffix("\n\n" + compiled))
    }
}

extension String {
    /// The lines without the spaces at their ends.
    fileprivate var trimmed: [String] {
        split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.filter {
            !$0.isEmpty
        }
    }
}
