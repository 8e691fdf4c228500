public import ByteCoding
import LMDB

/// A log of format 1, as versions before this one wrote it: read once more, to be migrated.
///
/// Its blocks have a head of 16 bytes and no roots, and its headers a hash of the subject where
/// those of today have a part of the id.
public struct Format1Log: Sendable {
    /// The number that tells the log from all others.
    public let identity: LogIdentity
    private let environment: Environment
    private let blocks: Table
    private let reader: EventLog.KeyReader

    /// The format that is read.
    public static let version: UInt32 = 1

    /// Opens the log in a folder.
    ///
    /// - Throws: ``LogError/storage(_:)``, or ``LogError/notALog(path:)`` for a file of another
    ///   format.
    public init(
        openingIn folder: String,
        reader: @escaping EventLog.KeyReader
    ) throws(LogError) {
        let tables: [Table]
        do throws(LMDBError) {
            environment = try Environment(at: EventLog.path(in: folder), access: .readWrite)
            tables = try environment.openTables(["blocks", "meta"])
        } catch {
            throw .storage(error)
        }
        blocks = tables[0]
        self.reader = reader
        identity = try Self.readIdentity(environment, meta: tables[1])
    }

    private static func readIdentity(
        _ environment: Environment,
        meta: Table
    ) throws(LogError) -> LogIdentity {
        let magic = EventLog.magic
        do {
            let transaction = try ReadTransaction(environment)
            guard let value = try transaction.value(forKey: magic.span, in: meta) else {
                throw LogError.notALog(path: environment.path)
            }
            var fields = ByteReader(value)
            guard try fields.littleEndian(UInt32.self) == Self.version else {
                throw LogError.notALog(path: environment.path)
            }
            return try LogIdentity(from: &fields)
        } catch let error as LMDBError {
            throw .storage(error)
        } catch {
            throw .notALog(path: environment.path)
        }
    }

    /// The log as it is now; as long as this lives, no process can append to it.
    @_lifetime(borrow self)
    public borrowing func snapshot() throws(LogError) -> Format1Snapshot {
        do throws(LMDBError) {
            let transaction = try WriteTransaction(environment)
            return Format1Snapshot(transaction, blocks: blocks, reader: reader)
        } catch {
            throw .storage(error)
        }
    }
}

/// A log of format 1, to which nobody can append meanwhile.
public struct Format1Snapshot: ~Copyable, ~Escapable {
    private let transaction: WriteTransaction
    private let blocks: Table
    private let reader: EventLog.KeyReader

    @_lifetime(copy transaction)
    init(
        _ transaction: consuming WriteTransaction,
        blocks: Table,
        reader: @escaping EventLog.KeyReader
    ) {
        self.transaction = transaction
        self.blocks = blocks
        self.reader = reader
    }

    /// How many events there are.
    public var head: Position {
        get throws(LogError) {
            var cursor = try cursor()
            let entry: Entry?
            do throws(LMDBError) { entry = try cursor.last() } catch { throw .storage(error) }
            guard let entry else { return .zero }
            let block = try Format1Block(entry)
            return block.end
        }
    }

    /// The events, from the first on.
    @_lifetime(borrow self)
    public borrowing func events() throws(LogError) -> Format1Events {
        Format1Events(blocks: try cursor(), targets: try cursor(), reader: reader)
    }

    @_lifetime(borrow self)
    private borrowing func cursor() throws(LogError) -> Cursor {
        do throws(LMDBError) {
            return try transaction.cursor(over: blocks)
        } catch {
            throw .storage(error)
        }
    }
}

/// An event of a log of format 1.
public struct Format1Event: Sendable {
    /// Where it stands.
    public let position: Position
    /// When it was recorded.
    public let recordedAt: Timestamp
    /// What it does to what the log holds.
    public let effect: EventHeader.Effect
    /// The event, ready to be appended again.
    public let content: NewEvent
}

/// Steps through the events of a log of format 1, each checked as far as that format allows:
/// positions dense, times not decreasing, bytes within their block, the subject the one that its
/// header has a hash of.
public struct Format1Events: ~Copyable, ~Escapable {
    private var blocks: Cursor
    private var targets: Cursor
    private let reader: EventLog.KeyReader
    private var block: Format1Block?
    private var upcoming = Position.zero
    private var lastRecordedAt: Timestamp?

    @_lifetime(copy blocks)
    init(
        blocks: consuming Cursor,
        targets: consuming Cursor,
        reader: @escaping EventLog.KeyReader
    ) {
        self.blocks = blocks
        self.targets = targets
        self.reader = reader
        block = nil
    }

    /// The next event; nil at the end.
    ///
    /// - Throws: ``LogError/corrupt(_:reason:)`` or ``LogError/unreadable(_:reason:)``.
    /// - Complexity: O(1) amortised, and O(log n) for an amendment.
    public mutating func next() throws(LogError) -> Format1Event? {
        if let block, upcoming < block.end { return try event(of: block) }
        let entry: Entry?
        do throws(LMDBError) { entry = try blocks.next() } catch { throw .storage(error) }
        guard let entry else { return nil }
        let found = try Format1Block(entry)
        guard found.first == upcoming else {
            throw .corrupt(upcoming, reason: "no block begins here, but at \(found.first)")
        }
        if let lastRecordedAt, found.recordedAt < lastRecordedAt {
            throw .corrupt(upcoming, reason: "it was recorded before the event that precedes it")
        }
        lastRecordedAt = found.recordedAt
        block = found
        return try event(of: found)
    }

    private mutating func event(
        of block: borrowing Format1Block
    ) throws(LogError) -> Format1Event {
        let position = upcoming
        upcoming = position.advanced(by: 1)
        let index = block.first.distance(to: position)
        let cell = try block.cell(at: index)
        let header = cell.header
        let bytes = try block.bytes(at: index)
        guard let keys = reader(bytes.span) else {
            throw .unreadable(position, reason: "its keys cannot be read from its bytes")
        }
        // Where the hash of the subject stands, cells of today have a part of the id.
        guard cell.check.byteSwapped == keys.subject.formerHash else {
            throw .corrupt(position, reason: "its subject is not the one of its header")
        }
        let effect: NewEvent.Effect =
            switch header.effect {
            case .adds(let lo, let hi): .adds(lo: lo, hi: hi)
            case .replaces(let lineage): .replaces(try id(at: lineage))
            case .retracts(let lineage): .retracts(try id(at: lineage))
            }
        return Format1Event(
            position: position,
            recordedAt: block.recordedAt,
            effect: header.effect,
            content: NewEvent(bytes: bytes, type: header.type, effect: effect, keys: keys)
        )
    }

    private mutating func id(at position: Position) throws(LogError) -> Digest {
        var key: [UInt8] = []
        key.appendBigEndian(position.rawValue)
        let entry: Entry?
        do throws(LMDBError) {
            entry = try targets.seek(atOrBefore: key.span)
        } catch {
            throw .storage(error)
        }
        guard let entry else { throw .corrupt(position, reason: "no block holds it") }
        let block = try Format1Block(entry)
        guard position < block.end else { throw .corrupt(position, reason: "no block holds it") }
        return Digest(sha256Of: try block.bytes(at: block.first.distance(to: position)))
    }
}

/// A block of format 1: a head of 16 bytes, a column of headers, the bytes of the events.
private struct Format1Block: ~Escapable {
    let first: Position
    let count: Int
    let recordedAt: Timestamp
    private let bytes: Span<UInt8>

    private static let headByteCount = 16
    private static let form = EventHeader.Form.whole

    @_lifetime(copy entry)
    init(_ entry: Entry) throws(LogError) {
        guard entry.key.count == 8 else {
            throw .corrupt(.zero, reason: "the key of a block has \(entry.key.count) bytes, not 8")
        }
        first = Position(bigEndian: entry.key)
        bytes = entry.value
        var reader = ByteReader(bytes)
        let mark: UInt32
        do throws(ByteCodingError) {
            mark = try reader.littleEndian(UInt32.self)
            count = Int(try reader.littleEndian(UInt32.self))
            recordedAt = Timestamp(rawValue: try reader.littleEndian(Int64.self))
        } catch {
            throw .corrupt(first, reason: "\(error)")
        }
        // The version, and three bytes that are zero.
        guard mark == Format1Log.version, first.rawValue <= 1 << 60 else {
            throw .corrupt(first, reason: "the block is none of format 1")
        }
        guard Timestamp.recordable.contains(recordedAt) else {
            throw .corrupt(first, reason: "it was recorded at no time there can be")
        }
        guard 1...Block.eventCountMax ~= count, payloadStart <= bytes.count,
            payloadStart + Int(try cell(at: count - 1).end) == bytes.count
        else {
            throw .corrupt(
                first,
                reason: "a block of \(bytes.count) bytes holds no \(count) events"
            )
        }
    }

    var end: Position { first.advanced(by: count) }

    private var payloadStart: Int { Self.headByteCount + count * Self.form.cellByteCount }

    func cell(at index: Int) throws(LogError) -> EventCell {
        let position = first.advanced(by: index)
        let offset = Self.headByteCount + index * Self.form.cellByteCount
        var reader = ByteReader(bytes.extracting(offset..<offset + Self.form.cellByteCount))
        do {
            if let cell = try EventCell(from: &reader, Self.form, at: position) { return cell }
        } catch {
            throw .corrupt(position, reason: "\(error)")
        }
        throw .corrupt(position, reason: "its effect is none that can be")
    }

    func bytes(at index: Int) throws(LogError) -> [UInt8] {
        let start = index == 0 ? 0 : Int(try cell(at: index - 1).end)
        let end = Int(try cell(at: index).end)
        guard start < end, payloadStart + end <= bytes.count else {
            throw .corrupt(first.advanced(by: index), reason: "its bytes lie outside the block")
        }
        return Array(copying: bytes.extracting(payloadStart + start..<payloadStart + end))
    }
}

extension String {
    /// The hash of a subject that headers of format 1 have (FNV-1a).
    fileprivate var formerHash: UInt32 {
        utf8.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 }
    }
}
