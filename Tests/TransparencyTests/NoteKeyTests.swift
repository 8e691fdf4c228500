import ByteCoding
import Testing
import Transparency

@Suite struct `A key for notes` {
    @Test func `is read and written as another implementation writes it`() throws {
        let verifier = try PeterNeumann.verifier()
        #expect(verifier.name.text == "PeterNeumann")
        #expect(verifier.keyID == KeyID(rawValue: 0xC74F_20A3))
        #expect(verifier.publicKey.count == 32)
        #expect(verifier.text == PeterNeumann.verifierText)
        #expect(verifier.description == "PeterNeumann+c74f20a3")
    }

    @Test func `belongs to the public key that follows from its secret`() throws {
        let signer = try PeterNeumann.signer()
        #expect(signer.verifier == (try PeterNeumann.verifier()))
        #expect(signer.secretText == PeterNeumann.secretText)
    }

    @Test func `is new each time, and read again from its text`() throws {
        let signer = try newSigner("example.com/log")
        #expect(signer.secretText != (try newSigner("example.com/log").secretText))
        let again = try NoteSigner(parsing: signer.secretText)
        #expect(again.secretText == signer.secretText)
        let verifier = try NoteVerifier(parsing: signer.verifier.text)
        try SignedNote(signing: "text\n", with: [again]).verify(with: [verifier])
    }

    @Test func `does not tell its secret in what is printed of it`() throws {
        let signer = try PeterNeumann.signer()
        var dumped = ""
        dump((signer, [signer]), to: &dumped)
        for text in [dumped, "\(signer)", String(reflecting: signer), String(reflecting: [signer])]
        {
            #expect(text.contains("c74f20a3"))
            #expect(!text.contains("AYEKFALVFGy"))
            #expect(!text.contains("seed"))
        }
    }

    @Test func `has an ID with its leading zeros`() {
        #expect(KeyID(rawValue: 0x12).description == "00000012")
        #expect(KeyID(rawValue: .max).description == "ffffffff")
    }

    @Test(
        arguments: [
            ("", .missing(.keyID)),
            ("PeterNeumann", .missing(.keyID)),
            ("PeterNeumann+c74f20a3", .missing(.key)),
            ("PeterNeumann+c74f20a3+", .missing(.key)),
            ("+c74f20a3+ARpc", .malformed(.keyName)),
            ("Peter Neumann+c74f20a3+ARpc", .malformed(.keyName)),
            ("PeterNeumann+C74F20A3+ARpc", .malformed(.keyID)),
            ("PeterNeumann+74f20a3+ARpc", .malformed(.keyID)),
            ("PeterNeumann+0c74f20a3+ARpc", .malformed(.keyID)),
            ("PeterNeumann+c74f20a3+ARp", .notBase64(.key)),
            ("PeterNeumann+c74f20a3+ARpc\n", .notBase64(.key)),
            ("PeterNeumann+c74f20a3+BBpc", .unknownKind(4)),
            ("PeterNeumann+c74f20a3+ARpc", .byteCount(.key, found: 2, expected: 32)),
        ] as [(String, TextFormatError.Reason)]
    )
    func `is refused when its text is not of its form`(
        text: String,
        reason: TextFormatError.Reason
    ) {
        let error = #expect(throws: TextFormatError.self) { try NoteVerifier(parsing: text) }
        #expect(error?.reason == reason)
        #expect(error?.form == .verifierKey)
        let secret = #expect(throws: TextFormatError.self) {
            try NoteSigner(parsing: "PRIVATE+KEY+\(text)")
        }
        #expect(secret?.reason == reason)
        #expect(secret?.form == .signerKey)
    }

    @Test func `is refused when it does not have the ID that it states`() throws {
        let text = PeterNeumann.verifierText.replacing("c74f20a3", with: "c74f20a4")
        let error = #expect(throws: TextFormatError.self) { try NoteVerifier(parsing: text) }
        let computed = try PeterNeumann.verifier().keyID
        #expect(
            error?.reason == .otherKeyID(stated: KeyID(rawValue: 0xC74F_20A4), computed: computed)
        )
        #expect(throws: TextFormatError.self) {
            try NoteSigner(parsing: PeterNeumann.secretText.replacing("c74f20a3", with: "c74f20a4"))
        }
    }

    @Test func `is not taken for the other half of its pair`() {
        #expect(throws: TextFormatError.self) {
            try NoteSigner(parsing: PeterNeumann.verifierText)
        }
        #expect(throws: TextFormatError.self) {
            try NoteVerifier(parsing: PeterNeumann.secretText)
        }
    }

    @Test(
        arguments: [
            ("", .missing(.keyName)),
            ("example.com log", .malformed(.keyName)),
            ("example.com\u{2003}log", .malformed(.keyName)),
            ("example.com+log", .malformed(.keyName)),
            ("example.com\nlog", .malformed(.keyName)),
            ("example.com\u{1}log", .malformed(.keyName)),
            ("https://example.com/log", .scheme),
        ] as [(String, TextFormatError.Reason)]
    )
    func `is not made for a name that is none`(name: String, reason: TextFormatError.Reason) {
        let error = #expect(throws: TextFormatError.self) { try newSigner(name) }
        #expect(error?.reason == reason)
        #expect(error?.form == .keyName)
    }

    @Test func `is not longer than can be read again`() throws {
        let most = NoteVerifier.textByteCountMax
        let rest = try newSigner("a").secretText.utf8.count - 1
        let longest = try newSigner(String(repeating: "a", count: most - rest))
        #expect(try NoteSigner(parsing: longest.secretText).verifier == longest.verifier)
        #expect(try NoteVerifier(parsing: longest.verifier.text) == longest.verifier)
        let error = #expect(throws: TextFormatError.self) {
            try newSigner(String(repeating: "a", count: most - rest + 1))
        }
        #expect(error?.reason == .tooLong(byteCount: most + 1, most: most))
    }
}
