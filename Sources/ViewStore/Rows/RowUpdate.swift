import ByteCoding
import EventLog
import NewsFacts
import Projecting

/// What events make of the states of one row.
///
/// A fact that comes in the order of its day costs one step. One that comes late, or is corrected or taken back,
/// has the row folded again from its day on, until the row is in the state that it was in before.
///
/// A row is no longer kept in states from the event on by which one of its facts has an imprecise date, or tells
/// an event with others, as its two readings differ then; or by which its states take too much room. It is folded
/// when it is asked for.
struct RowUpdate<View: Projection> {
    private let key: RowKey
    private(set) var states: RowStates
    /// The last state, once it is needed: the row, what was met on the way to it, and both as bytes.
    ///
    /// One by one, as a tuple or a struct of what is generic costs a look into the runtime's tables.
    private var last: View.Row?
    private var lastMarks: StateMarks = []
    private var lastBytes: [UInt8]?
    /// Every fact of the row that is known, once they are needed.
    private var facts: RowFacts?
    /// The versions that came since the file was read.
    private var versions: [FactVersion] = []
    /// Those of them that need an entry, as no state holds them.
    private(set) var entries: [FactVersion] = []

    /// An update of a row of those states.
    init(of key: RowKey, _ states: RowStates) {
        self.key = key
        self.states = states
    }

    /// Takes all versions that one event gives facts of the row.
    mutating func take(
        _ changes: ArraySlice<FactVersion>,
        from source: inout RowSource,
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) {
        guard let position = changes.first?.position else { return }
        guard states.foldedSince.rawValue == .max else {
            entries += changes
            return
        }
        states.versionCount += changes.count
        defer {
            versions += changes
            if states.areTooLarge { states.foldedSince = position }
        }
        guard changes.allSatisfy(\.isExact) else {
            states.foldedSince = position
            entries += changes
            return
        }
        let isHeld: Bool
        if changes.count == 1, let change = changes.first, change.isNew, change.holdsAll,
            let day = change.day
        {
            isHeld =
                day >= states.lastDay
                ? try append(change, on: day, from: &source, in: snapshot)
                : try fold(changes, at: position, newOn: day, from: &source, in: snapshot)
        } else {
            isHeld = try fold(changes, at: position, newOn: nil, from: &source, in: snapshot)
        }
        if !isHeld { entries += changes }
    }

    /// Takes a fact that comes after all others.
    ///
    /// - Returns: Whether a state holds it.
    private mutating func append(
        _ change: FactVersion,
        on day: Day,
        from source: inout RowSource,
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> Bool {
        let former = try readLastState(from: &source)
        try stepLast(try source.content(of: change, in: snapshot), since: former)
        let bytes = StateMarks.bytes(of: &last, lastMarks, like: former)
        states.lastDay = day
        facts?.take(change)
        if bytes == former { return false }
        let moment = Moment(day: day, position: change.position)
        try states.add(.init(moment: moment, bytes: bytes, holdsFact: true), from: &source)
        lastBytes = bytes
        return true
    }

    /// Takes the last state a step on, of which those are the bytes.
    ///
    /// Where nothing has to be compared it is taken as it is, without a copy, and read again when the
    /// row's life does not allow the step.
    private mutating func stepLast(_ fact: Fact, since former: [UInt8]) throws(ViewError) {
        guard fact.modality.isRealized else { return step(fact, &last, &lastMarks) }
        do throws(IllegalStep) { return try View.apply(fact, to: &last, of: key) } catch {}
        last = try read(former).row
        lastMarks.insert(.hasAnomaly)
    }

    private mutating func readLastState(from source: inout RowSource) throws(ViewError) -> [UInt8] {
        if let lastBytes { return lastBytes }
        if states.count == 0 {
            lastBytes = StateMarks.nothing
            return StateMarks.nothing
        }
        let end = Position(rawValue: .max)
        let found = try states.last(on: .distantFuture, before: end, from: &source)
        let bytes = found?.bytes ?? StateMarks.nothing
        (last, lastMarks) = try read(bytes)
        lastBytes = bytes
        return bytes
    }

    private func step(_ fact: Fact, _ row: inout View.Row?, _ marks: inout StateMarks) {
        switch Fold.step(fact, by: View.self, to: &row, of: key) {
        case .taken: break
        case .passedOver: marks.insert(.hasPassedOver)
        case .refused: marks.insert(.hasAnomaly)
        }
    }

    /// Traps when the bytes of the last state are not all that its row holds.
    func checkBytes() throws(ViewError) {
        guard let lastBytes else { return }
        let row = try read(lastBytes).row
        precondition(
            row == last,
            "what is stored of \(View.Row.self) leaves out what the row holds"
        )
    }

    private func read(
        _ bytes: [UInt8]
    ) throws(ViewError) -> (row: View.Row?, marks: StateMarks) {
        guard let read: (View.Row?, StateMarks) = StateMarks.read(bytes) else {
            throw .damaged(view: View.name)
        }
        return read
    }

    /// Folds the row again from the first day on that the changes touch, until it is in the state in
    /// which it was before.
    ///
    /// `newDay` is the day of the one change, if it is a new fact.
    ///
    /// - Returns: Whether a state holds that fact.
    /// - Throws: ``ViewError`` when the file or the log is damaged.
    private mutating func fold(
        _ changes: ArraySlice<FactVersion>,
        at position: Position,
        newOn newDay: Day?,
        from source: inout RowSource,
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> Bool {
        var facts = try knownFacts(from: &source)
        var touched: ClosedRange<Day>?
        for change in changes {
            for day in [facts.day(of: change.lineage), change.day] {
                guard let day else { continue }
                let range = touched ?? day...day
                touched = min(range.lowerBound, day)...max(range.upperBound, day)
            }
            facts.take(change)
        }
        self.facts = facts
        guard let touched else { return false }
        var isHeld = false
        states.lastDay = max(states.lastDay, touched.upperBound)
        lastBytes = nil
        let start = touched.lowerBound
        var (row, marks) =
            start == .distantPast
            ? (nil, [])
            : try read(
                try states.last(on: start.advanced(by: -1), before: position, from: &source)?.bytes
                    ?? StateMarks.nothing
            )
        var day: Day? = start
        var upcoming = facts.firstIndex(from: start)
        while let now = day {
            while upcoming < facts.order.count, facts.order[upcoming].day <= now {
                let version = facts.version(at: upcoming)
                step(try source.content(of: version, in: snapshot), &row, &marks)
                upcoming += 1
            }
            let bytes = StateMarks.bytes(of: &row, marks, like: [])
            // What the row was on this day before the event, and what the states say by now.
            let former =
                try states.last(on: now, before: position, from: &source)?.bytes
                ?? StateMarks.nothing
            let next = position.advanced(by: 1)
            let standing =
                try states.last(on: now, before: next, from: &source)?.bytes ?? StateMarks.nothing
            if standing != bytes {
                let moment = Moment(day: now, position: position)
                let holdsFact = now == newDay
                try states.add(
                    .init(moment: moment, bytes: bytes, holdsFact: holdsFact),
                    from: &source
                )
                isHeld = isHeld || holdsFact
                if states.areTooLarge { return isHeld }
            }
            if now >= touched.upperBound, bytes == former { return isHeld }
            let nextFact = upcoming < facts.order.count ? facts.order[upcoming].day : nil
            let nextState = try states.firstDay(after: now, from: &source)
            day = [nextFact, nextState].compactMap(\.self).min()
        }
        return isHeld
    }

    private mutating func knownFacts(
        from source: inout RowSource
    ) throws(ViewError) -> RowFacts {
        if let facts {
            self.facts = nil
            return facts
        }
        let stored = states.wasStored ? try source.versions(of: key) : []
        return RowFacts(stored + versions)
    }
}

/// The facts of a row that are known, in the order in which they take effect.
private struct RowFacts {
    private(set) var order: [(day: Day, lineage: Position)]
    /// The last version of each, in the order of their lineages.
    private var versions: [FactVersion]

    /// Facts of which those are versions, in any order.
    init(_ all: [FactVersion]) {
        versions = all.last(at: Position(rawValue: .max))
        order = versions.compactMap { version in
            version.day.map { (day: $0, lineage: version.lineage) }
        }
        order.sort { ($0.day, $0.lineage) < ($1.day, $1.lineage) }
    }

    /// The day on which a fact takes effect; nil when it is not known, or not in the row.
    func day(of lineage: Position) -> Day? {
        let place = place(of: lineage)
        return holds(lineage, at: place) ? versions[place].day : nil
    }

    /// Takes the next version of a fact.
    mutating func take(_ version: FactVersion) {
        let place = place(of: version.lineage)
        if holds(version.lineage, at: place) {
            if let day = versions[place].day { order.remove(at: index(day, version.lineage)) }
            versions[place] = version
        } else {
            versions.insert(version, at: place)
        }
        guard let day = version.day else { return }
        order.insert((day, version.lineage), at: index(day, version.lineage))
    }

    func firstIndex(from day: Day) -> Int { index(day, .zero) }

    private func index(_ day: Day, _ lineage: Position) -> Int {
        order.partitioningIndex { ($0.day, $0.lineage) >= (day, lineage) }
    }

    private func place(of lineage: Position) -> Int {
        versions.partitioningIndex { $0.lineage >= lineage }
    }

    private func holds(_ lineage: Position, at place: Int) -> Bool {
        place < versions.count && versions[place].lineage == lineage
    }

    func version(at index: Int) -> FactVersion { versions[place(of: order[index].lineage)] }
}

/// What a fold has met on its way to a state, besides the row.
struct StateMarks: OptionSet {
    let rawValue: UInt8

    /// The row's life did not allow some fact.
    static let hasAnomaly = StateMarks(rawValue: 1)
    /// Some fact is only planned or denied, and changed nothing.
    static let hasPassedOver = StateMarks(rawValue: 2)
    private static let hasRow = StateMarks(rawValue: 4)

    /// The bytes of the state before the first fact.
    static let nothing: [UInt8] = [0]

    /// A byte of marks, then those of the row if there is one; about as many as those of the state before.
    ///
    /// The row is not changed.
    static func bytes(
        of row: inout (some ViewRow)?,
        _ marks: StateMarks,
        like former: [UInt8]
    ) -> [UInt8] {
        guard row != nil else { return [marks.rawValue] }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(former.count + 64)
        bytes.append(marks.union(hasRow).rawValue)
        var coder = RowCoder(appendingTo: bytes)
        do throws(RowCoder.Damage) { try row?.code(by: &coder) } catch {
            preconditionFailure("a row refuses to be written")
        }
        let written = coder.written()
        assert(read(written)?.row == row, "what is stored leaves out what \(row as Any) holds")
        return written
    }

    /// Whether a state has a row, or something that its life did not allow.
    static func showsAnything(_ bytes: Span<UInt8>) -> Bool {
        !bytes.isEmpty
            && !StateMarks(rawValue: bytes[0]).isDisjoint(with: [.hasRow, .hasAnomaly])
    }

    /// What ``bytes(of:_:)`` wrote; nil when the bytes hold no state.
    static func read<Row: ViewRow>(_ bytes: [UInt8]) -> (row: Row?, marks: StateMarks)? {
        guard let first = bytes.first, first < 8 else { return nil }
        let marks = StateMarks(rawValue: first)
        let rest = marks.subtracting(hasRow)
        guard marks.contains(hasRow) else { return bytes.count == 1 ? (nil, rest) : nil }
        var coder = RowCoder(reading: bytes, from: 1)
        var row = Row()
        guard (try? row.code(by: &coder)) != nil, coder.isAtEnd else { return nil }
        return (row, rest)
    }
}

extension FactVersion {
    /// Whether the version is the first of its fact.
    var isNew: Bool { lineage == position }

    /// The day on which the fact takes effect, when its date is exact; nil when it is not in the row.
    var day: Day? { state?.days.upperBound }

    /// Whether its date is exact, and no other fact tells the same event, so that both readings of
    /// its row are one.
    var isExact: Bool {
        guard let state else { return true }
        return state.telling == nil && state.days.lowerBound == state.days.upperBound
            && state.days.upperBound < .distantFuture
    }
}
