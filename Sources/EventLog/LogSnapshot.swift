public import ByteCoding
import LMDB

/// The log as it was at one moment, read in place while others append.
///
/// A snapshot keeps the pages it can see from being reused, so it is to be held for the length of
/// one answer and no longer.
public struct LogSnapshot: ~Copyable, ~Escapable {
    private let transaction: ReadTransaction
    private let table: Table
    /// The position after the last event: how many events there are.
    public let head: Position
    /// When the last event was recorded; nil while there is none.
    public let lastRecordedAt: Timestamp?

    @_lifetime(copy transaction)
    init(_ transaction: consuming ReadTransaction, blocks: Table) throws(LogError) {
        let end = try Self.end(of: blocks, in: transaction)
        self.transaction = transaction
        table = blocks
        head = end.head
        lastRecordedAt = end.recordedAt
    }

    private static func end(
        of blocks: Table,
        in transaction: borrowing ReadTransaction
    ) throws(LogError) -> (head: Position, recordedAt: Timestamp?) {
        var cursor = try blockCursor(over: blocks, in: transaction)
        guard let last = try cursor.last() else { return (.zero, nil) }
        return (last.end, last.recordedAt)
    }

    /// The events from a position on; the cursor steps either way from there.
    ///
    /// - Precondition: `position` is not past the head.
    @_lifetime(borrow self)
    public func events(from position: Position) throws(LogError) -> EventCursor {
        precondition(position <= head, "\(position) lies past the head \(head)")
        return EventCursor(try blocks(), upcoming: position, head: head)
    }

    /// The blocks that hold the events.
    @_lifetime(borrow self)
    func blocks() throws(LogError) -> BlockCursor {
        try Self.blockCursor(over: table, in: transaction)
    }

    /// How many events had been recorded before `moment`.
    ///
    /// - Complexity: O(log² n) in the events.
    public func eventCount(recordedBefore moment: Timestamp) throws(LogError) -> Position {
        var known = Position.zero
        var unknown = head
        var events = try events(from: .zero)
        while known < unknown {
            let middle = known.advanced(by: known.distance(to: unknown) / 2)
            if try events.seek(to: middle).recordedAt < moment {
                known = middle.advanced(by: 1)
            } else {
                unknown = middle
            }
        }
        return known
    }

    /// What tells the event before a position from all others: when it was recorded, and its id.
    ///
    /// - Precondition: `position` is not zero, nor past the head.
    public func mark(before position: Position) throws(LogError) -> [UInt8] {
        var events = try events(from: position)
        let event = try events.seek(to: position.advanced(by: -1))
        var mark: [UInt8] = []
        mark.appendLittleEndian(event.recordedAt.rawValue)
        mark += try event.id.bytes
        return mark
    }

    @_lifetime(borrow transaction)
    private static func blockCursor(
        over blocks: Table,
        in transaction: borrowing ReadTransaction
    ) throws(LogError) -> BlockCursor {
        do throws(LMDBError) {
            let cursor = try transaction.cursor(over: blocks)
            return BlockCursor(cursor)
        } catch {
            throw .storage(error)
        }
    }
}
