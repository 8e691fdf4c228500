import ByteCoding
import EventLog
public import NewsFacts
public import Projecting
import ViewStore

extension Ledger {
    /// What a view says on the days of a period: each of its rows once for every state that it was
    /// in on some of them.
    ///
    /// The columns `from` and `to` come before those of the view: the first and the last day of the
    /// state, wherever the period begins and ends; absent where the state has no bound.
    ///
    /// - Complexity: O(n log n) in the facts of the view, and in those of a row for each of its
    ///   states.
    public func table(
        of view: any Projection.Type,
        during days: ClosedRange<Day>,
        knownAt: KnownAt = .head
    ) throws(LedgerError) -> ViewTable {
        try typedTable(of: view, during: days, knownAt: knownAt)
    }

    private func typedTable<View: Projection>(
        of view: View.Type,
        during days: ClosedRange<Day>,
        knownAt: KnownAt
    ) throws(LedgerError) -> ViewTable {
        let snapshot = try snapshot()
        let knowledge = try snapshot.knowledge(at: knownAt)
        var rows: [ViewTable.Row] = []
        do throws(ViewError) {
            let (k, last) = (knowledge.position, Day.distantFuture)
            try views.forEachRow(of: view, knownAt: k, by: last, in: snapshot) { key, facts in
                let spells = RowHistory.spells(of: view, key, facts)
                for (index, spell) in spells.enumerated() where !spell.answer.isAbsent {
                    let next = index + 1 < spells.count ? spells[index + 1].from : nil
                    let last = next?.advanced(by: -1) ?? .distantFuture
                    guard spell.from <= days.upperBound, last >= days.lowerBound else { continue }
                    let day = max(spell.from, days.lowerBound)
                    let row = ViewTable.Row(Fold.answer(of: view, key, on: day, facts: facts))
                    rows.append(row.preceded(by: [spell.from, last].map(\.columnValue)))
                }
            }
        } catch {
            throw .view(error)
        }
        return ViewTable(
            view: view.name,
            days: days,
            knownAt: knowledge,
            columns: ["from", "to"] + ViewTable.columns(of: view),
            rows: rows
        )
    }
}

extension Day {
    fileprivate var columnValue: ColumnValue { isOpen ? .absent : .text(description) }
}

extension ViewTable.Row {
    /// The same row with more columns before its own.
    fileprivate func preceded(by values: [ColumnValue]) -> ViewTable.Row {
        var row = self
        row.certain?.values.insert(contentsOf: values, at: 0)
        row.possible?.values.insert(contentsOf: values, at: 0)
        return row
    }
}
