import ByteCoding
import Foundation

extension Occurrence {
    init(_ stored: StoredFact) {
        self.init(
            edtf: stored.edtf.copy,
            lo: stored.days.lowerBound,
            hi: stored.days.upperBound,
            basis: stored.basis,
            phrase: stored.phrase.copy,
            anchor: stored.anchor.copy
        )
    }
}

extension Participant {
    func write(to fields: inout ProtobufWriter) {
        fields.text(role, field: 1)
        fields.text(entity, field: 2)
        fields.text(name, field: 3)
    }

    init(_ stored: StoredParticipant) {
        self.init(
            stored.role.copy,
            stored.entity.copy,
            as: stored.name.copy
        )
    }
}

extension Amount {
    func write(to fields: inout ProtobufWriter) {
        fields.text(literal, field: 1)
        if let value { fields.text(value.description, field: 2) }
        fields.text(unit, field: 3)
        fields.word(bound, field: 4)
    }

    init(_ stored: StoredAmount) {
        self.init(
            literal: stored.literal.copy,
            value: stored.value,
            unit: stored.unit.copy,
            bound: stored.bound
        )
    }
}

extension Source {
    func write(to fields: inout ProtobufWriter) {
        fields.text(document, field: 1)
        if let sha256 { fields.element(sha256.bytes, field: 2) }
        fields.text(language, field: 3)
        for language in translation { fields.element(language.utf8, field: 4) }
        fields.text(published, field: 5)
        fields.varint(UInt64(line), field: 6)
        if !characters.isEmpty {
            fields.varint(UInt64(characters.lowerBound), field: 7)
            fields.varint(UInt64(characters.upperBound), field: 8)
        }
        if let span { fields.element(span.bytes, field: 9) }
        fields.text(quote, field: 10)
    }

    init(_ stored: StoredSource) throws(FactError) {
        let translation = try stored.translation.map { $0.text.copy }
        self.init(stored.document.copy)
        sha256 = stored.sha256
        language = stored.language.copy
        self.translation = translation
        published = stored.published.copy
        line = stored.line
        characters = stored.characters
        span = stored.span
        quote = stored.quote.copy
    }
}

extension Fact.Code {
    func write(to fields: inout ProtobufWriter) {
        fields.text(scheme, field: 1)
        fields.text(version, field: 2)
        fields.text(code, field: 3)
    }

    init(_ stored: StoredCode) {
        self.init(
            scheme: stored.scheme.copy,
            version: stored.version.copy,
            code: stored.code.copy
        )
    }
}

extension EntityName {
    func write(to fields: inout ProtobufWriter) {
        fields.text(language, field: 1)
        fields.text(text, field: 2)
        fields.word(kind, field: 3)
    }

    init(_ stored: StoredName) {
        self.init(
            stored.text.copy,
            language: stored.language.copy,
            kind: stored.kind
        )
    }
}

extension Reference {
    var bytes: [UInt8] {
        guard case .id(let id) = self else {
            preconditionFailure("only a resolved reference has a stored form, not `\(self)`")
        }
        return id.bytes
    }
}

/// A word of an enumeration, stored as its place among the cases.
protocol StoredWord: CaseIterable, Equatable {
    /// All cases, made once: `allCases` makes the list anew each time.
    static var words: [Self] { get }
}

extension Occurrence.Basis: StoredWord { static let words = allCases }
extension Modality: StoredWord { static let words = allCases }
extension Amount.Bound: StoredWord { static let words = allCases }
extension EntityName.Kind: StoredWord { static let words = allCases }

extension ProtobufWriter {
    /// Writes a word of an enumeration.
    mutating func word<Word: StoredWord>(_ word: Word, field: Int) {
        guard let index = Word.words.firstIndex(of: word) else {
            preconditionFailure("\(word) is one of its own cases")
        }
        varint(UInt64(index), field: field)
    }
}

extension ProtobufReader {
    /// Reads a word of an enumeration.
    @_lifetime(self: copy self)
    mutating func word<Word: StoredWord>() throws(ByteCodingError) -> Word {
        let number = try varint()
        guard number < UInt64(Word.words.count) else {
            throw .unknownValue(field: field, value: number)
        }
        return Word.words[Int(number)]
    }
}
