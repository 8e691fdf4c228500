import ByteCoding
import NewsFacts
import Projecting

/// Section 4 of the design, line by line: a replay of the whole log for every question.
///
/// It shares no code with the engine but the projections themselves.
struct Oracle {
    /// The facts of the log, in the order of their positions.
    let log: [Fact]
    /// For each position the first event of its lineage.
    let lineages: [Int]

    init(_ log: [Fact]) {
        self.log = log
        var lineages: [Int] = []
        var places: [Reference: Int] = [:]
        for (position, fact) in log.enumerated() {
            let changes = fact.type == .factCorrected || fact.type == .factRetracted
            let target = changes ? fact.targets.first.flatMap { places[$0] } : nil
            lineages.append(target.map { lineages[$0] } ?? position)
            places[.id(Digest(sha256Of: fact.bytes))] = position
        }
        self.lineages = lineages
    }

    /// What a fact says when the log held `k` events: the last version of its lineage at a position
    /// before `k`; nil when that takes it back.
    func version(of lineage: Int, at k: Int) -> Fact? {
        guard let last = (0..<k).last(where: { lineages[$0] == lineage }) else { return nil }
        if log[last].type == .factRetracted { return nil }
        if case .fact(let content) = log[last].replacement { return content }
        return log[last]
    }

    /// What the fold of a row came to.
    struct State<Row: ViewRow>: Equatable {
        var row: Row?
        var facts: [Int] = []
        var anomalies: [String] = []
    }

    enum Reading { case certain, possible }

    /// The fold, in the order of (effective day, lineage), of every fact that is known at `k`, is
    /// not retracted, belongs to the row, and has an effective day that is not after `v`.
    func state<View: Projection>(
        of view: View.Type,
        _ row: RowKey,
        _ v: Day,
        _ k: Int,
        _ reading: Reading
    ) -> State<View.Row> {
        var due: [(day: Day, lineage: Int, fact: Fact)] = []
        for lineage in 0..<k where lineages[lineage] == lineage {
            guard let fact = version(of: lineage, at: k), view.consumes.contains(fact.type),
                view.rowKeys(of: fact).contains(row)
            else { continue }
            let day = reading == .certain ? fact.occurred.hi : fact.occurred.lo
            if day <= v && day != .distantFuture { due.append((day, lineage, fact)) }
        }
        due.sort { $0.day != $1.day ? $0.day < $1.day : $0.lineage < $1.lineage }
        var state = State<View.Row>()
        for step in due {
            var next = state.row
            state.facts.append(step.lineage)
            do throws(IllegalStep) {
                try view.apply(step.fact, to: &next, of: row)
                state.row = next
            } catch {
                let status = state.row?.status.rawValue ?? "-"
                state.anomalies.append(
                    "\(step.lineage) \(step.fact.type) \(status) \(error.reason)"
                )
            }
        }
        return state
    }

    /// Every row that some event of the log has ever spoken of.
    func rows<View: Projection>(of view: View.Type) -> [RowKey] {
        var rows: Set<RowKey> = []
        for fact in log {
            if case .fact(let content) = fact.replacement {
                rows.formUnion(view.rowKeys(of: content))
            }
            rows.formUnion(view.rowKeys(of: fact))
        }
        return rows.sorted { Array($0.text.utf8).lexicographicallyPrecedes(Array($1.text.utf8)) }
    }
}

extension Oracle.State {
    /// The same form of what the engine came to.
    init(_ state: RowState<Row>) {
        row = state.row
        facts = state.facts.map { Int($0.rawValue) }
        anomalies = state.anomalies.map {
            "\($0.fact.rawValue) \($0.type) \($0.status ?? "-") \($0.reason)"
        }
    }
}
