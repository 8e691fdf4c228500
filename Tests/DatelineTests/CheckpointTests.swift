import ByteCoding
import Dateline
import EventLog
import Foundation
import NewsFacts
import TestSupport
import Testing
import Transparency

@Suite struct `A checkpoint` {
    private let folder = TemporaryFolder()
    private let ledger: Ledger
    private let key: SigningKey

    init() throws {
        ledger = try Ledger.create(at: folder.file("ledger"))
        key = try SigningKey.make(at: folder.file("key"), name: "example.com/log")
        try append("one")
    }

    @discardableResult
    private func append(_ statement: String, to other: Ledger? = nil) throws -> Fact {
        var fact = Fact(.statementMade, about: "s")
        fact.participants = [Participant("speaker", "a")]
        fact.statement = statement
        try (other ?? ledger).append([fact])
        return try fact.validated()
    }

    @Test func `is a note by the key over the root, kept in the ledger and beside the key`() throws
    {
        let signed = try ledger.checkpoint(signedWith: key)
        try signed.verify(by: key.verifier)
        let snapshot = try ledger.snapshot()
        let root = try snapshot.root(ofFirst: Position(1))
        #expect(signed.checkpoint.size == 1 && signed.checkpoint.root == root)
        #expect(signed.checkpoint.origin == "example.com/log")
        #expect(try ledger.checkpoints() == [signed])
        #expect(try key.last() == signed)
        let mode = try FileManager.default.attributesOfItem(atPath: key.path)[.posixPermissions]
        #expect(mode as? Int == 0o600)
    }

    @Test func `is the same until something was appended`() throws {
        let first = try ledger.checkpoint(signedWith: key)
        #expect(try ledger.checkpoint(signedWith: key) == first)
        try append("two")
        let second = try ledger.checkpoint(signedWith: key)
        #expect(second.checkpoint.size == 2)
        #expect(try ledger.checkpoints() == [first, second])
    }

    @Test func `is never signed for a ledger that was set back`() throws {
        try append("two")
        let signed = try ledger.checkpoint(signedWith: key)
        let earlier = try Ledger.create(at: folder.file("earlier"))
        try append("one", to: earlier)
        let error = #expect(throws: LedgerError.self) {
            try earlier.checkpoint(signedWith: key)
        }
        guard case .checkpoint(.inconsistent(signed: signed.checkpoint, Position(1), _)) = error
        else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try earlier.checkpoints() == [] && key.last() == signed)
    }

    @Test func `is never signed for a ledger whose past is another`() throws {
        try ledger.checkpoint(signedWith: key)
        let other = try Ledger.create(at: folder.file("other"))
        try append("another", to: other)
        try append("more", to: other)
        #expect(throws: LedgerError.self) { try other.checkpoint(signedWith: key) }
        // A key that does not know what it signed last signs nothing.
        try FileManager.default.removeItem(atPath: key.lastPath)
        #expect(throws: LedgerError.self) { try ledger.checkpoint(signedWith: key) }
        // Also where that was emptied, but the ledger kept what was signed.
        try Data().write(to: URL(filePath: key.lastPath))
        let kept = folder.file("other/checkpoints")
        try FileManager.default.copyItem(atPath: folder.file("ledger/checkpoints"), toPath: kept)
        #expect(throws: LedgerError.self) { try other.checkpoint(signedWith: key) }
    }

    @Test func `is never signed twice over by way of a link to the key`() throws {
        try ledger.checkpoint(signedWith: key)
        let link = folder.file("link")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: key.path)
        let other = try Ledger.create(at: folder.file("other"))
        try append("another", to: other)
        let linked = try SigningKey(at: link)
        #expect(throws: LedgerError.self) { try other.checkpoint(signedWith: linked) }
    }

    @Test func `by another key does not take the place of the first`() throws {
        let first = try ledger.checkpoint(signedWith: key)
        let other = try SigningKey.make(at: folder.file("second"), name: "example.com/log")
        let second = try ledger.checkpoint(signedWith: other)
        #expect(Set(try ledger.checkpoints()) == [first, second])
    }

    @Test func `is not made by a file that is no key, or over one that is`() throws {
        #expect(throws: CheckpointError.self) { try SigningKey(at: folder.file("none")) }
        try Data("no key\n".utf8).write(to: URL(filePath: folder.file("text")))
        #expect(throws: CheckpointError.self) { try SigningKey(at: folder.file("text")) }
        #expect(throws: CheckpointError.self) {
            try SigningKey.make(at: key.path, name: "example.com/log")
        }
        #expect(try SigningKey(at: key.path).verifier == key.verifier)
    }

    @Test func `is refused beside the key when another key signed it`() throws {
        let other = try SigningKey.make(at: folder.file("second"), name: "example.com/log")
        let signed = try ledger.checkpoint(signedWith: other)
        try Data(signed.bytes).write(to: URL(filePath: key.lastPath))
        #expect(throws: LedgerError.self) { try ledger.checkpoint(signedWith: key) }
    }

    @Test func `proves each fact that it covers to whoever has the public key`() throws {
        var facts = [try append("two")]
        for number in 3...40 { facts.append(try append("number \(number)")) }
        let signed = try ledger.checkpoint(signedWith: key)
        for position in 1..<40 {
            let proof = try ledger.proof(ofEventAt: Position(position), in: signed)
            let proved = try ProvedFact(verifying: proof.bytes, from: "proof", by: key.verifier)
            #expect(proved.position == Position(position))
            #expect(proved.fact == facts[position - 1])
            #expect(proved.checkpoint.size == 40)
        }
    }

    @Test func `proves nothing once a byte of the proof is another`() throws {
        for number in 2...9 { try append("number \(number)") }
        let signed = try ledger.checkpoint(signedWith: key)
        let proof = try ledger.proof(ofEventAt: Position(4), in: signed).bytes
        let honest = try ProvedFact(verifying: proof, from: "proof", by: key.verifier)
        for place in proof.indices {
            for bit in 0..<8 {
                var changed = proof
                changed[place] ^= 1 << bit
                let proved = try? ProvedFact(verifying: changed, from: "proof", by: key.verifier)
                // A note may carry signatures by keys that nobody here knows.
                guard let proved else { continue }
                #expect(proved.fact == honest.fact && proved.position == honest.position)
            }
        }
    }

    @Test func `proves that it begins with an earlier one`() throws {
        var signed = [try ledger.checkpoint(signedWith: key)]
        for number in 2...30 {
            try append("number \(number)")
            if number.isMultiple(of: 4) { signed.append(try ledger.checkpoint(signedWith: key)) }
        }
        for (index, new) in signed.enumerated() {
            for old in signed[...index] {
                let size = Position(rawValue: old.checkpoint.size)
                let proof = try ledger.proof(from: size, to: new)
                try proof.verify(from: old.checkpoint, by: key.verifier)
            }
        }
        let wrong = try ledger.proof(from: Position(4), to: signed[3])
        #expect(throws: ProofError.self) {
            try wrong.verify(from: signed[2].checkpoint, by: key.verifier)
        }
    }

    @Test func `of another ledger gets no proof here`() throws {
        let other = try Ledger.create(at: folder.file("other"))
        try append("another", to: other)
        let second = try SigningKey.make(at: folder.file("second"), name: "example.com/log")
        let signed = try other.checkpoint(signedWith: second)
        #expect(throws: LedgerError.self) { try ledger.proof(ofEventAt: .zero, in: signed) }
    }

    @Test func `is served as tiles whose hashes lead to its root`() throws {
        let batch = try (2...600).map { number in
            var fact = Fact(.statementMade, about: "s")
            fact.participants = [Participant("speaker", "a")]
            fact.statement = "number \(number)"
            return try fact.validated()
        }
        try ledger.append(batch)
        let signed = try ledger.checkpoint(signedWith: key)
        let tiles = folder.file("tiles")
        let count = try ledger.exportTiles(under: signed, to: tiles)
        // 3 tiles of hashes and one above them, 3 bundles of entries, the checkpoint.
        #expect(count == 8)
        func bytes(_ name: String) throws -> [UInt8] {
            Array(try Data(contentsOf: URL(filePath: tiles + "/" + name)))
        }
        #expect(try bytes("checkpoint") == signed.bytes)
        var range = CompactRange()
        for (name, width) in [("000", 256), ("001", 256), ("002.p/88", 88)] {
            let bundle = try EntryBundle(
                decoding: try bytes("tile/entries/" + name),
                count: width
            )
            let leaves = bundle.entries.map(MerkleTree.leafHash(of:))
            #expect(try bytes("tile/0/" + name) == leaves.flatMap(\.bytes))
            for leaf in leaves { range.append(leaf) }
        }
        #expect(range.root == signed.checkpoint.root)
        #expect(try bytes("tile/1/000.p/2").count == 2 * Digest.byteCount)
        // Again, only what can change is written.
        #expect(try ledger.exportTiles(under: signed, to: tiles) == 4)
    }
}
