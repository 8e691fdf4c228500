import ByteCoding
import NewsFacts
import Projecting

/// From when on a row is in a state: the day in the world, and the event by which it is known.
///
/// Of two moments the one of the later day comes after, and on one day that of the later event.
struct Moment: Hashable, Comparable {
    let day: Day
    let position: Position

    static let first = Moment(day: .distantPast, position: .zero)

    static func < (left: Moment, right: Moment) -> Bool {
        (left.day, left.position) < (right.day, right.position)
    }
}

/// A run of the states of one row, in the order of their moments, read in place.
///
/// `FileFormat.md` has the byte tables.
struct StateChunk: ~Escapable {
    private let bytes: Span<UInt8>
    let count: Int
    private var payloadStart: Int { 4 + count * Self.cellByteCount }

    /// A day, a position, and where the state ends.
    static let cellByteCount = 16
    /// The bit of a cell's last number that says that the state holds a fact.
    fileprivate static let factBit: UInt32 = 1 << 31

    /// Nil when the bytes hold no chunk.
    @_lifetime(copy bytes)
    init?(_ bytes: Span<UInt8>) {
        guard bytes.count >= 4 else { return nil }
        let count = Int(bytes.littleEndian(UInt32.self, at: 0))
        guard count > 0, count <= (bytes.count - 4) / Self.cellByteCount else { return nil }
        self.bytes = bytes
        self.count = count
        guard payloadStart + end(of: count - 1) == bytes.count else { return nil }
    }

    func moment(of index: Int) -> Moment {
        let place = 4 + index * Self.cellByteCount
        return Moment(
            day: Day(rawValue: bytes.littleEndian(Int32.self, at: place)),
            position: Position(rawValue: bytes.littleEndian(UInt64.self, at: place + 4))
        )
    }

    private func day(of index: Int) -> Day {
        Day(rawValue: bytes.littleEndian(Int32.self, at: 4 + index * Self.cellByteCount))
    }

    private func last(of index: Int) -> UInt32 {
        bytes.littleEndian(UInt32.self, at: 16 + index * Self.cellByteCount)
    }

    private func end(of index: Int) -> Int { Int(last(of: index) & ~Self.factBit) }

    /// Whether the event of a state is a new fact of its day, which has no entry.
    func holdsFact(_ index: Int) -> Bool { last(of: index) & Self.factBit != 0 }

    /// Adds the new facts that states hold.
    func appendFactVersions(to versions: inout [FactVersion]) {
        for index in 0..<count where holdsFact(index) {
            let moment = moment(of: index)
            versions.append(
                FactVersion(
                    lineage: moment.position,
                    position: moment.position,
                    days: moment.day...moment.day
                )
            )
        }
    }

    /// Whether a state holds a new fact that some event is.
    func holdsFact(of events: Range<Position>) -> Bool {
        (0..<count).contains { holdsFact($0) && events.contains(moment(of: $0).position) }
    }

    /// The bytes of a state; nil when the chunk is damaged.
    @_lifetime(copy self)
    func state(_ index: Int) -> Span<UInt8>? {
        let start = index == 0 ? 0 : end(of: index - 1)
        let end = end(of: index)
        guard start < end, payloadStart + end <= bytes.count else { return nil }
        return bytes.extracting(payloadStart + start..<payloadStart + end)
    }

    /// The last state of a day that is not after `day` which is known by fewer than `k` events.
    ///
    /// - Complexity: O(log n), and O(n) in the states that came to be known later.
    func last(on day: Day, before k: Position) -> Int? {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self.day(of: middle) <= day { low = middle + 1 } else { high = middle }
        }
        while low > 0 {
            low -= 1
            if moment(of: low).position < k { return low }
        }
        return nil
    }
}

extension [RowStates.State] {
    /// The form in which ``StateChunk`` reads them.
    func write(to bytes: inout [UInt8]) {
        bytes.appendLittleEndian(UInt32(count))
        var end = 0
        for state in self {
            end += state.bytes.count
            bytes.appendLittleEndian(state.moment.day.rawValue)
            bytes.appendLittleEndian(state.moment.position.rawValue)
            bytes.appendLittleEndian(UInt32(end) | (state.holdsFact ? StateChunk.factBit : 0))
        }
        for state in self { bytes += state.bytes }
    }
}

extension Span<UInt8> {
    /// The number that stands there, least significant byte first.
    ///
    /// - Precondition: All its bytes lie within.
    func littleEndian<Number: FixedWidthInteger>(_ type: Number.Type, at place: Int) -> Number {
        // One check of the bounds for all bytes, so that they are read at once.
        let bytes = extracting(place..<place + Number.bitWidth / 8)
        var value: Number = 0
        for index in bytes.indices {
            value |=
                Number(truncatingIfNeeded: bytes[index]) << Number(truncatingIfNeeded: 8 * index)
        }
        return value
    }
}
