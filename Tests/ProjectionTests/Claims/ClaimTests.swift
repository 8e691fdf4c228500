import Claims
import NewsFacts
import Projecting
import Testing

@Suite struct `What is claimed of a thing` {
    private static func pledge(_ amount: Amount, on date: String = "2025") throws -> Fact {
        try Step("pledged", .investmentCommitted, [("project", "stargate")], amount: amount)
            .fact(on: date)
    }

    private static func ended(_ attributes: [String: String], on date: String) throws -> Fact {
        try Step("ended", .roleEnded, [("holder", "musk")], attributes: attributes).fact(on: date)
    }

    private static func status(_ attribute: String, on date: String = "2025") throws -> Fact {
        try Step(
            "status",
            .fundingStatusReported,
            [("project", "stargate")],
            attributes: [attribute: "outside money"]
        ).fact(on: date)
    }

    private static let dispute = Step(
        "disputed",
        .fundingDisputed,
        [("claimant", "musk"), ("project", "stargate")],
        attributes: ["lacking": "the money"]
    )

    private func row(_ facts: [Fact]) -> Claim? { Given(Claims.self, facts).end.row }

    @Test func `is contested where two amounts exclude each other, in either order`() throws {
        let facts = try [Self.pledge(.dollars(500)), Self.pledge(.dollars(5_000))]
        for facts in [facts, facts.reversed()] {
            let row = row(facts)
            #expect(row?.status == .contested)
            #expect(row?.contested == ["amount"])
            #expect(row?.differing == ["amount"])
        }
        #expect(row(facts)?.amounts.columnValue == .list(["500 USD", "5,000 USD"]))
    }

    @Test func `is contested once two of three answers exclude each other`() throws {
        let row = try row([
            Self.pledge(.dollars(500)), Self.pledge(.dollars(400, .atLeast)),
            Self.pledge(.dollars(600)),
        ])
        #expect(row?.status == .contested)
    }

    @Test(arguments: [
        Amount.dollars(400, .atLeast), .dollars(600, .atMost), .dollars(480, .about),
        .dollars(500, unit: "EUR"),
        Amount(literal: "billions", value: nil, unit: "USD", bound: .unquantified),
    ])
    func `differs without being contested where both can be true`(amount: Amount) throws {
        let row = try row([Self.pledge(.dollars(500)), Self.pledge(amount)])
        #expect(row?.status == .uncontested)
        #expect(row?.contested == [])
        #expect(row?.differing == ["amount"])
    }

    @Test func `is one answer when two sources give it in other words`() throws {
        var other = Amount.dollars(500)
        other.literal = "five hundred"
        let row = try row([Self.pledge(.dollars(500)), Self.pledge(other)])
        #expect(row?.amounts.columnValue == .list(["500 USD"]))
        #expect(row?.differing == [])
    }

    @Test func `is contested by a party that disputes the funding, and names it`() throws {
        let row = try row([Self.pledge(.dollars(500)), Self.dispute.fact(on: "2025")])
        #expect(row?.status == .contested)
        #expect(row?.contested == ["funding"])
        #expect(row?.disputedBy == ["musk"])
        #expect(row?.lacking.columnValue == .list(["the money (musk)"]))
    }

    @Test func `is unanswered where a source says that something is not determined`() throws {
        #expect(try row([Self.status("undetermined")])?.status == .unanswered)
        #expect(try row([Self.status("lacking")])?.status == .uncontested)
        let disputed = try [Self.status("undetermined"), Self.dispute.fact(on: "2025")]
        #expect(row(disputed)?.status == .contested)
    }

    /// Sources tell it as a negation: "the amounts are not determined".
    @Test func `is unanswered where that is told as a negation, which denies nothing`() throws {
        var fact = try Self.status("undetermined")
        fact.modality = .negated
        #expect(row([fact])?.undetermined.columnValue == .list(["outside money"]))
        #expect(row([fact])?.status == .unanswered)
    }

    @Test func `is contested where one denies what another says`() throws {
        var denial = try Self.pledge(.dollars(500))
        denial.modality = .negated
        denial.attributedTo = "altman"
        #expect(row([denial])?.status == .uncontested)
        #expect(row([denial])?.amounts.columnValue == .list(["not 500 USD (altman)"]))
        for facts in try [
            [Self.pledge(.dollars(500)), denial], [denial, Self.pledge(.dollars(500))],
        ] {
            #expect(row(facts)?.contested == ["amount"])
        }
        #expect(try row([denial, Self.pledge(.dollars(600))])?.status == .uncontested)
    }

    @Test func `may have two causes, and not two manners, of one end`() throws {
        let causes = try row([
            Self.ended(["cause": "a struggle"], on: "2018"),
            Self.ended(["cause": "the course"], on: "2018-02"),
        ])
        #expect(causes?.status == .uncontested)
        #expect(causes?.differing == ["cause"])
        let manners = try row([
            Self.ended(["manner": "resigned"], on: "2018-02"),
            Self.ended(["manner": "dismissed"], on: "2018"),
        ])
        #expect(manners?.contested == ["manner"])
    }

    @Test func `has another manner for another end, and no answer where it is unknown`() throws {
        let row = try row([
            Self.ended(["manner": "resigned"], on: "2018"),
            Self.ended(["manner": "dismissed"], on: "2023"),
        ])
        #expect(row?.status == .uncontested)
        #expect(try self.row([Self.ended(["manner": "unknown"], on: "2018")]) == nil)
    }

    @Test func `is settled by a revision, after which the old amount is no answer`() throws {
        let revised = Step("revised", .investmentRevised, amount: .dollars(600))
        let given = try Given(
            Claims.self,
            [
                Self.pledge(.dollars(500), on: "2024"), Self.pledge(.dollars(5_000), on: "2024"),
                revised.fact(on: "2025"),
            ]
        )
        #expect(try given.answer(on: "2024-12-31").certain.row?.status == .contested)
        #expect(given.end.row?.status == .uncontested)
        #expect(given.end.row?.amounts.columnValue == .list(["600 USD"]))
    }

    @Test func `is asked apart from what was asked for`() throws {
        let sought = Step("sought", .investmentSought, amount: .dollars(900))
        let row = try row([sought.fact(on: "2023"), Self.pledge(.dollars(500))])
        #expect(row?.status == .uncontested)
        #expect(row?.amountsAsked.columnValue == .list(["900 USD"]))
    }

    @Test func `is not claimed by whoever plans or supposes it`() throws {
        for modality in [Modality.planned, .hypothetical, .conditional] {
            var fact = try Self.pledge(.dollars(500))
            fact.modality = modality
            #expect(Given(Claims.self, [fact]).end.isAbsent)
        }
    }

    @Test func `is current while a reader has to choose or to wait`() {
        let all: [Claim.Status] = [.contested, .unanswered, .uncontested]
        #expect(all.filter { $0.isCurrent } == [.contested, .unanswered])
    }
}

@Suite struct `Who says it` {
    private func amounts(_ change: (inout Fact) -> Void) throws -> ColumnValue? {
        var fact = try Step(
            "pledged",
            .investmentCommitted,
            [("project", "stargate")],
            amount: .dollars(5)
        ).fact(on: "2025")
        change(&fact)
        return Given(Claims.self, [fact]).end.row?.amounts.columnValue
    }

    private func source(_ line: Int) -> Source {
        var source = Source("article")
        source.line = line
        return source
    }

    @Test func `is whom the source names, before the speaker and the place in the source`() throws {
        let named = try amounts {
            $0.attributedTo = "unnamed sources"
            $0.participants.append(Participant("speaker", "altman"))
            $0.source = source(5)
        }
        #expect(named == .list(["5 USD (unnamed sources)"]))
        let spoken = try amounts {
            $0.participants.append(Participant("speaker", "altman"))
            $0.source = source(5)
        }
        #expect(spoken == .list(["5 USD (altman)"]))
        #expect(try amounts { $0.source = source(5) } == .list(["5 USD (article:5)"]))
        #expect(try amounts { $0.source = source(0) } == .list(["5 USD (article)"]))
        #expect(try amounts { _ in } == .list(["5 USD"]))
    }

    @Test func `is everybody who says the same, each once`() throws {
        let facts = try ["altman", "son", "altman"].map { sayer in
            var fact = try Step(
                "pledged",
                .investmentCommitted,
                [("project", "stargate")],
                amount: .dollars(5)
            ).fact(on: "2025")
            fact.attributedTo = sayer
            return fact
        }
        #expect(
            Given(Claims.self, facts).end.row?.amounts.columnValue == .list(["5 USD (altman, son)"])
        )
    }
}
