import ByteCoding
import EventLog
public import NewsFacts
public import Projecting
import ViewStore

/// A question to a view: for which day, and from which state of knowledge.
public struct ViewPoint: Hashable, Sendable {
    /// The day.
    public var asOf: Day
    /// The state of knowledge.
    public var knownAt: KnownAt

    /// What was so on a day, as far as it is known now or was known then.
    public init(asOf: Day, knownAt: KnownAt = .head) {
        self.asOf = asOf
        self.knownAt = knownAt
    }
}

extension Ledger {
    /// How the answers of a view differ between two points: what changed in the world, when they
    /// differ by day; what changed in our knowledge, when they differ by what was known.
    ///
    /// - Complexity: O(n) in the facts that take effect between the days and in the events between the
    ///   states of knowledge, and O(m log m) in the facts of each row that they touch.
    public func difference(
        of view: any Projection.Type,
        from before: ViewPoint,
        to after: ViewPoint
    ) throws(LedgerError) -> ViewDifference {
        try typedDifference(of: view, from: before, to: after)
    }

    private func typedDifference<View: Projection>(
        of view: View.Type,
        from before: ViewPoint,
        to after: ViewPoint
    ) throws(LedgerError) -> ViewDifference {
        let snapshot = try snapshot()
        let sides = (
            ViewDifference.Side(
                asOf: before.asOf,
                knownAt: try snapshot.knowledge(at: before.knownAt)
            ),
            ViewDifference.Side(
                asOf: after.asOf,
                knownAt: try snapshot.knowledge(at: after.knownAt)
            )
        )
        var rows: [ViewDifference.Row] = []
        let comparisons: [RowComparison<View.Row>]
        do throws(ViewError) {
            comparisons = try views.rowsThatMayDiffer(
                of: view,
                between: ViewMoment(on: sides.0.asOf, knownAt: sides.0.knownAt.position),
                and: ViewMoment(on: sides.1.asOf, knownAt: sides.1.knownAt.position),
                in: snapshot
            )
        } catch {
            throw .view(error)
        }
        for comparison in comparisons {
            let old = comparison.before.map(ViewTable.Row.init)
            let new = comparison.after.map(ViewTable.Row.init)
            let isSame = old?.certain == new?.certain && old?.possible == new?.possible
            guard !isSame else { continue }
            let change = {
                (reading: Fold.Reading, old: ViewTable.Reading?, new: ViewTable.Reading?) in
                old == new
                    ? nil
                    : ViewDifference.Change(
                        before: old,
                        after: new,
                        facts: comparison.versions.changes(between: sides, in: reading)
                    )
            }
            rows.append(
                ViewDifference.Row(
                    key: comparison.key,
                    certain: change(.certain, old?.certain, new?.certain),
                    possible: change(.possible, old?.possible, new?.possible)
                )
            )
        }
        return ViewDifference(
            view: view.name,
            before: sides.0,
            after: sides.1,
            columns: ViewTable.columns(of: view),
            rows: rows
        )
    }
}

extension [FactVersion] {
    /// The facts that count on one side and not on the other, or in another version.
    fileprivate func changes(
        between sides: (ViewDifference.Side, ViewDifference.Side),
        in reading: Fold.Reading
    ) -> [ViewDifference.FactChange] {
        let before = versions(at: sides.0, in: reading)
        let after = versions(at: sides.1, in: reading)
        var changes: [ViewDifference.FactChange] = []
        var (old, new) = (0, 0)
        // Both are in the order of their lineages.
        while old < before.count || new < after.count {
            let isOld =
                new == after.count
                || old < before.count && before[old].lineage <= after[new].lineage
            let isNew =
                old == before.count
                || new < after.count && after[new].lineage <= before[old].lineage
            let (former, latter) = (isOld ? before[old] : nil, isNew ? after[new] : nil)
            if isOld { old += 1 }
            if isNew { new += 1 }
            guard former?.countedPosition != latter?.countedPosition,
                let lineage = former?.lineage ?? latter?.lineage
            else { continue }
            changes.append(
                ViewDifference.FactChange(
                    lineage: lineage,
                    before: former?.version,
                    after: latter?.version
                )
            )
        }
        return changes
    }

    private func versions(
        at side: ViewDifference.Side,
        in reading: Fold.Reading
    ) -> [LastVersion] {
        last(at: side.knownAt.position).map { version in
            LastVersion(
                lineage: version.lineage,
                version: ViewDifference.Version(
                    position: version.position,
                    counts: version.days.map { reading.admits($0, on: side.asOf) } ?? false
                )
            )
        }
    }
}

/// The last version of a fact on one side.
private struct LastVersion {
    let lineage: Position
    let version: ViewDifference.Version

    /// Its position, if it counts.
    var countedPosition: Position? { version.counts ? version.position : nil }
}
