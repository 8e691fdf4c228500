import Commitments
import Dateline
import Foundation
import Lawsuits
import NewsFacts
import Projecting
import TestSupport
import Testing

/// Rows that are not what they look like once they are stored.
@Suite struct `A stored row` {
    private let folder = TemporaryFolder()

    private func deal(_ type: FactType, _ digits: String, _ day: Day) throws -> Fact {
        var fact = Fact(type, about: "deal")
        fact.participants = [Participant("investor", "i"), Participant("recipient", "r")]
        fact.occurred = Occurrence(try EDTF(day.description))
        if !digits.isEmpty {
            let value = try #require(Decimal(plain: digits))
            fact.amounts = [Amount(literal: digits, value: value, unit: "USD", bound: .exact)]
        }
        return fact
    }

    @Test(arguments: [
        (
            "9999999999999999999999999999999999", "9999999999999999999999999999999998",
            "19999999999999999999999999999999997"
        ), ("10000000000000000000000000000000", "0.001", "10000000000000000000000000000000.001"),
    ])
    func `has a sum of more digits than a fact may have`(
        one: String,
        other: String,
        sum: String
    ) throws {
        let ledger = try Ledger.make(in: folder)
        _ = try ledger.append([
            try deal(.investmentCommitted, "", march(1)),
            try deal(.investmentFunded, one, march(2)),
            try deal(.investmentFunded, other, march(3)),
        ])
        let rows = try ledger.view(Commitments.self, asOf: march(9)).rows
        #expect(rows.map { $0.certain.row?.funded?.value?.description } == [sum])
    }

    @Test func `has no sum that cannot be told to the last digit`() throws {
        let ledger = try Ledger.make(in: folder)
        _ = try ledger.append([
            try deal(.investmentCommitted, "", march(1)),
            try deal(.investmentFunded, "9999999999999999999999999999999999", march(2)),
            try deal(.investmentFunded, "0.0000000001", march(3)),
        ])
        let rows = try ledger.view(Commitments.self, asOf: march(9)).rows
        #expect(rows.map(\.certain.anomalies.count) == [1])
    }

    private func suit(_ type: FactType, _ number: String, _ day: Day) throws -> Fact {
        var fact = Fact(type, about: "suit")
        fact.participants =
            type == .lawsuitFiled
            ? [Participant("plaintiff", "a"), Participant("defendant", "b")]
            : [Participant("court", "c")]
        if !number.isEmpty { fact.attributes["caseNumber"] = number }
        fact.occurred = Occurrence(try EDTF(day.description))
        return fact
    }

    /// Two texts that Swift calls equal.
    @Test func `has the text of the last fact, byte for byte`() throws {
        let facts = try [
            suit(.lawsuitFiled, "caf\u{E9}-1", march(1)),
            suit(.lawsuitFiled, "cafe\u{301}-1", march(2)),
            suit(.lawsuitDismissed, "", march(3)),
        ]
        do {
            let ledger = try Ledger.make(in: folder)
            for fact in facts {
                _ = try ledger.append([fact])
                _ = try ledger.view(Lawsuits.self, asOf: march(9))
            }
            let row = try ledger.view(Lawsuits.self, asOf: march(9)).rows[0].certain.row
            #expect(row?.caseNumber.unicodeScalars.count == 7)
        }
        let files = ViewFiles(of: Lawsuits.name, in: folder)
        let content = try files.content()
        do { try Ledger.open(in: folder).rebuild(Lawsuits.self) }
        #expect(try files.content() == content)
    }
}
