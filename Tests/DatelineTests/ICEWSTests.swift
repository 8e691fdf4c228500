import Dateline
import Foundation
import NewsFacts
import TestSupport
import Testing

@Suite struct `A feed of ICEWS` {
    let moving: MovingLedger

    init() throws { moving = try MovingLedger() }

    private func run(_ text: String, _ arguments: String...) throws -> CommandLineTool.Run {
        try moving.dateline.run(["import", "icews", "-"] + arguments, input: text)
    }

    private func facts() throws -> [Fact] {
        let ledger = try Ledger(at: moving.folder.file(".dateline"), access: .readOnly)
        let snapshot = try ledger.snapshot()
        return try ledger.events(.zero..<snapshot.head, in: snapshot).map(\.fact)
    }

    private static let header =
        "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\t"
        + "Intensity\tTarget Name\tTarget Sectors\tTarget Country\tStory ID\tSentence Number\t"
        + "Publisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude"

    private func line(
        _ id: String,
        _ source: String,
        _ code: String,
        _ target: String,
        day: String = "2013-07-04"
    ) -> String {
        "\(id)\t\(day)\t\(source)\t\t\tText\t\(code)\t1.0\t\(target)\t\t\t4711\t3\tReuters\tCairo\t\t"
            + "Muhafazat al Qahirah\tEgypt\t30.06\t31.25"
    }

    @Test func `of the Dataverse is read by the names of its columns`() throws {
        let lines = [
            Self.header, line("20718170", "Citizen (Egypt)", "043", "Barack Obama"),
            line("20718171", "NULL", "010", ""), line("20718172", "Egypt", "190", "Police (Egypt)"),
        ]
        #expect(
            try run(lines.joined(separator: "\r\n"), "--format", "json").output
                == #"{"read":3,"appended":1,"held":0,"skipped":1,"unmapped":1,"refused":0,"#
                + #""why":[{"what":"skipped","which":"no actor","records":1},"#
                + #"{"what":"unmapped","which":"190","records":1}]}"# + "\n"
        )
        let fact = try #require(try facts().first)
        #expect(fact.externalID == "icews:20718170")
        #expect(fact.subject == "meeting/barack-obama/citizen-egypt/2013-07-04")
        #expect(fact.source?.document == "icews/story-4711")
        #expect(
            fact.participants == [
                Participant("host", "citizen-egypt", as: "Citizen (Egypt)"),
                Participant("visitor", "barack-obama", as: "Barack Obama"),
                Participant(
                    "place",
                    "place/cairo-muhafazat-al-qahirah-egypt",
                    as: "Cairo, Muhafazat al Qahirah, Egypt"
                ),
            ]
        )
        // In another order of columns it is the same.
        let order = Array((0..<20).reversed())
        let turned = lines.prefix(2).map { line in
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
            return order.map { String(cells[$0]) }.joined(separator: "\t")
        }
        #expect(
            try run(turned.joined(separator: "\n")).output
                == "read 1 record: nothing appended; 1 the ledger held already\n"
        )
    }

    @Test func `of the Dataverse with a wrong line names it`() throws {
        let wrong = [
            line("1", "A", "010", "B", day: "2013-7-4"), "x\ty", line("one", "A", "010", "B"),
        ]
        let run = try run(([Self.header] + wrong).joined(separator: "\n"), "--skip-refused")
        #expect(run.status == 2)
        let errors = run.errors.split(separator: "\n")
        #expect(errors[0].hasPrefix("standard input:2: Event Date: `2013-7-4` is no day"))
        #expect(errors[1] == "standard input:3: 20 columns have names, and this line has 2")
        #expect(errors[2] == "standard input:4: Event ID: `one` is no number")
        let missing = try self.run(Self.header.replacing("CAMEO Code", with: "Code"))
        #expect(missing.errors.contains("standard input:1: the column `CAMEO Code` is missing"))
    }

    private static let quadruples = [
        "Citizen (India)\tMake statement\tGovernment (India)\t2014-01-01",
        "China\tExpress intent to meet or negotiate\tJapan\t2014-01-02",
        "China\texpress_intent_to_meet_or_negotiate\tJapan\t2014-01-02",
        "Malaysia\tReturn, release person(s)\tThailand\t2014-01-03",
        "Ali\tHost a visit\tOmar\t2014-01-03",
        "Citizen (India)\tMake statement\tGovernment (India)\t2014-01-01",
    ]

    @Test func `in words becomes facts, and a line that stands twice two of them`() throws {
        let run = try run(Self.quadruples.joined(separator: "\n"), "--format", "json")
        let report = try Report(run.output)
        #expect(report.read == 6 && report.appended == 5 && report.unmapped == 1)
        #expect(report.repeated == 1)
        #expect(report.why.map(\.which) == ["0841"])
        let facts = try facts()
        #expect(
            facts.map(\.type) == [
                .statementMade, .meetingHeld, .meetingHeld, .meetingHeld, .statementMade,
            ]
        )
        #expect(facts[1].modality == .planned)
        #expect(facts[1].codes.first?.code == "036")
        #expect(facts[3].entities("host") == ["ali"])
        #expect(facts[0].externalID.hasSuffix("-1") && facts[4].externalID.hasSuffix("-2"))
        #expect(facts[0].externalID.dropLast(2) == facts[4].externalID.dropLast(2))
        #expect(Set(facts.map(\.externalID)).count == 5)
        let again = try Report(
            self.run(Self.quadruples.joined(separator: "\n"), "--format", "json").output
        )
        #expect(again.appended == 0 && again.held == 5 && again.sum == 6)
    }

    @Test func `in numbers is the same as in words`() throws {
        let words = Self.quadruples.map { $0.split(separator: "\t").map { String($0) } }
        var entities: [String] = []
        var relations: [String] = []
        for word in words {
            for name in [word[0], word[2]] where !entities.contains(name) { entities.append(name) }
            if !relations.contains(word[1]) { relations.append(word[1]) }
        }
        let table = { (names: [String]) in
            ([String(names.count)] + names.enumerated().map { "\($1)\t\($0)" })
                .joined(separator: "\n")
        }
        let numbers = { (unitsPerDay: Int, tail: String) in
            words.map { word in
                let day = Int(word[3].suffix(2)) ?? 0
                let parts = [
                    entities.firstIndex(of: word[0]), relations.firstIndex(of: word[1]),
                    entities.firstIndex(of: word[2]), (day - 1) * unitsPerDay,
                ]
                return parts.map { "\($0 ?? -1)" }.joined(separator: "\t") + tail
            }.joined(separator: "\n")
        }
        try moving.write(table(entities), to: "entity2id.txt")
        try moving.write(table(relations), to: "relation2id.txt")
        try moving.write(numbers(1, ""), to: "days.txt")
        try moving.write(numbers(24, "\t0"), to: "hours.txt")
        #expect(try run(Self.quadruples.joined(separator: "\n")).status == 0)
        for arguments in [
            ["days.txt", "--start", "2014-01-01"],
            ["hours.txt", "--start", "2014-01-01", "--units", "hours"],
        ] {
            let run = try moving.dateline.run(
                ["import", "icews", "--format", "json"] + arguments,
                input: ""
            )
            let report = try Report(run.output)
            #expect(report.read == 6 && report.held == 5 && report.appended == 0)
        }
        let late = try moving.dateline("import", "icews", "days.txt")
        #expect(late.errors.contains("days.txt:1: date: 0 is a number; say with --start"))
        let nowhere = try run(numbers(1, ""), "--start", "2014-01-01")
        #expect(nowhere.status == 64)
        #expect(nowhere.errors.contains("--ids"))
        #expect(try run(numbers(1, ""), "--start", "2014-01-01", "--ids", ".").status == 0)
        let unknown = try run("0\t99\t1\t3", "--start", "2014-01-01", "--ids", ".")
        #expect(
            unknown.errors.contains("standard input:1: relation: no line explains the number 99")
        )
    }

    @Test func `that says nothing appends nothing`() throws {
        #expect(try run("").output == "read 0 records: nothing appended\n")
        #expect(try run(Self.header + "\n").output == "read 0 records: nothing appended\n")
    }

    @Test func `is refused where a line is no quadruple`() throws {
        let run = try run(
            "A\tMake statement\tB\nA\tMake statement\tB\t2014-02-30",
            "--skip-refused"
        )
        let errors = run.errors.split(separator: "\n")
        #expect(errors[0].hasPrefix("standard input:1: an event is subject, relation, object and"))
        #expect(errors[1].hasPrefix("standard input:2: date: `2014-02-30` is no day"))
        #expect(run.status == 2)
    }
}
