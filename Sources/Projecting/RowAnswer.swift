public import ByteCoding
public import NewsFacts

extension Fold {
    /// What a row shows on `day`, from those of its facts that are known.
    public static func answer<View: Projection>(
        of view: View.Type,
        _ key: RowKey,
        on day: Day,
        facts: [KnownFact]
    ) -> RowAnswer<View.Row> {
        RowAnswer(
            key: key,
            certain: state(of: view, key, on: day, reading: .certain, facts: facts),
            possible: state(of: view, key, on: day, reading: .possible, facts: facts),
            registers: possibleValues(of: view, key, on: day, facts: facts)
        )
    }
}

/// What a row shows on a day, at a state of knowledge.
public struct RowAnswer<Row: ViewRow>: Hashable, Sendable {
    /// The name of the row.
    public let key: RowKey
    /// What is certainly so: facts count from the last day they can have been.
    public let certain: RowState<Row>
    /// What may already be so: facts count from the first day they can have been.
    public let possible: RowState<Row>
    /// The register columns that may hold one of several values.
    public let registers: [PossibleValues]

    /// What a row shows of which both readings are the same.
    public init(key: RowKey, _ state: RowState<Row>) {
        self.init(key: key, certain: state, possible: state, registers: [])
    }

    init(
        key: RowKey,
        certain: RowState<Row>,
        possible: RowState<Row>,
        registers: [PossibleValues]
    ) {
        self.key = key
        self.certain = certain
        self.possible = possible
        self.registers = registers
    }

    /// Whether no imprecise date leaves the row open.
    ///
    /// The two readings are compared by what the row says; anomalies and the order of facts, which
    /// may differ between them, do not count.
    public var isCertain: Bool { certain.row == possible.row && registers.isEmpty }

    /// The facts of which the date leaves open whether they count yet.
    public var undecided: [Position] {
        // So it is of most rows, and comparing is quicker than hashing.
        if possible.facts == certain.facts { return [] }
        let counted = Set(certain.facts)
        return possible.facts.filter { !counted.contains($0) }
    }

    /// Whether there is nothing to show in either reading.
    public var isAbsent: Bool { certain.isAbsent && possible.row == nil }
}
