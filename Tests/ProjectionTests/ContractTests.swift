import ByteCoding
import Dateline
import NewsFacts
import Projecting
import TestSupport
import Testing

/// What every view keeps to, whatever its meaning; a new view is tested here without a line of its own.
@Suite struct `Every view` {
    /// The views that list what was reported and judge no life: nothing is illegal in them.
    private static let records: Set<String> = [
        "claims", "contacts", "corrections", "coverage", "pairs", "statements",
    ]
    private static let lives = Ledger.projections.map { $0.name }.filter { !records.contains($0) }

    private static let days = [2013, 2016, 2019, 2022, 2025, 2028, 2031].map { year in
        Day(rawValue: Int32((year - 1970) * 365))
    }

    @Test(arguments: Ledger.projections.map { $0.name })
    func `takes any facts in any order without a trap and gives the same answer twice`(
        name: String
    ) throws {
        var histories = try Histories(of: name, seed: 41)
        for _ in 0..<300 {
            let facts = histories.next()
            for day in Self.days {
                let answer = Report(histories.view, facts, on: day)
                #expect(answer == Report(histories.view, facts, on: day))
            }
        }
    }

    @Test(arguments: Ledger.projections.map { $0.name })
    func `answers the same in every order in which facts of different days arrive`(
        name: String
    ) throws {
        var histories = try Histories(of: name, seed: 42)
        var randomness = SeededRandomness(43)
        for _ in 0..<200 {
            let facts = histories.next().withDistinctDays()
            let shuffled = facts.shuffled(using: &randomness)
            for day in Self.days {
                let first = Report(histories.view, facts, on: day)
                #expect(first == Report(histories.view, shuffled, on: day))
                #expect(first == Report(histories.view, facts.reversed(), on: day))
            }
        }
    }

    @Test(arguments: Ledger.projections.map { $0.name })
    func `reads no more of a fact than it says that it reads`(name: String) throws {
        var histories = try Histories(of: name, seed: 46)
        for _ in 0..<300 {
            let facts = histories.next()
            let parts = try facts.map { fact in
                let bytes = fact.bytes
                return try Fact(bytes: bytes.span, reading: histories.view.reads)
            }
            for (fact, part) in zip(facts, parts) {
                #expect(histories.view.rowKeys(of: fact) == histories.view.rowKeys(of: part))
            }
            for day in Self.days {
                #expect(
                    Report(histories.view, facts, on: day) == Report(histories.view, parts, on: day)
                )
            }
        }
    }

    @Test(arguments: lives)
    func `takes no step for what is planned, supposed or denied`(name: String) throws {
        var histories = try Histories(of: name, seed: 44)
        var randomness = SeededRandomness(45)
        for _ in 0..<300 {
            let facts = histories.next()
            let stated = facts.filter(\.modality.isRealized)
            let unrealized = facts.map { fact in
                var fact = fact
                fact.modality =
                    [.planned, .hypothetical, .conditional, .negated].randomElement(
                        using: &randomness
                    )
                    ?? .negated
                return fact
            }
            for day in Self.days {
                let status = Report(histories.view, stated, on: day).statuses
                #expect(Report(histories.view, stated + unrealized, on: day).statuses == status)
                #expect(Report(histories.view, unrealized, on: day).statuses == [nil, nil])
            }
        }
    }

    @Test(arguments: Ledger.projections.map { $0.name })
    func `lets a fact count from the last day that it can have been`(name: String) throws {
        var histories = try Histories(of: name, seed: 46)
        for _ in 0..<200 {
            let facts = histories.next()
            for day in Self.days {
                let past = facts.filter { $0.occurred.hi <= day }
                let certain = Report(histories.view, facts, on: day).certain
                #expect(certain == Report(histories.view, past, on: day).certain)
                #expect(certain.factCount <= past.count)
                #expect(certain.factCount >= past.count { $0.modality.isRealized })
            }
        }
    }

    /// Names that answers give to what every view has; a column of that name would hide it.
    private static let taken: Set<String> = [
        "row", "status", "from", "to", "knownFrom", "knownTo", "certain", "certainly", "possible",
        "undecided", "registers", "facts", "anomalies", "disputed", "corroborated",
    ]

    @Test(arguments: Ledger.projections)
    func `names no column as answers name what every view has`(view: any Projection.Type) {
        #expect(Self.taken.isDisjoint(with: view.columnNames), "\(view.name)")
    }

    @Test(arguments: Ledger.projections.map { $0.name })
    func `shows every property of a row in a column, in one order and under one name`(
        name: String
    ) throws {
        var histories = try Histories(of: name, seed: 47)
        let facts = (0..<100).map { _ in histories.next() }
        let report = try #require(
            facts.lazy.compactMap { Report(histories.view, $0, on: .distantFuture).columns }.first
        )
        #expect(report.names.count == Set(report.names).count)
        #expect(report.values.count == report.names.count)
        #expect(report.names.filter { !report.properties.contains($0) } == [])
        #expect(
            Set(report.properties).subtracting(report.names).subtracting([
                // What a court or a reorganisation returns to, what waits meanwhile, and the contacts
                // that are counted.
                "beforeAppeal", "contactNames", "interlocutoryAppeals", "restructuringSince",
            ]) == [
                "status"
            ]
        )
    }

    @Test(arguments: Ledger.projections.map { $0.name })
    func `has rows for facts of every type that it reads`(name: String) throws {
        let view = try Ledger.projection(named: name)
        var random = RandomFact(seed: 48)
        #expect(!view.consumes.isEmpty)
        for type in view.consumes {
            // Not for each: a fact may leave out the role or the source that names the row.
            let facts = (0..<50).map { _ in random.next(of: type, about: "alliance/row") }
            #expect(facts.contains { !view.rowKeys(of: $0).isEmpty }, "\(type)")
        }
    }

    @Test(arguments: Ledger.projections.map { $0.name })
    func `has a name for the command line, a summary and a version`(name: String) throws {
        let view = try Ledger.projection(named: name)
        #expect(name.wholeMatch(of: /[a-z][a-z-]*/) != nil)
        #expect(!view.summary.isEmpty && !view.summary.hasSuffix("."))
        #expect(view.version > 0)
    }

    @Test(arguments: lives)
    func `opens a row for some history and finds an anomaly in some other`(name: String) throws {
        var histories = try Histories(of: name, seed: 49)
        let reports = (0..<100).map { _ in
            let facts = histories.next()
            return Report(histories.view, facts, on: .distantFuture)
        }
        #expect(reports.contains { $0.columns != nil })
        #expect(reports.contains { !$0.certain.anomalies.isEmpty })
        #expect(Set(reports.flatMap(\.statuses)).count > 3)
    }
}

extension Projection {
    fileprivate static var columnNames: [String] { Row.columns.map(\.name) }
}
