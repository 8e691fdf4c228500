import ByteCoding
import NewsFacts

extension Fact {
    /// The fields of the fact in the protobuf text form, in the order and the layout of `protoc`,
    /// made from its properties and not from its bytes.
    var protobufText: [String] {
        var text = TextForm()
        text.number("type", Int(type.number))
        text.string("subject", subject)
        text.number("lo", Int(occurred.lo.rawValue))
        text.number("hi", Int(occurred.hi.rawValue))
        text.string("edtf", occurred.edtf)
        text.word("basis", occurred.basis, prefix: "BASIS_")
        text.string("phrase", occurred.phrase)
        text.string("anchor", occurred.anchor)
        text.string("statement", statement)
        for participant in participants { text.message("participants", participant.protobufText) }
        for (name, value) in attributes.sorted(by: { $0.key < $1.key }) {
            var attribute = TextForm()
            attribute.string("name", name)
            attribute.string("text", value)
            text.message("attributes", attribute.fields)
        }
        for amount in amounts { text.message("amounts", amount.protobufText) }
        text.word("modality", modality, prefix: "MODALITY_")
        text.string("attributed_to", attributedTo)
        if let source { text.message("source", source.protobufText) }
        for code in codes {
            var form = TextForm()
            form.string("scheme", code.scheme)
            form.string("version", code.version)
            form.string("code", code.code)
            text.message("codes", form.fields)
        }
        text.string("external_id", externalID)
        for case .id(let cause) in causes { text.bytes("causes", cause) }
        for case .id(let target) in targets { text.bytes("targets", target) }
        text.string("reason", reason)
        for name in names {
            var form = TextForm()
            form.string("language", name.language)
            form.string("text", name.text)
            form.word("kind", name.kind, prefix: "")
            text.message("names", form.fields)
        }
        if case .fact(let fact) = replacement { text.message("replacement", fact.protobufText) }
        return text.fields
    }
}

extension Participant {
    fileprivate var protobufText: [String] {
        var text = TextForm()
        text.string("role", role)
        text.string("entity", entity)
        text.string("name", name)
        return text.fields
    }
}

extension Amount {
    fileprivate var protobufText: [String] {
        var text = TextForm()
        text.string("literal", literal)
        text.string("value", value.map { "\($0)" } ?? "")
        text.string("unit", unit)
        text.word("bound", bound, prefix: "BOUND_")
        return text.fields
    }
}

extension Source {
    fileprivate var protobufText: [String] {
        var text = TextForm()
        text.string("document", document)
        text.bytes("sha256", sha256)
        text.string("language", language)
        for language in translation { text.field("translation", TextForm.quoted(language.utf8)) }
        text.string("published", published)
        text.number("line", line)
        text.number("first_character", characters.lowerBound)
        text.number("last_character", characters.upperBound)
        text.bytes("span_sha256", span)
        text.string("quote", quote)
        return text.fields
    }
}

/// Fields in the protobuf text form; defaults are left out, as proto3 does.
struct TextForm {
    private(set) var fields: [String] = []

    mutating func field(_ name: String, _ value: String) { fields.append("\(name): \(value)\n") }

    mutating func number(_ name: String, _ value: Int) {
        if value != 0 { field(name, "\(value)") }
    }

    mutating func string(_ name: String, _ value: String) {
        if !value.isEmpty { field(name, Self.quoted(value.utf8)) }
    }

    mutating func bytes(_ name: String, _ value: Digest?) {
        if let value { field(name, Self.quoted(value.bytes)) }
    }

    mutating func word<Word: CaseIterable & RawRepresentable<String> & Equatable>(
        _ name: String,
        _ word: Word,
        prefix: String
    ) {
        if word != Array(Word.allCases).first { field(name, Self.word(word, prefix: prefix)) }
    }

    mutating func message(_ name: String, _ inner: [String]) {
        let lines = inner.joined().split(separator: "\n").map { "  \($0)\n" }
        fields.append("\(name) {\n\(lines.joined())}\n")
    }

    /// `atLeast` as `BOUND_AT_LEAST`.
    static func word(_ word: some RawRepresentable<String>, prefix: String) -> String {
        prefix + word.rawValue.map { $0.isUppercase ? "_\($0)" : $0.uppercased() }.joined()
    }

    static func quoted(_ bytes: some Sequence<UInt8>) -> String {
        let escapes: [UInt8: String] = [
            9: "\\t", 10: "\\n", 13: "\\r", 34: "\\\"", 39: "\\'", 92: "\\\\",
        ]
        let text = bytes.map { byte in
            let octal = String(byte, radix: 8)
            return escapes[byte]
                ?? ((32..<127).contains(byte)
                    ? String(Unicode.Scalar(byte))
                    : "\\" + String(repeating: "0", count: 3 - octal.count) + octal)
        }
        return "\"" + text.joined() + "\""
    }
}
