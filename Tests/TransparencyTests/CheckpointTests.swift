import ByteCoding
import Testing
import Transparency

/// The root of the empty tree: the SHA-256 of nothing, in base64.
private let emptyRoot = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="

@Suite struct `A checkpoint` {
    @Test func `is three lines of text`() throws {
        let checkpoint = try Checkpoint(
            origin: "example.com/log",
            size: 1_234,
            root: MerkleTree.emptyRoot
        )
        #expect(checkpoint.text == "example.com/log\n1234\n\(emptyRoot)\n")
    }

    @Test(arguments: [
        "example.com/log\n0\n\(emptyRoot)\n",
        "example.com/log\n18446744073709551615\n\(emptyRoot)\n",
        "a log + its name\n1\n\(emptyRoot)\none\n two \n",
        "https://é.example\n1\n\(emptyRoot)\n",
    ])
    func `is written to the byte as it was read`(text: String) throws {
        let checkpoint = try Checkpoint(parsing: text.bytes)
        #expect(checkpoint.text == text)
        let again = try Checkpoint(
            origin: checkpoint.origin,
            size: checkpoint.size,
            root: checkpoint.root,
            extensions: checkpoint.extensions
        )
        #expect(again == checkpoint)
    }

    @Test(
        arguments: [
            ("", 1, .unfinished),
            ("\n", 1, .missing(.origin)),
            ("\n1\n\(emptyRoot)\n", 1, .missing(.origin)),
            ("log\n", 2, .missing(.treeSize)),
            ("log\n1\n", 3, .missing(.rootHash)),
            ("log\n1\n\(emptyRoot)", 3, .unfinished),
            ("log\n01\n\(emptyRoot)\n", 2, .notNumber(.treeSize)),
            ("log\n+1\n\(emptyRoot)\n", 2, .notNumber(.treeSize)),
            ("log\n-1\n\(emptyRoot)\n", 2, .notNumber(.treeSize)),
            ("log\n1 \n\(emptyRoot)\n", 2, .notNumber(.treeSize)),
            ("log\n\n\(emptyRoot)\n", 2, .notNumber(.treeSize)),
            ("log\n١\n\(emptyRoot)\n", 2, .notNumber(.treeSize)),
            ("log\n18446744073709551616\n\(emptyRoot)\n", 2, .notNumber(.treeSize)),
            ("log\n1\n47DE\n", 3, .byteCount(.rootHash, found: 3, expected: 32)),
            ("log\n1\n\(emptyRoot)AAAA\n", 3, .notBase64(.rootHash)),
            ("log\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n", 3, .notBase64(.rootHash)),
            ("log\n1\n47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=\n", 3, .notBase64(.rootHash)),
            ("log\n1\n\(emptyRoot)\n\n", 4, .missing(.extensionLine)),
            ("log\n1\n\(emptyRoot)\na\n\nb\n", 5, .missing(.extensionLine)),
            ("log\n1\n\(emptyRoot)\na\tb\n", 4, .controlCharacter(9)),
        ] as [(String, Int, TextFormatError.Reason)]
    )
    func `is refused when it is not one to the letter`(
        text: String,
        line: Int,
        reason: TextFormatError.Reason
    ) {
        let error = #expect(throws: TextFormatError.self) { try Checkpoint(parsing: text.bytes) }
        #expect(error?.reason == reason)
        #expect(error?.line == line)
        #expect(error?.form == .checkpoint)
    }

    @Test(
        arguments: [
            ("", [], 1), ("a\nb", [], 1), ("a\u{0}", [], 1), ("a", [""], 4),
            ("a", ["b", "c\n"], 5),
        ] as [(String, [String], Int)]
    )
    func `is not made of lines that cannot be read again`(
        origin: String,
        extensions: [String],
        line: Int
    ) {
        let error = #expect(throws: TextFormatError.self) {
            try Checkpoint(
                origin: origin,
                size: 0,
                root: MerkleTree.emptyRoot,
                extensions: extensions
            )
        }
        #expect(error?.line == line)
    }

    @Test func `is another when its origin has other bytes`() throws {
        let checkpoints = try ["\u{E9}", "e\u{301}"].map { origin in
            try Checkpoint(origin: origin, size: 0, root: MerkleTree.emptyRoot)
        }
        #expect(checkpoints[0] != checkpoints[1])
    }
}
