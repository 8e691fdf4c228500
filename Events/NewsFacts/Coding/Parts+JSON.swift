import ByteCoding
import Foundation

extension Occurrence: Codable {
    enum CodingKeys: String, CodingKey, CaseIterable { case edtf, basis, phrase, anchor }

    /// Reads the object form, or a bare EDTF string as an explicit date.
    public init(from decoder: any Decoder) throws {
        if let text = try? decoder.singleValueContainer().decode(String.self) {
            self.init(try decoder.date(text))
            return
        }
        let values = try decoder.container(strictlyKeyedBy: CodingKeys.self)
        let text = try values.text(.edtf)
        let basis = try values.word(.basis, of: Basis.self)
        let phrase = try values.text(.phrase)
        let anchor = try values.text(.anchor)
        if text.isEmpty {
            self.init(
                edtf: "",
                lo: .distantPast,
                hi: .distantFuture,
                basis: basis ?? .none,
                phrase: phrase,
                anchor: anchor
            )
        } else {
            self.init(
                try decoder.date(text),
                basis: basis ?? .explicit,
                phrase: phrase,
                anchor: anchor
            )
        }
    }

    /// Writes the object form; the bounds are not written, as the date gives them.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encodeUnlessEmpty(edtf, forKey: .edtf)
        try values.encode(basis.rawValue, forKey: .basis)
        try values.encodeUnlessEmpty(phrase, forKey: .phrase)
        try values.encodeUnlessEmpty(anchor, forKey: .anchor)
    }
}

extension Participant: Codable {
    /// Reads `[role, entity]` or `[role, entity, name]`.
    public init(from decoder: any Decoder) throws {
        let parts = try decoder.parts(2...3, named: "role, entity, name as written")
        self.init(parts[0], parts[1], as: parts.count == 3 ? parts[2] : "")
    }

    /// Writes `[role, entity]` or `[role, entity, name]`.
    public func encode(to encoder: any Encoder) throws {
        try [role, entity, name].dropLast(name.isEmpty ? 1 : 0).encode(to: encoder)
    }
}

extension EntityName: Codable {
    /// Reads `[language, text, kind]`.
    public init(from decoder: any Decoder) throws {
        let parts = try decoder.parts(3...3, named: "language, text, label or alias")
        guard let kind = Kind(rawValue: parts[2]) else {
            throw decoder.problem("`\(parts[2].excerpt)` is neither label nor alias")
        }
        self.init(parts[1], language: parts[0], kind: kind)
    }

    /// Writes `[language, text, kind]`.
    public func encode(to encoder: any Encoder) throws {
        try [language, text, kind.rawValue].encode(to: encoder)
    }
}

extension Fact.Code: Codable {
    /// Reads `[scheme, version, code]`.
    public init(from decoder: any Decoder) throws {
        let parts = try decoder.parts(3...3, named: "scheme, version, code")
        self.init(scheme: parts[0], version: parts[1], code: parts[2])
    }

    /// Writes `[scheme, version, code]`.
    public func encode(to encoder: any Encoder) throws {
        try [scheme, version, code].encode(to: encoder)
    }
}

extension Reference: Codable {
    /// Reads the text of a reference.
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(String.self))
    }

    /// Writes the text of a reference.
    public func encode(to encoder: any Encoder) throws { try description.encode(to: encoder) }
}

extension Amount: Codable {
    enum CodingKeys: String, CodingKey, CaseIterable { case literal, value, unit, bound }

    /// Reads the object form; the value is a string, so that no reader rounds it.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(strictlyKeyedBy: CodingKeys.self)
        let text = try values.decodeIfPresent(String.self, forKey: .value)
        let value = try text.map { text in
            guard let value = Decimal(plain: text) else {
                throw values.problem(
                    .value,
                    "`\(text.excerpt)` is no plain decimal number of at most "
                        + "\(Fact.Limit.amountDigitCountMax) digits (no separators, no exponent)"
                )
            }
            return value
        }
        self.init(
            literal: try values.text(.literal),
            value: value,
            unit: try values.text(.unit),
            bound: try values.word(.bound, of: Bound.self)
                ?? (value == nil ? .unquantified : .exact)
        )
    }

    /// Writes the object form.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(literal, forKey: .literal)
        try values.encodeIfPresent(value?.description, forKey: .value)
        try values.encodeUnlessEmpty(unit, forKey: .unit)
        try values.encode(bound.rawValue, forKey: .bound)
    }
}

extension Source: Codable {
    enum CodingKeys: String, CodingKey, CaseIterable {
        case document, sha256, language, translation, published, line, characters, span, quote
    }

    /// Reads the object form.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(strictlyKeyedBy: CodingKeys.self)
        self.init(try values.decode(String.self, forKey: .document))
        sha256 = try values.digest(.sha256)
        language = try values.text(.language)
        translation = try values.list(.translation)
        published = try values.text(.published)
        line = try values.decodeIfPresent(Int.self, forKey: .line) ?? 0
        let bounds: [Int] = try values.list(.characters)
        guard bounds.isEmpty || (bounds.count == 2 && bounds[0] < bounds[1]) else {
            throw values.problem(
                .characters,
                "expected the first character and the one past the last"
            )
        }
        characters = bounds.isEmpty ? 0..<0 : bounds[0]..<bounds[1]
        span = try values.digest(.span)
        quote = try values.text(.quote)
    }

    /// Writes the object form.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try values.encode(document, forKey: .document)
        try values.encodeIfPresent(sha256?.description, forKey: .sha256)
        try values.encodeUnlessEmpty(language, forKey: .language)
        try values.encodeUnlessEmpty(translation, forKey: .translation)
        try values.encodeUnlessEmpty(published, forKey: .published)
        if line > 0 { try values.encode(line, forKey: .line) }
        if !characters.isEmpty {
            try values.encode([characters.lowerBound, characters.upperBound], forKey: .characters)
        }
        try values.encodeIfPresent(span?.description, forKey: .span)
        try values.encodeUnlessEmpty(quote, forKey: .quote)
    }
}

extension KeyedDecodingContainer {
    fileprivate func digest(_ key: Key) throws -> Digest? {
        guard let text = try decodeIfPresent(String.self, forKey: key) else { return nil }
        guard let digest = Digest(hexadecimal: text) else {
            throw problem(key, "expected 64 hexadecimal digits")
        }
        return digest
    }
}

extension Decoder {
    fileprivate func parts(_ count: ClosedRange<Int>, named names: String) throws -> [String] {
        let parts = try singleValueContainer().decode([String].self)
        guard count.contains(parts.count) else {
            throw problem("expected a list of texts: \(names)")
        }
        return parts
    }

    fileprivate func date(_ text: String) throws -> EDTF {
        do {
            return try EDTF(text)
        } catch {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: codingPath,
                    debugDescription: "",
                    underlyingError: FactError.invalidDate(place: "", error)
                )
            )
        }
    }

    fileprivate func problem(_ reason: String) -> DecodingError {
        .dataCorrupted(.init(codingPath: codingPath, debugDescription: reason))
    }
}
