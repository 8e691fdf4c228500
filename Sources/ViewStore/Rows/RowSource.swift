import ByteCoding
import EventLog
import NewsFacts
import Projecting

/// Where an update of rows reads what they were: the file of the view, and the log.
struct RowSource: ~Copyable, ~Escapable {
    private let view: String
    private let end: Position
    private let parts: Fact.Parts
    private let takesRecord: Bool
    private let facts: FactStates
    private let hasMerges: Bool
    private var states: ViewCursor
    private var entries: ViewCursor
    private var events: EventCursor
    private var known: (mergeCount: Int, entities: Entities)?

    /// - Parameters:
    ///   - view: The view that the file is of.
    ///   - end: The events that the file accounts for are those before it.
    ///   - facts: What was known of facts.
    ///   - states: A cursor over the table of that name.
    ///   - entries: A cursor over the table of that name.
    ///   - events: A cursor over the log.
    @_lifetime(copy states, copy entries, copy events)
    init<View: Projection>(
        of view: View.Type,
        upTo end: Position,
        of facts: FactStates,
        states: consuming ViewCursor,
        entries: consuming ViewCursor,
        events: consuming EventCursor
    ) {
        self.view = View.name
        self.end = end
        parts = View.reads
        takesRecord = View.consumes.contains(where: \.isOfRecord)
        self.facts = facts
        hasMerges = !facts.declarations.mergePositions.isEmpty
        self.states = states
        self.entries = entries
        self.events = events
        known = nil
    }

    /// The states that the file holds of a row.
    @_lifetime(self: copy self)
    mutating func states(of row: RowKey) throws(ViewError) -> RowStates {
        guard let found = try states.value(forKey: StoredEntry.prefix(of: row)) else {
            return RowStates(of: row)
        }
        guard let stored = StoredStates(found), let states = RowStates(of: row, stored) else {
            throw .damaged(view: view)
        }
        return states
    }

    /// The states of the chunk of a row that begins at a moment.
    @_lifetime(self: copy self)
    mutating func chunk(of row: RowKey, from start: Moment) throws(ViewError) -> [RowStates.State] {
        let found = try states.value(forKey: StoredEntry.prefix(of: row) + start.keySuffix)
        guard let found, let chunk = StateChunk(found), let states = chunk.states else {
            throw .damaged(view: view)
        }
        return states
    }

    /// The versions that the file holds of the facts of a row.
    @_lifetime(self: copy self)
    mutating func versions(of row: RowKey) throws(ViewError) -> [FactVersion] {
        let held = try states.factVersions(of: row, in: view)
        let versions = held.merged(with: try entries.versions(of: row, in: view))
        guard versions.allSatisfy({ $0.position < end }) else { throw .damaged(view: view) }
        return versions
    }

    /// What the fact of a version said when that version was the last.
    ///
    /// Its bytes were compared with their digest when the event was read for the first time.
    @_lifetime(self: copy self)
    mutating func content(
        of version: FactVersion,
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> Fact {
        guard let state = version.state else {
            preconditionFailure("a fact that is out of its row says nothing")
        }
        guard version.isNew else {
            return try facts.content(of: state, entities(after: version.position), in: snapshot)
        }
        let event: StoredEvent
        do throws(LogError) {
            event = try events.seek(to: version.position)
        } catch {
            throw .log(error)
        }
        if Catalogue.type(numbered: event.header.type)?.isOfRecord == true {
            // A damaged state may say that it holds what is no fact to the view.
            guard takesRecord else { throw .damaged(view: view) }
            return try facts.amendment(at: version.position, in: snapshot)
        }
        do throws(FactError) {
            var fact = try Fact(bytes: event.bytes, reading: parts)
            if hasMerges { fact.name(by: entities(after: version.position)) }
            return fact
        } catch {
            throw .unreadable(version.position, error)
        }
    }

    /// Which ids mean one entity once an event is known.
    private mutating func entities(after position: Position) -> Entities {
        guard hasMerges else { return Entities() }
        let declarations = facts.declarations
        let mergeCount = declarations.mergePositions.partitioningIndex { $0 > position }
        if let known, known.mergeCount == mergeCount { return known.entities }
        let found =
            mergeCount == 0 ? Entities() : declarations.entities(at: position.advanced(by: 1))
        known = (mergeCount, found)
        return found
    }
}
