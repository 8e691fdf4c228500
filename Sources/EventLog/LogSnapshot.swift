public import ByteCoding
import LMDB

/// The log as it was at one moment, read in place while others append.
///
/// A snapshot keeps the pages it can see from being reused, so it is to be held for the length of
/// one answer and no longer.
public struct LogSnapshot: ~Copyable, ~Escapable {
    private let transaction: ReadTransaction
    private let blocks: Table
    /// The position after the last event: how many events there are.
    public let head: Position
    /// When the last event was recorded; nil while there is none.
    public let lastRecordedAt: Timestamp?

    @_lifetime(borrow log)
    init(_ log: borrowing EventLog) throws(LogError) {
        do throws(LMDBError) {
            transaction = try ReadTransaction(log.environment)
        } catch {
            throw .storage(error)
        }
        blocks = log.blocks
        var cursor = BlockCursor(try Self.cursor(over: log.blocks, in: transaction))
        if let last = try cursor.last() {
            head = last.end
            lastRecordedAt = last.recordedAt
        } else {
            head = .zero
            lastRecordedAt = nil
        }
    }

    /// The events from a position on; the cursor steps either way from there.
    ///
    /// - Precondition: `position` is not past the head.
    @_lifetime(borrow self)
    public func events(from position: Position) throws(LogError) -> EventCursor {
        precondition(position <= head, "\(position) lies past the head \(head)")
        let cursor = BlockCursor(try Self.cursor(over: blocks, in: transaction))
        return EventCursor(cursor, upcoming: position, head: head)
    }

    /// How many events had been recorded before `moment`.
    ///
    /// - Complexity: O(log² n) in the events.
    public func eventCount(recordedBefore moment: Timestamp) throws(LogError) -> Position {
        var cursor = BlockCursor(try Self.cursor(over: blocks, in: transaction))
        var known = Position.zero
        var unknown = head
        while known < unknown {
            let middle = known.advanced(by: known.distance(to: unknown) / 2)
            guard let block = try cursor.block(containing: middle) else { break }
            if block.recordedAt < moment { known = block.end } else { unknown = block.first }
        }
        return known
    }

    @_lifetime(borrow transaction)
    private static func cursor(
        over blocks: Table, in transaction: borrowing ReadTransaction
    ) throws(LogError) -> Cursor {
        do throws(LMDBError) {
            return try transaction.cursor(over: blocks)
        } catch {
            throw .storage(error)
        }
    }
}
