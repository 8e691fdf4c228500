import Testing
import Transparency

private typealias Reason = TextFormatError.Reason

/// A note that is refused: its text, and where and why.
private struct Refusal: Sendable, CustomTestStringConvertible {
    let text: String
    let line: Int
    let reason: Reason

    init(_ text: String, _ line: Int, _ reason: Reason) {
        (self.text, self.line, self.reason) = (text, line, reason)
    }

    var testDescription: String { "\(text.debugDescription): \(reason)" }
}

private let refusals = [
    Refusal("", 1, .unfinished),
    Refusal("text\n\n— a AAAAAQE=", 3, .unfinished),
    Refusal("text\n— a AAAAAQE=\n", 3, .missing(.blankLine)),
    Refusal("\n— a AAAAAQE=\n", 1, .missing(.noteText)),
    Refusal("text\n\n", 3, .missing(.signatureLine)),
    Refusal("text\n\n— a AAAAAQE=\n\n", 5, .missing(.signatureLine)),
    Refusal("te\txt\n\n— a AAAAAQE=\n", 1, .controlCharacter(9)),
    Refusal("text\r\n\r\n— a AAAAAQE=\r\n", 1, .controlCharacter(13)),
    Refusal("text\n\n— a AAAAAQE=\n\0\n", 4, .controlCharacter(0)),
    Refusal("text\n\n- a AAAAAQE=\n", 3, .malformed(.signatureLine)),
    Refusal("text\n\n—a AAAAAQE=\n", 3, .malformed(.signatureLine)),
    Refusal("text\n\n— a\n", 3, .malformed(.signatureLine)),
    Refusal("text\n\n—  AAAAAQE=\n", 3, .malformed(.keyName)),
    Refusal("text\n\n— a+b AAAAAQE=\n", 3, .malformed(.keyName)),
    Refusal("text\n\n— a\u{A0}b AAAAAQE=\n", 3, .malformed(.keyName)),
    Refusal("text\n\n— a  AAAAAQE=\n", 3, .notBase64(.signature)),
    Refusal("text\n\n— a AAAAAQE= \n", 3, .notBase64(.signature)),
    Refusal("text\n\n— a AAAAAQE\n", 3, .notBase64(.signature)),
    Refusal("text\n\n— a AAAAAQF=\n", 3, .notBase64(.signature)),
    Refusal("text\n\n— a AAAAA-__\n", 3, .notBase64(.signature)),
    Refusal("text\n\n— a \n", 3, .malformed(.signature)),
    Refusal("text\n\n— a AAAAAQ==\n", 3, .malformed(.signature)),
    Refusal("text\n\n— a AAAAAQE=\n— b !\n", 4, .notBase64(.signature)),
]

@Suite struct `The form of a signed note` {
    @Test(arguments: refusals)
    private func `is kept to the letter`(refusal: Refusal) {
        let error = #expect(throws: TextFormatError.self) {
            try SignedNote(parsing: refusal.text.bytes)
        }
        #expect(error?.reason == refusal.reason)
        #expect(error?.line == refusal.line)
        #expect(error?.form == .note)
    }

    @Test func `allows empty lines in the text, and accents in names`() throws {
        for text in ["\n", "\n\n", "a\n\n\nb\n\n", "\u{301}\n"] {
            let bytes = "\(text)\n— é.example/a AAAAAQE=\n".bytes
            let note = try SignedNote(parsing: bytes)
            #expect(note.text == text)
            #expect(note.bytes == bytes)
        }
    }

    @Test func `is valid UTF-8`() {
        let error = #expect(throws: TextFormatError.self) {
            try SignedNote(parsing: "a\nb".bytes + [0xC3, 0x28] + "\n\n— a AAAAAQE=\n".bytes)
        }
        #expect(error?.reason == .invalidUTF8)
        #expect(error?.line == 2)
    }

    @Test func `tells names apart by their bytes`() throws {
        let (composed, decomposed) = try (KeyName("\u{E9}"), KeyName("e\u{301}"))
        #expect(composed.text == decomposed.text)
        #expect(composed != decomposed)
        let notes = try ["\u{E9}\n", "e\u{301}\n"].map { text in
            try SignedNote(parsing: "\(text)\n— a AAAAAQE=\n".bytes)
        }
        #expect(notes[0] != notes[1])
    }

    @Test func `has at most 100 signatures`() throws {
        let most = SignedNote.signatureCountMax
        let line = "— a AAAAAQE=\n"
        let note = try SignedNote(
            parsing: "text\n\n\(String(repeating: line, count: most))".bytes
        )
        #expect(note.signatures.count == most)
        let tooMany = #expect(throws: TextFormatError.self) {
            try SignedNote(parsing: note.bytes + line.bytes)
        }
        #expect(tooMany?.reason == .tooMany(.signatureLine, most: most))
        #expect(tooMany?.line == 3 + most)
        let written = #expect(throws: TextFormatError.self) {
            try SignedNote(text: "text\n", signatures: note.signatures + note.signatures)
        }
        #expect(written?.reason == .tooMany(.signatureLine, most: most))
    }

    @Test func `has at most a million bytes`() throws {
        let most = SignedNote.byteCountMax
        let end = "\n\n— a AAAAAQE=\n"
        let longest = String(repeating: "a", count: most - end.utf8.count) + end
        let note = try SignedNote(parsing: longest.bytes)
        let error = #expect(throws: TextFormatError.self) {
            try SignedNote(parsing: "a\(longest)".bytes)
        }
        #expect(error?.reason == .tooLong(byteCount: most + 1, most: most))
        let written = #expect(throws: TextFormatError.self) {
            try SignedNote(text: "a\(note.text)", signatures: note.signatures)
        }
        #expect(written?.reason == .tooLong(byteCount: most + 1, most: most))
    }

    @Test(arguments: ["", "text", "te\rxt\n", "text\n\u{7}"])
    func `is not given to a text that a note cannot have`(text: String) throws {
        let signer = try newSigner()
        #expect(throws: TextFormatError.self) { try SignedNote(signing: text, with: [signer]) }
    }

    @Test func `has a signature`() {
        let error = #expect(throws: TextFormatError.self) {
            try SignedNote(signing: "a\n", with: [])
        }
        #expect(error?.reason == .missing(.signatureLine))
        #expect(error?.line == 3)
    }

    @Test func `is explained with the line and a way out`() {
        let error = #expect(throws: TextFormatError.self) {
            try SignedNote(parsing: "text\n\n— a !\n".bytes)
        }
        #expect(
            error?.description
                == """
                line 3 of the note: the signature is not base64 of the standard alphabet with \
                padding; get the text again, to the byte, from where it came
                """
        )
    }
}
