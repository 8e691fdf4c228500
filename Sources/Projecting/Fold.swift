public import ByteCoding
public import NewsFacts

/// How the state of a row is read from its facts: the semantics that every index must match.
public enum Fold {
    /// Which end of an imprecise date orders and admits a fact.
    public enum Reading: Sendable {
        /// The last possible day: what is certainly so.
        case certain
        /// The first possible day: what may already be so.
        case possible

        func effectiveDay(of days: ClosedRange<Day>) -> Day {
            switch self {
            case .certain: days.upperBound
            case .possible: days.lowerBound
            }
        }

        /// The day by which a fact stands in the order: the one on which it takes effect.
        ///
        /// A first possible day that is open says nothing of the order, so the last one does;
        /// otherwise what ended on an unknown day would have ended before it began, and read as
        /// current.
        func place(of days: ClosedRange<Day>) -> Day {
            let effective = effectiveDay(of: days)
            return effective == .distantPast ? days.upperBound : effective
        }

        /// Whether a fact of those days counts on `day`; one with an open end never does.
        public func admits(_ days: ClosedRange<Day>, on day: Day) -> Bool {
            let effective = effectiveDay(of: days)
            return effective <= day && effective < .distantFuture
        }
    }

    /// The state of a row on `day`, from those of its facts that are known.
    ///
    /// Facts apply in the order of their effective day, then of their lineage; those that take
    /// effect after `day` do not apply. One whose first possible day is open is ordered by its last.
    /// An open end never takes effect on a day. Of facts that tell one step of one event only the one
    /// that leads applies, unless the view takes each.
    ///
    /// - Complexity: O(n log n) in the facts of the row.
    public static func state<View: Projection>(
        of view: View.Type,
        _ key: RowKey,
        on day: Day,
        reading: Reading,
        facts: [KnownFact]
    ) -> RowState<View.Row> {
        var state = RowState<View.Row>()
        var steps = Steps<View>()
        for (_, fact) in ordered(facts, reading, view.mentions, on: day) {
            state.apply(fact, by: &steps, key)
        }
        return state
    }

    /// The states of a row through time, from those of its facts that are known: visited with each
    /// day on which some fact takes effect, from which on the state holds.
    ///
    /// - Complexity: O(n log n) in the facts of the row, and O(n·m) for m of them that have no first
    ///   possible day, when what is possible is asked for.
    public static func course<View: Projection>(
        of view: View.Type,
        _ key: RowKey,
        reading: Reading,
        facts: [KnownFact],
        _ visit: (Day, RowState<View.Row>) -> Void
    ) {
        let placed = ordered(facts, reading, view.mentions, on: .distantFuture)
        let days = Set(placed.map { reading.effectiveDay(of: $0.fact.days) }).sorted()
        // These count from the first day on, after all that has come by then.
        let alwaysPossible = placed.filter { $0.day != reading.effectiveDay(of: $0.fact.days) }
        var state = RowState<View.Row>()
        var steps = Steps<View>()
        var next = placed.startIndex
        for day in days {
            while next < placed.endIndex, placed[next].day <= day {
                state.apply(placed[next].fact, by: &steps, key)
                next += 1
            }
            var shown = state
            var possibleSteps = Steps<View>()
            for (_, fact) in alwaysPossible.drop(while: { $0.day <= day }) {
                shown.apply(fact, by: &possibleSteps, key)
            }
            visit(day, shown)
        }
    }

    /// The facts that count on `day`, in the order in which they apply.
    private static func ordered(
        _ facts: [KnownFact],
        _ reading: Reading,
        _ mentions: Mentions,
        on day: Day
    ) -> [(day: Day, fact: KnownFact)] {
        KnownFact.told(facts.filter { reading.admits($0.days, on: day) }, mentions)
            .map { (day: reading.place(of: $0.days), fact: $0) }
            .sorted { ($0.day, $0.fact.lineage) < ($1.day, $1.fact.lineage) }
    }
}

extension Fold {
    /// What became of a fact that a row was shown.
    public enum Step: Sendable {
        /// The row took it into account.
        case taken
        /// It is only planned or denied and changed nothing, so it is no fact of the row.
        case passedOver
        /// The life of the row does not allow it; the row stayed as it was.
        case refused(IllegalStep)
    }

    /// Shows a row the next fact.
    public static func step<View: Projection>(
        _ fact: Fact,
        by view: View.Type,
        to row: inout View.Row?,
        of key: RowKey
    ) -> Step {
        var next = row
        do throws(IllegalStep) {
            try view.apply(fact, to: &next, of: key)
        } catch {
            return .refused(error)
        }
        if !fact.modality.isRealized, next == row { return .passedOver }
        row = next
        return .taken
    }
}

/// The steps of a row, one after the other, without a copy of the row at each: of one that lists what it
/// was told, the copies would take a time that is the square of its facts.
struct Steps<View: Projection> {
    /// The row some steps ago, and the facts that it has taken since; from there it is made again when
    /// a step is not allowed.
    private var former: (row: View.Row?, since: [Fact])?
    /// After so many steps a copy is made.
    private static var copyStepCount: Int { 64 }

    mutating func step(_ fact: Fact, to row: inout View.Row?, of key: RowKey) -> Fold.Step {
        // Whether it changes anything has to be compared.
        guard fact.modality.isRealized else {
            former = nil
            return Fold.step(fact, by: View.self, to: &row, of: key)
        }
        if former.map({ $0.since.count == Self.copyStepCount }) ?? true { former = (row, []) }
        do throws(IllegalStep) {
            try View.apply(fact, to: &row, of: key)
            former?.since.append(fact)
            return .taken
        } catch {
            row = former?.row
            for taken in former?.since ?? [] {
                guard case .taken = Fold.step(taken, by: View.self, to: &row, of: key) else {
                    preconditionFailure("\(View.name) allows a step once, and then it does not")
                }
            }
            return .refused(error)
        }
    }
}

/// The state of a row after some facts, and the facts that made it so.
public struct RowState<Row: ViewRow>: Hashable, Sendable {
    /// The row; nil before the first fact that opens it.
    public private(set) var row: Row?
    /// The facts that applied, in order, by the position of their first event; after each those
    /// that tell the same step.
    public private(set) var facts: [Position] = []
    /// The facts that tell the same step as another, by the fact that applied for them.
    public private(set) var mentions: [Position: [Position]] = [:]
    /// The facts that applied and that others dispute, with those that do.
    public private(set) var disputed: [Position: [Position]] = [:]
    /// The facts that applied and that others bear out, with those that do.
    public private(set) var corroborated: [Position: [Position]] = [:]
    /// The facts that the row's state did not allow, in order.
    public private(set) var anomalies: [Anomaly] = []

    /// No row.
    public init() {}

    /// The state of a row after facts all of which it took into account.
    public init(
        _ row: Row,
        facts: [Position],
        disputed: [Position: [Position]],
        corroborated: [Position: [Position]]
    ) {
        self.row = row
        self.facts = facts
        self.disputed = disputed
        self.corroborated = corroborated
    }

    /// Whether there is nothing to show.
    public var isAbsent: Bool { row == nil && anomalies.isEmpty }

    mutating func apply<View: Projection>(
        _ fact: KnownFact,
        by steps: inout Steps<View>,
        _ key: RowKey
    ) where View.Row == Row {
        switch steps.step(fact.content, to: &row, of: key) {
        case .taken: break
        case .passedOver: return
        case .refused(let step):
            anomalies.append(
                Anomaly(
                    fact: fact.lineage,
                    type: fact.content.type,
                    status: row?.status.rawValue,
                    reason: step.reason
                )
            )
        }
        if !fact.mentions.isEmpty { mentions[fact.lineage] = fact.mentions.map(\.lineage) }
        for report in [fact] + fact.mentions {
            facts.append(report.lineage)
            if !report.disputes.isEmpty { disputed[report.lineage] = report.disputes }
            if !report.corroborations.isEmpty {
                corroborated[report.lineage] = report.corroborations
            }
        }
    }
}

/// A fact that a row's life cycle did not allow: the row stayed as it was.
public struct Anomaly: Hashable, Sendable {
    /// The position of the first event of the fact.
    public let fact: Position
    /// The type of the fact.
    public let type: FactType
    /// The state that the row was in; nil before it had one.
    public let status: String?
    /// Why the step is not allowed.
    public let reason: String
}

extension Anomaly: CustomStringConvertible {
    /// The anomaly as a sentence.
    public var description: String { "\(fact) \(type): \(reason)" }
}
