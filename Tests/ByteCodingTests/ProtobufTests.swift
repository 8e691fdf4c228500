import ByteCoding
import TestSupport
import Testing

@Suite struct `A protobuf message` {
    @Test func `is written as the protobuf documentation writes it`() {
        #expect(message { $0.varint(150, field: 1) } == [0x08, 0x96, 0x01])
        #expect(
            message { $0.text("testing", field: 2) }
                == [0x12, 0x07, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6E, 0x67]
        )
        #expect(
            message { $0.element(message { $0.varint(150, field: 1) }, field: 3) }
                == [0x1A, 0x03, 0x08, 0x96, 0x01]
        )
    }

    @Test(
        arguments: [
            (0, []), (-1, [0x08, 1]), (1, [0x08, 2]), (-2, [0x08, 3]),
            (Int64(Int32.max), [0x08, 0xFE, 0xFF, 0xFF, 0xFF, 0x0F]),
            (Int64(Int32.min), [0x08, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F]),
        ] as [(Int64, [UInt8])]
    )
    func `has signed integers in the zigzag encoding`(value: Int64, bytes: [UInt8]) {
        #expect(message { $0.zigzag(value, field: 1) } == bytes)
    }

    @Test func `leaves out what is zero or empty, but no element of a list`() {
        let bytes = message {
            $0.varint(0, field: 1)
            $0.zigzag(0, field: 2)
            $0.text("", field: 3)
            $0.bytes([], field: 4)
            $0.element([], field: 5)
        }
        #expect(bytes == [0x2A, 0])
    }

    @Test(arguments: [0, 1, 125, 126, 127, 128, 300, 16_382, 16_383, 16_384])
    func `within a message has its length before it, however long it is`(count: Int) {
        let text = String(repeating: "x", count: count)
        let inner = message { $0.text(text, field: 1) }
        let expected = message {
            $0.varint(7, field: 2)
            $0.element(inner, field: 3)
            $0.varint(9, field: 4)
        }
        let written = message {
            $0.varint(7, field: 2)
            $0.message(field: 3) { $0.text(text, field: 1) }
            $0.varint(9, field: 4)
        }
        #expect(written == expected)
        #expect(
            message { $0.message(field: 5) { $0.message(field: 3) { $0.text(text, field: 1) } } }
                == message { $0.element(message { $0.element(inner, field: 3) }, field: 5) }
        )
    }

    @Test func `gives back every value that was written`() throws {
        var random = SeededRandomness(5)
        for _ in 0..<2_000 {
            let value = random.next() >> UInt64.random(in: 0..<64, using: &random)
            let number = 1 + Int(random.next() % 536_870_911)
            let text = String(value, radix: 36) + "م"
            let signed = Int64(bitPattern: value)
            let varint = message { $0.varint(value | 1, field: number) }
            let zigzag = message { $0.zigzag(signed ^ 1, field: number) }
            let texts = message { $0.text(text, field: number) }
            #expect(try firstField(of: varint) { try $0.varint() } == value | 1)
            #expect(try firstField(of: texts) { try $0.text() } == text)
            #expect(
                try firstField(of: texts) { [UInt8](copying: try $0.bytes()) } == Array(text.utf8)
            )
            #expect(try fieldNumbers(of: varint) == [number])
            #expect(try signed ^ 1 == 0 || firstField(of: zigzag) { try $0.zigzag() } == signed ^ 1)
        }
    }

    @Test(arguments: [Int64.min, .max, -1, 1])
    func `gives back the extremes of signed integers`(value: Int64) throws {
        let bytes = message { $0.zigzag(value, field: 3) }
        #expect(try firstField(of: bytes) { try $0.zigzag() } == value)
    }

    @Test func `can be passed over field by field, whatever their types`() throws {
        let fixed: [UInt8] = [0x21, 1, 2, 3, 4, 5, 6, 7, 8, 0x2D, 1, 2, 3, 4]
        let bytes = message {
            $0.varint(7, field: 1)
            $0.text("text", field: 2)
            $0.element([], field: 3)
        }
        #expect(try fieldNumbers(of: bytes + fixed) == [1, 2, 3, 4, 5])
    }

    @Test func `is refused wherever it is cut off within a field`() throws {
        var bytes: [UInt8] = []
        var ends: Set<Int> = [0]
        for field in [
            message { $0.varint(.max, field: 1) }, message { $0.text("نص", field: 300) },
            message { $0.element(message { $0.varint(1, field: 1) }, field: 3) },
            [0x21, 1, 2, 3, 4, 5, 6, 7, 8], [0x2D, 1, 2, 3, 4],
        ] {
            bytes += field
            ends.insert(bytes.count)
        }
        for count in 0...bytes.count {
            let isWhole = (try? fieldNumbers(of: Array(bytes.prefix(count)))) != nil
            #expect(isWhole == ends.contains(count), "the first \(count) bytes")
        }
    }

    @Test func `whose field is longer than what follows is refused with the length it claims`() {
        let bytes: [UInt8] = [0x0A, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x01]
        #expect(throws: ByteCodingError.truncated(offset: 1, needed: .max)) {
            try fieldNumbers(of: bytes)
        }
        #expect(throws: ByteCodingError.truncated(offset: 1, needed: 3)) {
            try firstField(of: [0x0A, 3, 65, 66]) { try $0.text() }
        }
    }

    @Test(
        arguments: [
            ([0x00], 0), ([0x02], 2), ([0x0B], 11), ([0x0C], 12), ([0x0E], 14), ([0x0F], 15),
            ([0x80, 0x80, 0x80, 0x80, 0x10], 1 << 32),
        ] as [([UInt8], UInt64)]
    )
    func `with a group, an unknown wire type or a number out of range is refused`(
        bytes: [UInt8],
        tag: UInt64
    ) {
        #expect(throws: ByteCodingError.invalidTag(offset: 2, tag: tag)) {
            try fieldNumbers(of: [0x08, 1] + bytes)
        }
    }

    @Test func `whose value has another type than is asked for is refused`() {
        let number = message { $0.varint(7, field: 4) }
        let text = message { $0.text("7", field: 4) }
        #expect(throws: ByteCodingError.unexpectedWireType(field: 4, wireType: 0)) {
            try firstField(of: number) { try $0.text() }
        }
        #expect(throws: ByteCodingError.unexpectedWireType(field: 4, wireType: 2)) {
            try firstField(of: text) { try $0.varint() }
        }
        #expect(throws: ByteCodingError.unexpectedWireType(field: 4, wireType: 2)) {
            try firstField(of: text) { try $0.zigzag() }
        }
    }

    @Test func `of random bytes is read or refused`() {
        var random = SeededRandomness(6)
        var readCount = 0
        for _ in 0..<20_000 {
            let count = Int.random(in: 0...12, using: &random)
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            let numbers = try? fieldNumbers(of: bytes)
            readCount += numbers == nil ? 0 : 1
            #expect(numbers.map { $0.allSatisfy { (1...536_870_911).contains($0) } } != false)
        }
        #expect((1..<20_000).contains(readCount))
    }
}
