import ByteCoding
import Foundation
public import NewsFacts

/// A row, or a part of one: what a view's index keeps as the bytes of its stored properties.
public protocol RowValue {
    /// A value to be read into.
    init()
    /// Writes the stored properties, or reads them: all of them, and always in the same order.
    ///
    /// - Throws: ``RowCoder/Damage`` when bytes are read that hold no such value.
    mutating func code(by coder: inout RowCoder) throws(RowCoder.Damage)
}

/// The bytes of a row while its properties are written or read one after the other.
///
/// One list of the properties serves both, so that the two cannot differ.
public struct RowCoder {
    private var bytes: [UInt8]
    private var place: Int
    /// Whether values are read, and not written.
    public let isReading: Bool

    /// The bytes are not those of a row.
    public struct Damage: Error, Hashable {
        /// Whatever is wrong with them.
        public init() {}
    }

    /// Reads those bytes from a place on.
    package init(reading bytes: [UInt8], from start: Int = 0) {
        self.bytes = bytes
        place = start
        isReading = true
    }

    /// Appends to those bytes.
    package init(appendingTo bytes: consuming [UInt8]) {
        self.bytes = bytes
        place = 0
        isReading = false
    }

    /// Whether all has been read.
    package var isAtEnd: Bool { place == bytes.count }

    /// What has been written.
    package consuming func written() -> [UInt8] { bytes }
}

extension String: RowValue {
    /// Writes or reads the text.
    public mutating func code(by coder: inout RowCoder) throws(RowCoder.Damage) {
        try coder.code(&self)
    }
}

extension Int: RowValue {
    /// Writes or reads the number.
    public mutating func code(by coder: inout RowCoder) throws(RowCoder.Damage) {
        try coder.code(&self)
    }
}

extension [String]: RowValue {
    /// Writes or reads the texts.
    public mutating func code(by coder: inout RowCoder) throws(RowCoder.Damage) {
        try coder.code(&self)
    }
}

extension Set: RowValue where Element == String {
    /// Writes or reads the texts.
    public mutating func code(by coder: inout RowCoder) throws(RowCoder.Damage) {
        try coder.code(&self)
    }
}

extension Amount?: RowValue {
    /// No quantity.
    public init() { self = nil }

    /// Writes or reads the quantity.
    public mutating func code(by coder: inout RowCoder) throws(RowCoder.Damage) {
        try coder.code(&self)
    }
}

extension RowCoder {
    /// Writes or reads a text: its number of bytes, and they.
    public mutating func code(_ text: inout String) throws(Damage) {
        guard isReading else { return write(text) }
        let count = try readCount()
        var reader = ByteReader(bytes.span.extracting(place...))
        guard let read = try? reader.text(count) else { throw Damage() }
        text = read
        place += count
    }

    /// Writes or reads a whole number as a variable-length integer in which small ones of both signs are short.
    public mutating func code(_ number: inout Int) throws(Damage) {
        guard isReading else {
            return bytes.appendVarint(UInt64(bitPattern: Int64(number << 1 ^ number >> 63)))
        }
        let raw = UInt(try readVarint())
        let read = Int(bitPattern: raw >> 1) ^ -Int(bitPattern: raw & 1)
        // No row comes near to it, and counting on from there does not overflow.
        guard (-1 << 62...1 << 62).contains(read) else { throw Damage() }
        number = read
    }

    /// Writes or reads a truth value.
    public mutating func code(_ truth: inout Bool) throws(Damage) {
        guard isReading else { return bytes.append(truth ? 1 : 0) }
        guard place < bytes.count, bytes[place] < 2 else { throw Damage() }
        truth = bytes[place] == 1
        place += 1
    }

    /// Writes or reads one of the words that a type knows.
    @inlinable
    public mutating func code<Word: RawRepresentable<String>>(
        word: inout Word
    ) throws(Damage) {
        var text = word.rawValue
        try code(&text)
        guard isReading else { return }
        guard let read = Word(rawValue: text) else { throw Damage() }
        word = read
    }

    /// Writes or reads texts, with their number before them.
    public mutating func code(_ texts: inout [String]) throws(Damage) {
        guard isReading else {
            bytes.appendVarint(UInt64(texts.count))
            for text in texts { write(text) }
            return
        }
        texts = []
        for _ in 0..<(try readCount()) {
            var text = ""
            try code(&text)
            texts.append(text)
        }
    }

    /// Writes or reads texts, in the order of their bytes.
    public mutating func code(_ texts: inout Set<String>) throws(Damage) {
        // The order of a set differs from run to run.
        var list = texts.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        try code(&list)
        if isReading { texts = Set(list) }
    }

    /// Writes or reads a value with properties of its own.
    public mutating func code(_ value: inout some RowValue) throws(Damage) {
        try value.code(by: &self)
    }

    /// Writes or reads such values, with their number before them.
    public mutating func code<Value: RowValue>(_ values: inout [Value]) throws(Damage) {
        guard isReading else {
            bytes.appendVarint(UInt64(values.count))
            for index in values.indices { try values[index].code(by: &self) }
            return
        }
        values = []
        for _ in 0..<(try readCount()) {
            var value = Value()
            try value.code(by: &self)
            values.append(value)
        }
    }

    /// Writes or reads a quantity, if there is one.
    public mutating func code(_ amount: inout Amount?) throws(Damage) {
        var isThere = amount != nil
        try code(&isThere)
        guard isThere else { return amount = nil }
        var (literal, unit) = (amount?.literal ?? "", amount?.unit ?? "")
        var digits = amount?.value?.description ?? ""
        var bound = amount?.bound ?? .exact
        try code(&literal)
        try code(&digits)
        try code(&unit)
        try code(word: &bound)
        guard isReading else { return }
        // A row adds amounts up, and the sum may have more digits than those of a fact.
        let value = Decimal(plain: digits, digitCountMax: .max)
        guard digits.isEmpty || value != nil else { throw Damage() }
        amount = Amount(literal: literal, value: value, unit: unit, bound: bound)
    }

    /// Writes or reads the days that a date may mean, if there is one.
    public mutating func code(_ days: inout ClosedRange<Day>?) throws(Damage) {
        var isThere = days != nil
        try code(&isThere)
        guard isThere else { return days = nil }
        var first = Int(days?.lowerBound.rawValue ?? 0)
        var last = Int(days?.upperBound.rawValue ?? 0)
        try code(&first)
        try code(&last)
        guard isReading else { return }
        guard let first = Int32(exactly: first), let last = Int32(exactly: last), first <= last
        else { throw Damage() }
        days = Day(rawValue: first)...Day(rawValue: last)
    }

    private mutating func write(_ text: String) {
        bytes.appendVarint(UInt64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }

    private mutating func readVarint() throws(Damage) -> UInt64 {
        var reader = ByteReader(bytes.span.extracting(place...))
        guard let number = try? reader.varint() else { throw Damage() }
        place += reader.offset
        return number
    }

    /// How many bytes follow, or things of a byte at least.
    private mutating func readCount() throws(Damage) -> Int {
        guard let count = Int(exactly: try readVarint()), count <= bytes.count - place else {
            throw Damage()
        }
        return count
    }
}
