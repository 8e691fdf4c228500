import Crypto

extension ByteCoding.Digest {
    /// The SHA-256 of those bytes (FIPS 180-4).
    public init(sha256Of bytes: [UInt8]) {
        guard let digest = Self(SHA256.hash(data: bytes)) else {
            preconditionFailure("SHA-256 has \(Self.byteCount) bytes")
        }
        self = digest
    }
}
