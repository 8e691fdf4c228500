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
        let answers: [(key: RowKey, RowAnswer<View.Row>?, RowAnswer<View.Row>?)]
        do throws(ViewError) {
            answers = try views.rowsThatMayDiffer(
                of: view,
                between: ViewMoment(on: sides.0.asOf, knownAt: sides.0.knownAt.position),
                and: ViewMoment(on: sides.1.asOf, knownAt: sides.1.knownAt.position),
                in: snapshot
            )
        } catch {
            throw .view(error)
        }
        for (key, former, latter) in answers {
            let (old, new) = (former.map(ViewTable.Row.init), latter.map(ViewTable.Row.init))
            let isSame = old?.certain == new?.certain && old?.possible == new?.possible
            guard !isSame else { continue }
            let versions: [FactVersion]
            do throws(ViewError) {
                versions = try views.versions(of: key, in: view, snapshot)
            } catch {
                throw .view(error)
            }
            let change = {
                (reading: Fold.Reading, old: ViewTable.Reading?, new: ViewTable.Reading?) in
                old == new
                    ? nil
                    : ViewDifference.Change(
                        before: old,
                        after: new,
                        facts: versions.changes(between: sides, in: reading)
                    )
            }
            rows.append(
                ViewDifference.Row(
                    key: key,
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
        var (old, new) = (before[...], after[...])
        // Both are in the order of their lineages.
        while let lineage = [old.first?.lineage, new.first?.lineage].compactMap(\.self).min() {
            let former = old.first?.lineage == lineage ? old.removeFirst().version : nil
            let latter = new.first?.lineage == lineage ? new.removeFirst().version : nil
            let counted = [former, latter].map { $0.flatMap { $0.counts ? $0.position : nil } }
            guard counted[0] != counted[1] else { continue }
            changes.append(
                ViewDifference.FactChange(lineage: lineage, before: former, after: latter)
            )
        }
        return changes
    }

    private func versions(
        at side: ViewDifference.Side,
        in reading: Fold.Reading
    ) -> [(lineage: Position, version: ViewDifference.Version)] {
        last(at: side.knownAt.position).map { version in
            let counted = ViewDifference.Version(
                position: version.position,
                counts: version.days.map { reading.admits($0, on: side.asOf) } ?? false
            )
            return (version.lineage, counted)
        }
    }
}
