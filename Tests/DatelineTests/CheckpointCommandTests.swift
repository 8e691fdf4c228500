import ByteCoding
import Dateline
import Foundation
import TestSupport
import Testing
import Transparency

@Suite struct `The command checkpoint` {
    private let signed: SignedLedger
    private var moving: MovingLedger { signed.moving }

    init() throws { signed = try SignedLedger(count: 5) }

    private func kept() throws -> [String: [UInt8]] {
        try moving.files(in: ".dateline/checkpoints")
    }

    /// Puts a ledger in the place of the one that was signed.
    private func replaceLedger(by name: String) throws {
        try FileManager.default.removeItem(atPath: moving.folder.file(".dateline"))
        try FileManager.default.moveItem(
            atPath: moving.folder.file(name),
            toPath: moving.folder.file(".dateline")
        )
    }

    @Test func `makes a key that its owner alone may read, and prints a note signed with it`()
        throws
    {
        let note = try SignedCheckpoint(parsing: Array(signed.note.utf8))
        try note.verify(by: signed.verifier)
        let leaves = try moving.entries().map(naiveLeafHash(of:))
        #expect(note.checkpoint.origin == SignedLedger.origin)
        #expect(note.checkpoint.size == 5)
        #expect(note.checkpoint.root == naiveRoot(of: leaves))
        let attributes = try FileManager.default.attributesOfItem(atPath: moving.folder.file("key"))
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        #expect(try moving.bytes(of: "key.last") == note.bytes)
        #expect(try Array(kept().values) == [note.bytes])
    }

    @Test func `prints the same bytes until something is appended, and keeps them once`() throws {
        let key = try moving.bytes(of: "key")
        for _ in 0..<2 {
            let again = try signed.dateline("checkpoint", "--key", "key")
            #expect(again.status == 0)
            #expect(again.output == signed.note)
            #expect(again.messages.isEmpty)
        }
        #expect(try kept().count == 1)
        try moving.append(5..<6)
        let later = try SignedCheckpoint(parsing: Array(signed.checkpoint().utf8))
        try later.verify(by: signed.verifier)
        #expect(later.checkpoint.size == 6)
        #expect(try later.checkpoint.root == moving.root())
        #expect(try Set(kept().values) == [Array(signed.note.utf8), later.bytes])
        #expect(try moving.bytes(of: "key") == key)
    }

    @Test func `signs no ledger that was set back`() throws {
        try FileManager.default.copyItem(
            atPath: moving.folder.file(".dateline"),
            toPath: moving.folder.file("copy")
        )
        try moving.append(5..<7)
        let last = try signed.checkpoint()
        try replaceLedger(by: "copy")
        let refused = try signed.dateline("checkpoint", "--key", "key")
        #expect(refused.status == 2)
        #expect(refused.output.isEmpty)
        #expect(refused.messages.contains("holds a checkpoint over 7 events"))
        #expect(
            refused.messages.contains("this ledger, of 5 events, does not have yet or any more")
        )
        #expect(try moving.bytes(of: "key.last") == Array(last.utf8))
        #expect(try Array(kept().values) == [Array(signed.note.utf8)])
        // With what is missing it is the ledger again: the facts, at other times, are not.
        try moving.append(5..<7)
        let other = try signed.dateline("checkpoint", "--key", "key")
        #expect(other.status == 2)
        #expect(other.messages.contains("does not begin with; it is another ledger"))
    }

    @Test func `signs no other ledger with the key`() throws {
        #expect(try moving.dateline("init", "--ledger", "other").status == 0)
        try moving.append(100..<120, to: "other")
        let refused = try signed.dateline("checkpoint", "--ledger", "other", "--key", "key")
        #expect(refused.status == 2)
        #expect(refused.output.isEmpty)
        #expect(refused.messages.contains("does not begin with; it is another ledger"))
        #expect(try moving.bytes(of: "key.last") == Array(signed.note.utf8))
        #expect(try moving.names().contains("other"))
        #expect(try moving.files(in: "other").keys.allSatisfy { !$0.hasSuffix(".checkpoint") })
    }

    @Test func `makes no key where there is a file, nor for a name that can be none`() throws {
        let before = try moving.files(in: ".")
        let again = try signed.dateline("checkpoint", "--key", "key", "--create", "example.com/b")
        #expect(again.status == 1)
        #expect(again.messages == "Error: key exists already; nothing was changed\n")
        for name in ["", "two words", "a+b"] {
            let run = try signed.dateline("checkpoint", "--key", "second", "--create", name)
            #expect(run.status == 1, "\(name)")
            #expect(run.messages.hasPrefix("Error: second: "), "\(run.messages)")
            #expect(run.output.isEmpty)
        }
        let after = try moving.files(in: ".")
        #expect(after["key"] == before["key"] && after["key.last"] == before["key.last"])
        #expect(!(try moving.names().contains { $0.hasPrefix("second") }))
    }

    @Test func `needs a key`() throws {
        #expect(try signed.dateline("checkpoint").status == 64)
        let none = try signed.dateline("checkpoint", "--key", "nowhere")
        #expect(none.status == 1)
        #expect(none.messages.hasPrefix("Error: nowhere: "))
        #expect(none.output.isEmpty)
        try moving.write("no key\n", to: "text")
        let text = try signed.dateline("checkpoint", "--key", "text")
        #expect(text.status == 1)
        #expect(text.messages.hasPrefix("Error: text: "))
    }

    @Test func `signs a ledger without facts, whose root is that of the empty tree`() throws {
        let empty = try SignedLedger(count: 0)
        let note = try SignedCheckpoint(parsing: Array(empty.note.utf8))
        try note.verify(by: empty.verifier)
        #expect(note.checkpoint.size == 0)
        // SHA-256 of nothing.
        #expect(
            note.checkpoint.root.description
                == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        )
        try empty.moving.append(0..<3)
        let later = try SignedCheckpoint(parsing: Array(empty.checkpoint().utf8))
        #expect(later.checkpoint.size == 3)
    }
}

@Suite struct `The command verify` {
    private let signed: SignedLedger
    private var moving: MovingLedger { signed.moving }

    init() throws { signed = try SignedLedger(count: 9) }

    private func change(_ table: String, of file: String, _ body: (inout StoredFile.Pair) -> Void)
        throws
    {
        let path = moving.folder.file(".dateline/" + file)
        var pair = try #require(try StoredFile.pairs(of: table, at: path).first)
        body(&pair)
        try StoredFile.put(pair, in: table, at: path)
    }

    /// What the program finds, as lines of a table and as JSON.
    private func findings(_ arguments: String...) throws -> (table: String, json: [Answer]) {
        let table = try signed.dateline.run(["verify"] + arguments)
        #expect(table.status == 2)
        #expect(table.messages.isEmpty)
        let json = try signed.dateline.run(["verify", "--format", "json"] + arguments)
        #expect(json.status == 2)
        let answer = try Answer(json.output)
        #expect(answer["whole"] == .flag(false))
        return (table.output, answer["findings"]?.elements ?? [])
    }

    @Test func `of a sound ledger gives the root, and exits with 0`() throws {
        let leaves = try moving.entries().map(naiveLeafHash(of:))
        let root = Data(naiveRoot(of: leaves).bytes).base64EncodedString()
        let run = try signed.dateline("verify", "--key", signed.publicKey)
        #expect(run.status == 0)
        #expect(run.messages.isEmpty)
        #expect(run.output.hasPrefix("all is as it was written: 9 events, root \(root)\n"))
        let answer = try Answer(try signed.dateline("verify", "--format", "json").output)
        #expect(answer["whole"] == .flag(true))
        #expect(answer["root"] == .text(root))
        #expect(answer["events"] == .number(9))
        #expect(answer["findings"] == .list([]))
        #expect(answer["checks"]?.elements.isEmpty == false)
    }

    @Test func `of an event that was changed names it, and exits with 2`() throws {
        try change("blocks", of: "log.mdb") { $0.value[$0.value.count - 1] ^= 1 }
        let found = try findings()
        #expect(found.json.count == 1)
        #expect(found.json[0]["part"] == .text("log"))
        #expect(found.json[0]["place"] == .text("#8"))
        #expect(found.table.hasPrefix("1 difference in 9 events\n"))
        #expect(found.table.contains(#/\nlog +#8 +differs: its bytes are not those/#))
    }

    @Test func `of a row that was changed names its view, and exits with 2`() throws {
        #expect(try moving.dateline("view", "statements", "--as-of", "2025").status == 0)
        #expect(try moving.dateline("verify").status == 0)
        try change("entries", of: "views/statements/1.mdb") { $0.value[0] ^= 1 }
        let found = try findings()
        #expect(found.json.count == 1)
        #expect(found.json[0]["part"] == .text("views"))
        #expect(found.json[0]["place"]?.text?.contains("statements") == true)
        #expect(found.table.contains("\nviews"))
    }

    @Test func `of a past that is not what was signed says so, and exits with 2`() throws {
        try FileManager.default.removeItem(atPath: moving.folder.file(".dateline/log.mdb"))
        let other = try MovingLedger()
        try other.append(0..<9)
        try FileManager.default.copyItem(
            atPath: other.folder.file(".dateline/log.mdb"),
            toPath: moving.folder.file(".dateline/log.mdb")
        )
        let found = try findings()
        #expect(found.json.count == 1)
        #expect(found.json[0]["place"] == .text("#0 to #8"))
        #expect(found.table.contains("they do not have the root that a checkpoint gives them"))
    }

    @Test func `of a kept checkpoint that was changed names its file, and exits with 2`() throws {
        let name = try #require(moving.files(in: ".dateline/checkpoints").keys.first)
        // The last of the signature.
        let lines = signed.note.split(separator: "\n", omittingEmptySubsequences: false)
        let last = try #require(lines.dropLast().last)
        var signature = try #require(Data(base64Encoded: String(last.split(separator: " ")[2])))
        signature[signature.count - 1] ^= 1
        let forged =
            lines.dropLast(2).joined(separator: "\n")
            + "\n— \(SignedLedger.origin) \(signature.base64EncodedString())\n"
        try moving.write(forged, to: ".dateline/checkpoints/\(name)")
        let found = try findings("--key", signed.publicKey)
        #expect(found.json.count == 1)
        #expect(found.json[0]["part"] == .text("checkpoints"))
        #expect(found.json[0]["place"] == .text(name))
        // Who has no key sees a root that is right, and is told that nobody looked who signed.
        let unknown = try signed.dateline("verify")
        #expect(unknown.status == 0)
        #expect(unknown.output.contains("1 kept; no key to check who signed"))
    }

    @Test func `says of how many checkpoints the key is not that of the signer`() throws {
        let other = try NoteSigner(generatingFor: SignedLedger.origin).verifier.text
        let own = try signed.dateline("verify", "--key", signed.publicKey)
        #expect(own.output.contains(#/\ncheckpoints +1 kept +checked\n/#))
        let foreign = try signed.dateline("verify", "--key", other)
        #expect(foreign.status == 2)
        #expect(foreign.output.contains("1 kept; 1 not signed by the key"))
        #expect(foreign.output.contains("none of the 1 is signed by the key that was given"))
    }

    @Test func `of what is no ledger fails`() throws {
        let run = try signed.dateline("verify", "--ledger", "nowhere")
        #expect(run.status == 1)
        #expect(run.output.isEmpty)
        #expect(run.messages.hasPrefix("Error: there is no ledger at nowhere"))
    }
}
