import Alliances
import Bids
import Commitments
import Dateline
import Lawsuits
import NewsFacts
import Projecting
import Testing

@Suite struct `The end of a row` {
    private static let undated = "[..2024-06]"

    private func end<View: Projection>(
        _ view: View.Type,
        _ steps: [(Step, String)],
        _ end: KeyPath<View.Row, End>
    ) throws -> End? {
        try Given(view, steps.map { try $0.0.fact(on: $0.1) }).end.row?[keyPath: end]
    }

    @Test func `of an alliance is open, known, undated or not stated`() throws {
        let formed = (Step.formed, "2015"), stronger = (Step.strengthened, "2015")
        #expect(try end(Alliances.self, [(.proposed, "2015")], \.end) == .notBegun)
        #expect(try end(Alliances.self, [formed], \.end) == .open)
        #expect(try end(Alliances.self, [stronger], \.end) == .notStated)
        #expect(try end(Alliances.self, [stronger, formed], \.end) == .open)
        #expect(try end(Alliances.self, [formed, (.ended, "2018")], \.end) == .known)
        #expect(
            try end(Alliances.self, [formed, (.ended, Self.undated)], \.end) == .dateUnknown
        )
    }

    @Test func `of a case is open until it ends, and again when it is reopened`() throws {
        let filed = (Step.filed, "2020")
        #expect(try end(Lawsuits.self, [filed], \.end) == .open)
        #expect(try end(Lawsuits.self, [filed, (.withdrawn, "2021")], \.end) == .known)
        #expect(try end(Lawsuits.self, [filed, (.withdrawn, Self.undated)], \.end) == .dateUnknown)
        let reopened = [filed, (.withdrawn, "2021"), (Step.reopened, "2022")]
        #expect(try end(Lawsuits.self, reopened, \.end) == .open)
    }

    @Test func `of a commitment that is only sought has not begun`() throws {
        let sought = Step("sought", .investmentSought)
        let pledged = Step("pledged", .investmentCommitted, [("recipient", "r")])
        let withdrawn = Step("withdrawn", .investmentWithdrawn)
        #expect(try end(Commitments.self, [(sought, "2020")], \.end) == .notBegun)
        #expect(try end(Commitments.self, [(pledged, "2020")], \.end) == .open)
        let known = [(pledged, "2020"), (withdrawn, "2021")]
        #expect(try end(Commitments.self, known, \.end) == .known)
        let undated = [(pledged, "2020"), (withdrawn, Self.undated)]
        #expect(try end(Commitments.self, undated, \.end) == .dateUnknown)
    }

    @Test func `of a bid takes the better date`() throws {
        let submitted = Step("submitted", .acquisitionBidSubmitted)
        let withdrawn = Step("withdrawn", .acquisitionBidWithdrawn)
        #expect(try end(Bids.self, [(submitted, "2020")], \.end) == .open)
        let undated = [(submitted, "2020"), (withdrawn, Self.undated)]
        #expect(try end(Bids.self, undated, \.end) == .dateUnknown)
        let refined = undated + [(withdrawn, "2022")]
        #expect(try end(Bids.self, refined, \.end) == .known)
    }

    /// What has ended without a date is never among what is current once it was published.
    @Test(arguments: [
        ("alliances", FactType.allianceFormed, FactType.allianceEnded),
        ("lawsuits", .lawsuitFiled, .lawsuitWithdrawn),
        ("commitments", .investmentCommitted, .investmentWithdrawn),
        ("bids", .acquisitionBidSubmitted, .acquisitionBidWithdrawn),
        ("tenures", .roleAssumed, .roleEnded),
    ])
    func `that a published source tells without a date is no future one`(
        name: String,
        began: FactType,
        ended: FactType
    ) throws {
        var source = Source("times")
        source.published = "2025-02-15"
        let view = try Ledger.projection(named: name)
        let start = try Step(
            "began",
            began,
            [("recipient", "r"), ("office", "o")].filter { role in
                began.roles.contains { $0.name == role.0 }
            }
        ).fact(on: "2020")
        var end = Fact(ended, about: "row")
        for role in ended.roles where role.count.lowerBound > 0 {
            for number in 1...role.count.lowerBound {
                end.participants.append(Participant(role.name, "\(role.name)-\(number)"))
            }
        }
        end.source = source
        let report = Report(view, [start, try end.validated()], on: try EDTF("2025-02-15").lo)
        let before = Report(view, [start, try end.validated()], on: try EDTF("2025-02-14").lo)
        #expect(report.certain.status == report.possible.status)
        #expect(before.certain.status != report.certain.status)
    }
}
