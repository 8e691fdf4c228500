import ByteCoding
import EventLog
import Foundation
import NewsFacts
import Projecting
import Synchronization

/// Not within what is generic, where each look at one costs a look into the runtime's tables.
private struct TypeUse {
    let isConsumed: Bool
    let isOfRecord: Bool
}

/// Turns events of the log into the versions of facts that a view's rows gain by them.
///
/// What is known of a fact changes with the events that amend it, and with those that speak of it or
/// of the names in it. Each such event gives the facts that it touches a new version in their rows.
struct CatchUp<View: Projection> {
    private let states: FactStates
    private var declarations: Declarations { states.declarations }
    /// What the view does with events of a type, by the number of the type: no set is as quick, and no
    /// type is counted as in use by every thread.
    private let uses: [TypeUse?]

    /// How many events one transaction of a view's file accounts for while others read it.
    static var stepEventCount: Int { 65_536 }
    /// How many events are taken at a time where nobody reads the file yet.
    static var bulkEventCount: Int { 1 << 21 }

    /// How many bytes the names of the rows have at most that one thread has in memory, and how many versions.
    private let nameByteCountMax: Int
    private static var versionCountMax: Int { 1 << 26 }

    init(_ view: View.Type, with states: FactStates, nameByteCountMax: Int = 1 << 27) {
        self.states = states
        self.nameByteCountMax = nameByteCountMax
        let last = Catalogue.types.map(\.number).max() ?? 0
        var uses = [TypeUse?](repeating: nil, count: Int(last) + 1)
        for type in Catalogue.types {
            uses[Int(type.number)] = TypeUse(
                isConsumed: View.consumes.contains(type),
                isOfRecord: type.isOfRecord
            )
        }
        self.uses = uses
    }

    /// How many events are worth another thread.
    private static var shareEventCount: Int { 2_048 }
    /// How many events a thread reads before the progress is told.
    private static var portionEventCount: Int { 131_072 }

    /// What the events of a range change, row by row; `progress` takes how many are read, now and
    /// then.
    ///
    /// - Returns: The changes; nil when those of several events are more than memory should hold at once.
    /// - Throws: ``ViewError`` when the log cannot be read.
    func changes(
        of range: Range<Position>,
        in snapshot: borrowing LogSnapshot,
        progress: (Int) -> Void = { _ in }
    ) throws(ViewError) -> RowGroups? {
        let base = range.lowerBound
        let eventCount = base.distance(to: range.upperBound)
        let coreCount = ProcessInfo.processInfo.readingThreadCount
        let size = max(eventCount / coreCount + 1, Self.shareEventCount)
        let shares = stride(from: 0, to: max(eventCount, 1), by: size).map { index in
            let start = base.advanced(by: index)
            return Share(start..<base.advanced(by: min(index + size, eventCount)), from: base)
        }
        var left = eventCount
        while left > 0 {
            if shares.count == 1 {
                left = try shares[0].scan(by: self, in: snapshot)
            } else {
                left = try shares.concurrentMap(share: 1) { share throws(ViewError) in
                    try share.scan(by: self, in: try self.snapshot())
                }.reduce(0, +)
            }
            if eventCount > 1, shares.contains(where: { $0.isFull(for: self) }) { return nil }
            if left > 0 { progress(eventCount - left) }
        }
        let amendments = shares.flatMap(\.amendments)
        if shares.count == 1 {
            return try shares[0].finish(with: amendments[...], by: self, in: snapshot)
        }
        let amendmentCount = amendments.count / shares.count + 1
        let parts = try shares.indices.map(\.self).concurrentMap(share: 1) {
            index throws(ViewError) in
            let own = amendments.dropFirst(index * amendmentCount).prefix(amendmentCount)
            return try shares[index].finish(with: own, by: self, in: try self.snapshot())
        }
        return RowGroups.merging(parts)
    }

    /// A snapshot for a thread that reads the log for itself.
    private func snapshot() throws(ViewError) -> LogSnapshot {
        do throws(LogError) { return try states.log.snapshot() } catch { throw .log(error) }
    }

    /// The events that one thread reads, a portion at a time, and what it has found in them.
    private final class Share: Sendable {
        private struct Found {
            var upcoming: Range<Position>
            var rows: RowChanges
            var amendments: [Position] = []
        }

        private let found: Mutex<Found>

        init(_ range: Range<Position>, from base: Position) {
            let count = range.lowerBound.distance(to: range.upperBound)
            found = Mutex(Found(upcoming: range, rows: RowChanges(from: base, count: count)))
        }

        /// The events that amend others or speak of them.
        var amendments: [Position] { found.withLock { $0.amendments } }

        func isFull(for catchUp: CatchUp) -> Bool { found.withLock { catchUp.isFull($0.rows) } }

        /// Reads the next portion, and tells how many events are left.
        func scan(
            by catchUp: CatchUp,
            in snapshot: borrowing LogSnapshot
        ) throws(ViewError) -> Int {
            try found.withLock { found throws(ViewError) in
                let (start, end) = (found.upcoming.lowerBound, found.upcoming.upperBound)
                let next = start.advanced(by: min(start.distance(to: end), portionEventCount))
                try catchUp.scan(start..<next, &found.rows, &found.amendments, in: snapshot)
                found.upcoming = next..<end
                return next.distance(to: end)
            }
        }

        /// What the events change as new facts, and those amendments besides.
        func finish(
            with amendments: ArraySlice<Position>,
            by catchUp: CatchUp,
            in snapshot: borrowing LogSnapshot
        ) throws(ViewError) -> RowGroups {
            try found.withLock { found throws(ViewError) in
                try catchUp.take(amendments, into: &found.rows, in: snapshot)
                let rows = found.rows
                found.rows = RowChanges(from: .zero)
                return rows.byRow()
            }
        }
    }

    private func isFull(_ rows: RowChanges) -> Bool {
        rows.nameByteCount > nameByteCountMax || rows.count > Self.versionCountMax
    }

    /// Finds what events change as new facts, and which of them amend others or speak of them.
    private func scan(
        _ range: Range<Position>,
        _ rows: inout RowChanges,
        _ amendments: inout [Position],
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) {
        var entities = Entities()
        var upcomingMerges = declarations.mergePositions[...]
        do {
            var events = try snapshot.events(from: range.lowerBound)
            while events.upcoming < range.upperBound, !isFull(rows), let event = try events.next() {
                let position = event.position
                if let merge = upcomingMerges.first, merge < position {
                    upcomingMerges = upcomingMerges.drop { $0 < position }
                    entities = declarations.entities(at: position)
                }
                let number = Int(event.header.type)
                guard number < uses.count, let use = uses[number] else { continue }
                if use.isOfRecord { amendments.append(position) }
                guard use.isConsumed else { continue }
                var fact =
                    use.isOfRecord
                    ? try states.amendment(at: position, in: snapshot)
                    : try event.fact(reading: View.reads)
                if !use.isOfRecord { fact.name(by: entities) }
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
    }

    /// Takes what events change that amend facts or speak of them.
    private func take(
        _ amendments: ArraySlice<Position>,
        into rows: inout RowChanges,
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) {
        var former = amendments.first.map { declarations.entities(at: $0) } ?? Entities()
        let merges = Set(declarations.mergePositions)
        for position in amendments {
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
