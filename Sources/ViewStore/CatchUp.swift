import ByteCoding
import EventLog
import NewsFacts
import Projecting

/// Turns events of the log into the versions of facts that a view's rows gain by them.
///
/// What is known of a fact changes with the events that amend it, and with those that speak of it or
/// of the names in it. Each such event gives the facts that it touches a new version in their rows.
struct CatchUp<View: Projection> {
    private let states: FactStates
    private var declarations: Declarations { states.declarations }

    /// How many events one transaction of a view's file accounts for while others read it.
    static var stepEventCount: Int { 65_536 }
    /// How many events are taken at a time where nobody reads the file yet.
    static var bulkEventCount: Int { 1 << 21 }

    init(_ view: View.Type, with states: FactStates) { self.states = states }

    /// What the events of a range change, in their order; `progress` takes how many are read, now and
    /// then.
    func changes(
        of range: Range<Position>,
        in snapshot: borrowing LogSnapshot,
        progress: (Int) -> Void = { _ in }
    ) throws(ViewError) -> RowChanges {
        var rows = RowChanges(from: range.lowerBound)
        var changes: [Position] = []
        var entities = Entities()
        var upcomingMerges = declarations.mergePositions[...]
        do {
            var events = try snapshot.events(from: range.lowerBound)
            while events.upcoming < range.upperBound, let event = try events.next() {
                let position = event.position
                let readCount = range.lowerBound.distance(to: position)
                if readCount > 0, readCount.isMultiple(of: Self.stepEventCount) {
                    progress(readCount)
                }
                if let merge = upcomingMerges.first, merge < position {
                    upcomingMerges = upcomingMerges.drop { $0 < position }
                    entities = declarations.entities(at: position)
                }
                let type = Catalogue.type(numbered: event.header.type)
                let isOfRecord = type?.isOfRecord == true
                if isOfRecord { changes.append(position) }
                guard let type, View.consumes.contains(type) else { continue }
                let fact =
                    isOfRecord
                    ? try states.amendment(at: position, in: snapshot)
                    : try event.fact(reading: View.reads).naming(entities)
                let version = FactVersion(
                    lineage: position,
                    position: position,
                    days: fact.occurred.days
                )
                for row in try Self.rowKeys(of: fact, at: position) { rows.add(version, to: row) }
            }
        } catch let error as LogError {
            throw .log(error)
        } catch let error as ViewError {
            throw error
        } catch {
            preconditionFailure("reading events throws nothing else: \(error)")
        }
        var former = changes.first.map { declarations.entities(at: $0) } ?? Entities()
        let merges = Set(declarations.mergePositions)
        for position in changes {
            var entities = former
            let next = position.advanced(by: 1)
            if case .merges(let id, let other) = declarations.content(of: position, at: next) {
                entities.merge(id, into: other)
            } else if merges.contains(position) {
                entities = declarations.entities(at: next)
            }
            try take(changeAt: position, former, entities, into: &rows, in: snapshot)
            former = entities
        }
        return rows
    }

    /// What is known of a fact, what it says, and the rows that it belongs to by that; nothing when
    /// it is retracted.
    private struct Standing: Hashable {
        var state: FactVersion.State?
        var content: Fact?
        var rows: [RowKey] = []
        /// The facts that dispute it and bear it out.
        var verdicts: [Position] = []
    }

    /// Puts facts into rows and takes them out, as an amendment or a declaration has it.
    private func take(
        changeAt position: Position,
        _ former: Entities,
        _ entities: Entities,
        into rows: inout RowChanges,
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) {
        let next = position.advanced(by: 1)
        var events: (before: [Position: FactStates.Event], after: [Position: FactStates.Event]) =
            ([:], [:])
        let lineage = try snapshot.lineage(at: position)
        let renamed = entities == former ? [] : entities.difference(from: former)
        for fact in try touched(by: position, renamed, in: snapshot) {
            let before = try standing(of: fact, at: position, former, &events.before, in: snapshot)
            let after = try standing(of: fact, at: next, entities, &events.after, in: snapshot)
            guard fact == lineage || before != after else { continue }
            if let state = after.state {
                let into = FactVersion(lineage: fact, position: position, state: state)
                for row in after.rows { rows.add(into, to: row) }
            }
            let outOf = FactVersion(lineage: fact, position: position, state: nil)
            for row in before.rows where !after.rows.contains(row) { rows.add(outOf, to: row) }
        }
    }

    /// The facts of which something else is known by an event than before it.
    private func touched(
        by position: Position,
        _ renamed: Set<String>,
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> [Position] {
        let next = position.advanced(by: 1)
        let lineage = try snapshot.lineage(at: position)
        var touched: Set<Position> = []
        if !declarations.contains(lineage) || lineage != position { touched.insert(lineage) }
        for k in [position, next] {
            touched.formUnion(declarations.content(of: lineage, at: k)?.facts ?? [])
        }
        for id in renamed {
            for key in [LookupKey.entity(id), .subject(id)] {
                let named = try reading { () throws(LogError) in
                    try states.log.positions(with: key, in: snapshot)
                }
                for event in named where event < position {
                    touched.insert(try snapshot.lineage(at: event))
                }
            }
        }
        var all = touched
        for k in [position, next] {
            var told: Set<Position> = []
            for fact in touched where !told.contains(fact) {
                told.formUnion(declarations.event(of: fact, at: k))
            }
            all.formUnion(told)
        }
        return all.sorted()
    }

    private func standing(
        of fact: Position,
        at k: Position,
        _ entities: Entities,
        _ events: inout [Position: FactStates.Event],
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> Standing {
        guard fact < k, let state = try states.state(of: fact, at: k, &events, in: snapshot) else {
            return Standing()
        }
        let content = try states.content(of: state, entities, in: snapshot)
        var standing = Standing(state: state, content: content)
        guard View.consumes.contains(content.type), !content.type.isDeclaration else {
            return standing
        }
        standing.rows = try Self.rowKeys(of: content, at: state.content)
        standing.verdicts =
            declarations.disputes(of: fact, at: k) + declarations.corroborations(of: fact, at: k)
        return standing
    }

    /// The rows that the view puts a fact into.
    ///
    /// Append has checked all identifiers, but the bytes may be damaged since.
    private static func rowKeys(
        of fact: Fact,
        at position: Position
    ) throws(ViewError) -> [RowKey] {
        let keys = View.rowKeys(of: fact)
        for key in keys where !StoredEntry.canHold(key) {
            throw .unreadable(
                position,
                .invalid(
                    place: View.name,
                    reason: "a row cannot have the name `\(key.text.printable)`"
                )
            )
        }
        return keys
    }

}
