import ByteCoding
import Foundation
import NewsFacts
import Testing

@Suite struct `An identifier` {
    private static let composed = "caf\u{E9}"
    private static let decomposed = "cafe\u{301}"

    /// Why a fact with those identifiers is refused, or nil.
    private func refusal(_ change: (inout Fact) -> Void) -> String? {
        var fact = Fact(.disputeOpened, about: "s")
        fact.participants = [Participant("party", "a"), Participant("party", "b")]
        change(&fact)
        do throws(FactError) { _ = try fact.validated() } catch { return error.description }
        return nil
    }

    private func refusal(ofSubject subject: String) -> String? { refusal { $0.subject = subject } }

    private static let places: [(String, @Sendable (inout Fact, String) -> Void)] = [
        ("subject", { $0.subject = $1 }), ("externalID", { $0.externalID = $1 }),
        ("participants[1]", { $0.participants[1].entity = $1 }),
        ("source.document", { $0.source = Source($1) }),
        ("causes[0]", { $0.causes = [.externalID($1)] }),
        ("targets[0]", { $0.targets = [.externalID($1)] }),
    ]

    @Test(arguments: places.indices)
    func `is refused in another form than NFC, with that form, wherever it stands`(
        index: Int
    ) throws {
        let (place, set) = Self.places[index]
        let text = try #require(refusal { set(&$0, Self.decomposed) })
        let form =
            "\(place): the identifier is not in the form NFC of Unicode, so another could look the "
            + "same; write it as `\(Self.composed)`"
        #expect(text.utf8.elementsEqual(form.utf8))
        #expect(refusal { set(&$0, Self.composed) }?.hasPrefix(place + ": ") != true)
    }

    @Test func `in an attribute is refused in another form than NFC`() throws {
        let type = try #require(Catalogue.types.first { !$0.identifierAttributes.isEmpty })
        let name = type.identifierAttributes[0]
        var fact = Fact(type, about: "s")
        fact.participants = type.roles.flatMap { role in
            (0..<max(1, role.count.lowerBound)).map { Participant(role.name, "e\($0)") }
        }
        fact.attributes[name] = Self.composed
        _ = try fact.validated()
        fact.attributes[name] = Self.decomposed
        #expect(throws: FactError.self) { try fact.validated() }
    }

    @Test(arguments: [
        "musk", "تحالف/ماسك", "أحمد", "中国", "caf\u{E9}", "한국", "हिन्दी", "ใคร", "Å/Ω", "👍",
    ])
    func `is taken in any script`(id: String) { #expect(refusal(ofSubject: id) == nil) }

    @Test(arguments: ["\u{301}x", "\u{64B}x", "\u{20DD}x"])
    func `does not begin with a mark that combines`(id: String) throws {
        let text = try #require(refusal(ofSubject: id))
        #expect(text.contains("does not begin with a mark that combines"))
    }

    @Test(arguments: ["a\u{105C9}", "a\u{105D2}\u{307}", "a\u{378}", "a\u{10FFFF}"])
    func `holds no character of which Foundation and Swift know different forms`(id: String) throws
    {
        let text = try #require(refusal(ofSubject: id))
        #expect(text.contains("an identifier holds characters of Unicode 15 and earlier; U+"))
    }

    @Test(arguments: [
        "a\u{200B}", "a\u{202E}b", "a\u{1B}", "a\u{85}", "a\u{2028}", "a\u{A0}b", "\u{FEFF}a",
    ])
    func `holds nothing that steers or hides`(id: String) throws {
        let text = try #require(refusal(ofSubject: id))
        #expect(text.contains("holds no space, control or direction character (U+"))
    }

    @Test func `is taken in one of the forms that Swift holds equal, for every character`() {
        var count = 0
        for value in UInt32(0x80)...0x2FA1F {
            guard let scalar = Unicode.Scalar(value) else { continue }
            let one = "a" + String(scalar)
            let other = one.decomposedStringWithCanonicalMapping
            if one.utf8.elementsEqual(other.utf8) { continue }
            count += 1
            let taken = [one, other].filter { refusal(ofSubject: $0) == nil }
            #expect(taken.count <= 1, "\(String(value, radix: 16))")
        }
        #expect(count > 12_000)
    }
}
