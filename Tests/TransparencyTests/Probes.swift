import ByteCoding
import Foundation
import TestSupport
import Transparency

/// A question to a verifier, and whether it has to refuse (see Vectors/README.md).
protocol Probe: Decodable, Sendable {
    var wantErr: Bool { get }
    /// The name of the probe.
    var `case`: String { get }
    /// All hashes, in base64, of any length.
    var hashes: [String] { get }
    /// Puts the question, with the digests that stand for its hashes.
    func ask(_ digest: (String) -> Digest) throws(ProofError)
}

struct InclusionProbe: Probe {
    let leafIdx: UInt64
    let treeSize: UInt64
    let root: String
    let leafHash: String
    let proof: [String]?
    let wantErr: Bool
    let `case`: String

    var hashes: [String] { [root, leafHash] + (proof ?? []) }

    func ask(_ digest: (String) -> Digest) throws(ProofError) {
        let path = (proof ?? []).map(digest)
        try InclusionProof(index: leafIdx, size: treeSize, hashes: path)
            .verify(digest(leafHash), root: digest(root))
    }
}

struct ConsistencyProbe: Probe {
    let size1: UInt64
    let size2: UInt64
    let root1: String
    let root2: String
    let proof: [String]?
    let wantErr: Bool
    let `case`: String

    var hashes: [String] { [root1, root2] + (proof ?? []) }

    func ask(_ digest: (String) -> Digest) throws(ProofError) {
        let path = (proof ?? []).map(digest)
        try ConsistencyProof(oldSize: size1, newSize: size2, hashes: path)
            .verify(oldRoot: digest(root1), newRoot: digest(root2))
    }
}

extension Probe {
    static func all(_ name: String) throws -> [Self] {
        try Repository.lines(of: "Tests/TransparencyTests/Vectors/\(name).jsonl")
            .map { try JSONDecoder().decode(Self.self, from: Data($0.utf8)) }
    }

    /// Whether a hash of the probe is none: not of 32 bytes.
    var hasWrongLength: Bool { hashes.contains { Digest(bytes(of: $0)) == nil } }

    /// Whether it is refused when a digest stands for each hash that is not of 32 bytes.
    ///
    /// Stand-ins are equal when the bytes are, and no hash of a tree is equal to one.
    func isRefused() -> Bool {
        do throws(ProofError) {
            try ask { text in
                let bytes = bytes(of: text)
                return Digest(bytes) ?? Digest(sha256Of: Array("not of 32 bytes: ".utf8) + bytes)
            }
            return false
        } catch {
            return true
        }
    }
}

private func bytes(of base64: String) -> [UInt8] { Base64.bytes(of: base64) ?? [] }
