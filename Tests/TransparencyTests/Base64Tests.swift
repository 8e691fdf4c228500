import TestSupport
import Testing
import Transparency

@Suite struct `Bytes in base64` {
    /// RFC 4648, section 10.
    @Test(arguments: [
        ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ])
    func `are written as the specification says`(plain: String, encoded: String) {
        #expect(Base64.text(of: plain.bytes) == encoded)
        #expect(Base64.bytes(of: encoded) == plain.bytes)
    }

    @Test(arguments: [
        "Zg", "Zg=", "Zg===", "Zh==", "Zm9=", "Z", "=", "====", "Zm9v\n", " Zm9v", "Zm 9v", "Zm-_",
        "Zg==Zg==", "Zm9v=", "Zé==", "Zm9v\0",
    ])
    func `are refused in any other form`(text: String) {
        #expect(Base64.bytes(of: text) == nil)
    }

    @Test func `are the same after writing and reading`() {
        var randomness = SeededRandomness(24)
        for count in 0..<100 {
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &randomness) }
            #expect(Base64.bytes(of: Base64.text(of: bytes)) == bytes)
        }
    }
}
