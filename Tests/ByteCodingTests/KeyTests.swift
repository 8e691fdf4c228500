import ByteCoding
import TestSupport
import Testing

@Suite struct `A key` {
    @Test func `of an integer sorts as the integer does`() {
        var random = SeededRandomness(3)
        for _ in 0..<10_000 {
            let values = (0..<2).map { _ in
                random.next() >> UInt64.random(in: 0..<64, using: &random)
            }
            let keys = values.map { value in written { $0.appendBigEndian(value) } }
            #expect(keys[0].lexicographicallyPrecedes(keys[1]) == (values[0] < values[1]))
            #expect((keys[0] == keys[1]) == (values[0] == values[1]))
        }
    }

    @Test func `of a text sorts as its bytes do, and before every text it begins`() {
        var random = SeededRandomness(4)
        let letters = ["a", "b", "z", "A", "0", "é", "م", "ا", "中", "👩", "\u{1}"]
        for _ in 0..<10_000 {
            let texts = (0..<2).map { _ in
                (0..<Int.random(in: 0...3, using: &random))
                    .map { _ in letters[Int.random(in: 0..<letters.count, using: &random)] }
                    .joined()
            }
            let keys = texts.map { text in written { $0.appendTerminated(text) } }
            #expect(
                keys[0].lexicographicallyPrecedes(keys[1])
                    == texts[0].utf8.lexicographicallyPrecedes(texts[1].utf8)
            )
        }
    }

    @Test func `of two texts tells where the first one ends`() {
        let first = written {
            $0.appendTerminated("ab"); $0.appendTerminated("c")
        }
        let second = written {
            $0.appendTerminated("a"); $0.appendTerminated("bc")
        }
        #expect(first != second)
        #expect(second.lexicographicallyPrecedes(first))
    }

    @Test(arguments: ["", "a", "قضية/ماسك", "👩‍🚀", "line\nbreak"])
    func `gives its text back`(text: String) throws {
        let bytes = written { $0.appendTerminated(text) } + [9]
        let (found, remaining) = try reading(bytes) { reader in
            (try reader.terminatedText(), reader.remaining)
        }
        #expect(found == text)
        #expect(remaining == 1)
    }

    @Test func `whose text is not UTF-8 is refused`() {
        #expect(throws: ByteCodingError.invalidUTF8(offset: 0)) {
            try reading([0xFF, 0]) { try $0.terminatedText() }
        }
    }
}
