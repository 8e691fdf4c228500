public import ByteCoding
public import Foundation

/// An entity in a role, read in place.
public struct StoredParticipant: StoredElement, ~Escapable {
    /// The role.
    public private(set) var role: UTF8Span
    /// The id of the entity.
    public private(set) var entity: UTF8Span
    /// The name as the source writes it.
    public private(set) var name: UTF8Span

    /// Reads the bytes of a participant.
    @_lifetime(copy bytes, copy empty)
    public init(bytes: Span<UInt8>, orEmpty empty: UTF8Span) throws(ByteCodingError) {
        var fields = ProtobufReader(bytes)
        (role, entity, name) = (empty, empty, empty)
        while try fields.next() {
            switch fields.field {
            case 1: role = try fields.utf8()
            case 2: entity = try fields.utf8()
            case 3: name = try fields.utf8()
            default: try fields.skip()
            }
        }
    }
}

/// An attribute, read in place.
public struct StoredAttribute: StoredElement, ~Escapable {
    /// The name, as the catalogue lists it.
    public private(set) var name: UTF8Span
    /// What is said.
    public private(set) var text: UTF8Span

    /// Reads the bytes of an attribute.
    @_lifetime(copy bytes, copy empty)
    public init(bytes: Span<UInt8>, orEmpty empty: UTF8Span) throws(ByteCodingError) {
        var fields = ProtobufReader(bytes)
        (name, text) = (empty, empty)
        while try fields.next() {
            switch fields.field {
            case 1: name = try fields.utf8()
            case 2: text = try fields.utf8()
            default: try fields.skip()
            }
        }
    }
}

/// A sum or quantity, of which the texts are read in place.
public struct StoredAmount: StoredElement, ~Escapable {
    /// The words or digits of the source.
    public private(set) var literal: UTF8Span
    /// The number they mean.
    public private(set) var value: Decimal?
    /// The currency or unit.
    public private(set) var unit: UTF8Span
    /// How the number bounds the quantity.
    public private(set) var bound = Amount.Bound.exact

    /// Reads the bytes of an amount.
    @_lifetime(copy bytes, copy empty)
    public init(bytes: Span<UInt8>, orEmpty empty: UTF8Span) throws(ByteCodingError) {
        var fields = ProtobufReader(bytes)
        (literal, unit) = (empty, empty)
        value = nil
        while try fields.next() {
            switch fields.field {
            case 1: literal = try fields.utf8()
            case 2:
                value = Decimal(plain: try fields.text())
                guard value != nil else { throw .malformed(field: fields.field) }
            case 3: unit = try fields.utf8()
            case 4: bound = try fields.word()
            default: try fields.skip()
            }
        }
    }
}

/// Where a fact is said, read in place.
public struct StoredSource: StoredElement, ~Escapable {
    /// The id of the document.
    public private(set) var document: UTF8Span
    /// The SHA-256 of the document's bytes.
    public private(set) var sha256: Digest?
    /// The language of the document.
    public private(set) var language: UTF8Span
    /// When it was published; empty when that is not known.
    public private(set) var published: UTF8Span
    /// The line in the document; 0 for the document as a whole.
    public private(set) var line = 0
    /// The cited characters of that line; empty for the whole line.
    public let characters: Range<Int>
    /// The SHA-256 of the cited characters.
    public private(set) var span: Digest?
    /// A short quotation.
    public private(set) var quote: UTF8Span
    private let message: Span<UInt8>
    private let empty: UTF8Span
    private var translationRun = StoredRun()

    /// Reads the bytes of a source.
    @_lifetime(copy bytes, copy empty)
    public init(bytes: Span<UInt8>, orEmpty empty: UTF8Span) throws(ByteCodingError) {
        message = bytes
        self.empty = empty
        var fields = ProtobufReader(bytes)
        (document, language, published, quote) = (empty, empty, empty, empty)
        (sha256, span) = (nil, nil)
        var (first, last) = (0, 0)
        var start = 0
        while try fields.next() {
            switch fields.field {
            case 1: document = try fields.utf8()
            case 2: sha256 = try Digest(bytes: fields.bytes())
            case 3: language = try fields.utf8()
            case 4: try translationRun.take(&fields, from: start)
            case 5: published = try fields.utf8()
            case 6: line = Int(clamping: try fields.varint())
            case 7: first = Int(clamping: try fields.varint())
            case 8: last = Int(clamping: try fields.varint())
            case 9: span = try Digest(bytes: fields.bytes())
            case 10: quote = try fields.utf8()
            default: try fields.skip()
            }
            start = fields.offset
        }
        characters = first < last ? first..<last : 0..<0
    }

    /// The languages it went through, from the original to the document's own.
    public var translation: StoredList<StoredText> {
        @_lifetime(copy self) get {
            StoredList(field: 4, translationRun, of: message, orEmpty: empty)
        }
    }
}

/// A text in a list, read in place.
public struct StoredText: StoredElement, ~Escapable {
    /// The text.
    public let text: UTF8Span

    /// Reads the bytes of a text.
    @_lifetime(copy bytes)
    public init(bytes: Span<UInt8>, orEmpty empty: UTF8Span) throws(ByteCodingError) {
        var reader = ByteReader(bytes)
        text = try reader.utf8(bytes.count)
    }
}

/// A code in a published scheme, read in place.
public struct StoredCode: StoredElement, ~Escapable {
    /// The scheme.
    public private(set) var scheme: UTF8Span
    /// The version of the scheme.
    public private(set) var version: UTF8Span
    /// The code.
    public private(set) var code: UTF8Span

    /// Reads the bytes of a code.
    @_lifetime(copy bytes, copy empty)
    public init(bytes: Span<UInt8>, orEmpty empty: UTF8Span) throws(ByteCodingError) {
        var fields = ProtobufReader(bytes)
        (scheme, version, code) = (empty, empty, empty)
        while try fields.next() {
            switch fields.field {
            case 1: scheme = try fields.utf8()
            case 2: version = try fields.utf8()
            case 3: code = try fields.utf8()
            default: try fields.skip()
            }
        }
    }
}

/// A name of an entity in a language, read in place.
public struct StoredName: StoredElement, ~Escapable {
    /// A language tag.
    public private(set) var language: UTF8Span
    /// The name.
    public private(set) var text: UTF8Span
    /// What the name is to the entity.
    public private(set) var kind = EntityName.Kind.label

    /// Reads the bytes of a name.
    @_lifetime(copy bytes, copy empty)
    public init(bytes: Span<UInt8>, orEmpty empty: UTF8Span) throws(ByteCodingError) {
        var fields = ProtobufReader(bytes)
        (language, text) = (empty, empty)
        while try fields.next() {
            switch fields.field {
            case 1: language = try fields.utf8()
            case 2: text = try fields.utf8()
            case 3: kind = try fields.word()
            default: try fields.skip()
            }
        }
    }
}

extension Digest: StoredElement {
    /// Reads the bytes of a digest.
    public init(bytes: Span<UInt8>, orEmpty empty: UTF8Span) throws(ByteCodingError) {
        try self.init(bytes: bytes)
    }

    init(bytes: Span<UInt8>) throws(ByteCodingError) {
        guard bytes.count <= Self.byteCount else {
            throw .oversized(offset: Self.byteCount, byteCount: bytes.count)
        }
        var reader = ByteReader(bytes)
        try self.init(from: &reader)
    }
}
