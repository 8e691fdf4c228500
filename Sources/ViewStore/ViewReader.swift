import ByteCoding
public import EventLog
import LMDB
import NewsFacts
public import Projecting

/// Reads one view as it was when the reader was made, for any day and any state of knowledge.
///
/// It keeps the pages that it can see from being used again, so it is for a few answers at a time.
///
/// All that uses its cursors is in one file: from another, Swift 6.3.1 takes it to copy them.
public struct ViewReader<View: Projection>: ~Copyable, ~Escapable {
    private var rows: ViewCursor
    private var chunks: ViewCursor
    private var entries: ViewCursor
    private var days: ViewCursor
    private let states: FactStates
    private var entities: (k: Position, entities: Entities)?

    @_lifetime(copy rows, copy chunks, copy entries, copy days)
    init(
        rows: consuming ViewCursor,
        chunks: consuming ViewCursor,
        entries: consuming ViewCursor,
        days: consuming ViewCursor,
        _ states: FactStates
    ) {
        self.rows = rows
        self.chunks = chunks
        self.entries = entries
        self.days = days
        self.states = states
        entities = nil
    }

    /// What one row shows; nil when it shows nothing.
    ///
    /// - Complexity: O(log n) in the states of the view and in those of the row, and O(m) in those
    ///   of its days and chunks that came to be known later. For a row that is
    ///   folded when it is asked for, O(m log m) in its facts.
    @_lifetime(self: copy self)
    public mutating func row(
        _ key: RowKey,
        at moment: ViewMoment,
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> RowReadings<View.Row>? {
        guard StoredEntry.canHold(key) else { return nil }
        let prefix = StoredEntry.prefix(of: key)
        guard let value = try rows.value(forKey: prefix) else { return nil }
        let stored = try Self.states(value)
        if stored.foldedSince < moment.knownAt {
            return try foldedAnswer(of: key, at: moment, in: snapshot).map(RowReadings.init)
        }
        guard let state = try state(of: stored, prefix.span, at: moment) else { return nil }
        guard StateMarks.showsAnything(state) else { return nil }
        return RowReadings(try Self.read(state).row)
    }

    /// Visits every row that shows something, in the order of the rows' names.
    ///
    /// - Complexity: O(n) in the rows of the view, each as in ``row(_:at:in:)``.
    @_lifetime(self: copy self)
    public mutating func forEachRow(
        at moment: ViewMoment,
        in snapshot: borrowing LogSnapshot,
        _ visit: (borrowing VisitedRow<View>) throws(ViewError) -> Void
    ) throws(ViewError) {
        var formerCount: Int?
        while let found = try head(afterChunks: formerCount) {
            let stored = try Self.states(found.value)
            formerCount = stored.formerCount
            if stored.foldedSince < moment.knownAt {
                let key = try Self.key(found.key)
                let answer = try foldedAnswer(of: key, at: moment, in: snapshot)
                if let answer { try visit(VisitedRow(name: found.key, RowReadings(answer))) }
            } else if let state = try state(of: stored, found.key, at: moment) {
                let row = VisitedRow<View>(name: found.key, state)
                if row.isThere { try visit(row) }
            }
        }
    }

    /// The states of the row after one that has so many former chunks, or of the first row.
    @_lifetime(copy self)
    private mutating func head(afterChunks formerCount: Int?) throws(ViewError) -> Entry? {
        guard let formerCount else { return try rows.seek(to: [0]) }
        for _ in 0..<formerCount { _ = try rows.next() }
        return try rows.next()
    }

    /// The rows that show something, with the facts that made them so, in the order of their names.
    ///
    /// - Complexity: O(n log n) in the facts of the view.
    @_lifetime(self: copy self)
    mutating func answers(
        at moment: ViewMoment,
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> [RowAnswer<View.Row>] {
        var answers: [RowAnswer<View.Row>] = []
        var formerCount: Int?
        while let found = try head(afterChunks: formerCount) {
            let stored = try Self.states(found.value)
            formerCount = stored.formerCount
            let answer = try answer(of: stored, found.key, at: moment, in: snapshot)
            if let answer { answers.append(answer) }
        }
        return answers
    }

    /// Visits every row with the facts that were known of it and that may have been so by a day.
    ///
    /// - Complexity: O(n log n) in the facts of the view.
    @_lifetime(self: copy self)
    mutating func forEachRow(
        by moment: ViewMoment,
        in snapshot: borrowing LogSnapshot,
        _ visit: (RowKey, [KnownFact]) -> Void
    ) throws(ViewError) {
        var formerCount: Int?
        while let found = try head(afterChunks: formerCount) {
            formerCount = try Self.states(found.value).formerCount
            let key = try Self.key(found.key)
            visit(key, try facts(try versions(of: key), by: moment, in: snapshot))
        }
    }

    /// All that the log has of one row, the versions of facts that were taken out or replaced included.
    @_lifetime(self: copy self)
    mutating func versions(of key: RowKey) throws(ViewError) -> [FactVersion] {
        guard StoredEntry.canHold(key) else { return [] }
        let held = try chunks.factVersions(of: key, in: View.name)
        return held.merged(with: try entries.versions(of: key, in: View.name))
    }

    /// What a row shows with the facts that made it so; nil when it shows nothing.
    ///
    /// - Complexity: O(n log n) in the facts of the row.
    @_lifetime(self: copy self)
    public mutating func answer(
        of key: RowKey,
        at moment: ViewMoment,
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> RowAnswer<View.Row>? {
        guard StoredEntry.canHold(key) else { return nil }
        let prefix = StoredEntry.prefix(of: key)
        guard let value = try rows.value(forKey: prefix) else { return nil }
        let stored = try Self.states(value)
        return try answer(of: stored, prefix.span, at: moment, in: snapshot)
    }

    /// The same of a row of which `versions` are all versions of facts, or the last of each at the moment,
    /// where they have been read.
    @_lifetime(self: copy self)
    private mutating func answer(
        of stored: StoredStates,
        _ prefix: Span<UInt8>,
        _ versions: [FactVersion]? = nil,
        at moment: ViewMoment,
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> RowAnswer<View.Row>? {
        let key = try Self.key(prefix)
        if moment.knownAt <= stored.foldedSince {
            guard let state = try state(of: stored, prefix, at: moment) else { return nil }
            let read = try Self.read(state)
            if read.marks.isEmpty {
                guard let row = read.row else { return nil }
                let versions = if let versions { versions } else { try self.versions(of: key) }
                return RowAnswer(
                    key: key,
                    try states.state(of: row, with: versions, at: moment, in: snapshot)
                )
            }
        }
        return try foldedAnswer(of: key, versions, at: moment, in: snapshot)
    }

    @_lifetime(self: copy self)
    private mutating func foldedAnswer(
        of key: RowKey,
        _ versions: [FactVersion]? = nil,
        at moment: ViewMoment,
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> RowAnswer<View.Row>? {
        let versions = if let versions { versions } else { try self.versions(of: key) }
        let facts = try facts(versions, by: moment, in: snapshot)
        let answer = Fold.answer(of: View.self, key, on: moment.day, facts: facts)
        return answer.isAbsent ? nil : answer
    }

    /// The facts of a row that were known at a moment, and that may have been so by its day.
    @_lifetime(self: copy self)
    private mutating func facts(
        _ versions: [FactVersion],
        by moment: ViewMoment,
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> [KnownFact] {
        let versions = versions.known(at: moment.knownAt)
            .filter { $0.mayHold(by: moment.day) }
        let k = moment.knownAt
        return try states.facts(versions, entities(at: k), k, in: snapshot)
    }

    private mutating func entities(at k: Position) -> Entities {
        if let entities, entities.k == k { return entities.entities }
        let found = states.declarations.entities(at: k)
        entities = (k, found)
        return found
    }

    private static func key(_ prefix: Span<UInt8>) throws(ViewError) -> RowKey {
        var reader = ByteReader(prefix)
        guard let name = try? reader.terminatedText(), reader.remaining == 0 else {
            throw .damaged(view: View.name)
        }
        return RowKey(name)
    }

    private static func read(
        _ state: Span<UInt8>
    ) throws(ViewError) -> (row: View.Row?, marks: StateMarks) {
        guard let read: (View.Row?, StateMarks) = StateMarks.read(Array(copying: state)) else {
            throw .damaged(view: View.name)
        }
        return read
    }

    @_lifetime(copy value)
    private static func states(_ value: Span<UInt8>) throws(ViewError) -> StoredStates {
        guard let stored = StoredStates(value) else { throw .damaged(view: View.name) }
        return stored
    }

    /// The bytes of the state of a row at a moment; nil when it has none.
    @_lifetime(copy self, copy stored)
    private mutating func state(
        of stored: StoredStates,
        _ prefix: Span<UInt8>,
        at moment: ViewMoment
    ) throws(ViewError) -> Span<UInt8>? {
        guard let last = stored.lastChunk else { return nil }
        if let found = last.last(on: moment.day, before: moment.knownAt) {
            guard let bytes = last.state(found) else { throw .damaged(view: View.name) }
            return bytes
        }
        var index = stored.formerCount(on: moment.day)
        while index > 0 {
            index -= 1
            guard stored.firstPosition(of: index) < moment.knownAt else { continue }
            let key = Array(copying: prefix) + stored.start(of: index).keySuffix
            guard let value = try chunks.value(forKey: key), let chunk = StateChunk(value) else {
                throw .damaged(view: View.name)
            }
            if let found = chunk.last(on: moment.day, before: moment.knownAt) {
                guard let bytes = chunk.state(found) else { throw .damaged(view: View.name) }
                return bytes
            }
        }
        return nil
    }
}

extension ViewReader {
    /// What the rows show that may differ between two moments, each with the versions of its facts.
    @_lifetime(self: copy self)
    mutating func answersThatMayDiffer(
        between one: ViewMoment,
        and other: ViewMoment,
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> [RowComparison<View.Row>] {
        var comparisons: [RowComparison<View.Row>] = []
        for key in try rowsThatMayDiffer(between: one, and: other, in: snapshot) {
            let prefix = StoredEntry.prefix(of: key)
            guard StoredEntry.canHold(key), let value = try rows.value(forKey: prefix) else {
                continue
            }
            let stored = try Self.states(value)
            let versions = try versions(of: key)
            let last = versions.last(at: one.knownAt)
            let otherLast =
                one.knownAt == other.knownAt ? last : versions.last(at: other.knownAt)
            comparisons.append(
                RowComparison(
                    key: key,
                    before: try answer(of: stored, prefix.span, last, at: one, in: snapshot),
                    after: try answer(of: stored, prefix.span, otherLast, at: other, in: snapshot),
                    versions: (last, otherLast)
                )
            )
        }
        return comparisons
    }

    /// The rows that may differ between two moments, in the order of their names; no other differs.
    ///
    /// - Complexity: O(n) in the facts that take effect between the days, and in the events between
    ///   the states of knowledge; O(m) in the facts of the view when these are many.
    @_lifetime(self: copy self)
    private mutating func rowsThatMayDiffer(
        between one: ViewMoment,
        and other: ViewMoment,
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> [RowKey] {
        var keys: Set<RowKey> = []
        let days = (min(one.day, other.day), max(one.day, other.day))
        if days.0 < days.1 { try insertRows(after: days.0, through: days.1, into: &keys) }
        let known = min(one.knownAt, other.knownAt)..<max(one.knownAt, other.knownAt)
        if known.isEmpty { return keys.sorted() }
        if known.count <= Self.readEventCountMax,
            let changes = try CatchUp(View.self, with: states).changes(of: known, in: snapshot)
        {
            keys.formUnion(changes.keys)
        } else {
            try insertRows(changedBy: known, into: &keys)
        }
        return keys.sorted()
    }

    /// Up to how many events are read to see what they change; of more the view tells it.
    private static var readEventCountMax: Int { 4_096 }

    @_lifetime(self: copy self)
    private mutating func insertRows(
        after start: Day,
        through end: Day,
        into keys: inout Set<RowKey>
    ) throws(ViewError) {
        var key: [UInt8] = []
        key.appendBigEndian(start.advanced(by: 1).orderedBits)
        var entry = try days.seek(to: key)
        while let found = entry {
            var reader = ByteReader(found.key)
            guard let day = try? reader.bigEndian(UInt32.self),
                let name = try? reader.text(reader.remaining)
            else { throw .damaged(view: View.name) }
            guard day <= end.orderedBits else { return }
            keys.insert(RowKey(name))
            entry = try days.next()
        }
    }

    @_lifetime(self: copy self)
    private mutating func insertRows(
        changedBy events: Range<Position>,
        into keys: inout Set<RowKey>
    ) throws(ViewError) {
        var chunk = try rows.seek(to: [0])
        while let found = chunk {
            let name = StoredEntry.name(in: found.key)
            // Only the key of the first entry of a row ends where its name does.
            let isHead = found.key.count == name.count + 1
            let states = isHead ? try Self.states(found.value).lastChunk : StateChunk(found.value)
            guard isHead || states != nil else { throw .damaged(view: View.name) }
            if states?.holdsFact(of: events) == true {
                keys.insert(RowKey(String(decoding: name, as: UTF8.self)))
            }
            chunk = try rows.next()
        }
        var entry = try entries.seek(to: [0])
        while let found = entry {
            guard let position = StoredEntry.position(ofKey: found.key) else {
                throw .damaged(view: View.name)
            }
            if events.contains(position) {
                guard let (row, _) = StoredEntry.read(key: found.key, value: found.value) else {
                    throw .damaged(view: View.name)
                }
                keys.insert(row)
            }
            entry = try entries.next()
        }
    }
}
