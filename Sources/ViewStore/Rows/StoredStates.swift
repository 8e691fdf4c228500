import ByteCoding
import NewsFacts

/// The states of one row as a view's file holds them, read in place: the last of its chunks, and
/// where those before it are.
///
/// `FileFormat.md` has the byte tables.
struct StoredStates: ~Escapable {
    /// The event from which on the row is folded when it is asked for; `.max` for none.
    let foldedSince: Position
    /// The last day on which a fact of the row takes effect.
    let lastDay: Day
    /// How many states there are in all.
    let stateCount: Int
    /// How many versions of facts made them, and how many bytes they have.
    let versionCount: Int
    let stateByteCount: Int
    /// How many chunks there are before the last.
    let formerCount: Int
    /// The last chunk; nil when the row never had a state.
    let lastChunk: StateChunk?
    private let bytes: Span<UInt8>

    static let headByteCount = 32
    /// The moment with which a chunk begins, and the first event by which one of its states is known.
    private static let entryByteCount = 20

    /// Nil when the bytes hold no states, or other states than they say.
    @_lifetime(copy bytes)
    init?(_ bytes: Span<UInt8>) {
        guard bytes.count > Self.headByteCount else { return nil }
        foldedSince = Position(rawValue: bytes.littleEndian(UInt64.self, at: 0))
        lastDay = Day(rawValue: bytes.littleEndian(Int32.self, at: 8))
        stateCount = Int(bytes.littleEndian(UInt32.self, at: 12))
        versionCount = Int(bytes.littleEndian(UInt32.self, at: 16))
        stateByteCount = Int(truncatingIfNeeded: bytes.littleEndian(UInt64.self, at: 20))
        formerCount = Int(bytes.littleEndian(UInt32.self, at: 28))
        // No row comes near to it, and counting on from there does not overflow.
        guard max(stateCount, versionCount) <= 1 << 31, (0...1 << 48).contains(stateByteCount)
        else {
            return nil
        }
        guard formerCount <= (bytes.count - Self.headByteCount) / Self.entryByteCount else {
            return nil
        }
        self.bytes = bytes
        let rest = bytes.extracting(
            (Self.headByteCount + formerCount * Self.entryByteCount)...
        )
        if stateCount == 0 {
            guard formerCount == 0, stateByteCount == 0, rest.count == 4,
                rest.littleEndian(UInt32.self, at: 0) == 0
            else { return nil }
            lastChunk = nil
        } else {
            guard let chunk = StateChunk(rest) else { return nil }
            // Each of the others has a state at least.
            guard
                formerCount == 0
                    ? chunk.count == stateCount : chunk.count + formerCount <= stateCount
            else { return nil }
            lastChunk = chunk
        }
    }

    /// Whether the row is folded when it is asked for, at least of late.
    var isFoldedInPart: Bool { foldedSince.rawValue != .max }

    /// Where a chunk begins, of those before the last.
    func start(of index: Int) -> Moment {
        let place = Self.headByteCount + index * Self.entryByteCount
        return Moment(
            day: Day(rawValue: bytes.littleEndian(Int32.self, at: place)),
            position: Position(rawValue: bytes.littleEndian(UInt64.self, at: place + 4))
        )
    }

    /// The first event by which a state of a chunk is known, of those before the last.
    func firstPosition(of index: Int) -> Position {
        let place = Self.headByteCount + index * Self.entryByteCount + 12
        return Position(rawValue: bytes.littleEndian(UInt64.self, at: place))
    }

    /// How many chunks before the last begin on `day` or before.
    func formerCount(on day: Day) -> Int {
        var low = 0
        var high = formerCount
        while low < high {
            let middle = (low + high) / 2
            if start(of: middle).day <= day { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
