import ByteCoding
import Foundation

extension Occurrence {
    /// The fields of an occurrence as they are met; a bound that is left out is 1970-01-01.
    struct Fields {
        private var edtf = ""
        private var lo: Int64 = 0
        private var hi: Int64 = 0
        private var basis = Basis.none
        private var phrase = ""
        private var anchor = ""

        mutating func read(_ fields: inout ProtobufReader) throws(ByteCodingError) {
            switch fields.field {
            case 3: lo = try fields.zigzag()
            case 4: hi = try fields.zigzag()
            case 5: edtf = try fields.text()
            case 6: basis = try fields.word()
            case 7: phrase = try fields.text()
            default: anchor = try fields.text()
            }
        }

        var value: Occurrence {
            Occurrence(
                edtf: edtf,
                lo: Day(rawValue: Int32(clamping: lo)),
                hi: Day(rawValue: Int32(clamping: hi)),
                basis: basis,
                phrase: phrase,
                anchor: anchor
            )
        }
    }
}

extension Participant {
    func write(to fields: inout ProtobufWriter) {
        fields.text(role, field: 1)
        fields.text(entity, field: 2)
        fields.text(name, field: 3)
    }

    init(bytes: Span<UInt8>) throws(ByteCodingError) {
        var fields = ProtobufReader(bytes)
        self.init("", "")
        while try fields.next() {
            switch fields.field {
            case 1: role = try fields.text()
            case 2: entity = try fields.text()
            case 3: name = try fields.text()
            default: try fields.skip()
            }
        }
    }
}

extension Amount {
    func write(to fields: inout ProtobufWriter) {
        fields.text(literal, field: 1)
        if let value { fields.text(value.description, field: 2) }
        fields.text(unit, field: 3)
        fields.word(bound, field: 4)
    }

    init(bytes: Span<UInt8>) throws(ByteCodingError) {
        var fields = ProtobufReader(bytes)
        self.init(literal: "", value: nil, unit: "", bound: .exact)
        while try fields.next() {
            switch fields.field {
            case 1: literal = try fields.text()
            case 2:
                value = Decimal(plain: try fields.text())
                guard value != nil else { throw .malformed(field: fields.field) }
            case 3: unit = try fields.text()
            case 4: bound = try fields.word()
            default: try fields.skip()
            }
        }
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

    init(bytes: Span<UInt8>) throws(ByteCodingError) {
        var fields = ProtobufReader(bytes)
        self.init("")
        var first = 0
        var last = 0
        while try fields.next() {
            switch fields.field {
            case 1: document = try fields.text()
            case 2: sha256 = try Digest(bytes: fields.bytes())
            case 3: language = try fields.text()
            case 4: translation.append(try fields.text())
            case 5: published = try fields.text()
            case 6: line = Int(clamping: try fields.varint())
            case 7: first = Int(clamping: try fields.varint())
            case 8: last = Int(clamping: try fields.varint())
            case 9: span = try Digest(bytes: fields.bytes())
            case 10: quote = try fields.text()
            default: try fields.skip()
            }
        }
        characters = first < last ? first..<last : 0..<0
    }
}

extension Fact.Code {
    func write(to fields: inout ProtobufWriter) {
        fields.text(scheme, field: 1)
        fields.text(version, field: 2)
        fields.text(code, field: 3)
    }

    init(bytes: Span<UInt8>) throws(ByteCodingError) {
        var fields = ProtobufReader(bytes)
        self.init(scheme: "", version: "", code: "")
        while try fields.next() {
            switch fields.field {
            case 1: scheme = try fields.text()
            case 2: version = try fields.text()
            case 3: code = try fields.text()
            default: try fields.skip()
            }
        }
    }
}

extension EntityName {
    func write(to fields: inout ProtobufWriter) {
        fields.text(language, field: 1)
        fields.text(text, field: 2)
        fields.word(kind, field: 3)
    }

    init(bytes: Span<UInt8>) throws(ByteCodingError) {
        var fields = ProtobufReader(bytes)
        self.init("", language: "", kind: .label)
        while try fields.next() {
            switch fields.field {
            case 1: language = try fields.text()
            case 2: text = try fields.text()
            case 3: kind = try fields.word()
            default: try fields.skip()
            }
        }
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

extension Digest {
    init(bytes: Span<UInt8>) throws(ByteCodingError) {
        guard bytes.count <= Self.byteCount else {
            throw .oversized(offset: Self.byteCount, byteCount: bytes.count)
        }
        var reader = ByteReader(bytes)
        try self.init(from: &reader)
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
