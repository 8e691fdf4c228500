public import ByteCoding

/// Steps through the events of a snapshot, forward and backward.
public struct EventCursor: ~Copyable, ~Escapable {
    private var blocks: BlockCursor
    private var block: Block?
    private let head: Position
    /// The position of the event that ``next()`` gives.
    public private(set) var upcoming: Position

    @_lifetime(copy blocks)
    init(_ blocks: consuming BlockCursor, upcoming: Position, head: Position) {
        self.blocks = blocks
        self.upcoming = upcoming
        self.head = head
        block = nil
    }

    /// The next event; nil at the head.
    ///
    /// - Complexity: O(1) amortised.
    @_lifetime(copy self)
    public mutating func next() throws(LogError) -> StoredEvent? {
        guard upcoming < head else { return nil }
        let position = upcoming
        upcoming = position.advanced(by: 1)
        return try event(at: position)
    }

    /// The event before; nil at the first.
    ///
    /// - Complexity: O(1) within a commit, O(log n) from one to the other.
    @_lifetime(copy self)
    public mutating func previous() throws(LogError) -> StoredEvent? {
        guard upcoming > .zero else { return nil }
        upcoming = upcoming.advanced(by: -1)
        return try event(at: upcoming)
    }

    /// The event at a position, wherever the cursor stands; the next step starts after it.
    ///
    /// - Precondition: `position` lies before the head of the snapshot.
    @_lifetime(copy self)
    public mutating func seek(to position: Position) throws(LogError) -> StoredEvent {
        precondition(position < head, "\(position) lies past the head \(head)")
        upcoming = position.advanced(by: 1)
        return try event(at: position)
    }

    @_lifetime(copy self)
    private mutating func event(at position: Position) throws(LogError) -> StoredEvent {
        if let block, position >= block.first, position < block.end {
            return try block.event(at: block.first.distance(to: position))
        }
        guard let found = try blocks.block(containing: position) else {
            throw .corrupt(position, reason: "no block holds it")
        }
        block = found
        return try found.event(at: found.first.distance(to: position))
    }
}
