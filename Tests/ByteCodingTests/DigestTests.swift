import ByteCoding
import TestSupport
import Testing

@Suite struct `A digest` {
    private let bytes = (0..<32).map { UInt8($0 * 7 + 3) }

    /// FIPS 180-4 and the examples that NIST gives for it, and the empty message.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        (
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmno"
                + "ijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
            "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
        ),
        (
            String(repeating: "a", count: 1_000_000),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
        ),
    ])
    func `is the SHA-256 that NIST publishes`(text: String, hexadecimal: String) {
        #expect(Digest(sha256Of: Array(text.utf8)).description == hexadecimal)
    }

    @Test func `gives its bytes back, from bytes, from a reader and from hexadecimal digits`()
        throws
    {
        let digest = try #require(Digest(bytes))
        #expect(digest.bytes == bytes)
        #expect(try reading(bytes + [1]) { try Digest(from: &$0) } == digest)
        #expect(Digest(hexadecimal: digest.description) == digest)
        #expect(Digest(hexadecimal: digest.description.uppercased()) == digest)
    }

    @Test func `is spelt with 64 lower-case digits, leading zeros kept`() {
        let digest = Digest([UInt8](repeating: 0, count: 30) + [0x0A, 0xF0])
        #expect(digest?.description == String(repeating: "0", count: 61) + "af0")
    }

    @Test(arguments: [0, 1, 31, 33, 64])
    func `has 32 bytes, no fewer and no more`(count: Int) {
        #expect(Digest([UInt8](repeating: 1, count: count)) == nil)
    }

    @Test(arguments: [
        "", String(repeating: "0", count: 63), String(repeating: "0", count: 65),
        String(repeating: "0", count: 63) + "g", "g" + String(repeating: "0", count: 63),
        String(repeating: "0", count: 62) + "é", String(repeating: "٠", count: 32),
        "0x" + String(repeating: "0", count: 62), " " + String(repeating: "0", count: 63),
    ])
    func `is not read from what is not 64 hexadecimal digits`(text: String) {
        #expect(Digest(hexadecimal: text) == nil)
    }

    @Test(arguments: 0..<32)
    func `is refused where its bytes are cut off`(count: Int) {
        #expect(throws: ByteCodingError.truncated(offset: count, needed: 8 - count % 8)) {
            try reading(Array(bytes.prefix(count))) { try Digest(from: &$0) }
        }
    }

    @Test(arguments: 0..<32)
    func `differs from another in every byte that differs`(index: Int) throws {
        var other = bytes
        other[index] ^= 1
        #expect(try #require(Digest(bytes)) != #require(Digest(other)))
    }

    @Test func `has its first eight bytes as a number`() throws {
        let digest = try #require(
            Digest([1, 2, 3, 4, 5, 6, 7, 8] + [UInt8](repeating: 9, count: 24))
        )
        #expect(digest.prefix == 0x0102_0304_0506_0708)
    }
}
