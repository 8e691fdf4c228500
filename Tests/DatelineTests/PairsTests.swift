import Foundation
import TestSupport
import Testing

@Suite struct `The pairs of a coded feed` {
    private struct Counts: Equatable {
        var classes = [0, 0, 0, 0]
        var first = ""
        var last = ""
    }

    private struct Row: Decodable {
        let row: String
        let status: String
        let verbalCooperation: Int
        let materialCooperation: Int
        let verbalConflict: Int
        let materialConflict: Int
        let first: String
        let last: String
        let lastType: String
        let lastCode: String
    }

    /// The class of a code as the codebook of GDELT has it, counted from 0.
    private func quadClass(_ code: String) -> Int {
        switch Int(code.prefix(2)) ?? 0 {
        case ..<6: 0
        case ..<9: 1
        case ..<14: 2
        default: 3
        }
    }

    private func day(_ text: String) -> String {
        "\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.suffix(2))"
    }

    @Test func `are what a count of its lines says, on every day`() throws {
        let moving = try MovingLedger()
        let feed = GDELTLines(seed: 5, count: 4_000, actorCount: 15, onlyFacts: true)
        try moving.write(feed.lines.joined(separator: "\n"), to: "feed.csv")
        #expect(try moving.dateline("import", "gdelt", "feed.csv").status == 0)
        for date in ["2013-12-31", "2014-01-05", "2014-04-30", "2014-10-17", "2014-12-28"] {
            var expected: [String: Counts] = [:]
            var latest: [String: (type: String, code: String, classOf: Int)] = [:]
            for event in feed.events.enumerated().sorted(by: {
                ($0.element.day, $0.offset) < ($1.element.day, $1.offset)
            }).map(\.element) where day(event.day) <= date {
                let ids = ["cameo/" + event.source, "cameo/" + event.target].sorted()
                let key = ids.joined(separator: "+")
                let kind = quadClass(event.code)
                expected[key, default: Counts(first: day(event.day))].classes[kind] += 1
                expected[key]?.last = day(event.day)
                latest[key] = (GDELTLines.types[event.code] ?? "", event.code, kind)
            }
            let run = try moving.dateline("view", "pairs", "--as-of", date, "--format", "jsonl")
            let rows = try run.output.split(separator: "\n").map {
                try JSONDecoder().decode(Row.self, from: Data($0.utf8))
            }
            #expect(rows.count == expected.count)
            for row in rows {
                let counts = Counts(
                    classes: [
                        row.verbalCooperation, row.materialCooperation, row.verbalConflict,
                        row.materialConflict,
                    ],
                    first: row.first,
                    last: row.last
                )
                #expect(counts == expected[row.row])
                #expect(row.lastType == latest[row.row]?.type)
                #expect(row.lastCode == latest[row.row]?.code)
                let names = [
                    "verbalCooperation", "materialCooperation", "verbalConflict",
                    "materialConflict",
                ]
                #expect(row.status == latest[row.row].map { names[$0.classOf] })
            }
        }
    }
}
