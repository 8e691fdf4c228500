import ByteCoding
import Testing
import Transparency

@Suite struct `A message about a text from anyone` {
    private let root = MerkleTree.emptyRoot

    @Test func `shows no direction or control character of it`() throws {
        let hostile = "a\u{202E}b\u{85}c\u{2066}d"
        let name = try KeyName("a\u{202E}b\u{200B}c\u{2066}d")
        let errors: [any Error] = [
            SignatureError.wrong(name: name, keyID: KeyID(rawValue: 1)),
            SignatureError.noKnownKey(signedBy: [name]),
            SignatureError.otherOrigin(origin: hostile, key: name),
            ProofError.otherLog(old: hostile, new: hostile),
            ProofError.signature(.noKnownKey(signedBy: [name])),
        ]
        for error in errors {
            let message = "\(error)"
            #expect(message.contains("a\u{FFFD}b\u{FFFD}c\u{FFFD}d"))
            #expect(message.unicodeScalars.allSatisfy { !hostile.dropped.contains($0) })
        }
    }

    @Test func `stays short`() throws {
        let long = String(repeating: "a", count: 10_000)
        let names = Array(repeating: try KeyName(long), count: 100)
        let errors: [any Error] = [
            SignatureError.noKnownKey(signedBy: names),
            ProofError.otherLog(old: long, new: long),
        ]
        for error in errors { #expect("\(error)".utf8.count < 500) }
    }

    @Test func `says what to do about each error`() throws {
        let name = try KeyName("example.com/log")
        let messages: [(any Error, String)] = [
            (ProofError.noSuchEntry(index: 9, size: 9), "a later checkpoint"),
            (ProofError.emptyTree, "at least one entry"),
            (ProofError.shrunk(from: 9, to: 6), "keep both"),
            (ProofError.hashCount(found: 1, expected: 2), "get it again"),
            (ProofError.otherRoot(size: 9, stated: root, computed: root), "do not trust them"),
            (ProofError.twoRoots(size: 9, old: root, new: root), "keep both checkpoints"),
            (ProofError.otherOldSize(proof: 6, checkpoint: 5), "get a proof that starts there"),
            (ProofError.otherLog(old: "a", new: "b"), "checkpoints of one log"),
            (SignatureError.wrong(name: name, keyID: KeyID(rawValue: 1)), "do not believe it"),
            (SignatureError.noKnownKey(signedBy: [name]), "give the public key"),
            (SignatureError.otherOrigin(origin: "b", key: name), "give the key of that log"),
            (EntryBundleError.entryCount(0), "divide them by tiles"),
            (EntryBundleError.entryTooLong(entry: 0, byteCount: 70_000), "cannot be published"),
            (EntryBundleError.truncated(entry: 0, offset: 0), "fetch it again"),
            (EntryBundleError.oversized(offset: 1, byteCount: 2), "fetch it again"),
        ]
        for (error, wayOut) in messages { #expect("\(error)".contains(wayOut), "\(error)") }
    }
}

extension String {
    /// The characters that a message should not show.
    fileprivate var dropped: Set<Unicode.Scalar> {
        Set(unicodeScalars.filter { $0.value == 0x85 || $0.value > 0x2000 })
    }
}
