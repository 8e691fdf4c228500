public import ByteCoding
public import NewsFacts
public import Projecting

/// What a view says of one row at every day and every state of knowledge: both clocks.
public struct RowHistory: Sendable {
    /// The name of the view.
    public let view: String
    /// The name of the row.
    public let key: RowKey
    /// The state of knowledge up to which it is told.
    public let knownAt: Knowledge
    /// The names of the view's columns.
    public let columns: [String]
    /// The states of knowledge with which the answer for some day changed, in order; before the
    /// first of them nothing was known on any day.
    public let states: [State]

    /// A state of knowledge, which lasts until the next that changes something.
    public struct State: Hashable, Sendable {
        /// The first state of knowledge of which it is so.
        public let knownAt: Knowledge
        /// What the row said from which day on, in order; the first spell begins before every day.
        public let spells: [Spell]
    }

    /// An answer that holds from a day until the next spell begins.
    public struct Spell: Hashable, Sendable {
        /// The first day; ``Day/distantPast`` for the spell that nothing precedes.
        public let from: Day
        /// What the row says.
        public let answer: Answer
    }

    /// What the row says.
    public struct Answer: Hashable, Sendable {
        /// What is certainly so.
        public let certain: ViewTable.Reading?
        /// What may already be so.
        public let possible: ViewTable.Reading?
        /// The facts that the row's life did not allow.
        public let anomalies: [Anomaly]
        /// The register columns that may hold one of several values.
        public let registers: [PossibleValues]

        /// The answer where there is no row.
        public static let absent = Answer(
            certain: nil,
            possible: nil,
            anomalies: [],
            registers: []
        )
        /// Whether there is nothing to show.
        public var isAbsent: Bool { self == .absent }
    }

    /// What the row said of a day when the log held `k` events.
    ///
    /// - Complexity: O(n) in the states and spells.
    public func answer(on day: Day, knownAt k: Position) -> Answer {
        let state = states.last { $0.knownAt.position <= k }
        return state?.spells.last { $0.from <= day }?.answer ?? .absent
    }
}
