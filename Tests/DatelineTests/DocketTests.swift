import Dateline
import Foundation
import Lawsuits
import NewsFacts
import Projecting
import TestSupport
import Testing

/// Two invented dockets, as `scripts/facts-from-dockets` reads them.
@Suite struct `Entries of dockets` {
    private let folder = TemporaryFolder()
    private let script: CommandLineTool.Run
    private let ledger: Ledger

    init() throws {
        script = try CommandLineTool(script: "facts-from-dockets", in: folder.path).run([
            Repository.root.appending(path: "Tests/DatelineTests/Dockets/invented.tsv")
                .path(percentEncoded: false)
        ])
        let dateline = CommandLineTool(in: folder.path)
        try #require(try dateline("init", "--ledger", "ledger").status == 0)
        let append = try dateline(
            "append",
            "--ledger",
            "ledger",
            "--file",
            "-",
            input: script.output
        )
        try #require(append.status == 0, "\(append.errors)")
        ledger = try Ledger(at: folder.file("ledger"))
    }

    private func row(_ name: String, on day: String) throws -> RowState<Lawsuit> {
        let answer = try ledger.view(Lawsuits.self, asOf: Day(day))
        return try #require(answer.rows.first { $0.key == RowKey(name) }).certain
    }

    @Test func `that say nothing of a case or not who acted are counted, and bad ones refused`() {
        #expect(script.status == 2)
        let said = script.errors.split(separator: "\n").map(String.init)
        #expect(
            said == [
                "invented:14: it does not tell which side acted: MOTION for Summary Judgment.",
                "invented:15: the day of filing 2023-02-30 is no date",
                "unmapped 1x: SUMMONS ISSUED",
                "17 entries, 14 facts, 1 unmapped, 1 of no known side, 1 malformed",
            ]
        )
    }

    @Test(arguments: [
        ("2022-02-01", Lawsuit.Status.pending), ("2022-04-01", .stayed), ("2022-06-01", .pending),
        ("2022-09-01", .withdrawn), ("2022-11-10", .pending), ("2023-03-15", .judged),
        ("2023-03-16", .final),
    ])
    func `give the states of a case that is reopened`(day: String, status: Lawsuit.Status) throws {
        let state = try row("lawsuit/mad-2-22-cv-00202", on: day)
        #expect(state.row?.status == status)
        #expect(state.anomalies.isEmpty)
    }

    @Test(arguments: [
        ("2023-03-01", Lawsuit.Status.pending, 0), ("2023-06-15", .dismissed, 0),
        ("2023-06-20", .dismissed, 1), ("2023-07-05", .onAppeal, 1), ("2024-02-01", .final, 1),
    ])
    func `show an amended complaint after the dismissal as an anomaly`(
        day: String,
        status: Lawsuit.Status,
        anomalyCount: Int
    ) throws {
        let state = try row("lawsuit/nynd-1-23-cv-00101", on: day)
        #expect(state.row?.status == status)
        #expect(
            state.anomalies.map(\.type) == Array(repeating: .complaintAmended, count: anomalyCount)
        )
        #expect(state.row?.defendants == ["bolt-motors", "nut-works"])
    }

    @Test func `name as filer only the party that the entry names`() throws {
        let motion = try #require(
            script.output.split(separator: "\n").first { $0.contains("Motion") }
        )
        let fact = try Fact(json: Data(motion.utf8))
        #expect(fact.entities("filer") == ["bolt-motors"])
        #expect(fact.source?.line == 3)
    }

    @Test func `are mapped to types and attributes that the catalogue has`() throws {
        let rules = try Repository.lines(of: "Events/Corpora/us-dockets/mapping.tsv")
            .filter { !$0.hasPrefix("#") }
        #expect(rules.count > 30)
        for rule in rules {
            let fields = rule.split(separator: "\t", omittingEmptySubsequences: false)
            try #require(fields.count == 4, "\(rule)")
            var fact = Fact(
                try #require(Catalogue.type(named: String(fields[1])), "\(rule)"),
                about: "lawsuit/x"
            )
            for pair in fields[2].split(separator: ";") {
                let parts = pair.split(separator: "=").map(String.init)
                fact.attributes[parts[0]] = parts[1]
            }
            fact.participants = fields[3].split(separator: " ").map { pair in
                let parts = pair.split(separator: "=").map(String.init)
                return Participant(parts[0], parts[1])
            }
            #expect(throws: Never.self, "\(rule)") { try fact.validated() }
        }
    }
}
