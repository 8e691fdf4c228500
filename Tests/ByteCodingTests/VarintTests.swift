import ByteCoding
import TestSupport
import Testing

@Suite struct `A variable-length integer` {
    @Test(
        arguments: [
            (0, [0]), (1, [1]), (127, [0x7F]), (128, [0x80, 0x01]), (300, [0xAC, 0x02]),
            (16_383, [0xFF, 0x7F]), (16_384, [0x80, 0x80, 0x01]),
            (UInt64(UInt32.max), [0xFF, 0xFF, 0xFF, 0xFF, 0x0F]),
            (1 << 63, [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01]),
            (.max, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01]),
        ] as [(UInt64, [UInt8])]
    )
    func `is written as the protobuf documentation writes it, and read back`(
        value: UInt64,
        bytes: [UInt8]
    ) throws {
        #expect(written { $0.appendVarint(value) } == bytes)
        #expect(try reading(bytes) { try $0.varint() } == value)
    }

    @Test func `takes the fewest bytes there are and is read back`() throws {
        var random = SeededRandomness(2)
        for _ in 0..<10_000 {
            let value = random.next() >> UInt64.random(in: 0..<64, using: &random)
            let bytes = written { $0.appendVarint(value) }
            let significantBitCount = 64 - value.leadingZeroBitCount
            #expect(bytes.count == max(1, (significantBitCount + 6) / 7))
            #expect(try reading(bytes) { try $0.varint() } == value)
        }
    }

    @Test(arguments: [1, 2, 9] as [Int])
    func `is refused at every place where it is cut off`(count: Int) {
        let bytes = [UInt8](repeating: 0x80, count: count)
        #expect(throws: ByteCodingError.truncated(offset: count, needed: 1)) {
            try reading(bytes) { try $0.varint() }
        }
    }

    @Test(
        arguments: [
            [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x02],
            [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F],
            [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01],
            [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x81, 0x00],
        ] as [[UInt8]]
    )
    func `that does not fit 64 bits is refused at its first byte`(bytes: [UInt8]) {
        #expect(throws: ByteCodingError.oversizedVarint(offset: 2)) {
            try reading([1, 1] + bytes) { reader in
                _ = try reader.bytes(2)
                _ = try reader.varint()
            }
        }
    }

    @Test func `in a longer form than it needs is read, as protobuf asks`() throws {
        #expect(try reading([0x80, 0x00]) { try $0.varint() } == 0)
        #expect(try reading([0x81, 0x80, 0x00]) { try $0.varint() } == 1)
    }
}
