import Foundation
import TestSupport
import Testing

/// What is said later about facts, by the commands that say it.
@Suite struct `A second thought` {
    let folder = TemporaryFolder()
    let dateline: CommandLineTool

    init() throws {
        dateline = CommandLineTool(in: folder.path)
        #expect(try dateline("init").status == 0)
    }

    private func append(_ type: String, _ subject: String, _ date: String, _ roles: String...)
        throws
    {
        let run = try dateline.run(
            ["append", "--type", type, "--subject", subject, "--occurred", date]
                + roles.flatMap { ["--participant", $0] }
        )
        #expect(run.status == 0, "\(run.errors)")
    }

    private func say(_ arguments: String...) throws {
        let run = try dateline.run(arguments)
        #expect(run.status == 0, "\(run.errors)")
    }

    /// The rows of a view, as CSV without the heading.
    private func view(_ name: String, _ day: String, knownAt: String = "now") throws -> [String] {
        let run = try dateline(
            "view",
            name,
            "--as-of",
            day,
            "--known-at",
            knownAt,
            "--format",
            "csv"
        )
        #expect(run.status == 0, "\(run.errors)")
        return run.output.components(separatedBy: "\r\n").dropFirst().filter { !$0.isEmpty }
    }

    private func file(_ subject: String = "case/1", _ date: String = "2024-02") throws {
        try append("LawsuitFiled", subject, date, "plaintiff=doe", "defendant=acme")
    }

    @Test func `on a date is known from then on, and not before`() throws {
        try file()
        try say("refine", "0", "--occurred", "2024-02-07", "--reason", "the docket")
        #expect(try view("lawsuits", "2024-02-07").first?.contains(",2024-02-07,") == true)
        #expect(
            try view("lawsuits", "2024-02-10", knownAt: "#1").first?.hasSuffix("not yet (#0),#0")
                == true
        )
        try say("refine", "0", "--occurred", "2024", "--reason", "it was another docket")
        #expect(try view("lawsuits", "2024-02-10").first?.contains("not yet") == true)
        #expect(
            try view("lawsuits", "2024-02-10", knownAt: "#2").first?.contains("not yet") == false
        )
    }

    @Test func `on the date of a retracted fact is refused`() throws {
        try file()
        try say("retract", "0", "--reason", "another Acme")
        let run = try dateline("refine", "0", "--occurred", "2024-02-07", "--reason", "x")
        #expect(run.status == 64)
        #expect(run.errors.contains("is retracted; correct it to bring it back"))
    }

    @Test func `without a date, or with an impossible one, is refused`() throws {
        try file()
        #expect(try dateline("refine", "0", "--reason", "x").status == 64)
        let run = try dateline("refine", "0", "--occurred", "2024-02-30", "--reason", "x")
        #expect(run.status == 64)
        #expect(run.errors.contains("day 30 is not within 1 to 29"))
        #expect(try view("corrections", "2024").isEmpty)
    }

    @Test func `that disputes a fact leaves it standing, and says so until it is retracted`() throws
    {
        try file()
        try say("dispute", "0", "--by", "acme", "--reason", "no papers were served")
        let row = try #require(try view("lawsuits", "2024-03").first)
        #expect(row.hasPrefix("case/1,pending,"))
        #expect(row.contains("#0 by #1"))
        #expect(try view("corrections", "2024").first?.contains("disputed") == true)
        let diff = try dateline(
            "diff",
            "lawsuits",
            "--known-from",
            "#1",
            "--known-to",
            "#2",
            "--as-of",
            "2024-03"
        )
        #expect(diff.status == 2)
        #expect(diff.output.contains("disputed: — → #0 by #1"))
        try say("retract", "1", "--reason", "settled")
        #expect(try view("lawsuits", "2024-03").first?.contains("#0 by #1") == false)
        #expect(
            try view("lawsuits", "2024-03", knownAt: "#2").first?.contains("#0 by #1") == true
        )
    }

    @Test func `that bears a fact out names its source`() throws {
        try file()
        try say("corroborate", "0", "--source", "times", "--line", "3", "--reason", "the docket")
        #expect(try view("lawsuits", "2024-03").first?.contains(",#0 by #1,") == true)
        let why = try dateline("why", "lawsuits", "case/1", "--as-of", "2024-03")
        #expect(why.output.contains("FactCorroborated") && why.output.contains("times:3"))
        #expect(try dateline("corroborate", "0", "--line", "3", "--reason", "x").status == 64)
    }

    @Test func `that joins two reports makes one of them, with the better date`() throws {
        try file("case/1", "2024-01")
        try append(
            "ComplaintAmended",
            "case/1",
            "2024-05",
            "plaintiff=doe",
            "addedParty=widget-inc"
        )
        try append("ComplaintAmended", "case/1", "2025-06-03", "plaintiff=doe", "droppedParty=acme")
        try append("ComplaintAmended", "case/1", "2025-06", "plaintiff=doe", "court=nd-cal")
        #expect(try view("lawsuits", "2026").first?.contains(",3,") == true)
        try say("join", "2", "3", "--reason", "one amendment, told twice")
        let row = try #require(try view("lawsuits", "2025-06-03").first)
        #expect(row.contains(",2,") && row.hasSuffix("#0 #1 #2 #3"))
        #expect(try view("lawsuits", "2025-06-30", knownAt: "#4").first?.contains(",3,") == true)
        let why = try dateline("why", "lawsuits", "case/1", "--as-of", "2025-06-03")
        #expect(why.output.contains("mention of #2"))
        try say("retract", "4", "--reason", "two after all")
        #expect(try view("lawsuits", "2026").first?.contains(",3,") == true)
    }

    @Test func `that joins one fact with nothing is wrong usage`() throws {
        try file()
        #expect(try dateline("join", "0", "--reason", "x").status == 64)
        let unknown = try dateline("join", "0", "7", "--reason", "x")
        #expect(unknown.status == 1 && unknown.errors.contains("no event is named 7"))
    }

    @Test func `that two names are one person moves facts from row to row, and back`() throws {
        for name in ["elon-musk", "ilon-mask"] {
            try append(
                "MeetingHeld",
                "meeting/\(name)",
                "2024-05-01",
                "participant=\(name)",
                "participant=sam-altman"
            )
        }
        #expect(try view("relationships", "2024-06").count == 2)
        try say("merge", "ilon-mask", "--into", "elon-musk", "--reason", "a slip of translation")
        let rows = try view("relationships", "2024-06")
        #expect(rows.count == 1 && rows[0].hasPrefix("elon-musk+sam-altman,"))
        #expect(rows[0].hasSuffix("#0 #1"))
        #expect(try view("relationships", "2024-06", knownAt: "#2").count == 2)
        let chosen = try dateline(
            "view",
            "contacts",
            "--as-of",
            "2024-06",
            "--where",
            "participant=ilon-mask",
            "--format",
            "csv"
        )
        #expect(chosen.output.components(separatedBy: "\r\n").count == 4)
        let timeline = try dateline("timeline", "--about", "ilon-mask", "--format", "jsonl")
        #expect(timeline.output.split(separator: "\n").count == 2)
        try say("retract", "2", "--reason", "two people")
        #expect(try view("relationships", "2024-06").count == 2)
        let itself = try dateline("merge", "a", "--into", "a", "--reason", "x")
        #expect(itself.status == 1 && itself.errors.contains("is itself already"))
    }

    @Test func `that moves a fact to another row takes it out of the first`() throws {
        try file("case/1")
        try say("correct", "0", "--subject", "case/2", "--reason", "another docket")
        let rows = try view("lawsuits", "2024-03")
        #expect(rows.count == 1 && rows[0].hasPrefix("case/2,"))
        let before = try view("lawsuits", "2024-03", knownAt: "#1")
        #expect(before.count == 1 && before[0].hasPrefix("case/1,"))
        let why = try dateline("why", "lawsuits", "case/1", "--as-of", "2024-03")
        #expect(why.output.contains("moved to another row"))
    }

    /// The same source read again brings nothing back: its facts are the ones that were retracted.
    @Test func `is not undone when the source is read again`() throws {
        let corpus = ["append", "--file", Seed.path("facts")]
        #expect(try dateline.run(corpus).status == 0)
        try say("retract", "88", "--reason", "a test")
        try say("correct", "89", "--occurred", "2024-07", "--reason", "a test")
        try say("refine", "90", "--occurred", "2024-08-05", "--reason", "a test")
        let before = try view("lawsuits", "2025")
        let again = try dateline.run(corpus)
        #expect(again.output == "nothing appended; 202 the ledger held already\n")
        #expect(try view("lawsuits", "2025") == before)
        #expect(before.contains { $0.contains(",2024-08-05,") })
    }
}

@Suite struct `A period` {
    let folder = TemporaryFolder()
    let dateline: CommandLineTool

    init() throws {
        dateline = CommandLineTool(in: folder.path)
        #expect(try dateline("init").status == 0)
        for file in Seed.files.map({ Repository.root.appending(path: $0) }) {
            let path = file.path(percentEncoded: false)
            #expect(try dateline("append", "--file", path).status == 0)
        }
    }

    private func rows(_ arguments: String...) throws -> [String] {
        let run = try dateline.run(arguments + ["--format", "csv"])
        #expect(run.status == 0, "\(run.errors)")
        return run.output.components(separatedBy: "\r\n").dropFirst().filter { !$0.isEmpty }
    }

    @Test func `shows each state that a row was in, with its first and last day`() throws {
        let rows = try rows("view", "lawsuits", "--during", "2024-03/2024-07")
        #expect(
            rows.map { $0.split(separator: ",", omittingEmptySubsequences: false).prefix(4) }
                == [
                    ["lawsuit/musk-v-openai-2024-02", "pending", "2024-02-29", "2024-05-31"],
                    ["lawsuit/musk-v-openai-2024-02", "pending", "2024-06-01", "2024-06-29"],
                    ["lawsuit/musk-v-openai-2024-02", "withdrawn", "2024-06-30", "2024-07-31"],
                ]
        )
        #expect(rows == (try self.rows("view", "lawsuits", "--between", "2024-03", "2024-07")))
        #expect(try self.rows("view", "lawsuits", "--during", "2023").isEmpty)
    }

    @Test func `is shown as far as it was known`() throws {
        let early = try rows("view", "lawsuits", "--during", "2024", "--known-at", "#89")
        #expect(early.count == 2)
        #expect(early.allSatisfy { $0.hasPrefix("lawsuit/musk-v-openai-2024-02,") })
        #expect(try rows("view", "lawsuits", "--during", "2024", "--known-at", "#0").isEmpty)
    }

    @Test func `of one day is what the view says on it`() throws {
        let day = try rows("view", "alliances", "--as-of", "2017-12-31")
        let period = try rows("view", "alliances", "--during", "2017-12-31")
        let trimmed = period.map { row in
            var cells = row.split(separator: ",", omittingEmptySubsequences: false)
            cells.removeSubrange(2..<4)
            return cells.joined(separator: ",")
        }
        #expect(trimmed == day)
    }

    @Test func `of a timeline holds the facts that fall within it, or may`() throws {
        let all = try rows("timeline", "--about", "ماسك")
        let year = try rows("timeline", "--about", "elon-musk", "--during", "2018")
        #expect(all.count > 80 && year.count < 15 && !year.isEmpty)
        #expect(year.contains { $0.contains("RoleEnded") && $0.contains("also told by #74 #14") })
        #expect(!year.contains { $0.hasPrefix("—") })
        let both = try rows("timeline", "--about", "Musk", "--about", "sam-altman")
        #expect(both.count < all.count && both.allSatisfy(all.contains))
        let straddling = try rows("timeline", "--about", "elon-musk", "--during", "2025-02-12")
        #expect(straddling.contains { $0.contains("possibly not within these days") })
    }

    @Test func `of nobody is answered with the way out`() throws {
        let run = try dateline("timeline", "--about", "nobody")
        #expect(run.status == 1)
        #expect(run.errors.contains("names nobody"))
        let early = try dateline("timeline", "--about", "ماسك", "--known-at", "#5")
        #expect(early.status == 1)
    }

    @Test(arguments: [
        ["--during", "2024", "--as-of", "2024"], ["--between", "2024"],
        ["--between", "2024-06", "2024-03"], ["--during", "2024-13"],
        ["--during", "2024", "--between", "2024", "2025"], ["--between", "x", "2025"],
    ])
    func `that is none is wrong usage`(arguments: [String]) throws {
        let run = try dateline.run(["view", "lawsuits"] + arguments)
        #expect(run.status == 64)
        #expect(run.output.isEmpty)
    }

    @Test func `and a day are written as Markdown`() throws {
        let run = try dateline("view", "lawsuits", "--as-of", "2024-12-31", "--format", "markdown")
        let lines = run.output.split(separator: "\n")
        #expect(lines[0].hasPrefix("**lawsuits as of 2024-12-31, known at \\#353"))
        #expect(lines[1].hasPrefix("| row | status | plaintiffs | defendants |"))
        #expect(lines[2].allSatisfy { "|- ".contains($0) })
        #expect(lines.count == 5)
    }
}
