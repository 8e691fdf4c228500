public import ByteCoding
import Transparency

/// An event of the log, read in place.
public struct StoredEvent: ~Escapable {
    /// Where it stands.
    public let position: Position
    /// When it was recorded.
    public let recordedAt: Timestamp
    /// What the log knows of it without reading its bytes.
    public let header: EventHeader
    /// Its bytes, as they were appended.
    public let bytes: Span<UInt8>

    @_lifetime(copy bytes)
    init(position: Position, recordedAt: Timestamp, header: EventHeader, bytes: Span<UInt8>) {
        self.position = position
        self.recordedAt = recordedAt
        self.header = header
        self.bytes = bytes
    }

    /// The position of the first event of the fact that this event is about.
    public var lineage: Position { header.lineage(at: position) }

    /// The digest of its bytes.
    ///
    /// - Throws: ``LogError/corrupt(_:reason:)`` when they are not those that were appended, as far
    ///   as 32 bits of the digest can tell; `verify` checks all of it.
    /// - Complexity: O(n) in the bytes.
    public var id: Digest {
        get throws(LogError) {
            let id = Digest(sha256Of: Array(copying: bytes))
            guard id.check == header.check else {
                throw .corrupt(position, reason: "its bytes are not those that were appended")
            }
            return id
        }
    }
}

/// What the tree has a leaf of: all that is stored of an event, its bytes by their digest.
///
/// | offset | size | meaning |
/// | --- | --- | --- |
/// | 0 | 8 | when it was recorded, in microseconds since 1970, little-endian |
/// | 8 | 12 | type, effect, days or lineage, as in the header |
/// | 20 | 32 | the id of the event: the SHA-256 of its bytes |
public struct TreeEntry: Hashable, Sendable {
    /// When the event was recorded.
    public let recordedAt: Timestamp
    /// What the log knows of it without reading its bytes.
    public let header: EventHeader
    /// The SHA-256 of its bytes.
    public let id: Digest

    /// How many bytes an entry has.
    public static let byteCount = 52

    /// The bytes that are hashed.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.byteCount)
        bytes.appendLittleEndian(recordedAt.rawValue)
        header.writeMeaning(to: &bytes)
        id.write(to: &bytes)
        return bytes
    }

    /// The hash of the leaf.
    public var leafHash: Digest { MerkleTree.leafHash(of: bytes) }
}

extension StoredEvent {
    /// What the tree has a leaf of.
    ///
    /// - Throws: As ``id``.
    public var entry: TreeEntry {
        get throws(LogError) { TreeEntry(recordedAt: recordedAt, header: header, id: try id) }
    }
}

extension Digest {
    /// The first four bytes, by which a reader notices bytes that have changed.
    var check: UInt32 { UInt32(prefix >> 32) }
}
