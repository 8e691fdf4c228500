public import ByteCoding
import Transparency

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
    public static let byteCount = 8 + form.headerByteCount + Digest.byteCount
    private static let form = EventHeader.Form.whole

    /// The bytes that are hashed.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Self.byteCount)
        write(to: &bytes)
        return bytes
    }

    private func write(to bytes: inout [UInt8]) {
        bytes.appendLittleEndian(recordedAt.rawValue)
        header.write(to: &bytes, Self.form)
        id.write(to: &bytes)
    }

    /// The hash of the leaf.
    public var leafHash: Digest { MerkleTree.leafHash(of: bytes) }

    /// The hash of the leaf, for which the same room serves again and again.
    func leafHash(in room: inout [UInt8]) -> Digest {
        room.removeAll(keepingCapacity: true)
        room.append(MerkleTree.leafPrefix)
        write(to: &room)
        return Digest(sha256Of: room)
    }
}

extension TreeEntry {
    /// Reads the entry of the event at a position; nil when the bytes are none.
    public init?(parsing bytes: [UInt8], at position: Position) {
        guard bytes.count == Self.byteCount else { return nil }
        var reader = ByteReader(bytes.span)
        guard let recordedAt = try? reader.littleEndian(Int64.self),
            let header = try? EventHeader(from: &reader, Self.form, at: position),
            let id = try? Digest(from: &reader)
        else { return nil }
        self.init(recordedAt: Timestamp(rawValue: recordedAt), header: header, id: id)
    }
}

extension StoredEvent {
    /// What the tree has a leaf of.
    ///
    /// - Throws: As ``id``.
    public var entry: TreeEntry {
        get throws(LogError) { TreeEntry(recordedAt: recordedAt, header: header, id: try id) }
    }
}
