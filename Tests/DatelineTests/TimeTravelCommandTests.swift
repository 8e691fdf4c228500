import Foundation
import TestSupport
import Testing

@Suite struct `The commands across time` {
    let folder = TemporaryFolder()
    let dateline: CommandLineTool

    init() throws {
        dateline = CommandLineTool(in: folder.path)
        #expect(try dateline("init").status == 0)
        for file in ["facts", "entities", "corrections"] {
            #expect(try dateline("append", "--file", Seed.path(file)).status == 0)
        }
    }

    private func json(_ arguments: String...) throws -> [String: Any] {
        let output = try dateline.run(arguments + ["--format", "json"]).output
        let object = try JSONSerialization.jsonObject(with: Data(output.utf8))
        return try #require(object as? [String: Any])
    }

    @Test func `such as diff say what changed in the world, and exit with 2`() throws {
        let run = try dateline(
            "diff",
            "lawsuits",
            "--from",
            "2024-06-15",
            "--to",
            "2024-07-15",
            "--format",
            "csv"
        )
        #expect(run.status == 2)
        #expect(
            run.output == """
                row,reading,change,column,before,after,facts\r
                lawsuit/musk-v-openai-2024-02,certain,changed,status,pending,withdrawn,+#89\r
                lawsuit/musk-v-openai-2024-02,certain,changed,ended,,2024-06,+#89\r
                lawsuit/musk-v-openai-2024-02,certain,changed,end,open,known,+#89\r\n
                """
        )
    }

    @Test func `such as diff exit with 0 when nothing differs`() throws {
        let run = try dateline("diff", "lawsuits", "--from", "2024-07-15", "--to", "2024-07-16")
        #expect(run.status == 0)
        #expect(run.output.contains("0 rows differ"))
    }

    @Test func `such as diff say what changed in what was known`() throws {
        let answer = try json(
            "diff",
            "commitments",
            "--known-from",
            "#307",
            "--known-to",
            "#353",
            "--as-of",
            "2025-02-15"
        )
        let rows = try #require(answer["rows"] as? [[String: Any]])
        let row = try #require(
            rows.first { $0["row"] as? String == "commitment/son-us-infrastructure" }
        )
        let change = try #require(row["certain"] as? [String: Any])
        #expect(change["change"] as? String == "changed")
        #expect(change["columns"] as? [String] == ["amount"])
        let fact = try #require((change["facts"] as? [[String: Any]])?.first)
        #expect(fact["fact"] as? Int == 144)
        #expect((fact["before"] as? [String: Any])?["version"] as? Int == 144)
        #expect((fact["after"] as? [String: Any])?["version"] as? Int == 331)
    }

    @Test func `such as diff name the retraction of a fact, and its reversal`() throws {
        let ask = ["diff", "lawsuits", "--as-of", "2024-09-15"]
        _ = try dateline("retract", "90", "--reason", "a test")
        let gone = try dateline.run(ask + ["--known-from", "#353", "--known-to", "#354"]).output
        #expect(gone.contains("gone") && gone.contains("-#90(#353)"))
        _ = try dateline("correct", "90", "--occurred", "2024-08", "--reason", "it was so")
        let back = try dateline.run(ask + ["--known-from", "#354"]).output
        #expect(back.contains("added") && back.contains("+#90(#354)"))
    }

    @Test(arguments: [
        [], ["--from", "2024", "--known-from", "#1"], ["--to", "2024"], ["--known-to", "#1"],
        ["--from", "2024", "--as-of", "2024"], ["--known-from", "#1", "--known-at", "#1"],
    ])
    func `such as diff refuse half a question, or two`(arguments: [String]) throws {
        let run = try dateline.run(["diff", "lawsuits"] + arguments)
        #expect(run.status == 64)
        #expect(run.errors.contains("compare two days"))
    }

    @Test func `such as history draw rectangles`() throws {
        let run = try dateline("history", "lawsuits", "lawsuit/musk-v-openai-2024-08")
        #expect(run.status == 0)
        let lines = run.output.split(separator: "\n")
        let axis = try #require(lines.first { $0.hasPrefix("known at ") })
        #expect(axis.contains("2024-08-01  2024-08-31  2024-11-01  2024-11-30"))
        let state = try #require(lines.first { $0.hasPrefix("#92 ") })
        #expect(state.hasSuffix("│           │           │ c         │ d pending │"))
        let key = lines.drop { !$0.hasPrefix("   status") }.dropFirst().map { $0.prefix(20) }
        #expect(
            key == [
                "a  possibly pending ", "b  pending          ", "c  pending          ",
                "d  pending          ",
            ]
        )
    }

    @Test func `such as history list the rectangles`() throws {
        let run = try dateline(
            "history",
            "lawsuits",
            "lawsuit/musk-v-openai-2024-08",
            "--format",
            "csv"
        )
        let lines = run.output.split(separator: "\r\n").map { $0.prefix(34) }
        #expect(
            lines.dropFirst() == [
                "#91,#91,2024-08-01,2024-08-30,poss", "#91,#91,2024-08-31,,pending,elon-m",
                "#92,,2024-08-01,2024-08-30,possibl", "#92,,2024-08-31,2024-10-31,pending",
                "#92,,2024-11-01,2024-11-29,pending",
                "#92,,2024-11-30,,pending,elon-musk".prefix(34),
            ]
        )
        let answer = try json("history", "lawsuits", "lawsuit/musk-v-openai-2024-08")
        #expect((answer["rows"] as? [[String: Any]])?.count == 6)
    }

    @Test func `such as history list what has too many days for a picture`() throws {
        let type = ["append", "--type", "ComplaintAmended", "--participant", "plaintiff=elon-musk"]
        for month in 10...33 {
            let date = "\(2025 + month / 12)-\(month % 12 < 9 ? "0" : "")\(month % 12 + 1)-07"
            let amended = try dateline.run(
                type + ["--subject", "lawsuit/musk-v-openai-2024-08", "--occurred", date]
            )
            #expect(amended.status == 0)
        }
        let run = try dateline("history", "lawsuits", "lawsuit/musk-v-openai-2024-08")
        #expect(run.output.contains(/\nknownFrom +knownTo +from +to +status/))
        #expect(!run.output.contains("┌"))
    }

    @Test func `such as view choose, sort and limit rows`() throws {
        let ask = ["view", "alliances", "--as-of", "2025-02-15", "--format", "csv"]
        let chosen = try dateline.run(ask + ["--where", "party=ماسك", "--where", "status=active"])
        let lines = chosen.output.split(separator: "\r\n").dropFirst()
        #expect(!lines.isEmpty && lines.allSatisfy { $0.contains("elon-musk") })
        let limited = try dateline(
            "view",
            "alliances",
            "--as-of",
            "2025-02-15",
            "--sort",
            "since",
            "--limit",
            "1"
        )
        #expect(limited.output.contains(/[0-9]+ more rows/))
        let answer = try json("view", "alliances", "--as-of", "2025-02-15", "--limit", "1")
        #expect((answer["rows"] as? [Any])?.count == 1)
        #expect((answer["more"] as? Int ?? 0) > 0)
    }

    @Test func `such as view show the possible reading, and beside it the certain one`() throws {
        let ask = ["view", "lawsuits", "--as-of", "2024-06-15", "--possible"]
        let output = try dateline.run(ask).output
        #expect(output.contains(/2024-02 +withdrawn .*certainly pending, ended certainly —/))
        let answer = try json("view", "lawsuits", "--as-of", "2024-06-15", "--possible")
        #expect(answer["reading"] as? String == "possible")
        let row = try #require((answer["rows"] as? [[String: Any]])?.first)
        #expect(row["status"] as? String == "withdrawn")
        #expect((row["certainly"] as? [String: Any])?["status"] as? String == "pending")
    }

    @Test(arguments: ["--where", "--sort"])
    func `such as view answer an unknown column with those there are`(option: String) throws {
        let value = option == "--where" ? "judge=x" : "judge"
        let run = try dateline("view", "lawsuits", option, value)
        #expect(run.status == 1)
        #expect(
            run.errors.hasPrefix(
                "Error: the view lawsuits has no column judge; it has row, status, plaintiffs, "
            )
        )
    }

    @Test(arguments: [
        ["view", "lawsuits", "--limit", "0"], ["view", "lawsuits", "--limit=-1"],
        ["view", "lawsuits", "--where", "status"], ["view", "lawsuits", "--where", "=x"],
        ["log", "--limit=-1"], ["log", "--limit", "-1"], ["log", "--from=-1"],
        ["log", "--limit", "many"], ["correct", "0", "--line=-1", "--reason", "x"],
    ])
    func `take no count below the least, nor half a condition`(arguments: [String]) throws {
        let run = try dateline.run(arguments)
        #expect(run.status == 64)
        #expect(run.output.isEmpty)
    }
}
