import ByteCoding
import NewsFacts
import Projecting

/// The states of one row on both clocks: what it is from a day on, once an event is known.
///
/// States are only added, each by the event that makes it so. The state on a day, as the first `k`
/// events have it, is the last of those of that day and before that an event before position `k`
/// made; so a question needs no other structure than their order. They lie in chunks, of which the last stands
/// with the row and the others are read when they are needed. Where one ends depends on the states alone, so
/// that it does not matter in how many steps they came.
struct RowStates {
    /// The event from which on the row is folded when it is asked for; `.max` for none.
    var foldedSince = Position(rawValue: .max)
    /// The last day on which a fact of the row takes effect.
    var lastDay = Day.distantPast
    /// How many versions of facts made the states.
    var versionCount = 0
    private(set) var count = 0
    /// How many bytes the states have, with what tells them apart.
    private var byteCount = 0
    private let row: RowKey
    /// How many versions had made those that the file has; 0 when it does not know the row.
    private let storedVersionCount: Int
    var wasStored: Bool { storedVersionCount > 0 }
    private var chunks = [Chunk()]

    struct State {
        let moment: Moment
        let bytes: [UInt8]
        /// Whether its event is a new fact of that very day, which has no entry, as this says it all.
        let holdsFact: Bool

        /// What it takes of the room of its row.
        var byteCount: Int { StateChunk.cellByteCount + bytes.count }
    }

    private struct Chunk {
        var start = Moment.first
        var firstPosition = Position(rawValue: .max)
        /// Nil until they are read.
        var states: [State]? = []
        var isChanged = false

        mutating func add(_ state: State) {
            isChanged = true
            firstPosition = min(firstPosition, state.moment.position)
            let place = states?.partitioningIndex { $0.moment > state.moment } ?? 0
            states?.insert(state, at: place)
        }
    }

    /// A row without states.
    init(of row: RowKey) {
        self.row = row
        storedVersionCount = 0
    }

    /// The states that a file holds of a row, of which all chunks but the last are read later; nil when
    /// they are damaged.
    init?(of row: RowKey, _ stored: borrowing StoredStates) {
        guard stored.versionCount > 0 else { return nil }
        self.row = row
        storedVersionCount = stored.versionCount
        foldedSince = stored.foldedSince
        lastDay = stored.lastDay
        versionCount = stored.versionCount
        count = stored.stateCount
        byteCount = stored.stateByteCount
        guard let last = stored.lastChunk else { return }
        guard let states = last.states, let first = states.first else { return nil }
        chunks = (0..<stored.formerCount).map { index in
            Chunk(
                start: stored.start(of: index),
                firstPosition: stored.firstPosition(of: index),
                states: nil
            )
        }
        chunks.append(Chunk(start: chunks.isEmpty ? .first : first.moment, states: states))
    }

    /// The states of a chunk, read if need be.
    private mutating func states(
        ofChunk index: Int,
        from source: inout RowSource
    ) throws(ViewError) -> [State] {
        if let states = chunks[index].states { return states }
        let states = try source.chunk(of: row, from: chunks[index].start)
        chunks[index].states = states
        return states
    }

    /// The chunk to which a moment belongs.
    private func chunk(of moment: Moment) -> Int {
        max(chunks.partitioningIndex { $0.start > moment } - 1, 0)
    }

    /// The last state of a day that is not after `day`, known by fewer than `k` events.
    ///
    /// - Complexity: O(log n), and O(m) in the states that came to be known later.
    mutating func last(
        on day: Day,
        before k: Position,
        from source: inout RowSource
    ) throws(ViewError) -> State? {
        var index = chunk(of: Moment(day: day, position: Position(rawValue: .max)))
        while true {
            let states = try states(ofChunk: index, from: &source)
            var low = states.partitioningIndex { $0.moment.day > day }
            while low > 0 {
                low -= 1
                if states[low].moment.position < k { return states[low] }
            }
            guard index > 0 else { return nil }
            index -= 1
        }
    }

    /// The first day after `day` on which a state begins.
    mutating func firstDay(after day: Day, from source: inout RowSource) throws(ViewError) -> Day? {
        guard day < .distantFuture else { return nil }
        var index = chunk(of: Moment(day: day, position: Position(rawValue: .max)))
        while index < chunks.count {
            let states = try states(ofChunk: index, from: &source)
            let next = states.partitioningIndex { $0.moment.day > day }
            if next < states.count { return states[next].moment.day }
            index += 1
        }
        return nil
    }

    /// Adds a state.
    mutating func add(_ state: State, from source: inout RowSource) throws(ViewError) {
        let index = chunk(of: state.moment)
        _ = try states(ofChunk: index, from: &source)
        count += 1
        byteCount += state.byteCount
        chunks[index].add(state)
    }

    /// Whether the states take more room than they are worth: each holds the whole row, so those of a
    /// row that grows with every fact would have a number of bytes that is the square of theirs; and a
    /// late fact of a row that counts makes one on each later day.
    ///
    /// It depends on the events alone, so that it does not matter in how many steps they came.
    var areTooLarge: Bool {
        byteCount > Self.byteCountMin + versionCount * Self.byteCountMaxOfVersion
    }

    private static let byteCountMin = 65_536
    /// About twice what a fact has in the log.
    private static let byteCountMaxOfVersion = 512

    /// How many bytes the chunks have, more or less, and a row whose states are not divided at most: few
    /// enough that a fact that comes in order costs no more than a page.
    private static let chunkByteCount = 2_048

    /// Adds what is to be stored of what was added, in the order of the keys.
    consuming func write(to entries: inout EntryList) {
        // Of a row that is folded nothing changes but its facts.
        if versionCount == storedVersionCount { return }
        if byteCount > Self.chunkByteCount { divide() }
        let last = chunks.removeLast()
        entries.append { key in
            key.appendTerminated(row.text)
        } value: { head in
            head.appendLittleEndian(foldedSince.rawValue)
            head.appendLittleEndian(lastDay.rawValue)
            head.appendLittleEndian(UInt32(count))
            head.appendLittleEndian(UInt32(versionCount))
            head.appendLittleEndian(UInt64(byteCount))
            head.appendLittleEndian(UInt32(chunks.count))
            for chunk in chunks {
                head.appendLittleEndian(chunk.start.day.rawValue)
                head.appendLittleEndian(chunk.start.position.rawValue)
                head.appendLittleEndian(chunk.firstPosition.rawValue)
            }
            (last.states ?? []).write(to: &head)
        }
        for chunk in chunks where chunk.isChanged {
            entries.append { key in
                key.appendTerminated(row.text)
                key += chunk.start.keySuffix
            } value: { value in
                (chunk.states ?? []).write(to: &value)
            }
        }
    }

    private mutating func divide() {
        var divided: [Chunk] = []
        for chunk in chunks {
            guard chunk.isChanged, let states = chunk.states else {
                divided.append(chunk)
                continue
            }
            var part = chunk
            part.states = []
            part.firstPosition = Position(rawValue: .max)
            for state in states {
                if part.states?.isEmpty == false, state.beginsChunk(of: Self.chunkByteCount) {
                    divided.append(part)
                    part = Chunk(start: state.moment, isChanged: true)
                }
                part.states?.append(state)
                part.firstPosition = min(part.firstPosition, state.moment.position)
            }
            divided.append(part)
        }
        chunks = divided
    }
}

extension RowStates.State {
    /// Whether a chunk begins with it, unless it is the first of its row, where chunks have about so many bytes.
    fileprivate func beginsChunk(of chunkByteCount: Int) -> Bool {
        var hash = moment.position.rawValue &* 0x9E37_79B9_7F4A_7C15
        hash ^= UInt64(truncatingIfNeeded: moment.day.rawValue) &* 0xC2B2_AE3D_27D4_EB4F
        hash = (hash ^ hash >> 29) &* 0xBF58_476D_1CE4_E5B9
        return (hash >> 32) * UInt64(chunkByteCount) < UInt64(byteCount) << 32
    }
}

extension Moment {
    /// What follows the name of the row in the key of a chunk that begins there.
    var keySuffix: [UInt8] {
        var bytes: [UInt8] = []
        bytes.appendBigEndian(day.orderedBits)
        bytes.appendBigEndian(position.rawValue)
        return bytes
    }
}

extension Day {
    /// The number of the day as bits that sort as days do.
    var orderedBits: UInt32 { UInt32(bitPattern: rawValue) ^ 1 << 31 }
}

extension StateChunk {
    /// A copy of all its states; nil when it is damaged.
    var states: [RowStates.State]? {
        var states: [RowStates.State] = []
        states.reserveCapacity(count)
        for index in 0..<count {
            guard let bytes = state(index) else { return nil }
            states.append(
                .init(
                    moment: moment(of: index),
                    bytes: Array(copying: bytes),
                    holdsFact: holdsFact(index)
                )
            )
        }
        return states
    }
}

extension Array {
    /// Where the elements begin for which something holds that holds for all after the first of them.
    ///
    /// - Complexity: O(log n).
    func partitioningIndex(where holds: (Element) -> Bool) -> Int {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
