public import ByteCoding

/// The events of one commit as they are stored: a fixed-size head, one column of headers, and the
/// events' bytes back to back.
///
/// `FileFormat.md` has the byte tables.
struct Block: ~Escapable {
    let first: Position
    let count: Int
    let recordedAt: Timestamp
    private let bytes: Span<UInt8>

    static let headByteCount = 16
    static let version: UInt8 = 1

    /// Limits of what goes into one block; a larger commit takes several.
    static let eventCountMax = 4_096
    static let payloadByteCountMax = 1 << 20

    /// Reads the head and checks that the block holds as many bytes as it says.
    @_lifetime(copy bytes)
    init(first: Position, bytes: Span<UInt8>) throws(LogError) {
        self.first = first
        self.bytes = bytes
        var reader = ByteReader(bytes)
        do {
            let version = try reader.byte()
            guard version == Self.version else {
                throw LogError.corrupt(first, reason: "block version \(version) is not known")
            }
            for _ in 0..<3 where try reader.byte() != 0 {
                throw LogError.corrupt(first, reason: "the block has marks that are not known")
            }
            count = Int(try reader.littleEndian(UInt32.self))
            recordedAt = Timestamp(rawValue: try reader.littleEndian(Int64.self))
            guard Timestamp.recordable.contains(recordedAt) else {
                throw LogError.corrupt(first, reason: "it was recorded at no time there can be")
            }
        } catch let error as ByteCodingError {
            throw .corrupt(first, reason: "\(error)")
        } catch let error as LogError {
            throw error
        } catch {
            preconditionFailure("reading a block head throws nothing else: \(error)")
        }
        guard count > 0, count <= Self.eventCountMax, payloadStart <= bytes.count else {
            throw .corrupt(
                first,
                reason: "a block of \(bytes.count) bytes holds no \(count) events"
            )
        }
        let end = try header(at: count - 1).end
        guard payloadStart + Int(end) == bytes.count else {
            throw .corrupt(
                first,
                reason: "the block has \(bytes.count) bytes, \(payloadStart + Int(end)) are due"
            )
        }
    }

    /// The position after the last event.
    var end: Position { first.advanced(by: count) }

    private var payloadStart: Int { Self.headByteCount + count * EventHeader.byteCount }

    func header(at index: Int) throws(LogError) -> EventHeader {
        precondition(index >= 0 && index < count, "event \(index) of a block of \(count)")
        let offset = Self.headByteCount + index * EventHeader.byteCount
        var reader = ByteReader(bytes.extracting(offset..<offset + EventHeader.byteCount))
        do {
            let position = first.advanced(by: index)
            if let header = try EventHeader(from: &reader, at: position) { return header }
        } catch {
            throw .corrupt(first.advanced(by: index), reason: "\(error)")
        }
        throw .corrupt(first.advanced(by: index), reason: "its effect is none that can be")
    }

    @_lifetime(copy self)
    func event(at index: Int) throws(LogError) -> StoredEvent {
        let header = try header(at: index)
        let start = index == 0 ? 0 : try self.header(at: index - 1).end
        guard start <= header.end, payloadStart + Int(header.end) <= bytes.count else {
            throw .corrupt(first.advanced(by: index), reason: "its bytes lie outside the block")
        }
        return StoredEvent(
            position: first.advanced(by: index),
            recordedAt: recordedAt,
            header: header,
            bytes: bytes.extracting(payloadStart + Int(start)..<payloadStart + Int(header.end))
        )
    }
}

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
}
