import EventLog
import Foundation
import NewsFacts
import Projecting
import TestSupport
import Testing

@testable import DatelineCLI
@testable import Relationships

@Suite struct `The table of limits` {
    private static let limits: [String: Int] = [
        "Fact.Limit.identifierByteCountMax": Fact.Limit.identifierByteCountMax,
        "Fact.Limit.byteCountMax": Fact.Limit.byteCountMax,
        "Fact.Limit.jsonByteCountMax": Fact.Limit.jsonByteCountMax,
        "Fact.Limit.jsonNestingMax": Fact.Limit.jsonNestingMax,
        "Fact.Limit.jsonDigitCountMax": Fact.Limit.jsonDigitCountMax,
        "Fact.Limit.listCountMax": Fact.Limit.listCountMax,
        "Fact.Limit.amountDigitCountMax": Fact.Limit.amountDigitCountMax,
        "Fact.Limit.dateByteCountMax": Fact.Limit.dateByteCountMax,
        "Fact.Limit.sourcePlaceMax": Fact.Limit.sourcePlaceMax,
        "FactFile.byteCountMax": FactFile.byteCountMax,
        "FactFileError.shownMax": FactFileError.shownMax,
        "NewEvent.byteCountMax": NewEvent.byteCountMax,
        "EventKeys.textByteCountMax": EventKeys.textByteCountMax,
        "RowKey.byteCountMax": RowKey.byteCountMax,
        "Pair.countMax": Pair.countMax,
        "String.slugByteCountMax": String.slugByteCountMax,
        "Sheet.codeCountMax": Sheet.codeCountMax,
    ]

    @Test func `says what the code says`() throws {
        let lines = try Repository.lines(of: "Sources/Dateline/Dateline.docc/Limits.md")
        let rows = lines.compactMap { $0.wholeMatch(of: /\| .+ \| ([0-9,]+) \| `(.+)` \|/)?.output }
        #expect(rows.count == Self.limits.count)
        for row in rows {
            let number = Int(row.1.replacing(",", with: ""))
            #expect(number == Self.limits[String(row.2)], "\(row.2)")
        }
    }

    @Test func `leaves room in a line for every fact that can be stored`() throws {
        var fact = Fact(.productReleased, about: "p")
        fact.participants = [Participant("producer", "m")]
        fact.statement = String(repeating: "\u{1}", count: Fact.Limit.byteCountMax - 40)
        #expect(fact.bytes.count <= Fact.Limit.byteCountMax)
        #expect(fact.json.utf8.count > 6 * fact.statement.utf8.count)
        #expect(fact.json.utf8.count <= Fact.Limit.jsonByteCountMax)
        let names = Fact.Limit.listCountMax
        #expect(names * #"["","","label"],"#.utf8.count < Fact.Limit.byteCountMax)
    }

    @Test func `goes for identifiers as for what the log looks up`() {
        #expect(Fact.Limit.identifierByteCountMax == EventKeys.textByteCountMax)
        #expect(Fact.Limit.byteCountMax == NewEvent.byteCountMax)
    }
}
