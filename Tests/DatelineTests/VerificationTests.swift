import ByteCoding
import Dateline
import EventLog
import Foundation
import LMDB
import NewsFacts
import TestSupport
import Testing
import Transparency

@Suite struct `Verification` {
    private let folder = TemporaryFolder()
    private var path: String { folder.file("ledger") }

    /// A ledger with the corpus, and all views made before the corrections came.
    private func make() throws {
        let ledger = try Ledger.create(at: path)
        for file in Seed.files {
            let facts = try Repository.lines(of: file).map { try Fact(json: Data($0.utf8)) }
            try ledger.append(facts)
            try ledger.catchUp()
        }
    }

    private func findings() throws -> [String] {
        try Ledger.verify(at: path).findings.map { "\($0.part): \($0)" }
    }

    @Test func `of a ledger that is as it was written finds nothing, and says what it saw`() throws
    {
        try make()
        let verification = try Ledger.verify(at: path)
        #expect(verification.findings == [])
        #expect(verification.eventCount == 353)
        let ledger = try Ledger(at: path, access: .readOnly)
        let snapshot = try ledger.snapshot()
        let root = try snapshot.root(ofFirst: snapshot.head)
        #expect(verification.root == root)
        for view in Ledger.projections {
            let isCompared = verification.checks.contains {
                $0.part == .views && $0.extent.hasPrefix(view.name + ": ")
                    && $0.extent.hasSuffix("equal to a replay of 353 events")
            }
            #expect(isCompared, "\(view.name)")
        }
    }

    @Test func `of an empty ledger finds nothing`() throws {
        _ = try Ledger.create(at: path)
        let verification = try Ledger.verify(at: path)
        #expect(verification.isWhole && verification.root == MerkleTree.emptyRoot)
    }

    @Test func `names the event whose bytes were changed`() throws {
        try make()
        try change("blocks", of: "log.mdb") { pairs in
            let place = pairs[0].value.count - 5
            pairs[0].value[place] ^= 1
        }
        #expect(try findings() == ["log: #201: its bytes are not those that were appended"])
    }

    /// What a forger would do who knows the format: the content, and the check beside it.
    @Test func `names the events whose content and check were changed together`() throws {
        let ledger = try Ledger.create(at: path)
        var fact = Fact(.statementMade, about: "s")
        fact.participants = [Participant("speaker", "a")]
        fact.statement = "as it was said"
        var forged = fact
        forged.statement = "as it was sold"
        try ledger.append([fact])
        let bytes = (honest: try fact.validated().bytes, forged: try forged.validated().bytes)
        #expect(bytes.honest.count == bytes.forged.count)
        _ = consume ledger
        try change("blocks", of: "log.mdb") { pairs in
            let start = pairs[0].value.count - bytes.honest.count
            #expect(Array(pairs[0].value[start...]) == bytes.honest)
            pairs[0].value.replaceSubrange(start..., with: bytes.forged)
            let check = Digest(sha256Of: bytes.forged).bytes.prefix(4)
            pairs[0].value.replaceSubrange(start - 8..<start - 4, with: check)
        }
        #expect(
            try findings() == [
                "log: #0: the tree does not have the root that was stored with them"
            ]
        )
    }

    @Test func `names the event whose header says other days than its bytes`() throws {
        try make()
        try change("blocks", of: "log.mdb") { pairs in pairs[0].value[48 + 8] ^= 1 }
        let findings = try findings()
        #expect(findings.first == "log: #0: its header gives other days than its bytes")
    }

    @Test func `names a row that a replay does not have, has otherwise, or has besides`() throws {
        try make()
        let view = "views/lawsuits/1.mdb"
        let original = try StoredFile.pairs(of: "entries", at: path + "/" + view)
        let row = String(decoding: original[0].key.prefix { $0 != 0 }, as: UTF8.self)
        for (change, word) in [
            ({ $0.removeFirst() }, "is missing"), ({ $0[0].value[0] ^= 1 }, "says something else"),
            (
                { pairs in
                    var extra = pairs[0]
                    extra.key[extra.key.count - 9] += 1
                    extra.key[extra.key.count - 1] = 0xFE
                    pairs.append(extra)
                    pairs.sort { $0.key.lexicographicallyPrecedes($1.key) }
                }, "is not in a replay"
            ),
        ] as [((inout [StoredFile.Pair]) -> Void, String)] {
            try self.change("entries", of: view, change)
            let findings = try findings()
            #expect(findings.count == 1 && findings[0].hasPrefix("views: lawsuits, \(row): "))
            #expect(findings[0].contains(word), "\(findings)")
            try self.change("entries", of: view) { $0 = original }
        }
        #expect(try findings() == [])
    }

    @Test func `names an event that the index has lost`() throws {
        let ledger = try Ledger.create(at: path)
        var random = RandomFact(seed: 3)
        var facts: [Fact] = []
        for _ in 0..<1_500 {
            var fact = random.next(of: .statementMade)
            fact.causes = []
            facts.append(fact)
        }
        try ledger.append(facts)
        try ledger.log.flushIndex()
        _ = consume ledger
        #expect(try findings() == [])
        // The first posting of the second block.
        try change("level-1", of: "index.mdb") { $0[1].value.removeFirst(11) }
        let findings = try findings()
        #expect(findings.count == 1 && findings[0].hasSuffix("a key is missing"), "\(findings)")
    }

    @Test func `names a checkpoint that the log does not have`() throws {
        try make()
        let key = try SigningKey.make(at: folder.file("key"), name: "example.com/log")
        let ledger = try Ledger(at: path)
        try ledger.checkpoint(signedWith: key)
        _ = consume ledger
        #expect(try findings() == [])
        #expect(try Ledger.verify(at: path, signedBy: key.verifier).isWhole)
        let forged = SignedCheckpoint(
            size: 100,
            root: Digest(sha256Of: [1]),
            signedBy: try NoteSigner(
                parsing: String(
                    decoding: try Data(contentsOf: URL(filePath: key.path)).dropLast(),
                    as: UTF8.self
                )
            )
        )
        try Data(forged.bytes).write(
            to: URL(filePath: path + "/checkpoints/00000000000000000100.checkpoint")
        )
        #expect(
            try findings() == [
                "log: #0 to #99: they do not have the root that a checkpoint gives them"
            ]
        )
    }

    @Test func `exits with 2 and the place, and with 0 when all is well`() throws {
        try make()
        let dateline = CommandLineTool(in: folder.path)
        let whole = try dateline("verify", "--ledger", path)
        #expect(whole.status == 0 && whole.output.hasPrefix("all is as it was written: 353 events"))
        try change("blocks", of: "log.mdb") { pairs in
            pairs[1].value[pairs[1].value.count - 1] ^= 0x80
        }
        let damaged = try dateline("verify", "--ledger", path)
        #expect(damaged.status == 2)
        #expect(damaged.output.hasPrefix("1 difference in 353 events"))
        #expect(damaged.output.contains("#306"))
        // What needs the event is refused, with its place.
        for command in [["show", "306"], ["view", "organizations", "--as-of", "2025"]] {
            let run = try dateline.run(command + ["--ledger", path])
            #expect(run.status == 1 && run.errors.contains("#306"))
        }
    }

    /// Changes what a table holds behind the ledger's back.
    private func change(
        _ table: String,
        of file: String,
        _ body: (inout [StoredFile.Pair]) -> Void
    ) throws {
        var pairs = try StoredFile.pairs(of: table, at: path + "/" + file)
        body(&pairs)
        try StoredFile.replaceAll(of: table, by: pairs, at: path + "/" + file)
    }
}
