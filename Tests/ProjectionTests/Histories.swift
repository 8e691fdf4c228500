import Dateline
import NewsFacts
import Projecting
import TestSupport

/// Random facts of the types that a view reads, all of one row: its name is their subject and now
/// and then an entity in some role, for the views whose rows are entities.
struct Histories {
    let view: any Projection.Type
    private let types: [FactType]
    private var random: RandomFact
    private var randomness: SeededRandomness

    init(of name: String, seed: UInt64) throws {
        view = try Ledger.projection(named: name)
        types = view.consumes.sorted { $0.number < $1.number }
        random = RandomFact(seed: seed)
        randomness = SeededRandomness(seed)
    }

    mutating func next() -> [Fact] {
        (0...Int.random(in: 1..<15, using: &randomness)).map { _ in
            let type = types.randomElement(using: &randomness) ?? types[0]
            var fact = random.next(of: type, about: "row")
            if let index = fact.participants.indices.randomElement(using: &randomness) {
                fact.participants[index].entity = "row"
            }
            return fact
        }
    }
}

extension [Fact] {
    /// Those facts of which no two share a first or last possible day, nor the first of one the last
    /// of another.
    func withDistinctDays() -> [Fact] {
        var taken: Set<Day> = []
        return filter { fact in
            let days = Set([fact.occurred.lo, fact.occurred.hi])
            guard taken.isDisjoint(with: days) else { return false }
            taken.formUnion(days)
            return true
        }
    }
}

/// What a view answers of a row, without the positions, which depend on the order of arrival.
struct Report: Hashable {
    let certain: Reading
    let possible: Reading
    let columns: Columns?

    struct Reading: Hashable {
        let row: AnyHashable?
        let status: String?
        let factCount: Int
        let anomalies: [[String]]

        fileprivate init(_ state: RowState<some ViewRow>) {
            row = state.row.map { AnyHashable($0) }
            status = state.row?.status.rawValue
            factCount = state.facts.count
            anomalies = state.anomalies.map { [$0.type.name, $0.status ?? "", $0.reason] }
        }
    }

    struct Columns: Hashable {
        let names: [String]
        let values: [ColumnValue]
        let properties: [String]

        fileprivate init<Row: ViewRow>(_ row: Row) {
            names = Row.columns.map(\.name)
            values = Row.columns.map { $0.value(row) }
            properties = Mirror(reflecting: row).children.compactMap(\.label)
        }
    }

    init(_ view: any Projection.Type, _ facts: [Fact], on day: Day) {
        self.init(of: view, facts, on: day)
    }

    private init<View: Projection>(of view: View.Type, _ facts: [Fact], on day: Day) {
        let answer = Given(view, facts).answer(on: day)
        certain = Reading(answer.certain)
        possible = Reading(answer.possible)
        columns = answer.certain.row.map(Columns.init)
    }

    /// The state in either reading.
    var statuses: [String?] { [certain.status, possible.status] }
}
