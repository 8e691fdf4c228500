import Dateline
import Foundation
import NewsFacts
import TestSupport
import Testing

@Suite struct `A feed of GDELT` {
    let moving: MovingLedger

    init() throws { moving = try MovingLedger() }

    private func run(_ text: String, _ arguments: String...) throws -> CommandLineTool.Run {
        try moving.dateline.run(["import", "gdelt", "-"] + arguments, input: text)
    }

    private func facts() throws -> [Fact] {
        let ledger = try Ledger(at: moving.folder.file(".dateline"), access: .readOnly)
        let snapshot = try ledger.snapshot()
        return try ledger.events(.zero..<snapshot.head, in: snapshot).map(\.fact)
    }

    @Test(arguments: [57, 58, 61])
    func `gives the event, its actors, both days and the code as it is`(columns: Int) throws {
        var line = GDELTLine()
        line.code = "0231"
        let run = try run(line.text(columns: columns))
        #expect(run.output == "read 1 record: appended #0\n")
        let fact = try #require(try facts().first)
        #expect(fact.type == .investmentSought)
        #expect(fact.subject == "commitment/gdelt-1000001")
        #expect(fact.externalID == "gdelt:1000001")
        #expect(fact.occurred.edtf == "2015-02-18")
        #expect(fact.source?.published == "2015-02-19")
        #expect(fact.source?.document == (columns == 57 ? "gdelt/2015-02-19" : line.address))
        #expect(
            fact.participants == [
                Participant("seeker", "cameo/USAGOV", as: "UNITED STATES"),
                Participant("prospect", "cameo/DEU", as: "GERMANY"),
                Participant("place", "place/berlin-berlin-germany", as: line.place),
            ]
        )
        #expect(fact.codes == [Fact.Code(scheme: "CAMEO", version: "1.1b3", code: "0231")])
        #expect(fact.statement == "UNITED STATES → GERMANY: Appeal for economic aid")
    }

    @Test func `keeps the code that it has, whatever line of the table it goes by`() throws {
        var line = GDELTLine()
        line.code = "0319"
        #expect(try run(line.text()).status == 0)
        let fact = try #require(try facts().first)
        #expect(fact.type == .allianceAnnounced)
        #expect(fact.modality == .planned)
        #expect(fact.subject == "relation/cameo/DEU/cameo/USAGOV")
        #expect(
            fact.codes == [
                Fact.Code(scheme: "CAMEO", version: "1.1b3", code: "0319"),
                Fact.Code(scheme: "PLOVER", version: "CAMEO2PLOVER-2021", code: "AGREE"),
            ]
        )
    }

    @Test(arguments: [
        ("042", "A", "B", "MeetingHeld visitor host"),
        ("043", "A", "B", "MeetingHeld host visitor"),
        ("019", "A", "B", "AccordExpressed speaker speaker"),
        ("019", "A", "", "StatementMade speaker"),
        ("042", "A", "", "MeetingHeld visitor"), ("043", "A", "", "skipped no target actor"),
        ("010", "A", "", "StatementMade speaker"), ("010", "", "B", "skipped no source actor"),
        ("115", "A", "", "skipped no target actor"), ("115", "", "", "skipped no actor"),
        ("057", "A", "A", "StatementMade speaker addressee"),
        ("061", "A", "A", "skipped source and target are one actor"),
        ("111", "A", "A", "CriticismVoiced speaker about"), ("190", "A", "B", "unmapped 190"),
        ("08", "", "", "unmapped 08"), ("1834", "A", "B", "unmapped 1834"),
        ("1", "A", "B", "unmapped 1"), ("", "A", "B", "unmapped (no code)"),
    ])
    func `becomes the first fact for which it names enough`(
        code: String,
        source: String,
        target: String,
        expected: String
    ) throws {
        var line = GDELTLine()
        (line.code, line.place) = (code, "")
        (line.source, line.target) = ((source, source), (target, target))
        let run = try run(line.text(), "--format", "csv")
        #expect(run.status == 0)
        if let fact = try facts().first {
            let roles = fact.participants.map(\.role).joined(separator: " ")
            #expect("\(fact.type) \(roles)" == expected)
        } else {
            let cells = run.output.split(separator: "\r\n").last?.split(separator: ",") ?? []
            #expect(cells.joined(separator: " ") == expected + " 1")
        }
    }

    @Test func `tells a visit from both sides as one meeting`() throws {
        var host = GDELTLine()
        (host.id, host.code) = ("1000002", "043")
        (host.source, host.target) = (host.target, host.source)
        #expect(try run(GDELTLine().text() + "\n" + host.text()).status == 0)
        #expect(Set(try facts().map(\.subject)).count == 1)
        let view = try moving.dateline(
            "view",
            "contacts",
            "--as-of",
            "2016-01-01",
            "--format",
            "jsonl"
        )
        #expect(view.output.split(separator: "\n").count == 1)
        #expect(view.output.contains(#""told":2"#))
    }

    @Test func `opens a case for each suit`() throws {
        let lines = (0..<30).map { number in
            var line = GDELTLine()
            (line.id, line.code) = ("\(number)", "115")
            return line.text()
        }
        #expect(try run(lines.joined(separator: "\n")).status == 0)
        let view = try moving.dateline(
            "view",
            "lawsuits",
            "--as-of",
            "2016-01-01",
            "--format",
            "jsonl"
        )
        #expect(view.output.split(separator: "\n").count == 30)
        #expect(view.output.contains(#""row":"lawsuit/gdelt-7""#))
    }

    @Test func `may begin with a mark and a header, and end its lines in any way`() throws {
        let header = "GLOBALEVENTID" + String(repeating: "\tx", count: 57)
        var second = GDELTLine()
        second.id = "1000002"
        let text =
            "\u{FEFF}"
            + [header, GDELTLine().text(), "", second.text(columns: 57)]
            .joined(separator: "\r\n")
        #expect(try run(text).output == "read 2 records: appended 2 facts, #0 to #1\n")
        #expect(try facts().map { $0.source?.document } == [second.address, "gdelt/2015-02-19"])
    }

    @Test func `takes names and addresses as they come`() throws {
        var line = GDELTLine()
        line.source = ("", "  Élysée\u{202E}  «palais» e\u{301}\u{1F468}\u{200D}\u{1F469} ")
        line.target = ("X Y", String(repeating: "Ω", count: 200))
        line.place = "\u{301}\u{301}"
        line.address = "http://example.com/a b/ü?" + String(repeating: "x", count: 400)
        #expect(try run(line.text()).output == "read 1 record: appended #0\n")
        let fact = try #require(try facts().first)
        let entities = fact.participants.map(\.entity)
        #expect(entities[0] == "élysée-palais-é")
        #expect(fact.participants[0].name == line.source.1)
        #expect(entities[1] == "cameo/x-y")
        #expect(entities[2].hasPrefix("place/name-"))
        let document = try #require(fact.source?.document)
        #expect(document.hasPrefix("http://example.com/a%20b/%C3%BC?xxx"))
        #expect(document.utf8.count == 255)
    }

    @Test func `refuses a line that is no event, and names file, line and column`() throws {
        var lines = (1...6).map { number in
            var line = GDELTLine()
            line.id = "\(number)"
            return line
        }
        lines[1].day = "20150229"
        lines[2].added = "2015"
        lines[3].id = "-4"
        var texts = lines.map { Data($0.text().utf8) }
        texts[4] = Data(lines[4].text(columns: 61).dropLast(60).utf8)
        texts[5] = Data(lines[5].text().replacing("GERMANY", with: "GERM%NY").utf8)
        if let index = texts[5].firstIndex(of: 0x25) { texts[5][index] = 0xE9 }
        texts.append(Data(GDELTLine().text(columns: 60 - 2).utf8.dropLast(3)) + Data("\t".utf8))
        // A column that nobody reads may hold anything.
        var odd = GDELTLine()
        (odd.id, odd.place) = ("77", "")
        let cells = odd.text().split(separator: "\t", omittingEmptySubsequences: false)
        texts.append(
            Data(cells[..<40].joined(separator: "\t").utf8) + [0xFF]
                + Data(("\t" + cells[40...].joined(separator: "\t")).utf8)
        )
        try Data(texts.joined(separator: [0x0A])).write(
            to: URL(filePath: moving.folder.file("day.csv"))
        )
        let first = try moving.dateline("import", "gdelt", "day.csv")
        #expect(first.status == 1)
        #expect(first.errors.hasPrefix("Error: day.csv:2: SQLDATE: `20150229` is no day"))
        let run = try moving.dateline("import", "gdelt", "day.csv", "--skip-refused")
        #expect(run.status == 2)
        let errors = run.errors.split(separator: "\n").filter { $0.hasPrefix("day.csv:") }
        #expect(errors.count == 6)
        #expect(errors[1].hasPrefix("day.csv:3: DATEADDED: `2015` is no day"))
        #expect(errors[2].hasPrefix("day.csv:4: GLOBALEVENTID: `-4` is no number"))
        #expect(errors[3].hasPrefix("day.csv:5: "))
        #expect(errors[4] == "day.csv:6: Actor2Name: this is not UTF-8")
        #expect(errors[5].hasPrefix("day.csv:7: an event of GDELT has 57, 58 or 61 columns, and"))
        #expect(run.output == "read 8 records: appended #1; 1 the ledger held already; 6 refused\n")
    }

    @Test func `is none where there are mentions`() throws {
        let mention = "1\t20150218\t" + String(repeating: "x\t", count: 13) + "x"
        let run = try run(mention, "--skip-refused")
        #expect(run.status == 1)
        #expect(run.errors.contains("a line of 16 columns is a mention of an event and no event"))
    }

    @Test(arguments: ["day.gz", "day.csv"])
    func `that is compressed is not read, and the way out is told`(name: String) throws {
        let bytes: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0]
        try Data(bytes).write(to: URL(filePath: moving.folder.file(name)))
        let run = try moving.dateline("import", "gdelt", name)
        #expect(run.status == 1)
        #expect(run.errors.contains("zcat \(name) | dateline import"))
        #expect(try moving.count() == 0)
    }

    @Test(arguments: 0..<UInt64(8))
    func `is accounted for to the last line`(seed: UInt64) throws {
        let feed = GDELTLines(seed: seed, count: 700)
        let end = seed.isMultiple(of: 2) ? "\n" : "\r\n"
        try moving.write(feed.lines.joined(separator: end), to: "feed.csv")
        let run = try moving.dateline(
            "import",
            "gdelt",
            "feed.csv",
            "--skip-refused",
            "--format",
            "json",
            "--batch",
            "\(1 + seed * 37)"
        )
        #expect(run.status == 2)
        let report = try Report(run.output)
        #expect(report.read == 700)
        #expect(report.appended == feed.fates[.fact])
        #expect(report.held == feed.fates[.again] ?? 0)
        #expect(report.skipped == feed.fates[.skipped])
        #expect(report.unmapped == feed.fates[.unmapped])
        #expect(report.refused == feed.fates[.refused])
        let errors = run.errors.split(separator: "\n").filter { $0.hasPrefix("feed.csv:") }
        #expect(report.refused == errors.count)
        #expect(report.sum == report.read)
        #expect(try moving.count() == report.appended)
        let told = report.why.reduce(0) { $0 + $1.records }
        #expect(told == report.skipped + report.unmapped)

        let again = try Report(
            moving.dateline(
                "import",
                "gdelt",
                "feed.csv",
                "--skip-refused",
                "--format",
                "json"
            ).output
        )
        #expect(again.appended == 0)
        #expect(again.held == report.appended + report.held)
        #expect(again.sum == 700)
        #expect(try moving.count() == report.appended)
    }

    @Test func `tells the most frequent codes without a type, and how many others there are`()
        throws
    {
        var lines: [String] = []
        for number in 0..<50 {
            for copy in 0...(number % 25) {
                var line = GDELTLine()
                (line.id, line.code) = ("\(number)\(copy)", "x\(number)")
                lines.append(line.text())
            }
        }
        let run = try run(lines.joined(separator: "\n"), "--format", "json")
        let report = try Report(run.output)
        #expect(run.status == 0)
        #expect(report.unmapped == lines.count)
        #expect(report.why.count == 21)
        #expect(report.why.first?.which == "x24")
        #expect(report.why.last?.which == "30 other codes")
        #expect(
            report.why.map(\.records) == report.why.map(\.records).prefix(20).sorted(by: >)
                + [report.why[20].records]
        )
        #expect(report.why.reduce(0) { $0 + $1.records } == lines.count)
    }

    @Test(arguments: ["+2010101", "-2010101", "20150000", "00000101", "2015021 ", "２０１５02"])
    func `with a day that is not of digits is refused`(day: String) throws {
        var line = GDELTLine()
        line.day = day
        let run = try moving.dateline.run(["import", "gdelt", "-"], input: line.text())
        #expect(run.status == 1)
        #expect(run.errors.contains("SQLDATE: `\(day)` is no day such as 20150218"))
    }

    @Test func `that is interrupted is finished by another import`() throws {
        let feed = GDELTLines(seed: 21, count: 3_000, onlyFacts: true)
        try moving.write(feed.lines.joined(separator: "\n"), to: "feed.csv")
        let process = Process()
        process.executableURL = URL(filePath: CommandLineTool.path)
        process.arguments = ["import", "gdelt", "feed.csv", "--batch", "7"]
        process.currentDirectoryURL = URL(filePath: moving.folder.path)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        while try moving.count() < 100, process.isRunning { usleep(500) }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        let before = try moving.count()
        #expect(before.isMultiple(of: 7) || before == 3_000)
        let run = try moving.dateline("import", "gdelt", "feed.csv", "--format", "json")
        let report = try Report(run.output)
        #expect(report.held == before)
        #expect(report.appended == 3_000 - before)
        #expect(try facts().map(\.externalID) == (0..<3_000).map { "gdelt:\(500_000 + $0)" })
    }

    @Test func `that tells an event anew and otherwise is refused, and both are shown`() throws {
        #expect(try run(GDELTLine().text()).status == 0)
        var other = GDELTLine()
        other.day = "20150217"
        let run = try run(other.text())
        #expect(run.status == 1)
        #expect(
            run.errors.contains("standard input:1: the external id gdelt:1000001 belongs to #0")
        )
        #expect(run.errors.contains("2015-02-18"))
    }
}

/// The report of an import, as JSON has it.
struct Report: Decodable {
    let read: Int
    let appended: Int
    let held: Int
    let skipped: Int
    let unmapped: Int
    let refused: Int
    let repeated: Int?
    let why: [Reason]

    struct Reason: Decodable {
        let what: String
        let which: String
        let records: Int
    }

    init(_ json: String) throws {
        self = try JSONDecoder().decode(Self.self, from: Data(json.utf8))
    }

    /// The records of which it says what has become of them.
    var sum: Int { appended + held + skipped + unmapped + refused }
}
