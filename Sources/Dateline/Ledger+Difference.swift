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
                        facts: comparison.factChanges(between: sides, in: reading)
                    )
            }
            let certain = change(.certain, old?.certain, new?.certain)
            // So it is of most rows: no date leaves anything open.
            let isOne =
                old?.certain == old?.possible && new?.certain == new?.possible && comparison.isExact
            rows.append(
                ViewDifference.Row(
                    key: comparison.key,
                    certain: certain,
                    possible: isOne ? certain : change(.possible, old?.possible, new?.possible)
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

extension RowComparison {
    /// Whether all dates of its facts are exact, so that both readings are one.
    fileprivate var isExact: Bool {
        [versions.before, versions.after].allSatisfy { versions in
            versions.allSatisfy { $0.days.map { $0.lowerBound == $0.upperBound } ?? true }
        }
    }

    /// The facts that count on one side and not on the other, or in another version.
    fileprivate func factChanges(
        between sides: (ViewDifference.Side, ViewDifference.Side),
        in reading: Fold.Reading
    ) -> [ViewDifference.FactChange] {
        let before = versions.before.map { LastVersion($0, on: sides.0.asOf, in: reading) }
        let after = versions.after.map { LastVersion($0, on: sides.1.asOf, in: reading) }
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
}

/// The last version of a fact on one side.
private struct LastVersion {
    let lineage: Position
    let version: ViewDifference.Version

    init(_ version: FactVersion, on day: Day, in reading: Fold.Reading) {
        lineage = version.lineage
        self.version = ViewDifference.Version(
            position: version.position,
            counts: version.days.map { reading.admits($0, on: day) } ?? false
        )
    }

    /// Its position, if it counts.
    var countedPosition: Position? { version.counts ? version.position : nil }
}
