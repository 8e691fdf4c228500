/// A hash of bytes by two numbers that are drawn, so that nobody can foresee which bytes have the same.
///
/// It is no digest: who knows the numbers can find such bytes.
public struct SeededHash: Hashable, Sendable {
    private let start: UInt64
    private let factor: UInt64

    /// How many bytes the numbers have.
    public static let byteCount = 16

    /// A hash by those numbers; the lowest bit of the factor counts as set.
    public init(start: UInt64, factor: UInt64) {
        self.start = start
        self.factor = factor | 1
    }

    /// A hash by numbers that nobody knows.
    public static func random() -> SeededHash {
        SeededHash(start: .random(in: 0...(.max)), factor: .random(in: 0...(.max)))
    }

    /// The hash of bytes, of which those of another `kind` are others; all its bits are of use.
    ///
    /// - Complexity: O(n) in the bytes, eight at a time.
    public func hash(of bytes: Span<UInt8>, kind: UInt8 = 0) -> UInt64 {
        var hash = mix(start ^ UInt64(kind))
        var word: UInt64 = 0
        for index in bytes.indices {
            word = word << 8 | UInt64(bytes[index])
            if index & 7 == 7 {
                hash = mix(hash ^ word)
                word = 0
            }
        }
        hash = mix(hash ^ word)
        return mix(hash ^ UInt64(bytes.count))
    }

    private func mix(_ word: UInt64) -> UInt64 {
        let product = word.multipliedFullWidth(by: factor)
        return product.high ^ product.low
    }
}

extension SeededHash {
    /// Reads the numbers: 16 bytes, most significant first.
    public init(from reader: inout ByteReader) throws(ByteCodingError) {
        self.init(
            start: try reader.bigEndian(UInt64.self),
            factor: try reader.bigEndian(UInt64.self)
        )
    }

    /// The numbers, as they are read.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.appendBigEndian(start)
        bytes.appendBigEndian(factor)
        return bytes
    }
}
