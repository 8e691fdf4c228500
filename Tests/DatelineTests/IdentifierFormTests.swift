import Dateline
import Foundation
import NewsFacts
import Projecting
import TestSupport
import Testing

@Suite struct `Ids that differ only in their Unicode form` {
    let folder = TemporaryFolder()
    let dateline: CommandLineTool
    private static let composed = "caf\u{E9}"
    private static let decomposed = "cafe\u{301}"

    init() throws {
        dateline = CommandLineTool(in: folder.path)
        #expect(try dateline("init").status == 0)
    }

    private static func filing(_ id: String) -> Fact {
        var fact = Fact(.lawsuitFiled, about: "lawsuit/\(id)")
        fact.participants = [Participant("plaintiff", id), Participant("defendant", "acme")]
        fact.externalID = "feed/\(id)"
        return fact
    }

    @Test func `cannot be two, by options or in a file`() throws {
        #expect(
            try dateline("append", "--file", "-", input: Self.filing(Self.composed).json).status
                == 0
        )
        let file = try dateline("append", "--file", "-", input: Self.filing(Self.decomposed).json)
        #expect(file.status == 1)
        #expect(file.errors.contains("write it as `lawsuit/\(Self.composed)`"))
        let merge = try dateline("merge", Self.decomposed, "--into", "a", "--reason", "r")
        #expect(merge.status == 1)
        #expect(try dateline("stats", "--format", "json").output.contains("\"events\":1"))
    }

    @Test func `are found whichever is typed`() throws {
        let facts = [Self.filing(Self.composed)]
        #expect(try dateline("append", "--file", "-", input: facts[0].json).status == 0)
        let id = Self.decomposed
        for command in [
            ["log", "--entity", id], ["log", "--subject", "lawsuit/" + id], ["show", "feed/" + id],
            ["why", "lawsuits", "lawsuit/" + id], ["history", "lawsuits", "lawsuit/" + id],
            ["timeline", "--about", id], ["view", "lawsuits", "--where", "plaintiff=" + id],
        ] {
            let run = try dateline.run(command)
            #expect(run.status == 0)
            #expect(run.output.unicodeScalars.contains("\u{E9}"), "\(command)")
        }
    }

    @Test func `do not name one fact in a batch and none in the next`() throws {
        var retraction = Fact(.factRetracted, about: "")
        retraction.targets = [.externalID("feed/" + Self.decomposed)]
        retraction.reason = "r"
        let ledger = try Ledger(at: folder.file(".dateline"))
        #expect(throws: LedgerError.self) {
            try ledger.append([Self.filing(Self.composed), retraction])
        }
        retraction.targets = [.externalID("feed/" + Self.composed)]
        #expect(throws: Never.self) { try ledger.append([Self.filing(Self.composed), retraction]) }
    }

    @Test func `are two rows, as in the file of a view`() {
        let keys = [RowKey(Self.composed), RowKey(Self.decomposed)]
        #expect(keys[0] != keys[1])
        #expect(Set(keys).count == 2)
        #expect(keys[1] < keys[0])
    }
}
