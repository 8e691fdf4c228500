import ByteCoding
import LMDB

/// Finds the blocks of the log.
struct BlockCursor: ~Copyable, ~Escapable {
    private var cursor: Cursor
    private var at: Range<Position>?

    @_lifetime(copy cursor)
    init(_ cursor: consuming Cursor) {
        self.cursor = cursor
        at = nil
    }

    /// The last block of the log; nil when it is empty.
    @_lifetime(copy self)
    mutating func last() throws(LogError) -> Block? {
        let entry: Entry?
        do throws(LMDBError) {
            entry = try cursor.last()
        } catch {
            throw .storage(error)
        }
        guard let entry else { return nil }
        return try Self.block(entry)
    }

    /// Whether something stands before the place of the first block.
    @_lifetime(self: copy self)
    mutating func beginsWithStranger() throws(LogError) -> Bool {
        let entry: Entry?
        do throws(LMDBError) {
            at = nil
            entry = try cursor.first()
        } catch {
            throw .storage(error)
        }
        guard let entry else { return false }
        // Only a shorter run of zeros comes before eight.
        return entry.key.count < 8 && Position(bigEndian: entry.key) == .zero
    }

    /// The block that holds the event at `position`; nil when there is no such event.
    ///
    /// - Complexity: O(1) next to the last block that was found, O(log n) elsewhere.
    @_lifetime(copy self)
    mutating func block(containing position: Position) throws(LogError) -> Block? {
        let entry: Entry?
        do throws(LMDBError) {
            if position == at?.upperBound {
                entry = try cursor.next()
            } else {
                let key = position.bigEndian
                entry = try cursor.seek(atOrBefore: key.span)
            }
        } catch {
            throw .storage(error)
        }
        guard let entry else { return nil }
        let found = try Self.block(entry)
        guard position < found.end else { return nil }
        guard position >= found.first else {
            throw .corrupt(position, reason: "no block holds it; the next begins at \(found.first)")
        }
        at = found.first..<found.end
        return found
    }

    /// Where the first block after a position begins, whatever it holds; nil when there is none.
    mutating func start(after position: Position) throws(LogError) -> Position? {
        let key = Position(rawValue: position.rawValue + 1).bigEndian
        do throws(LMDBError) {
            at = nil
            guard let entry = try cursor.seek(to: key.span), entry.key.count == 8 else {
                return nil
            }
            return Position(bigEndian: entry.key)
        } catch {
            throw .storage(error)
        }
    }

    /// No log comes near to it, and a posting has room for it.
    private static let firstMax = Posting.positionEnd - (1 << 32)

    @_lifetime(copy entry)
    private static func block(_ entry: Entry) throws(LogError) -> Block {
        guard entry.key.count == 8 else {
            throw .corrupt(.zero, reason: "the key of a block has \(entry.key.count) bytes, not 8")
        }
        let first = Position(bigEndian: entry.key)
        guard first.rawValue <= Self.firstMax else {
            throw .corrupt(first, reason: "no log is so long")
        }
        return try Block(first: first, bytes: entry.value)
    }
}
