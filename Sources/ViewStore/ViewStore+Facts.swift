public import ByteCoding
public import EventLog
public import NewsFacts
public import Projecting

extension ViewStore {
    /// The facts that versions hold, as they were known when the log held `k` events.
    ///
    /// - Complexity: O(n log m) for n versions in a log of m events.
    public func facts(
        _ versions: [FactVersion],
        knownAt k: Position,
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> [KnownFact] {
        let states = FactStates(log: log, declarations: try declarations(in: snapshot))
        return try states.facts(versions, states.declarations.entities(at: k), k, in: snapshot)
    }

    /// The fact of a lineage, as it was known when the log held `k` events; nil when it had been
    /// retracted.
    public func fact(
        of lineage: Position,
        knownAt k: Position,
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> KnownFact? {
        let states = FactStates(log: log, declarations: try declarations(in: snapshot))
        guard let state = try states.state(of: lineage, at: k, in: snapshot) else { return nil }
        let entities = states.declarations.entities(at: k)
        return KnownFact(
            lineage: lineage,
            position: state.content,
            days: state.days,
            content: try states.content(of: state, entities, in: snapshot),
            telling: state.telling,
            disputes: states.declarations.disputes(of: lineage, at: k),
            corroborations: states.declarations.corroborations(of: lineage, at: k)
        )
    }

    /// Visits each row of a view with the facts that were known of it when the log held `k` events, and
    /// that may have been so by a day.
    public func forEachRow<View: Projection>(
        of view: View.Type,
        knownAt k: Position,
        by day: Day,
        in snapshot: borrowing LogSnapshot,
        _ visit: (RowKey, [KnownFact]) -> Void
    ) throws(ViewError) {
        try read(view, in: snapshot) { reader throws(ViewError) in
            try reader.forEachRow(by: ViewMoment(on: day, knownAt: k), in: snapshot, visit)
        }
    }
}

extension FactStates {
    /// The facts that versions hold, as they were known when the log held `k` events.
    func facts(
        _ versions: [FactVersion],
        _ entities: Entities,
        _ k: Position,
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> [KnownFact] {
        var facts: [KnownFact] = []
        for version in versions {
            guard let state = version.state else { continue }
            let (lineage, position) = (version.lineage, version.position)
            // What is done to facts stands as it was done, whatever is said of it.
            let isOfRecord = try version.isOfRecord(in: snapshot)
            facts.append(
                KnownFact(
                    lineage: lineage,
                    position: position,
                    days: state.days,
                    content: isOfRecord
                        ? try amendment(at: position, in: snapshot)
                        : try content(of: state, entities, in: snapshot),
                    telling: state.telling,
                    disputes: isOfRecord ? [] : declarations.disputes(of: lineage, at: k),
                    corroborations: isOfRecord
                        ? [] : declarations.corroborations(of: lineage, at: k)
                )
            )
        }
        return facts
    }

    /// A row with the facts that made it so, where it took all of them into account.
    func state<Row: ViewRow>(
        of row: Row,
        with versions: [FactVersion],
        at moment: ViewMoment,
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> RowState<Row> {
        var facts: [(day: Day, lineage: Position)] = []
        facts.reserveCapacity(versions.count)
        var (disputed, corroborated): ([Position: [Position]], [Position: [Position]]) = ([:], [:])
        for version in versions.last(at: moment.knownAt) {
            let fact = version.lineage
            guard let day = version.day, day <= moment.day else { continue }
            facts.append((day, fact))
            guard declarations.concern(fact) else { continue }
            let disputes = declarations.disputes(of: fact, at: moment.knownAt)
            let support = declarations.corroborations(of: fact, at: moment.knownAt)
            if disputes.isEmpty && support.isEmpty { continue }
            // What is done to facts stands as it was done, whatever is said of it.
            if try version.isOfRecord(in: snapshot) { continue }
            if !disputes.isEmpty { disputed[fact] = disputes }
            if !support.isEmpty { corroborated[fact] = support }
        }
        facts.sort { ($0.day, $0.lineage) < ($1.day, $1.lineage) }
        return RowState(
            row,
            facts: facts.map(\.lineage),
            disputed: disputed,
            corroborated: corroborated
        )
    }
}

extension FactVersion {
    /// Whether the fact may have been so on `day` or before.
    ///
    /// Not by `days`: Swift 6.3.1 crashes on that in an optimised build (CopyPropagation).
    func mayHold(by day: Day) -> Bool {
        switch state {
        case .none: false
        case .some(let state): state.days.lowerBound <= day
        }
    }
}

extension FactVersion {
    /// Whether the version is an amendment or a declaration as a fact of its own.
    func isOfRecord(in snapshot: borrowing LogSnapshot) throws(ViewError) -> Bool {
        guard lineage == position else { return false }
        return try snapshot.type(at: position)?.isOfRecord == true
    }
}
