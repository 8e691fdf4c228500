import Dateline
import Foundation
import NewsFacts
import Projecting
import Tenures
import TestSupport
import Testing

/// What `scripts/tenures-from-table` makes of tables with masked dates.
@Suite struct `A table with masked dates` {
    private static let published = 2018
    private static let publicTables = ["wikidata12k", "yago4-partial-dates", "wikidata-occurs"]
    private let folder = TemporaryFolder()

    private func convert(_ path: String, _ options: String...) throws -> CommandLineTool.Run {
        try CommandLineTool(script: "tenures-from-table", in: folder.path)
            .run(["--published", "\(Self.published)"] + options + [path])
    }

    private func convert(lines: [String], _ options: String...) throws -> CommandLineTool.Run {
        let text = lines.map { $0 + "\n" }.joined()
        try Data(text.utf8).write(to: URL(filePath: folder.file("table.tsv")))
        return try CommandLineTool(script: "tenures-from-table", in: folder.path)
            .run(["--published", "\(Self.published)"] + options + ["table.tsv"])
    }

    /// A ledger of the facts, appended by the command line.
    private func ledger(of facts: String) throws -> Ledger {
        let dateline = CommandLineTool(in: folder.path)
        try #require(try dateline("init", "--ledger", "ledger").status == 0)
        let append = try dateline("append", "--ledger", "ledger", "--file", "-", input: facts)
        try #require(append.status == 0, "\(append.errors)")
        return try Ledger(at: folder.file("ledger"))
    }

    @Test func `answers for any year as the table does`() throws {
        let table = MaskedTable(lineCount: 3_000, seed: 12)
        let run = try convert(lines: table.lines)
        #expect(run.status == 2)
        #expect(table.reversed.count > 20 && table.malformed.count > 20)
        let refused = run.errors.split(separator: "\n").dropLast()
        let lines = refused.compactMap { Int($0.split(separator: ":")[1]) }
        #expect(Set(lines) == table.reversed.union(table.malformed))
        #expect(
            run.errors.hasSuffix(
                " \(table.reversed.count) reversed, \(table.malformed.count) malformed\n"
            )
        )
        let ledger = try ledger(of: run.output)
        for year in [-60, -1, 1, 51, 100, 349, 700, 999, 1003, 1450, 1899, 1950, 1975, 2017, 2018] {
            let day = try #require(Day(year: year, month: 12, day: 31))
            let answer = try ledger.view(Tenures.self, asOf: day)
            let rows = Dictionary(uniqueKeysWithValues: answer.rows.map { ($0.key.text, $0) })
            var wrong: [String] = []
            for line in 1...table.lines.count {
                let row = rows["tenure/table/\(line)"]
                for (certainly, state) in [(true, row?.certain), (false, row?.possible)] {
                    let expected = table.standing(
                        of: line,
                        inYear: year,
                        published: Self.published,
                        certainly: certainly
                    )
                    if (state?.row?.status.rawValue ?? "absent") != expected.rawValue {
                        wrong.append("\(line) \(table.lines[line - 1]) \(certainly) \(expected)")
                    }
                    if state?.anomalies.isEmpty == false { wrong.append("\(line) has an anomaly") }
                }
            }
            #expect(wrong.isEmpty, "\(year): \(wrong.count) wrong, such as \(wrong.prefix(3))")
        }
    }

    @Test func `shows as current on the command line just what it says is held`() throws {
        let table = MaskedTable(lineCount: 300, seed: 7)
        let run = try convert(lines: table.lines)
        _ = try ledger(of: run.output)
        let view = try CommandLineTool(in: folder.path).run([
            "view", "tenures", "--ledger", "ledger", "--as-of", "2020", "--current", "--format",
            "csv",
        ])
        let shown = view.output.split(separator: "\r\n").dropFirst()
            .compactMap { $0.split(separator: ",").first.map(String.init) }
        let expected = table.spans.keys.filter { line in
            table.standing(of: line, inYear: 2020, published: Self.published, certainly: true)
                == .held
        }
        #expect(!expected.isEmpty)
        #expect(Set(shown) == Set(expected.map { "tenure/table/\($0)" }))
    }

    @Test func `tells the ends apart`() throws {
        let run = try convert(lines: [
            "a\tP1\tx\t2001-##-##\t2003-05-##", "b\tP1\tx\t2001\t####-##-##", "c\tP1\tx\t2001\t",
            "d\tP1\tx\t\t",
        ])
        #expect(run.status == 0)
        let answer = try ledger(of: run.output).view(Tenures.self, asOf: Day("2020"))
        #expect(
            answer.rows.map { $0.certain.row?.end } == [.known, .dateUnknown, .open, .notStated]
        )
    }

    @Test func `may tell each end on a line of its own`() throws {
        let run = try convert(lines: [
            #"<a>\#tP1\#tx\#toccursSince\#t"1955-##-##"^^xsd:date"#, "b\tP1\tx\toccursUntil\t1960",
            "a\tP1\tx\toccursUntil\t1961", "c\tP1\tx\toccursUntil\t1950",
            "c\tP1\tx\toccursSince\t1951",
        ])
        #expect(run.status == 2)
        #expect(run.errors.hasPrefix("table:4: the end 1950 is before the start 1951\n"))
        let answer = try ledger(of: run.output).view(Tenures.self, asOf: Day("1960"))
        #expect(answer.rows.map(\.key.text) == ["tenure/table/1", "tenure/table/2"])
        #expect(answer.rows.map { $0.certain.row?.status } == [.held, .ended])
    }

    @Test func `may mask what it does not state`() throws {
        let lines = ["a\tP1\tx\t2001-##-##\t####-##-##"]
        let run = try convert(lines: lines, "--mask-as-absent")
        #expect(!run.output.contains("RoleEnded"))
        #expect(try convert(lines: lines).output.contains("RoleEnded"))
    }

    @Test func `is converted wholly or not at all where that is asked for`() throws {
        let good = "a\tP1\tx\t2001\t2002"
        let bad = try convert(lines: [good, "a\tP1\tx\t2003\t2002-##-##"], "--strict")
        #expect(bad.status == 2 && bad.output.isEmpty)
        #expect(bad.errors.contains("table:2: the end 2002-##-## is before the start 2003"))
        let run = try convert(lines: [good], "--strict")
        #expect(run.status == 0)
        #expect(run.output.split(separator: "\n").count == 2)
    }

    @Test func `has to say when it was made`() throws {
        let run = try CommandLineTool(script: "tenures-from-table", in: folder.path).run([])
        #expect(run.status == 64 && run.errors.contains("--published is needed"))
    }

    @Test(
        .enabled(
            if: publicTables.contains { Repository.shared("data/\($0)") != nil },
            "no public table is there: ../shared/data/wikidata12k and its like"
        ),
        arguments: publicTables
    )
    func `is read as the public ones write it`(table: String) throws {
        guard let place = Repository.shared("data/\(table)") else { return }
        let files = FileManager.default.enumerator(at: place, includingPropertiesForKeys: nil)
        let tables = (files?.compactMap { $0 as? URL } ?? []).filter {
            ["txt", "tsv"].contains($0.pathExtension)
        }
        for file in [place] + tables where !file.hasDirectoryPath {
            let run = try convert(file.path(percentEncoded: false), "--table", table)
            #expect([0, 2].contains(run.status))
            let ledger = try ledger(of: run.output)
            try FileManager.default.removeItem(atPath: ledger.path)
        }
    }
}
