/// A SHA-256 value: 32 bytes that name a content.
public struct Digest: Hashable, Sendable {
    private let words: SIMD4<UInt64>

    /// How many bytes a digest has.
    public static let byteCount = 32

    init(words: SIMD4<UInt64>) { self.words = words }

    /// The digest of those bytes, or nil when there are not exactly 32.
    public init?(_ bytes: some Sequence<UInt8>) {
        var words = SIMD4<UInt64>()
        var count = 0
        for byte in bytes {
            guard count < Self.byteCount else { return nil }
            words[count / 8] = words[count / 8] << 8 | UInt64(byte)
            count += 1
        }
        guard count == Self.byteCount else { return nil }
        self.words = words
    }

    /// Reads 32 bytes.
    public init(from reader: inout ByteReader) throws(ByteCodingError) {
        var words = SIMD4<UInt64>()
        for index in 0..<4 { words[index] = try reader.bigEndian(UInt64.self) }
        self.words = words
    }

    /// The digest that 64 hexadecimal digits spell, or nil.
    public init?(hexadecimal text: some StringProtocol) {
        guard text.utf8.count == 2 * Self.byteCount else { return nil }
        var nibbles = text.utf8.lazy.map { Character(Unicode.Scalar($0)).hexDigitValue }
            .makeIterator()
        var bytes: [UInt8] = []
        while let high = nibbles.next() {
            guard let high, let low = nibbles.next() ?? nil else { return nil }
            bytes.append(UInt8(high << 4 | low))
        }
        self.init(bytes)
    }

    /// The 32 bytes.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.byteCount)
        write(to: &bytes)
        return bytes
    }

    /// Appends the 32 bytes.
    public func write(to bytes: inout [UInt8]) {
        bytes.append(addingCapacity: Self.byteCount) { output in
            for index in 0..<4 {
                var rest = words[index].byteSwapped
                for _ in 0..<8 {
                    output.append(UInt8(truncatingIfNeeded: rest))
                    rest >>= 8
                }
            }
        }
    }

    /// The first eight bytes as a number, for tables that need no more to tell contents apart.
    public var prefix: UInt64 { words[0] }

    /// Feeds the first eight bytes to the hasher: two contents that agree in them are not found.
    public func hash(into hasher: inout Hasher) { hasher.combine(words[0]) }
}

extension Digest: CustomStringConvertible {
    /// 64 lower-case hexadecimal digits.
    public var description: String {
        let digits = Array("0123456789abcdef".utf8)
        let text = bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }
}
