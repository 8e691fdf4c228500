extension Decoder {
    /// The keyed container of this value, once no key is left over that the type does not know.
    ///
    /// A misspelt key would otherwise lose what the user wrote.
    func container<Key: CodingKey & CaseIterable>(
        strictlyKeyedBy type: Key.Type
    ) throws -> KeyedDecodingContainer<Key> {
        for key in try container(keyedBy: AnyKey.self).allKeys
        where Key(stringValue: key.stringValue) == nil {
            let known = Key.allCases.map(\.stringValue).joined(separator: ", ")
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: codingPath + [key],
                    debugDescription: "there is no such key here; the keys are \(known)"
                )
            )
        }
        return try container(keyedBy: type)
    }
}

/// A key of any name.
struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

extension KeyedDecodingContainer {
    func text(_ key: Key) throws -> String { try decodeIfPresent(String.self, forKey: key) ?? "" }

    func list<Element: Decodable>(_ key: Key) throws -> [Element] {
        try decodeIfPresent([Element].self, forKey: key) ?? []
    }

    /// One of the words of an enumeration, or its first when the key is absent.
    func word<Word: CaseIterable & RawRepresentable<String>>(
        _ key: Key,
        of type: Word.Type
    ) throws -> Word? {
        guard let text = try decodeIfPresent(String.self, forKey: key) else { return nil }
        guard let word = Word(rawValue: text) else {
            throw problem(
                key,
                "`\(text.excerpt)` is none of \(Word.allCases.map(\.rawValue).joined(separator: ", "))"
            )
        }
        return word
    }

    func problem(_ key: Key, _ reason: String) -> DecodingError {
        .dataCorruptedError(forKey: key, in: self, debugDescription: reason)
    }
}

extension KeyedEncodingContainer {
    mutating func encodeUnlessEmpty(
        _ value: some Encodable & Collection,
        forKey key: Key
    ) throws {
        if !value.isEmpty { try encode(value, forKey: key) }
    }
}

extension DecodingError {
    /// The same as an error of a fact, with the place spelt as `participants[1]`.
    var factError: FactError {
        switch self {
        case .typeMismatch(_, let context), .valueNotFound(_, let context),
            .dataCorrupted(let context):
            if let error = context.underlyingError as? FactError {
                return error.within(context.codingPath.place)
            }
            return .malformed(
                place: context.codingPath.place,
                reason: context.debugDescription.printable
            )
        case .keyNotFound(let key, let context):
            return .malformed(
                place: (context.codingPath + [key]).place,
                reason: "this key is missing"
            )
        @unknown default: return .malformed(place: "", reason: "\(self)".printable)
        }
    }
}

extension [any CodingKey] {
    fileprivate var place: String {
        reduce(into: "") { place, key in
            if let index = key.intValue {
                place += "[\(index)]"
            } else {
                place += (place.isEmpty ? "" : ".") + key.stringValue.excerpt
            }
        }
    }
}
