import ByteCoding
import EventLog
import NewsFacts
import Projecting

/// Turns events of the log into the entries that a view's rows gain by them.
struct CatchUp<View: Projection> {
    private let log: EventLog

    /// How many events one transaction of a view's file accounts for.
    static var stepEventCount: Int { 65_536 }

    init(_ view: View.Type, from log: EventLog) { self.log = log }

    /// The entries of the events of a range.
    func entries(
        of range: Range<Position>,
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> [StoredEntry] {
        var entries: [StoredEntry] = []
        var changes: [(lineage: Position, position: Position)] = []
        do {
            var events = try snapshot.events(from: range.lowerBound)
            while events.upcoming < range.upperBound, let event = try events.next() {
                guard case .adds(let lo, let hi) = event.header.effect else {
                    changes.append((event.lineage, event.position))
                    continue
                }
                guard Self.consumes(event.header.type) else { continue }
                let fact = try Self.fact(event)
                let days = Day(rawValue: lo)...Day(rawValue: hi)
                let entry = FactVersion(
                    lineage: event.position,
                    position: event.position,
                    days: days
                )
                entries += try Self.rowKeys(of: fact, at: event.position)
                    .map { StoredEntry(entry, in: $0) }
            }
        } catch let error as LogError {
            throw .log(error)
        } catch let error as ViewError {
            throw error
        } catch {
            preconditionFailure("reading events throws nothing else: \(error)")
        }
        for (lineage, position) in changes {
            entries += try self.entries(ofChange: position, to: lineage, in: snapshot)
        }
        return entries
    }

    /// The entries by which a correction or retraction puts a fact into rows and takes it out.
    private func entries(
        ofChange position: Position,
        to lineage: Position,
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> [StoredEntry] {
        let versions = try reading { () throws(LogError) in
            try log.positions(with: .lineage(lineage), in: snapshot)
        }
        var former: [RowKey] = []
        if let last = versions.last(where: { $0 < position }) {
            former = try Self.rows(of: try snapshot.fact(at: last), at: last)
        }
        let change = try snapshot.fact(at: position)
        let rows = try Self.rows(of: change, at: position)
        let days = change.content.occurred.days
        let into = FactVersion(lineage: lineage, position: position, days: days)
        let outOf = FactVersion(lineage: lineage, position: position, days: nil)
        return rows.map { StoredEntry(into, in: $0) }
            + former.filter { !rows.contains($0) }.map { StoredEntry(outOf, in: $0) }
    }

    /// The rows that a version of a fact belongs to; none when it takes the fact back.
    private static func rows(
        of version: Fact,
        at position: Position
    ) throws(ViewError) -> [RowKey] {
        let content = version.content
        guard version.type != .factRetracted, View.consumes.contains(content.type) else {
            return []
        }
        return try rowKeys(of: content, at: position)
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

    private static func consumes(_ number: UInt16) -> Bool {
        Catalogue.type(numbered: number).map(View.consumes.contains) ?? false
    }

    private static func fact(_ event: borrowing StoredEvent) throws(ViewError) -> Fact {
        do throws(FactError) {
            return try Fact(bytes: event.bytes)
        } catch {
            throw .unreadable(event.position, error)
        }
    }
}
