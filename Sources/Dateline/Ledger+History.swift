import ByteCoding
import EventLog
import NewsFacts
public import Projecting
import ViewStore

extension Ledger {
    /// What a view says of one row at every day and every state of knowledge.
    ///
    /// - Throws: ``LedgerError/unknownRow(_:view:)`` when nothing in the log ever touched the row.
    /// - Complexity: O(n² log n) in the versions of the row's facts.
    public func rowHistory(
        of key: RowKey,
        in view: any Projection.Type
    ) throws(LedgerError) -> RowHistory {
        try typedRowHistory(of: key, in: view)
    }

    private func typedRowHistory<View: Projection>(
        of key: RowKey,
        in view: View.Type
    ) throws(LedgerError) -> RowHistory {
        let snapshot = try snapshot()
        let versions: [FactVersion]
        do throws(ViewError) {
            versions = try views.versions(of: key, in: view, snapshot)
        } catch {
            throw .view(error)
        }
        guard !versions.isEmpty else { throw .unknownRow(key.text, view: view.name) }
        var states: [RowHistory.State] = []
        var former = [RowHistory.Spell(from: .distantPast, answer: .absent)]
        for position in Set(versions.map(\.position)).sorted() {
            let k = position.advanced(by: 1)
            let known: [KnownFact]
            do throws(ViewError) {
                known = try views.facts(versions.known(at: k), knownAt: k, in: snapshot)
            } catch {
                throw .view(error)
            }
            let spells = RowHistory.spells(of: view, key, known)
            guard spells != former else { continue }
            former = spells
            let knowledge = try snapshot.knowledge(at: .position(k))
            states.append(RowHistory.State(knownAt: knowledge, spells: spells))
        }
        return RowHistory(
            view: view.name,
            key: key,
            knownAt: try snapshot.knowledge(at: .head),
            columns: ViewTable.columns(of: view),
            states: states
        )
    }
}

extension RowHistory {
    /// What a row says through time, from those of its facts that are known.
    static func spells<View: Projection>(
        of view: View.Type,
        _ key: RowKey,
        _ facts: [KnownFact]
    ) -> [Spell] {
        var certain: [Day: (reading: ViewTable.Reading?, anomalies: [Anomaly])] = [:]
        Fold.course(of: view, key, reading: .certain, facts: facts) { day, state in
            certain[day] = (ViewTable.Reading(state), state.anomalies)
        }
        var possible: [Day: ViewTable.Reading?] = [:]
        Fold.course(of: view, key, reading: .possible, facts: facts) { day, state in
            possible.updateValue(ViewTable.Reading(state), forKey: day)
        }
        let registers = Fold.possibleValues(of: view, key, facts: facts)
        var spells = [Spell(from: .distantPast, answer: .absent)]
        for day in Set(certain.keys).union(possible.keys).union(registers.keys).sorted() {
            let former = spells[spells.count - 1].answer
            let now = certain[day] ?? (former.certain, former.anomalies)
            let answer = Answer(
                certain: now.reading,
                possible: possible[day] ?? former.possible,
                anomalies: now.anomalies,
                registers: registers[day] ?? former.registers
            )
            if answer == former { continue }
            if day == .distantPast { spells.removeLast() }
            spells.append(Spell(from: day, answer: answer))
        }
        return spells
    }
}
