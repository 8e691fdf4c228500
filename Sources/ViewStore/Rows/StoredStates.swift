import ByteCoding
import NewsFacts

/// The states of one row as a view's file holds them, read in place: the first of its chunks, and
/// where the others are.
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
    /// How many chunks there are besides the first.
    let laterCount: Int
    private let bytes: Span<UInt8>

    static let headByteCount = 32
    /// The moment with which a chunk begins, and the first event by which one of its states is known.
    private static let entryByteCount = 20

    /// Nil when the bytes hold no states.
    @_lifetime(copy bytes)
    init?(_ bytes: Span<UInt8>) {
        guard bytes.count > Self.headByteCount else { return nil }
        foldedSince = Position(rawValue: bytes.littleEndian(UInt64.self, at: 0))
        lastDay = Day(rawValue: bytes.littleEndian(Int32.self, at: 8))
        stateCount = Int(bytes.littleEndian(UInt32.self, at: 12))
        versionCount = Int(bytes.littleEndian(UInt32.self, at: 16))
        stateByteCount = Int(truncatingIfNeeded: bytes.littleEndian(UInt64.self, at: 20))
        laterCount = Int(bytes.littleEndian(UInt32.self, at: 28))
        // No row comes near to it, and counting on from there does not overflow.
        guard max(stateCount, versionCount) <= 1 << 31, (0...1 << 48).contains(stateByteCount)
        else {
            return nil
        }
        guard laterCount <= (bytes.count - Self.headByteCount) / Self.entryByteCount else {
            return nil
        }
        self.bytes = bytes
    }

    /// The first chunk; nil when it is damaged, or the row never had a state.
    var firstChunk: StateChunk? {
        @_lifetime(copy self)
        get {
            StateChunk(
                bytes.extracting(
                    Self.headByteCount + laterCount * Self.entryByteCount..<bytes.count
                )
            )
        }
    }

    var isEmpty: Bool { stateCount == 0 }

    /// Whether the row is folded when it is asked for, at least of late.
    var isFoldedInPart: Bool { foldedSince.rawValue != .max }

    /// Where a chunk begins, of those besides the first.
    func start(of index: Int) -> Moment {
        let place = Self.headByteCount + index * Self.entryByteCount
        return Moment(
            day: Day(rawValue: bytes.littleEndian(Int32.self, at: place)),
            position: Position(rawValue: bytes.littleEndian(UInt64.self, at: place + 4))
        )
    }

    /// The first event by which a state of a chunk is known, of those besides the first.
    func firstPosition(of index: Int) -> Position {
        let place = Self.headByteCount + index * Self.entryByteCount + 12
        return Position(rawValue: bytes.littleEndian(UInt64.self, at: place))
    }

    /// The last chunk besides the first that begins on `day` or before; nil when the first does.
    func lastStart(on day: Day) -> Int? {
        var low = 0
        var high = laterCount
        while low < high {
            let middle = (low + high) / 2
            if start(of: middle).day <= day { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? low - 1 : nil
    }
}
