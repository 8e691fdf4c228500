public import ByteCoding
import EventLog
public import NewsFacts
public import Projecting
import ViewStore

/// Why a row says what it says: its facts, their sources, and what became of each.
public struct Explanation: Sendable {
    /// The name of the view.
    public let view: String
    /// The name of the row.
    public let key: RowKey
    /// The day for which it is explained.
    public let asOf: Day
    /// The state of knowledge from which it is explained.
    public let knownAt: Knowledge
    /// The names of the view's columns.
    public let columns: [String]
    /// The row; nil when there is none on that day.
    public let row: ViewTable.Row?
    /// The facts, in the order in which they count: by their last possible day.
    public let facts: [ExplainedFact]
}

/// A fact of a row, with all of its versions.
public struct ExplainedFact: Hashable, Sendable {
    /// The versions that were known.
    public let history: FactHistory
    /// What the fact does in the row.
    public let standing: Standing
    /// The facts that say something about it: that it tells the same event as others, that it is
    /// disputed, or borne out.
    public let declarations: [RecordedFact]

    /// What a fact does in a row.
    public enum Standing: Hashable, Sendable {
        /// It counts.
        case counts
        /// It tells the same step as another fact, which counts for both.
        case mention(of: Position)
        /// It counts, and the row's life did not allow it.
        case anomalous(reason: String)
        /// Its date leaves open whether it counts yet.
        case possible
        /// It counts only later, or on no day that is known.
        case later
        /// It is only planned, supposed or denied, and says nothing of what came about.
        case withoutEffect
        /// It was corrected and belongs to another row now.
        case moved
        /// It was retracted.
        case retracted
    }
}

extension Ledger {
    /// Why a row says what it says.
    ///
    /// - Throws: ``LedgerError/unknownRow(_:view:)`` when nothing known by then ever touched it.
    public func explanation(
        of key: RowKey,
        in view: any Projection.Type,
        asOf day: Day,
        knownAt: KnownAt = .head
    ) throws(LedgerError) -> Explanation {
        try typedExplanation(of: key, in: view, asOf: day, knownAt: knownAt)
    }

    private func typedExplanation<View: Projection>(
        of key: RowKey,
        in view: View.Type,
        asOf day: Day,
        knownAt: KnownAt
    ) throws(LedgerError) -> Explanation {
        let snapshot = try snapshot()
        let knowledge = try snapshot.knowledge(at: knownAt)
        let k = knowledge.position
        var facts: [KnownFact] = []
        var touched: [Position] = []
        var declared = Declarations()
        do throws(ViewError) {
            let versions = try views.versions(of: key, in: view, snapshot)
            touched = Set(versions.filter { $0.position < k }.map(\.lineage)).sorted()
            declared = try views.declarations(in: snapshot)
            facts = try views.facts(versions.known(at: k), knownAt: k, in: snapshot)
        } catch {
            throw .view(error)
        }
        guard !touched.isEmpty else { throw .unknownRow(key.text, view: view.name) }
        let answer = Fold.answer(of: view, key, on: day, facts: facts)
        let known = Dictionary(uniqueKeysWithValues: facts.map { ($0.lineage, $0) })
        var explained: [ExplainedFact] = []
        for lineage in touched {
            let history = try history(ofFactAt: lineage, knownAt: k, in: snapshot)
            let fact = known[lineage]
            var declarations: [RecordedFact] = []
            for declaration in declared.declarations(of: lineage, at: k) {
                declarations.append(try event(at: declaration, in: snapshot))
            }
            explained.append(
                ExplainedFact(
                    history: history,
                    standing: .init(fact, history, on: day, state: answer.certain),
                    declarations: declarations
                )
            )
        }
        explained.sort { left, right in
            let (a, b) = (left.history.lineage, right.history.lineage)
            let (first, second) = (known[a]?.days.upperBound, known[b]?.days.upperBound)
            return (first ?? .distantFuture, a) < (second ?? .distantFuture, b)
        }
        return Explanation(
            view: view.name,
            key: key,
            asOf: day,
            knownAt: knowledge,
            columns: ViewTable.columns(of: view),
            row: answer.isAbsent ? nil : ViewTable.Row(answer),
            facts: explained
        )
    }
}

extension ExplainedFact.Standing {
    fileprivate init(
        _ fact: KnownFact?,
        _ history: FactHistory,
        on day: Day,
        state: RowState<some ViewRow>
    ) {
        guard let fact else {
            self = history.content == nil ? .retracted : .moved
            return
        }
        let leader = state.mentions.first { $0.value.contains(fact.lineage) }?.key
        if let leader {
            self = .mention(of: leader)
        } else if let anomaly = state.anomalies.first(where: { $0.fact == fact.lineage }) {
            self = .anomalous(reason: anomaly.reason)
        } else if fact.days.upperBound <= day {
            self = state.facts.contains(fact.lineage) ? .counts : .withoutEffect
        } else {
            self = fact.days.lowerBound <= day ? .possible : .later
        }
    }
}
