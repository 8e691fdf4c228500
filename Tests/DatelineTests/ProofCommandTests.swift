import ByteCoding
import Dateline
import Foundation
import TestSupport
import Testing
import Transparency

@Suite struct `The command prove` {
    private let signed: SignedLedger
    private var moving: MovingLedger { signed.moving }

    init() throws { signed = try SignedLedger(count: 9) }

    private func verify(_ arguments: String..., key: String? = nil) throws -> CommandLineTool.Run {
        try signed.stranger.run(
            ["verify", "--proof", "proof", "--key", key ?? signed.publicKey] + arguments
        )
    }

    /// The lines of a proof, with the one at that place put otherwise.
    private func write(_ proof: String, changing line: Int, _ change: (String) -> String) throws {
        var lines = proof.components(separatedBy: "\n")
        let changed = change(lines[line])
        try #require(changed != lines[line])
        lines[line] = changed
        try moving.write(lines.joined(separator: "\n"), to: "proof")
    }

    /// The base64 of the same bytes, one of them another.
    private func flipping(byte: Int) -> (String) -> String {
        { line in
            let words = line.split(separator: " ").map(String.init)
            var data = Data(base64Encoded: words[words.count - 1]) ?? Data()
            data[byte < 0 ? data.count + byte : byte] ^= 1
            return (words.dropLast() + [data.base64EncodedString()]).joined(separator: " ")
        }
    }

    @Test func `gives for each fact a proof that verify takes where there is no ledger`() throws {
        let exported = try moving.exported().split(separator: "\n")
        for position in 0..<9 {
            try signed.prove("#\(position)")
            let run = try verify("--format", "json")
            #expect(run.status == 0 && run.messages.isEmpty)
            let told = try Answer(run.output)
            let line = try Answer(exported[position])
            for name in ["position", "recordedAt", "id", "fact"] {
                #expect(told[name] == line[name], "\(name)")
            }
            #expect(told["origin"] == .text(SignedLedger.origin))
            #expect(told["events"] == .number(9))
        }
    }

    @Test func `gives the same proof of a fact by whatever it is named`() throws {
        let lines = try moving.exported().split(separator: "\n")
        let id = try #require(try Answer(lines[4])["id"]?.text)
        let proof = try signed.prove("#4")
        #expect(try signed.prove("4") == proof)
        #expect(try signed.prove(String(id.prefix(12))) == proof)
        #expect(try signed.prove("3") != proof)
    }

    @Test func `gives a proof that tells a reader where the fact stands and what it says`() throws {
        try signed.prove("6")
        let run = try verify()
        #expect(run.status == 0)
        let heading = "#6 is among the 9 events that example.com/log signed\n"
        #expect(run.output.hasPrefix(heading))
        #expect(run.output.contains("StatementMade"))
        // The key from a file, and the proof from standard input.
        try moving.write(signed.publicKey + "\n", to: "public")
        let input = try String(contentsOfFile: moving.folder.file("proof"), encoding: .utf8)
        let other = try signed.stranger("verify", "--proof", "-", "--key", "public", input: input)
        #expect(other.status == 0)
        #expect(other.output == run.output)
    }

    @Test(arguments: [1, -1, 0, 20])
    func `gives a proof that refutes another fact, time or place`(byte: Int) throws {
        // The extra data begins with the time, byte 20 is the first of the id, and it ends with
        // the bytes of the fact.
        try write(signed.prove("6"), changing: 1, flipping(byte: byte))
        let run = try verify()
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.messages.hasPrefix("Error: proof: "))
    }

    @Test func `gives a proof that refutes another index, other hashes, another root`() throws {
        let proof = try signed.prove("6")
        let lines = proof.components(separatedBy: "\n")
        let blank = try #require(lines.firstIndex(of: ""))
        #expect(lines[2] == "index 6")
        // 9 leaves: the seventh has four hashes on its way.
        #expect(blank == 3 + 4)
        for line in 3..<blank {
            try write(proof, changing: line, flipping(byte: 31))
            let run = try verify()
            #expect(run.status == 2, "line \(line)")
            #expect(run.messages.contains("the proof leads to the root "))
        }
        for index in [0, 2, 7] {
            try write(proof, changing: 2) { _ in "index \(index)" }
            #expect(try verify().status == 2, "index \(index)")
        }
        try write(proof, changing: 2) { _ in "index 9" }
        let past = try verify()
        #expect(past.status == 2)
        #expect(past.messages.contains("the tree has 9 entries"))
        // Under the blank line: the name of the log, the size, the root.
        try write(proof, changing: blank + 3, flipping(byte: 0))
        let root = try verify()
        #expect(root.status == 2)
        #expect(root.messages.contains("is not good: the text was changed after it was signed"))
        try write(proof, changing: blank + 2) { _ in "10" }
        #expect(try verify().status == 2)
    }

    @Test func `gives a proof that is none when it is cut, or when it is something else`() throws {
        let proof = try signed.prove("6")
        for text in ["", "no proof\n", String(proof.dropLast(30)), signed.note] {
            try moving.write(text, to: "proof")
            let run = try verify()
            #expect(run.status == 1)
            #expect(run.output.isEmpty)
            #expect(run.messages.hasPrefix("Error: proof: "))
        }
        let none = try signed.stranger(
            "verify",
            "--proof",
            "nowhere",
            "--key",
            signed.publicKey
        )
        #expect(none.status == 1)
        #expect(none.messages.hasPrefix("Error: nowhere: "))
    }

    @Test func `gives a proof that no other key can verify`() throws {
        try signed.prove("6")
        let others = try [SignedLedger.origin, "example.org/other"].map {
            try NoteSigner(generatingFor: $0).verifier.text
        }
        for key in others {
            let run = try verify(key: key)
            #expect(run.status == 2)
            #expect(run.output.isEmpty)
            #expect(run.messages.contains("no key that was given signed this"))
        }
        let malformed = try verify(key: "no key")
        #expect(malformed.status == 1)
        #expect(malformed.output.isEmpty)
    }

    @Test func `gives a proof for which verify needs a key`() throws {
        try signed.prove("6")
        let run = try signed.stranger("verify", "--proof", "proof")
        #expect(run.status == 64)
        #expect(run.output.isEmpty)
        #expect(run.messages.contains("--proof needs the public --key"))
        let from = try signed.stranger("verify", "--from", "note", "--key", signed.publicKey)
        #expect(from.status == 64)
        #expect(from.messages.contains("--from goes with --proof"))
    }

    @Test func `proves under the checkpoint that it is told, and else the first that covers`()
        throws
    {
        try moving.append(9..<12)
        let uncovered = try signed.dateline("prove", "#9")
        #expect(uncovered.status == 1)
        #expect(
            uncovered.messages
                == "Error: no checkpoint of this ledger covers #9; `dateline checkpoint` makes one\n"
        )
        try signed.checkpoint(to: "later")
        #expect(try signed.prove("9").hasSuffix(Self.text(of: moving, "later")))
        #expect(try signed.prove("8").hasSuffix(signed.note))
        #expect(
            try signed.prove("8", "--checkpoint", "later").hasSuffix(Self.text(of: moving, "later"))
        )
        #expect(try verify().status == 0)
        try moving.write(signed.note, to: "first")
        let past = try signed.dateline("prove", "9", "--checkpoint", "first")
        #expect(past.status == 64)
        #expect(past.output.isEmpty)
        #expect(
            past.messages.contains("the checkpoint is over 9 events, and #9 is not one of them")
        )
    }

    private static func text(of moving: MovingLedger, _ file: String) throws -> String {
        String(decoding: try moving.bytes(of: file), as: UTF8.self)
    }

    @Test func `proves nothing of a fact that is damaged, or that there is not`() throws {
        let path = moving.folder.file(".dateline/log.mdb")
        var block = try #require(try StoredFile.pairs(of: "blocks", at: path).first)
        block.value[block.value.count - 1] ^= 1
        try StoredFile.put(block, in: "blocks", at: path)
        let damaged = try signed.dateline("prove", "#8")
        #expect(damaged.status == 1)
        #expect(damaged.output.isEmpty)
        #expect(damaged.messages.contains("#8"))
        let none = try signed.dateline("prove", "#99")
        #expect(none.status == 1)
        #expect(none.messages.contains("no event is named #99"))
    }

    @Test func `of a foreign checkpoint gives no proof`() throws {
        let other = try SignedLedger(count: 20)
        try moving.write(other.note, to: "foreign")
        let run = try signed.dateline("prove", "3", "--checkpoint", "foreign")
        #expect(run.status == 2)
        #expect(run.output.isEmpty)
        #expect(run.messages.contains("holds a checkpoint over 20 events"))
    }
}

@Suite struct `The command prove, told two states,` {
    private let signed: SignedLedger
    private var moving: MovingLedger { signed.moving }
    /// The numbers of events over which there is a checkpoint, each in a file of that name.
    private static let sizes = [3, 4, 7, 12, 13]

    init() throws {
        signed = try SignedLedger(count: Self.sizes[0])
        try moving.write(signed.note, to: "3")
        for (old, new) in zip(Self.sizes, Self.sizes.dropFirst()) {
            try moving.append(old..<new)
            try signed.checkpoint(to: "at-\(new)")
        }
        try FileManager.default.moveItem(
            atPath: moving.folder.file("3"),
            toPath: moving.folder.file("at-3")
        )
    }

    private func verify(from old: String, _ arguments: String...) throws -> CommandLineTool.Run {
        try signed.stranger.run(
            ["verify", "--proof", "proof", "--from", old, "--key", signed.publicKey] + arguments
        )
    }

    @Test func `gives a proof that verify takes where there is no ledger`() throws {
        for new in Self.sizes {
            for old in Self.sizes where old <= new {
                try signed.prove("--consistent", "\(old)", "#\(new)")
                let run = try verify(from: "at-\(old)", "--format", "json")
                #expect(run.status == 0)
                #expect(
                    run.output
                        == #"{"origin":"example.com/log","from":\#(old),"to":\#(new),"consistent":true}"#
                        + "\n"
                )
            }
        }
        let readable = try verify(from: "at-13")
        #expect(
            readable.output
                == "the 13 events that example.com/log signed begin with the 13 of the earlier "
                + "checkpoint\n"
        )
        let records = try verify(from: "at-13", "--format", "csv").output
        #expect(
            records == "origin,from,to,consistent\r\nexample.com/log,13,13,yes\r\n"
        )
    }

    @Test func `takes files of checkpoints for numbers of events`() throws {
        let proof = try signed.prove("--consistent", "4", "12")
        #expect(try signed.prove("--consistent", "at-4", "at-12") == proof)
        #expect(try signed.prove("--consistent", "at-4", "#12") == proof)
        #expect(try signed.prove("--consistent", "5", "12") != proof)
    }

    @Test func `gives a proof that refutes another earlier state`() throws {
        try signed.prove("--consistent", "7", "13")
        let other = try verify(from: "at-4")
        #expect(other.status == 2)
        #expect(other.output.isEmpty)
        #expect(other.messages.contains("starts at 7 entries, the earlier checkpoint has 4"))
        // A history of seven events that the owner of the key signed elsewhere.
        let signer = try NoteSigner(
            parsing: String(decoding: moving.bytes(of: "key").dropLast(), as: UTF8.self)
        )
        let root = Digest(sha256Of: [7])
        let forged = SignedCheckpoint(size: 7, root: root, signedBy: signer)
        try moving.write(String(decoding: forged.bytes, as: UTF8.self), to: "forged")
        let refuted = try verify(from: "forged")
        #expect(refuted.status == 2)
        #expect(refuted.output.isEmpty)
        #expect(refuted.messages.contains("for 7 entries, but the root stated is \(root)"))
    }

    @Test func `gives a proof that refutes what was changed in it, or by other keys signed`() throws
    {
        let proof = try signed.prove("--consistent", "7", "13")
        let blank = try #require(proof.components(separatedBy: "\n").firstIndex(of: ""))
        var lines = proof.components(separatedBy: "\n")
        var hash = try #require(Data(base64Encoded: lines[blank - 1]))
        hash[0] ^= 0x80
        lines[blank - 1] = hash.base64EncodedString()
        try moving.write(lines.joined(separator: "\n"), to: "proof")
        let changed = try verify(from: "at-7")
        #expect(changed.status == 2)
        #expect(changed.output.isEmpty)
        try moving.write(proof, to: "proof")
        let stranger = try NoteSigner(generatingFor: SignedLedger.origin).verifier.text
        let wrong = try signed.stranger(
            "verify",
            "--proof",
            "proof",
            "--from",
            "at-7",
            "--key",
            stranger
        )
        #expect(wrong.status == 2)
        #expect(wrong.messages.contains("no key that was given signed this"))
        #expect(try verify(from: "at-7").status == 0)
        // Without the earlier checkpoint it is no proof of a fact.
        let alone = try signed.stranger("verify", "--proof", "proof", "--key", signed.publicKey)
        #expect(alone.status == 1)
        #expect(alone.output.isEmpty)
    }

    @Test(arguments: [
        (["0", "13"], "0 events are not among the 13 of the checkpoint"),
        (["8", "7"], "8 events are not among the 7 of the checkpoint"),
        (["3", "5"], "the ledger keeps no checkpoint over 5 events"),
        (["3"], "--consistent takes two states"),
        (["3", "4", "7"], "--consistent takes two states"),
        (["3", "4", "--checkpoint", "at-4"], "--checkpoint goes with a fact"),
    ])
    func `refuses states of which there is no proof`(states: [String], reason: String) throws {
        let run = try signed.dateline.run(["prove", "--consistent"] + states)
        #expect(run.status == 64)
        #expect(run.output.isEmpty)
        #expect(run.messages.contains(reason))
    }

    @Test func `needs either a fact or two states`() throws {
        for arguments in [["prove"], ["prove", "2", "--consistent", "3", "4"]] {
            let run = try signed.dateline.run(arguments)
            #expect(run.status == 64)
            #expect(run.messages.contains("Name a fact, or two states with --consistent"))
        }
    }
}
