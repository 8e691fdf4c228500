import ByteCoding
import TestSupport
import Testing

@Suite struct `A byte reader` {
    @Test func `reads one value after another`() throws {
        let bytes: [UInt8] = [
            7, 0x12, 0x34, 0x78, 0x56, 0x34, 0x12, 0xAC, 0x02, 0xD9, 0x85, 0x68, 0x69, 0,
        ]
        try reading(bytes) { reader in
            let byte = try reader.byte()
            let big = try reader.bigEndian(UInt16.self)
            let little = try reader.littleEndian(UInt32.self)
            let varint = try reader.varint()
            let text = try reader.text(2)
            let terminated = try reader.terminatedText()
            #expect(byte == 7)
            #expect(big == 0x1234)
            #expect(little == 0x1234_5678)
            #expect(varint == 300)
            #expect(text == "م")
            #expect(terminated == "hi")
        }
    }

    @Test func `counts what it has read and what is left`() throws {
        let counts = try reading([1, 2, 3, 4, 5]) { reader in
            _ = try reader.bytes(2)
            return [reader.offset, reader.remaining]
        }
        #expect(counts == [2, 3])
    }

    @Test func `gives bytes in place, also none and all`() throws {
        let copies = try reading([1, 2, 3]) { reader in
            let none = [UInt8](copying: try reader.bytes(0))
            let all = [UInt8](copying: try reader.bytes(3))
            return [none, all]
        }
        #expect(copies == [[], [1, 2, 3]])
    }

    @Test func `stays where it is when a value is cut off`() throws {
        let offset = try reading([1, 2, 3]) { reader in
            _ = try reader.byte()
            #expect(throws: ByteCodingError.truncated(offset: 3, needed: 2)) {
                try reading([1, 2, 3]) { other in
                    _ = try other.byte()
                    _ = try other.bigEndian(UInt32.self)
                }
            }
            _ = try? reader.bigEndian(UInt32.self)
            return reader.offset
        }
        #expect(offset == 1)
    }

    @Test(arguments: [0, 1, 2, 3, 4, 5, 6, 7])
    func `refuses an integer of eight bytes that has fewer`(count: Int) {
        let bytes = [UInt8](repeating: 1, count: count)
        let error = ByteCodingError.truncated(offset: count, needed: 8 - count)
        #expect(throws: error) { try reading(bytes) { try $0.bigEndian(UInt64.self) } }
        #expect(throws: error) { try reading(bytes) { try $0.littleEndian(UInt64.self) } }
    }

    @Test func `refuses a byte, a text and a terminated text that are cut off`() {
        #expect(throws: ByteCodingError.truncated(offset: 0, needed: 1)) {
            try reading([]) { try $0.byte() }
        }
        #expect(throws: ByteCodingError.truncated(offset: 1, needed: 2)) {
            try reading([65]) { try $0.text(3) }
        }
        #expect(throws: ByteCodingError.truncated(offset: 2, needed: 1)) {
            try reading([65, 66]) { try $0.terminatedText() }
        }
    }

    @Test func `refuses a count of bytes that no memory holds`() {
        #expect(throws: ByteCodingError.truncated(offset: 1, needed: .max - 1)) {
            try reading([65]) { reader in _ = try reader.bytes(.max) }
        }
    }

    @Test(
        arguments: [
            [0x80], [0xC3], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFF],
        ] as [[UInt8]]
    )
    func `refuses text that is not UTF-8 and says where it begins`(bytes: [UInt8]) {
        #expect(throws: ByteCodingError.invalidUTF8(offset: 1)) {
            try reading([65] + bytes) { reader in
                _ = try reader.byte()
                _ = try reader.text(bytes.count)
            }
        }
    }

    @Test func `reads back every integer that was written, in both orders`() throws {
        var random = SeededRandomness(1)
        for _ in 0..<1_000 {
            let value = random.next() >> UInt64.random(in: 0..<64, using: &random)
            let bytes = written {
                $0.appendBigEndian(value)
                $0.appendBigEndian(UInt32(truncatingIfNeeded: value))
                $0.appendBigEndian(UInt16(truncatingIfNeeded: value))
                $0.appendBigEndian(UInt8(truncatingIfNeeded: value))
                $0.appendLittleEndian(value)
                $0.appendLittleEndian(Int64(bitPattern: value))
                $0.appendLittleEndian(Int32(truncatingIfNeeded: value))
                $0.appendLittleEndian(Int16(truncatingIfNeeded: value))
                $0.appendLittleEndian(Int8(truncatingIfNeeded: value))
            }
            try reading(bytes) { reader in
                let big = try reader.bigEndian(UInt64.self)
                let big32 = try reader.bigEndian(UInt32.self)
                let big16 = try reader.bigEndian(UInt16.self)
                let big8 = try reader.bigEndian(UInt8.self)
                let little = try reader.littleEndian(UInt64.self)
                let signed = try reader.littleEndian(Int64.self)
                let signed32 = try reader.littleEndian(Int32.self)
                let signed16 = try reader.littleEndian(Int16.self)
                let signed8 = try reader.littleEndian(Int8.self)
                #expect(big == value && little == value && signed == Int64(bitPattern: value))
                #expect(big32 == UInt32(truncatingIfNeeded: value))
                #expect(big16 == UInt16(truncatingIfNeeded: value))
                #expect(big8 == UInt8(truncatingIfNeeded: value))
                #expect(signed32 == Int32(truncatingIfNeeded: value))
                #expect(signed16 == Int16(truncatingIfNeeded: value))
                #expect(signed8 == Int8(truncatingIfNeeded: value))
                #expect(reader.remaining == 0)
            }
        }
    }

    @Test func `writes the most significant byte first, or last`() {
        #expect(written { $0.appendBigEndian(UInt32(0x0102_0304)) } == [1, 2, 3, 4])
        #expect(written { $0.appendLittleEndian(UInt32(0x0102_0304)) } == [4, 3, 2, 1])
        #expect(written { $0.appendLittleEndian(Int16(-2)) } == [0xFE, 0xFF])
    }
}

@Suite struct `Borrowed bytes` {
    @Test func `are copied as they are`() {
        let bytes: [UInt8] = [0, 255, 7]
        #expect([UInt8](copying: bytes.span) == bytes)
        #expect([UInt8](copying: [UInt8]().span) == [])
    }

    @Test(
        arguments: [
            ([], true), ([1], true), ([1, 2, 3], true), ([2], false), ([1, 3], false),
            ([1, 2, 3, 4], false),
        ] as [([UInt8], Bool)]
    )
    func `begin with a prefix of theirs and with no other bytes`(prefix: [UInt8], begins: Bool) {
        let bytes: [UInt8] = [1, 2, 3]
        let starts = bytes.span.starts(with: prefix)
        #expect(starts == begins)
    }
}

@Suite struct `An error of byte coding` {
    @Test(arguments: [
        (
            ByteCodingError.truncated(offset: 3, needed: 2),
            "the bytes end at offset 3, 2 more were expected"
        ),
        (.oversizedVarint(offset: 4), "the integer at offset 4 is longer than 64 bits"),
        (.invalidUTF8(offset: 5), "the text at offset 5 is not valid UTF-8"),
        (.invalidTag(offset: 6, tag: 7), "offset 6 holds no field tag (7)"),
        (.unexpectedWireType(field: 2, wireType: 5), "field 2 has the unexpected wire type 5"),
        (
            .unknownValue(field: 6, value: 9),
            "field 6 has the value 9, which its schema does not list"
        ),
    ])
    func `says what is wrong and where`(error: ByteCodingError, text: String) {
        #expect(error.description == text)
    }
}
