import ByteCoding
import NewsFacts
import Projecting

extension ViewRow {
    /// Appends the row as bytes: the values of its stored properties in the order in which they are
    /// declared, without their names.
    ///
    /// - Precondition: The properties, and theirs, are texts, whole numbers, truth values, lists and
    ///   optionals of them.
    func write(to bytes: inout [UInt8]) {
        let sink = RowBytes(bytes)
        bytes = []
        sink.append(self)
        swap(&bytes, &sink.bytes)
    }
}

/// The bytes of a row while its properties are written one after the other.
private final class RowBytes {
    var bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func append(_ text: String) {
        bytes.appendVarint(UInt64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }

    func append(_ number: Int) {
        bytes.appendVarint(UInt64(bitPattern: Int64(number << 1 ^ number >> 63)))
    }

    func append(_ value: Bool) { bytes.append(value ? 1 : 0) }

    func append<Value: Encodable>(_ value: Value) {
        if Value.self == [String].self, let texts = value as? [String] {
            bytes.appendVarint(UInt64(texts.count))
            for text in texts { append(text) }
        } else if Value.self == Set<String>.self, let texts = value as? Set<String> {
            // The order of a set differs from run to run.
            append(texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        } else if Value.self == Amount.self, let amount = value as? Amount {
            // Its own coding is that of JSON, where what is empty is left out.
            append(amount.literal)
            append(amount.value?.description ?? "")
            append(amount.unit)
            append(amount.bound.rawValue)
        } else {
            do { try value.encode(to: RowEncoder(sink: self)) } catch {
                preconditionFailure("a property of a row cannot be stored: \(error)")
            }
        }
    }
}

private struct RowEncoder: Encoder {
    let sink: RowBytes
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        KeyedEncodingContainer(Properties<Key>(sink: sink))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer { Elements(sink: sink) }

    func singleValueContainer() -> any SingleValueEncodingContainer { Single(sink: sink) }
}

/// What the properties of a row cannot be.
private func unsupported(_ type: Any.Type) -> Never {
    preconditionFailure("a property of a row cannot be \(type)")
}

private struct Properties<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let sink: RowBytes
    var codingPath: [any CodingKey] { [] }

    func encode(_ value: String, forKey key: Key) { sink.append(value) }
    func encode(_ value: Int, forKey key: Key) { sink.append(value) }
    func encode(_ value: Bool, forKey key: Key) { sink.append(value) }
    func encode(_ value: Int32, forKey key: Key) { sink.append(Int(value)) }
    func encode<Value: Encodable>(_ value: Value, forKey key: Key) {
        sink.append(value)
    }

    func encodeIfPresent(_ value: String?, forKey key: Key) {
        sink.append(value != nil)
        if let value { sink.append(value) }
    }

    func encodeIfPresent(_ value: Int?, forKey key: Key) {
        sink.append(value != nil)
        if let value { sink.append(value) }
    }

    func encodeIfPresent(_ value: Bool?, forKey key: Key) {
        sink.append(value != nil)
        if let value { sink.append(value) }
    }

    func encodeIfPresent<Value: Encodable>(_ value: Value?, forKey key: Key) {
        sink.append(value != nil)
        if let value { sink.append(value) }
    }

    func encodeNil(forKey key: Key) { sink.append(false) }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type,
        forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
        KeyedEncodingContainer(Properties<Nested>(sink: sink))
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
        Elements(sink: sink)
    }

    func superEncoder() -> any Encoder { RowEncoder(sink: sink) }
    func superEncoder(forKey key: Key) -> any Encoder { RowEncoder(sink: sink) }
}

/// The elements of a list.
///
/// How many there are is only known at the end, so the count has four bytes that are written again
/// with each.
private struct Elements: UnkeyedEncodingContainer {
    private let sink: RowBytes
    private let place: Int
    private(set) var count = 0
    var codingPath: [any CodingKey] { [] }

    init(sink: RowBytes) {
        self.sink = sink
        place = sink.bytes.count
        sink.bytes.appendLittleEndian(UInt32(0))
    }

    private mutating func countOne() {
        count += 1
        for byte in 0..<4 {
            sink.bytes[place + byte] = UInt8(truncatingIfNeeded: count >> (8 * byte))
        }
    }

    mutating func encode(_ value: String) {
        countOne()
        sink.append(value)
    }

    mutating func encode(_ value: Int) {
        countOne()
        sink.append(value)
    }

    mutating func encode(_ value: Bool) {
        countOne()
        sink.append(value)
    }

    mutating func encode(_ value: Int32) { encode(Int(value)) }

    mutating func encode<Value: Encodable>(_ value: Value) {
        countOne()
        sink.append(value)
    }

    mutating func encodeNil() { unsupported(Any?.self) }

    mutating func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type
    ) -> KeyedEncodingContainer<Nested> {
        countOne()
        return KeyedEncodingContainer(Properties<Nested>(sink: sink))
    }

    mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
        countOne()
        return Elements(sink: sink)
    }

    mutating func superEncoder() -> any Encoder { RowEncoder(sink: sink) }
}

private struct Single: SingleValueEncodingContainer {
    let sink: RowBytes
    var codingPath: [any CodingKey] { [] }

    func encode(_ value: String) { sink.append(value) }
    func encode(_ value: Int) { sink.append(value) }
    func encode(_ value: Bool) { sink.append(value) }
    func encode(_ value: Int32) { sink.append(Int(value)) }
    /// Only what is no structure of properties comes here, and is none of the types above.
    func encode<Value: Encodable>(_ value: Value) { unsupported(Value.self) }

    func encodeNil() { unsupported(Any?.self) }
}
