import Dateline
import Foundation
import TestSupport
import Testing

@Suite struct `Wrong input` {
    let folder = TemporaryFolder()
    let dateline: CommandLineTool

    init() throws {
        dateline = CommandLineTool(in: folder.path)
        #expect(try dateline("init").status == 0)
    }

    private func refused(_ arguments: [String], input: String = "", status: Int32 = 1) throws
        -> String
    {
        let run = try dateline.run(arguments, input: input)
        #expect(run.status == status)
        #expect(run.output.isEmpty)
        #expect(try dateline("stats", "--format", "json").output.contains("\"events\":0"))
        return run.errors
    }

    private static let suit = ["append", "--type", "LawsuitFiled", "--subject", "lawsuit/x"]

    @Test func `such as an unknown type is named, with the nearest one`() throws {
        let error = try refused(["append", "--type", "LawsuitField", "--subject", "lawsuit/x"])
        #expect(
            error
                == "Error: type: there is no fact type `LawsuitField`; did you mean `LawsuitFiled`?\n"
        )
    }

    @Test func `such as a missing role is named`() throws {
        let error = try refused(Self.suit + ["--participant", "plaintiff=a"])
        #expect(
            error == "Error: participants: LawsuitFiled needs at least one `defendant`, found 0\n"
        )
    }

    @Test(arguments: [
        ("2024-02-30", "day 30 is not within 1 to 29", 8),
        ("2025/2024", "it ends by 2024-12-31, before it can begin on 2025-01-01", 5),
    ])
    func `such as a date is shown with the place`(date: String, reason: String, offset: Int) throws
    {
        let error = try refused(
            Self.suit + [
                "--participant", "plaintiff=a", "--participant", "defendant=b", "--occurred", date,
            ]
        )
        let lines = error.split(separator: "\n")
        #expect(lines[0] == "Error: not a date: \(reason)")
        #expect(lines[1] == "    \(date)")
        #expect(lines[2] == String(repeating: " ", count: 4 + offset) + "^")
    }

    /// The corpus with one line changed.
    private func batch(line: Int, _ change: (String) -> String) throws -> String {
        var lines = try Repository.lines(of: Seed.files[0])
        lines[line - 1] = change(lines[line - 1])
        return lines.joined(separator: "\n")
    }

    @Test func `in line 37 of a batch is found there, and nothing of the batch is kept`() throws {
        let input = try batch(line: 37) { String($0.dropLast(2)) }
        let error = try refused(["append", "--file", "-"], input: input)
        #expect(error.hasPrefix("Error: standard input:37: this is not JSON: "))
        #expect(error.hasSuffix("\nnothing was appended\n"))
    }

    @Test func `in several lines of a batch is named line by line`() throws {
        let input = try batch(line: 30) { $0.replacing("\"statement\"", with: "\"statment\"") }
            .replacing("\"type\":\"LawsuitWithdrawn\"", with: "\"type\":\"LawsuitWithdraw\"")
        let error = try refused(["append", "--file", "-"], input: input)
        #expect(error.contains("standard input:30: statment: there is no such key here"))
        #expect(error.contains("standard input:90: type: there is no fact type `LawsuitWithdraw`"))
    }

    @Test func `that only the ledger can refuse has its line too`() throws {
        let lines = try Repository.lines(of: Seed.files[2])
        let error = try refused(["append", "--file", "-"], input: "\n" + lines[0])
        #expect(
            error.hasPrefix("Error: standard input:2: the ledger holds no fact musk-altman-2025/S")
        )
    }

    @Test func `such as a wrong as-of date is wrong usage`() throws {
        let error = try refused(["view", "lawsuits", "--as-of", "2024-13"], status: 64)
        #expect(error.contains("month 13 is not within 1 to 12"))
    }

    @Test func `such as an unknown view is answered with those there are`() throws {
        let error = try refused(["view", "lawsuit"])
        let views = Ledger.projections.map { $0.name }.joined(separator: ", ")
        #expect(error == "Error: there is no view lawsuit; there are \(views)\n")
    }

    @Test func `such as a second ledger in one place changes nothing`() throws {
        #expect(try refused(["init"]) == "Error: .dateline exists already; nothing was changed\n")
    }

    @Test func `such as a folder without a ledger is told the way out`() throws {
        let run = try dateline("stats", "--ledger", "nowhere")
        #expect(run.status == 1)
        #expect(
            run.errors == "Error: there is no ledger at nowhere; `dateline init` makes one, "
                + "`--ledger` names another\n"
        )
    }

    @Test func `such as a file that is no ledger is named`() throws {
        try FileManager.default.createDirectory(
            atPath: folder.file("odd"),
            withIntermediateDirectories: true
        )
        try "hello".write(toFile: folder.file("odd/log.mdb"), atomically: true, encoding: .utf8)
        let run = try dateline("stats", "--ledger", "odd")
        #expect(run.status == 1)
        #expect(run.errors.contains("odd/log.mdb"))
        #expect(run.errors.contains("not an LMDB file"))
    }
}
