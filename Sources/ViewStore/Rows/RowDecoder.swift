import ByteCoding
import Foundation
import NewsFacts
import Projecting

extension ViewRow {
    /// The row that ``write(to:)`` wrote; nil when the bytes hold none.
    ///
    /// - Complexity: O(n) in the bytes.
    init?(storedAs bytes: [UInt8]) {
        let source = StoredRow(bytes)
        guard let row = try? Self(from: RowDecoder(source: source)), source.isAtEnd else {
            return nil
        }
        self = row
    }
}

/// The bytes are not those of a row.
private struct NoRow: Error {}

/// The bytes of a row while its properties are read one after the other.
private final class StoredRow {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { place == bytes.count }

    func byte() throws(NoRow) -> UInt8 {
        guard place < bytes.count else { throw NoRow() }
        defer { place += 1 }
        return bytes[place]
    }

    func count() throws(NoRow) -> Int {
        var value: UInt64 = 0
        for shift in stride(from: 0 as UInt64, through: 63, by: 7) {
            let next = try byte()
            value |= UInt64(next & 0x7F) << shift
            if next < 0x80 { return Int(truncatingIfNeeded: value) }
        }
        throw NoRow()
    }

    /// How many things follow, each of which takes at least a byte.
    func countOfElements() throws(NoRow) -> Int {
        let count = try count()
        guard count >= 0, count <= bytes.count - place else { throw NoRow() }
        return count
    }

    func fixedCount() throws(NoRow) -> Int {
        var count = 0
        for shift in stride(from: 0, to: 32, by: 8) { count |= Int(try byte()) << shift }
        guard count <= bytes.count - place else { throw NoRow() }
        return count
    }

    func text() throws(NoRow) -> String {
        let count = try countOfElements()
        defer { place += count }
        guard let text = String(validating: bytes[place..<place + count], as: UTF8.self) else {
            throw NoRow()
        }
        return text
    }

    func number() throws(NoRow) -> Int {
        let raw = UInt(bitPattern: try count())
        return Int(bitPattern: raw >> 1) ^ -Int(bitPattern: raw & 1)
    }

    func number32() throws(NoRow) -> Int32 {
        guard let number = Int32(exactly: try number()) else { throw NoRow() }
        return number
    }

    func truth() throws(NoRow) -> Bool {
        switch try byte() {
        case 0: false
        case 1: true
        default: throw NoRow()
        }
    }

    func value<Value: Decodable>(_ type: Value.Type) throws(NoRow) -> Value {
        if Value.self == [String].self, let texts = try texts() as? Value {
            return texts
        } else if Value.self == Set<String>.self, let texts = Set(try texts()) as? Value {
            return texts
        } else if Value.self == Amount.self, let amount = try amount() as? Value {
            return amount
        }
        do { return try Value(from: RowDecoder(source: self)) } catch { throw NoRow() }
    }

    private func texts() throws(NoRow) -> [String] {
        var texts: [String] = []
        for _ in 0..<(try countOfElements()) { texts.append(try text()) }
        return texts
    }

    private func amount() throws(NoRow) -> Amount {
        let (literal, digits, unit) = (try text(), try text(), try text())
        guard let bound = Amount.Bound(rawValue: try text()) else { throw NoRow() }
        // A row adds amounts up, and the sum may have more digits than those of a fact.
        let value = Decimal(plain: digits, digitCountMax: .max)
        guard digits.isEmpty || value != nil else { throw NoRow() }
        return Amount(literal: literal, value: value, unit: unit, bound: bound)
    }
}

private struct RowDecoder: Decoder {
    let source: StoredRow
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(Properties<Key>(source: source))
    }

    func unkeyedContainer() throws(NoRow) -> any UnkeyedDecodingContainer {
        Elements(source: source, count: try source.fixedCount())
    }

    func singleValueContainer() -> any SingleValueDecodingContainer { Single(source: source) }
}

private struct Properties<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let source: StoredRow
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] { [] }

    func contains(_ key: Key) -> Bool { true }
    func decodeNil(forKey key: Key) throws(NoRow) -> Bool { try !source.truth() }
    func decode(_ type: String.Type, forKey key: Key) throws(NoRow) -> String { try source.text() }
    func decode(_ type: Int.Type, forKey key: Key) throws(NoRow) -> Int { try source.number() }
    func decode(_ type: Int32.Type, forKey key: Key) throws(NoRow) -> Int32 {
        try source.number32()
    }
    func decode(_ type: Bool.Type, forKey key: Key) throws(NoRow) -> Bool { try source.truth() }
    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws(NoRow) -> Value {
        try source.value(type)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type,
        forKey key: Key
    ) -> KeyedDecodingContainer<Nested> {
        KeyedDecodingContainer(Properties<Nested>(source: source))
    }

    func nestedUnkeyedContainer(forKey key: Key) throws(NoRow) -> any UnkeyedDecodingContainer {
        Elements(source: source, count: try source.fixedCount())
    }

    func superDecoder() -> any Decoder { RowDecoder(source: source) }
    func superDecoder(forKey key: Key) -> any Decoder { RowDecoder(source: source) }
}

private struct Elements: UnkeyedDecodingContainer {
    let source: StoredRow
    let count: Int?
    private(set) var currentIndex = 0
    var codingPath: [any CodingKey] { [] }
    var isAtEnd: Bool { currentIndex == count }

    init(source: StoredRow, count: Int) {
        self.source = source
        self.count = count
    }

    private mutating func step() throws(NoRow) {
        guard !isAtEnd else { throw NoRow() }
        currentIndex += 1
    }

    mutating func decode(_ type: String.Type) throws(NoRow) -> String {
        try step()
        return try source.text()
    }

    mutating func decode(_ type: Int.Type) throws(NoRow) -> Int {
        try step()
        return try source.number()
    }

    mutating func decode(_ type: Int32.Type) throws(NoRow) -> Int32 {
        try step()
        return try source.number32()
    }

    mutating func decode(_ type: Bool.Type) throws(NoRow) -> Bool {
        try step()
        return try source.truth()
    }

    mutating func decode<Value: Decodable>(_ type: Value.Type) throws(NoRow) -> Value {
        try step()
        return try source.value(type)
    }

    mutating func decodeNil() throws(NoRow) -> Bool { throw NoRow() }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) throws(NoRow) -> KeyedDecodingContainer<Nested> {
        try step()
        return KeyedDecodingContainer(Properties<Nested>(source: source))
    }

    mutating func nestedUnkeyedContainer() throws(NoRow) -> any UnkeyedDecodingContainer {
        try step()
        return Elements(source: source, count: try source.fixedCount())
    }

    mutating func superDecoder() -> any Decoder { RowDecoder(source: source) }
}

private struct Single: SingleValueDecodingContainer {
    let source: StoredRow
    var codingPath: [any CodingKey] { [] }

    func decodeNil() -> Bool { false }
    func decode(_ type: String.Type) throws(NoRow) -> String { try source.text() }
    func decode(_ type: Int.Type) throws(NoRow) -> Int { try source.number() }
    func decode(_ type: Int32.Type) throws(NoRow) -> Int32 { try source.number32() }
    func decode(_ type: Bool.Type) throws(NoRow) -> Bool { try source.truth() }
    func decode<Value: Decodable>(_ type: Value.Type) throws(NoRow) -> Value { throw NoRow() }

}
