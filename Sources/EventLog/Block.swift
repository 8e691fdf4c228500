import ByteCoding

/// Events of one commit as they are stored: a fixed-size head with the root of the tree, the tree's
/// nodes that the events complete, one column of headers, and the events' bytes back to back.
///
/// `FileFormat.md` has the byte tables.
struct Block: ~Escapable {
    let first: Position
    let count: Int
    let recordedAt: Timestamp
    private let form: EventHeader.Form
    private let bytes: Span<UInt8>
    /// Where the headers begin, and where the bytes of the first event do.
    private let headerStart: Int
    private let payloadStart: Int

    static let headByteCount = 48
    static let version: UInt8 = 2

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
            guard let form = EventHeader.Form(rawValue: try reader.byte()),
                try reader.byte() == 0, try reader.byte() == 0
            else { throw LogError.corrupt(first, reason: "the block has marks that are not known") }
            self.form = form
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
        guard count > 0, count <= Self.eventCountMax else {
            throw .corrupt(first, reason: "a block holds 1 to \(Self.eventCountMax) events")
        }
        let nodeCount = BlockNodes(first..<first.advanced(by: count)).count
        headerStart = Self.headByteCount + nodeCount * Digest.byteCount
        payloadStart = headerStart + count * form.cellByteCount
        guard payloadStart <= bytes.count else {
            throw .corrupt(
                first,
                reason: "a block of \(bytes.count) bytes holds no \(count) events"
            )
        }
        let end = try end(at: count - 1)
        guard payloadStart + Int(end) == bytes.count else {
            throw .corrupt(
                first,
                reason: "the block has \(bytes.count) bytes, \(payloadStart + Int(end)) are due"
            )
        }
    }

    /// The position after the last event.
    var end: Position { first.advanced(by: count) }

    /// The root of the tree over all events up to the last of the block.
    var root: Digest {
        get throws(LogError) { try digest(at: Self.headByteCount - Digest.byteCount) }
    }

    /// The root of a perfect subtree whose last entry is in the block; nil when it is not stored.
    func node(_ node: TreeNode) throws(LogError) -> Digest? {
        guard let place = BlockNodes(first..<end).place(of: node) else { return nil }
        return try digest(at: Self.headByteCount + place * Digest.byteCount)
    }

    private func digest(at offset: Int) throws(LogError) -> Digest {
        var reader = ByteReader(bytes.extracting(offset..<offset + Digest.byteCount))
        do { return try Digest(from: &reader) } catch { throw .corrupt(first, reason: "\(error)") }
    }

    private func cell(at index: Int) throws(LogError) -> EventCell {
        precondition(index >= 0 && index < count, "event \(index) of a block of \(count)")
        let offset = headerStart + index * form.cellByteCount
        var reader = ByteReader(bytes.extracting(offset..<offset + form.cellByteCount))
        do {
            let position = first.advanced(by: index)
            if let cell = try EventCell(from: &reader, form, at: position) { return cell }
        } catch {
            throw .corrupt(first.advanced(by: index), reason: "\(error)")
        }
        throw .corrupt(first.advanced(by: index), reason: "its effect is none that can be")
    }

    /// Where the bytes of an event end, without the rest of its cell.
    private func end(at index: Int) throws(LogError) -> UInt32 {
        let cellEnd = headerStart + (index + 1) * form.cellByteCount
        var reader = ByteReader(bytes.extracting((cellEnd - form.endByteCount)..<cellEnd))
        do {
            return try form.readEnd(from: &reader)
        } catch {
            throw .corrupt(first.advanced(by: index), reason: "\(error)")
        }
    }

    @_lifetime(copy self)
    func event(at index: Int) throws(LogError) -> StoredEvent {
        let cell = try cell(at: index)
        let start = index == 0 ? 0 : try end(at: index - 1)
        guard start <= cell.end, payloadStart + Int(cell.end) <= bytes.count else {
            throw .corrupt(first.advanced(by: index), reason: "its bytes lie outside the block")
        }
        return StoredEvent(
            position: first.advanced(by: index),
            recordedAt: recordedAt,
            cell: cell,
            bytes: bytes.extracting(payloadStart + Int(start)..<payloadStart + Int(cell.end))
        )
    }
}
