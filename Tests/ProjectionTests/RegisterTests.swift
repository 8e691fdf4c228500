import ByteCoding
import Dateline
import NewsFacts
import Projecting
import TestSupport
import Testing

@Suite struct `A register` {
    /// A view whose one column holds what the last meeting was said to be about.
    private enum Topics: Projection {
        static let name = "topics"
        static let summary = "What the last meeting was about"
        static let version: UInt32 = 1
        static let consumes: Set<FactType> = [.meetingHeld, .callHeld]

        static func apply(_ fact: Fact, to row: inout Topic?, of key: RowKey) {
            var topic = row ?? Topic()
            if fact.type == .meetingHeld { topic.about = fact.statement }
            row = topic
        }

        struct Topic: ViewRow {
            var status = Status.known
            var about = ""

            enum Status: String, RowStatus {
                case known
                var isCurrent: Bool { true }
            }

            static let columns: [Column<Topic>] = [
                Column("about", \.about) { fact, _ in
                    fact.type == .meetingHeld ? .text(fact.statement) : nil
                }
            ]
        }
    }

    private static let dates = [
        "2024-03-01", "2024-03-02", "2024-03-03", "2024-03-04", "2024-03-01/2024-03-02",
        "2024-03-01/2024-03-03", "2024-03-02/2024-03-03", "2024-03-02/2024-03-04",
        "2024-03-03/2024-03-05", "2024-03-01/2024-03-05",
    ]

    /// The values after every way to choose a day for each fact within its bounds.
    private static func values(_ facts: [Fact], on day: Day) -> Set<ColumnValue> {
        var values: Set<ColumnValue> = []
        func choose(_ days: [Day]) {
            guard days.count < facts.count else {
                let past = zip(facts, days).enumerated().filter {
                    $0.element.1 <= day && $0.element.0.type == .meetingHeld
                }
                let last = past.max { ($0.element.1, $0.offset) < ($1.element.1, $1.offset) }
                values.insert(last.map { .text($0.element.0.statement) } ?? .absent)
                return
            }
            var next = facts[days.count].occurred.lo
            while next <= facts[days.count].occurred.hi {
                choose(days + [next])
                next = next.advanced(by: 1)
            }
        }
        choose([])
        return values
    }

    @Test(arguments: 0..<UInt64(60))
    func `may hold exactly what some choice of days within the dates makes of it`(
        seed: UInt64
    ) throws {
        var randomness = SeededRandomness(900 + seed)
        for _ in 0..<10 {
            let facts = try (0..<Int.random(in: 1...4, using: &randomness)).map { _ in
                let isCall = Int.random(in: 0..<4, using: &randomness) == 0
                var fact = Fact(isCall ? .callHeld : .meetingHeld, about: "row")
                fact.statement = ["peace", "trade", "war"].randomElement(using: &randomness) ?? ""
                let date = Self.dates.randomElement(using: &randomness) ?? ""
                fact.occurred = Occurrence(try EDTF(date))
                return fact
            }
            for number in 0...6 {
                let day = try EDTF("2024-03-01").lo.advanced(by: number - 1)
                let answer = Given(Topics.self, facts).answer(on: day)
                let expected = Self.values(facts, on: day)
                guard let open = answer.registers.first else {
                    #expect(expected.count == 1)
                    let row = answer.certain.row ?? answer.possible.row
                    #expect(expected == [row?.about.columnValue ?? .absent])
                    continue
                }
                #expect(Set(open.values.map(\.value)) == expected)
                #expect(open.values.count == expected.count && open.values.count > 1)
                for possibility in open.values {
                    let told = possibility.facts.map {
                        facts[Int($0.rawValue)].statement.columnValue
                    }
                    #expect(Set(told).isSubset(of: [possibility.value]))
                    #expect(told.isEmpty == (possibility.value == .absent))
                }
            }
        }
    }

    @Test(arguments: Ledger.projections.map { $0.name })
    func `of a view holds what the last fact that writes it says`(name: String) throws {
        var histories = try Histories(of: name, seed: 51)
        var written = 0
        for _ in 0..<200 {
            let facts = histories.next()
            for problem in Self.problems(histories.view, facts, &written) {
                Issue.record("\(problem)")
            }
        }
        #expect(written > 0 || !Self.hasRegisters(histories.view), "no history writes a register")
    }

    private static func hasRegisters<View: Projection>(_ view: View.Type) -> Bool {
        View.Row.columns.contains { $0.written != nil }
    }

    /// The registers that do not hold what the last fact wrote, at the end of all time.
    private static func problems<View: Projection>(
        _ view: View.Type,
        _ facts: [Fact],
        _ written: inout Int
    ) -> [String] {
        let state = Given(view, facts).end
        let counted = facts.enumerated().filter { $0.element.occurred.hi < .distantFuture }
            .sorted { ($0.element.occurred.hi, $0.offset) < ($1.element.occurred.hi, $1.offset) }
        return View.Row.columns.compactMap { column in
            guard let write = column.written, let row = state.row else { return nil }
            let last = counted.compactMap { write($0.element, RowKey("row")) }.last ?? .absent
            if last != .absent { written += 1 }
            let value = column.value(row)
            return value == last ? nil : "\(column.name) is \(value) and was written \(last)"
        }
    }
}
