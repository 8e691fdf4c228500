import Lawsuits
import NewsFacts
import Projecting
import Testing

@Suite struct `A case that is filed again` {
    /// What the row of the earlier case says after its life and a refiling in 2023.
    private func earlier(_ steps: [Step]) throws -> RowState<Lawsuit> {
        let lived = try zip(steps, 1...).map { step, month in try step.fact(on: "2020-0\(month)-15")
        }
        var again = try Step.refiled.fact(on: "2023")
        again.subject = "case/2"
        again.attributes["refiles"] = "row"
        #expect(Lawsuits.rowKeys(of: again) == [RowKey("case/2"), RowKey("row")])
        return Given(Lawsuits.self, lived + [again]).end
    }

    private static let withdrawn = Step("withdrawn", .lawsuitWithdrawn)
    private static let dismissed = Step("dismissed", .lawsuitDismissed)
    private static let judged = Step("judged", .judgmentEntered)

    private static func with(_ prejudice: String, _ type: FactType) -> Step {
        Step("ended", type, attributes: ["prejudice": prejudice])
    }

    @Test(arguments: [
        [.filed, withdrawn], [.filed, dismissed], [.filed, with("no", .lawsuitDismissed)],
        [.filed, with("unknown", .lawsuitWithdrawn)],
    ])
    func `names the later one, and stays ended`(steps: [Step]) throws {
        let state = try earlier(steps)
        #expect(state.row?.refiledAs == ["case/2"])
        #expect(state.row?.status.isCurrent == false)
        #expect(state.row?.plaintiffs.isEmpty == false)
        #expect(state.anomalies == [])
    }

    @Test(arguments: [
        ([.filed, with("yes", .lawsuitDismissed)], "dismissed with prejudice"),
        ([.filed, with("yes", .lawsuitWithdrawn)], "withdrawn with prejudice"),
        ([.filed, judged], "it was judged then"),
        ([.filed], "it was pending then"),
        ([.refiled, withdrawn], "withdrawn a second time"),
    ])
    func `may not be, and says so`(steps: [Step], reason: String) throws {
        let state = try earlier(steps)
        #expect(state.row?.refiledAs == [])
        #expect(state.anomalies.count == 1)
        #expect(state.anomalies.first?.reason.contains(reason) == true)
    }

    @Test func `and of which nothing else is told has no row`() throws {
        #expect(try earlier([]).isAbsent)
    }

    @Test func `under its own name has one row`() throws {
        var again = try Step.refiled.fact(on: "2023")
        again.attributes["refiles"] = "row"
        #expect(Lawsuits.rowKeys(of: again) == [RowKey("row")])
        #expect(Given(Lawsuits.self, [again]).end.row?.status == .pending)
    }

    @Test func `forgets the prejudice when it was reopened`() throws {
        let reopened = Step("reopened", .caseReopened)
        let state = try earlier([
            .filed, Self.with("yes", .lawsuitDismissed), reopened, Self.withdrawn,
        ])
        #expect(state.row?.refiledAs == ["case/2"])
        #expect(state.row?.prejudice == "")
    }
}
