public import ByteCoding
public import NewsFacts

/// The values that a register column may hold on a day, for all that vague dates leave open.
public struct PossibleValues: Hashable, Sendable {
    /// The name of the column.
    public let column: String
    /// Each value with the facts of which any may have been the last to write it, in their order.
    ///
    /// No fact stands where the register may not have been written yet.
    public let values: [Possibility]

    /// A value that a register may hold.
    public struct Possibility: Hashable, Sendable {
        /// The value.
        public let value: ColumnValue
        /// The facts that may have written it last, by the position of their first event.
        public let facts: [Position]
    }
}

extension Fold {
    /// The registers of a row that may hold one of several values on `day`, each with exactly those.
    ///
    /// A date may be any day within its bounds, whatever the dates of other facts are. So a fact may
    /// have been the last to write if it can have been by `day`, and on its latest such day no other
    /// fact has to come between: one that is past by `day` for certain and cannot have been before.
    ///
    /// - Complexity: O(n log n) in the facts of the row.
    static func possibleValues<View: Projection>(
        of view: View.Type,
        _ key: RowKey,
        on day: Day,
        facts: [KnownFact]
    ) -> [PossibleValues] {
        let registers = View.Row.columns.compactMap { column in
            column.written.map { (column.name, $0) }
        }
        guard !registers.isEmpty else { return [] }
        let admitted = facts.filter { Reading.possible.admits($0.days, on: day) }
        let told = KnownFact.told(admitted, View.mentions).sorted { $0.lineage < $1.lineage }
        return registers.compactMap { name, written in
            let writes = told.compactMap { fact in
                written(fact.content, key).map { Write(fact, $0, by: day) }
            }
            let values = possibilities(writes)
            return values.count > 1 ? PossibleValues(column: name, values: values) : nil
        }
    }

    /// The registers of a row that may hold one of several values, through time: for each day from
    /// which on others may hold.
    ///
    /// The set can change when a fact becomes possible, on the day after, when it may come after
    /// another of that day, and when it becomes certain.
    ///
    /// - Complexity: O(n² log n) in the facts of the row; O(1) for a view without registers.
    public static func possibleValues<View: Projection>(
        of view: View.Type,
        _ key: RowKey,
        facts: [KnownFact]
    ) -> [Day: [PossibleValues]] {
        guard View.Row.columns.contains(where: { $0.written != nil }) else { return [:] }
        let days = facts.flatMap { fact in
            [fact.days.lowerBound, fact.days.lowerBound.advanced(by: 1), fact.days.upperBound]
        }
        return Set(days).subtracting([.distantFuture]).reduce(into: [:]) { answers, day in
            answers[day] = possibleValues(of: view, key, on: day, facts: facts)
        }
    }

    /// A fact that writes a register, with the first and last place it can have in the order.
    private struct Write {
        let value: ColumnValue
        let lineage: Position
        let earliest: Day
        let latest: Day
        let isPast: Bool

        init(_ fact: KnownFact, _ value: ColumnValue, by day: Day) {
            self.value = value
            lineage = fact.lineage
            earliest = fact.days.lowerBound
            latest = min(fact.days.upperBound, day)
            isPast = Reading.certain.admits(fact.days, on: day)
        }
    }

    private static func possibilities(_ writes: [Write]) -> [PossibleValues.Possibility] {
        let past = writes.filter(\.isPast)
        var values: [PossibleValues.Possibility] = []
        if past.isEmpty { values.append(.init(value: .absent, facts: [])) }
        let barrier = past.max { ($0.earliest, $0.lineage) < ($1.earliest, $1.lineage) }
        for write in writes {
            // The barrier is the past write that is hardest to put before another.
            if let barrier, barrier.lineage != write.lineage,
                (write.latest, write.lineage) < (barrier.earliest, barrier.lineage)
            {
                continue
            }
            if let index = values.firstIndex(where: { $0.value == write.value }) {
                values[index] = .init(
                    value: write.value,
                    facts: values[index].facts + [write.lineage]
                )
            } else {
                values.append(.init(value: write.value, facts: [write.lineage]))
            }
        }
        return values
    }
}
