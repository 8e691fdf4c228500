public import ByteCoding

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
    private let check: UInt32

    @_lifetime(copy bytes)
    init(position: Position, recordedAt: Timestamp, cell: EventCell, bytes: Span<UInt8>) {
        self.position = position
        self.recordedAt = recordedAt
        header = cell.header
        check = cell.check
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
            guard id.check == check else {
                throw .corrupt(position, reason: "its bytes are not those that were appended")
            }
            return id
        }
    }
}
