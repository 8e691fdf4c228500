import ByteCoding
import Dateline
import EventLog
import NewsFacts
import TestSupport
import Testing

@Suite struct `Facts on their way into a ledger` {
    private let folder = TemporaryFolder()

    private func statement(_ number: Int, externalID: String = "") -> Fact {
        var fact = Fact(.statementMade, about: "s/\(number)")
        fact.participants = [Participant("speaker", "doe")]
        fact.statement = "Said \(number)."
        fact.externalID = externalID
        return fact
    }

    private func retraction(of reference: Reference) -> Fact {
        var fact = Fact(.factRetracted, about: "")
        fact.targets = [reference]
        fact.reason = "r"
        return fact
    }

    private enum Outcome: Equatable {
        case place(Intake.Place)
        case refused(String)
    }

    private func outcomes(
        of facts: [Fact],
        _ take: (Fact, Int) throws(LedgerError) -> Intake.Place
    ) -> [Outcome] {
        facts.indices.map { index in
            do throws(LedgerError) {
                return .place(try take(facts[index], index))
            } catch {
                return .refused("\(error)")
            }
        }
    }

    /// New and held facts, conflicts with both, references to both, and what is no fact.
    private var facts: [Fact] {
        [
            statement(1), statement(9), statement(1), statement(2, externalID: "x2"),
            statement(3, externalID: "x2"), statement(4, externalID: "x0"),
            statement(0, externalID: "x0"), retraction(of: .externalID("x2")),
            retraction(of: .externalID("x0")), retraction(of: .externalID("nothing")),
            Fact(.statementMade, about: "nobody"), statement(5),
        ]
    }

    @Test func `come to the same one by one, as drafts, and in one append of those taken`() throws {
        let ledger = try Ledger.create(at: folder.file("ledger"))
        try ledger.append([statement(0, externalID: "x0"), statement(9)])
        var single = try Intake(into: ledger, times: .now)
        let expected = outcomes(of: facts) { fact, _ throws(LedgerError) in try single.take(fact) }
        #expect(
            expected.indices.filter { if case .refused = expected[$0] { true } else { false } }
                == [4, 5, 9, 10]
        )
        #expect(expected[1] == .place(.held(Position(1))))
        #expect(expected[2] == .place(.held(Position(2))))
        #expect(expected[6] == .place(.held(Position(0))))

        var intake = try Intake(into: ledger, times: .now)
        let drafts = try intake.drafts(of: facts)
        let found = outcomes(of: facts) { _, index throws(LedgerError) in
            try intake.take(drafts[index])
        }
        #expect(found == expected)

        let taken = facts.indices.filter { if case .place = found[$0] { true } else { false } }
        let receipt = try ledger.append(taken.map { facts[$0] })
        for (index, position) in zip(taken, receipt.positions) {
            switch found[index] {
            case .place(.new(let place)), .place(.held(let place)): #expect(place == position)
            case .refused: Issue.record("it was taken")
            }
        }
    }

    @Test func `are checked side by side, and the first that is refused is named`() throws {
        let ledger = try Ledger.create(at: folder.file("ledger"))
        var facts = (0..<500).map { statement($0) }
        facts[137].participants = []
        facts[401].subject = ""
        let error = #expect(throws: LedgerError.self) { try ledger.append(facts) }
        #expect(error?.index == 137)
        facts[137] = statement(137)
        facts[300] = retraction(of: .id(Digest(sha256Of: [])))
        let other = #expect(throws: LedgerError.self) { try ledger.append(facts) }
        #expect(other?.index == 300)
        facts[401] = statement(401)
        facts[300] = retraction(of: .id(Digest(sha256Of: try facts[299].validated().bytes)))
        #expect(try ledger.append(facts).positions == (0..<500).map { Position($0) })
    }
}
