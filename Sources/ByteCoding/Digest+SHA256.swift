import Crypto

extension ByteCoding.Digest {
    /// The SHA-256 of those bytes (FIPS 180-4).
    public init(sha256Of bytes: [UInt8]) {
        var hash = SHA256.hash(data: bytes).makeIterator()
        func word() -> UInt64 {
            var word: UInt64 = 0
            for _ in 0..<8 {
                guard let byte = hash.next() else {
                    preconditionFailure("SHA-256 has \(Self.byteCount) bytes")
                }
                word = word << 8 | UInt64(byte)
            }
            return word
        }
        self.init(words: [word(), word(), word(), word()])
    }
}
