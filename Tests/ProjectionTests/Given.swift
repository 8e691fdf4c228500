import ByteCoding
import NewsFacts
import Projecting

/// The facts of one row in the order in which the log got them.
struct Given<View: Projection> {
    private let facts: [KnownFact]
    private let key: RowKey

    /// Facts that arrived in that order, of the row of that name.
    init(_ view: View.Type, _ facts: [Fact], of key: String = "row") {
        self.key = RowKey(key)
        self.facts = facts.enumerated().map { index, fact in
            KnownFact(
                lineage: Position(index),
                position: Position(index),
                days: fact.occurred.days,
                content: fact
            )
        }
    }

    /// The steps of a life, one a month from January 2020 on, and then one on the day of the change.
    init(_ view: View.Type, life: [Step], then step: Step) throws {
        let lived = try zip(life, 1...).map { step, month in try step.fact(on: "2020-0\(month)-15")
        }
        self.init(view, lived + [try step.fact(on: dayOfChange.description)])
    }

    /// What the row shows on a day.
    func answer(on day: Day) -> RowAnswer<View.Row> {
        Fold.answer(of: View.self, key, on: day, facts: facts)
    }

    /// What the row shows on a day.
    func answer(on date: String) throws -> RowAnswer<View.Row> { answer(on: try EDTF(date).lo) }

    /// What is certain at the end of all time.
    var end: RowState<View.Row> { answer(on: .distantFuture).certain }
}

/// The day on which a life cycle test takes its step.
let dayOfChange = Day(rawValue: 18_779)  // 2021-06-01

/// One step of a life, without its date.
struct Step: CustomStringConvertible, Sendable {
    let name: String
    private let type: FactType
    private let participants: [Participant]
    private let attributes: [String: String]
    private let amounts: [Amount]

    /// A step under the name by which the tables call it.
    init(
        _ name: String,
        _ type: FactType,
        _ participants: [(String, String)] = [],
        attributes: [String: String] = [:],
        amount: Amount? = nil
    ) {
        self.name = name
        self.type = type
        self.participants = participants.map { Participant($0.0, $0.1) }
        self.attributes = attributes
        amounts = amount.map { [$0] } ?? []
    }

    var description: String { name }

    /// The step as a valid fact of that date; needed roles that it does not name are filled.
    func fact(on date: String, modality: Modality = .asserted) throws -> Fact {
        var fact = Fact(type, about: "row")
        fact.occurred = Occurrence(try EDTF(date))
        fact.participants = participants
        fact.attributes = attributes
        fact.amounts = amounts
        fact.modality = modality
        for role in type.roles where fact.entities(role.name).count < role.count.lowerBound {
            for number in 1...role.count.lowerBound {
                fact.participants.append(Participant(role.name, "\(role.name)-\(number)"))
            }
        }
        return try fact.validated()
    }
}

extension Amount {
    /// An exact sum of dollars.
    static func dollars(_ value: Int, _ bound: Bound = .exact, unit: String = "USD") -> Amount {
        Amount(literal: "\(value)", value: .init(value), unit: unit, bound: bound)
    }
}
