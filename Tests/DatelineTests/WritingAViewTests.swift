import ByteCoding
import Dateline
import Foundation
import NewsFacts
import Projecting
import TestSupport
import Testing

/// The view of the article `WritingAView.md`, which is `Projects.swift`, at work.
@Suite struct `A view written by a newcomer` {
    private let folder = TemporaryFolder()
    private let ledger: Ledger
    /// An announcement, somebody who joins, somebody who leaves.
    private let told = [
        #"{"type":"ProjectAnnounced","occurred":"2025-01-21","externalID":"announced","#
            + #""participants":[["project","stargate"],["participant","softbank"]]"#,
        #"{"type":"ProjectJoined","occurred":"2025-03","externalID":"joined","#
            + #""participants":[["project","stargate"],["participant","oracle"]]"#,
        #"{"type":"ProjectExited","occurred":"2025-06-02","externalID":"exited","#
            + #""participants":[["project","stargate"],["participant","softbank"]]"#,
    ]

    init() throws {
        ledger = try Ledger.create(at: folder.file("ledger"))
        for line in told { try append(line) }
    }

    /// Appends a fact about the project, whose subject is left out of the line for brevity.
    private func append(_ line: String) throws {
        let json = line + #","subject":"project/stargate"}"#
        try ledger.append([try Fact(json: Data(json.utf8))])
    }

    private func amend(_ type: FactType, _ target: String, with content: Fact? = nil) throws {
        var fact = Fact(type, about: "")
        fact.targets = [Reference(target)]
        fact.reason = "the newspaper corrected itself"
        fact.replacement = content.map(Fact.Replacement.fact) ?? .none
        try ledger.append([fact])
    }

    private func answer(
        _ day: String,
        knownAt: KnownAt = .head
    ) throws -> RowAnswer<Project>? {
        let answer = try ledger.view(Projects.self, asOf: Day(day), knownAt: knownAt)
        #expect(answer.rows.count < 2)
        return answer.rows.first
    }

    private func participants(_ day: String, knownAt: KnownAt = .head) throws -> [String]? {
        try answer(day, knownAt: knownAt)?.certain.row?.participants
    }

    @Test func `answers for any day, and tells what is certain from what is possible`() throws {
        #expect(try answer("2025-01-20") == nil)
        #expect(try participants("2025-01-21") == ["softbank"])
        let march = try #require(try answer("2025-03-15"))
        #expect(march.key == RowKey("stargate"))
        #expect(march.certain.row?.participants == ["softbank"])
        #expect(march.possible.row?.participants == ["softbank", "oracle"])
        #expect(try participants("2025-06-02") == ["oracle"])
    }

    @Test func `puts a late fact where it belongs`() throws {
        try append(
            #"{"type":"ProjectProposed","occurred":"2024","#
                + #""participants":[["project","stargate"],["participant","microsoft"]]"#
        )
        #expect(try answer("2024-12-31")?.certain.row?.status == .proposed)
        #expect(try participants("2025-01-21") == ["microsoft", "softbank"])
        #expect(try answer("2024-12-31", knownAt: .position(Position(3))) == nil)
    }

    @Test func `follows a correction, and still knows what it said before`() throws {
        var content = try Fact(json: Data((told[1] + #","subject":"project/stargate"}"#).utf8))
        content.externalID = ""
        content.participants[1] = Participant("participant", "nvidia")
        try amend(.factCorrected, "joined", with: content)
        #expect(try participants("2025-04-01") == ["softbank", "nvidia"])
        let before = KnownAt.position(Position(3))
        #expect(try participants("2025-04-01", knownAt: before) == ["softbank", "oracle"])
    }

    @Test func `forgets what is retracted`() throws {
        try amend(.factRetracted, "exited")
        #expect(try participants("2025-07-01") == ["softbank", "oracle"])
    }

    @Test func `keeps the row at an illegal step, and says so`() throws {
        try append(
            #"{"type":"ProjectExited","occurred":"2025-05","#
                + #""participants":[["project","stargate"],["participant","microsoft"]]"#
        )
        let row = try #require(try answer("2025-05-31")).certain
        #expect(row.row?.participants == ["softbank", "oracle"])
        #expect(row.anomalies.map(\.reason) == ["who is said to leave takes no part in it"])
    }

    @Test func `takes two reports of one event as one fact`() throws {
        try append(
            #"{"type":"ProjectJoined","occurred":"2025-03-07","externalID":"again","#
                + #""participants":[["project","stargate"],["participant","oracle"]]"#
        )
        var same = Fact(.sameEventDeclared, about: "event/oracle-joins")
        same.targets = [Reference("joined"), Reference("again")]
        same.reason = "one press release"
        try ledger.append([same])
        #expect(try participants("2025-03-07") == ["softbank", "oracle"])
        let row = try #require(try answer("2025-03-07")).certain
        #expect(row.mentions == [Position(3): [Position(1)]])
    }

    @Test func `is the one of the article, to the letter, and has at most 60 lines`() throws {
        let code = try String(
            contentsOf: Repository.root.appending(path: "Tests/DatelineTests/Projects.swift"),
            encoding: .utf8
        )
        let article = try String(
            contentsOf: Repository.root.appending(
                path: "Sources/Dateline/Dateline.docc/WritingAView.md"
            ),
            encoding: .utf8
        )
        let shown = article.components(separatedBy: "```swift\n").dropFirst().map {
            $0.components(separatedBy: "```")[0]
        }
        #expect(shown.first == code)
        #expect(code.split(separator: "\n", omittingEmptySubsequences: false).count <= 61)
        let source = try String(contentsOfFile: #filePath, encoding: .utf8)
        let used = source.components(separatedBy: "// article begins\n")[1]
            .components(separatedBy: "        // article ends")[0]
            .split(separator: "\n").map { $0.dropFirst(8) + "\n" }.joined()
        #expect(shown.last == used)
    }

    @Test func `is used without being registered anywhere`() throws {
        // article begins
        let answer = try ledger.view(Projects.self, asOf: try EDTF("2025-03-15").hi)
        for row in answer.rows {
            print(row.key, row.certain.row?.participants ?? [])
            if !row.isCertain { print("perhaps", row.possible.row?.participants ?? []) }
        }
        // article ends
        #expect(answer.rows.map(\.isCertain) == [false])
        #expect(!Ledger.projections.contains { $0.name == Projects.name })
    }
}
