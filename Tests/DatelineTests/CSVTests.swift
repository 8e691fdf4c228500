import Dateline
import Foundation
import NewsFacts
import TestSupport
import Testing

@testable import DatelineCLI

@Suite struct `Rows of a table` {
    let moving: MovingLedger

    init() throws { moving = try MovingLedger() }

    private static let mapping = """
        {
          "delimiter": ";",
          "values": {"Kind": {"filed": "LawsuitFiled", "closed": "CaseClosed"}},
          "type": "{Kind}", "subject": "lawsuit/{Number|slug}", "occurred": "{Date}",
          "statement": "{Plaintiff} {{v.}} {Defendant}", "externalID": "court:{Number}/{Kind}",
          "participants": [
            {"role": "plaintiff", "name": "{Plaintiff}"},
            {"role": "defendant", "name": "{Defendant}", "entity": "party/{Defendant|slug}"},
            {"role": "court", "entity": "{Court}"}
          ],
          "attributes": {"caseNumber": "{Number}"},
          "amounts": [{"literal": "{Sum} dollars", "value": "{Sum}", "unit": "USD"}],
          "source": {"document": "{URL}", "published": "2024-03-01"},
          "codes": [{"scheme": "CAMEO", "version": "1.1b3", "code": "{Code}"}]
        }
        """

    private static let header =
        "Number;Kind;Date;Plaintiff;Defendant;Court;Sum;URL;Code\r\n"

    private func run(
        _ table: String,
        mapping: String = mapping,
        _ arguments: String...
    ) throws -> CommandLineTool.Run {
        try moving.write(mapping, to: "mapping.json")
        try moving.write(table, to: "table.csv")
        return try moving.dateline.run(
            ["import", "csv", "--mapping", "mapping.json", "table.csv"] + arguments
        )
    }

    private func facts() throws -> [Fact] {
        let ledger = try Ledger(at: moving.folder.file(".dateline"), access: .readOnly)
        let snapshot = try ledger.snapshot()
        return try ledger.events(.zero..<snapshot.head, in: snapshot).map(\.fact)
    }

    @Test func `become facts by templates`() throws {
        let table =
            Self.header
            + "24-117;filed;2024-02;\"Doe; \"\"Jane\"\"\r\nJr.\";Acme & Co.;cand;100.50;http://e.com/x;0115\r\n"
        let run = try run(table)
        #expect(run.output == "read 1 record: appended #0\n")
        let fact = try #require(try facts().first)
        #expect(fact.type == .lawsuitFiled)
        #expect(fact.subject == "lawsuit/24-117")
        #expect(fact.occurred.edtf == "2024-02")
        #expect(fact.statement == "Doe; \"Jane\"\r\nJr. {v.} Acme & Co.")
        #expect(fact.externalID == "court:24-117/LawsuitFiled")
        #expect(
            fact.participants == [
                Participant("plaintiff", "doe-jane-jr", as: "Doe; \"Jane\"\r\nJr."),
                Participant("defendant", "party/acme-co", as: "Acme & Co."),
                Participant("court", "cand"),
            ]
        )
        #expect(fact.attributes == ["caseNumber": "24-117"])
        #expect(fact.amounts.map(\.description) == ["100.5 USD"])
        #expect(fact.source?.document == "http://e.com/x")
        #expect(fact.source?.published == "2024-03-01")
        #expect(fact.codes.map(\.code) == ["0115"])
        #expect(
            try self.run(table).output
                == "read 1 record: nothing appended; 1 the ledger held already\n"
        )
    }

    @Test func `leave out what is blank, and are refused where the fact needs it`() throws {
        let rows = [
            "1;filed;2024-02;A;B;;;;", "2;filed;2024-02;A; ;;;;", "3;opened;2024;A;B;;;;",
            "4;filed;2024-2;A;B;;;;", "5;filed;2024;A;B;;many;;", "6;filed;2024;A;B", "\"7;x",
        ]
        let run = try run(Self.header + rows.joined(separator: "\n"), "--skip-refused")
        #expect(run.status == 2)
        let errors = run.errors.split(separator: "\n").filter { $0.hasPrefix("table.csv:") }
        #expect(errors.count == 6)
        #expect(errors[0].hasPrefix("table.csv:3: "))
        #expect(errors[0].contains("defendant"))
        #expect(errors[1] == "table.csv:4: type: there is no fact type `opened`")
        #expect(errors[2].hasPrefix("table.csv:5: occurred: "))
        #expect(errors[3] == "table.csv:6: amounts: `many` is no plain decimal number")
        #expect(errors[4] == "table.csv:7: the table has 9 columns, and this row 5")
        #expect(errors[5] == "table.csv:8: column 1: the quoted cell does not end")
        let fact = try #require(try facts().first)
        #expect(fact.amounts.isEmpty && fact.codes.isEmpty && fact.source == nil)
        #expect(fact.entities("court").isEmpty)
    }

    @Test func `need no names of columns, and no external id`() throws {
        let mapping = """
            {"header": false, "type": "StatementMade", "subject": "statements/{1|slug}",
             "participants": [{"role": "speaker", "name": "{1}"}], "statement": "{2}"}
            """
        let run = try run("Doe,\"a, b\"\nDoe,\"a, b\"\nRoe,c\n", mapping: mapping)
        #expect(
            run.output == "read 3 records: appended 2 facts, #0 to #1; 1 the ledger held already\n"
        )
        #expect(try facts().map(\.statement) == ["a, b", "c"])
        #expect(try self.run("", mapping: mapping).output == "read 0 records: nothing appended\n")
    }

    @Test(arguments: [
        ("{", "this is not JSON: "), ("[]", "this is no object"),
        (#"{"type":"A"}"#, "subject: it is missing"),
        (#"{"type":"StatementMaid","subject":"s"}"#, "type: there is no fact type `StatementMaid`"),
        (
            #"{"type":"StatementMade","subject":"{C}"}"#,
            "subject: there is no column {C}; the columns are A, B"
        ),
        (#"{"type":"StatementMade","subject":"{A"}"#, "subject: a { without a } after it"),
        (#"{"type":"StatementMade","subject":"A}"}"#, "subject: a } without a { before it"),
        (#"{"type":"StatementMade","subject":"s","sujet":"x"}"#, "there is no key `sujet` here"),
        (#"{"type":"StatementMade","subject":7}"#, "subject: this is no text"),
        (
            #"{"type":"StatementMade","subject":"s","header":"yes"}"#,
            "header: this is neither true nor false"
        ),
        (
            #"{"type":"StatementMade","subject":"s","delimiter":"ab"}"#,
            "delimiter: a delimiter is one character"
        ),
        (
            #"{"type":"StatementMade","subject":"s","participants":{}}"#,
            "participants: this is no list"
        ),
        (
            #"{"type":"StatementMade","subject":"s","participants":[{"name":"{A}"}]}"#,
            "participants[0].role: it is missing"
        ),
        (
            #"{"type":"StatementMade","subject":"s","participants":[{"role":"plaintiff"}]}"#,
            "participants[0].role: StatementMade has no role `plaintiff`; its roles are speaker"
        ),
        (
            #"{"type":"StatementMade","subject":"s","participants":[{"role":"speaker","name":"{X}"}]}"#,
            "participants[0].name: there is no column {X}"
        ),
        (
            #"{"type":"StatementMade","subject":"s","attributes":{"relief":"x"}}"#,
            "attributes.relief: StatementMade has no such attribute"
        ),
        (
            #"{"type":"StatementMade","subject":"s","amounts":[{"value":"1"}]}"#,
            "amounts[0].literal: it is missing"
        ),
        (
            #"{"type":"StatementMade","subject":"s","source":{"published":"2024"}}"#,
            "source.document: it is missing"
        ),
        (
            #"{"type":"StatementMade","subject":"s","modality":"maybe"}"#,
            "modality: there is no modality `maybe`"
        ),
        (
            #"{"type":"StatementMade","subject":"s","values":{"Q":{}}}"#,
            "values.Q: there is no such column"
        ),
        (
            #"{"type":"StatementMade","subject":"s","values":{"A":{"x":1}}}"#,
            "values.A.x: this is no text"
        ),
        (
            #"{"type":"StatementMade","subject":"s","codes":[{"scheme":"CAMEO"}]}"#,
            "codes[0].code: it is missing"
        ),
    ])
    func `are not read by a mapping with a mistake, whose place is told`(
        mapping: String,
        reason: String
    ) throws {
        let run = try run("A,B\n1,2\n", mapping: mapping)
        #expect(run.status == 1)
        #expect(run.errors.contains("mapping.json: " + reason), "\(run.errors)")
        #expect(try moving.count() == 0)
    }

    @Test func `are the same wherever the file is cut, and whatever is in the cells`() throws {
        var randomness = SeededRandomness(77)
        let parts = [
            "a", "\"", ",", "\n", "\r\n", "é", "\u{1F600}", " ", "",
            "long".padding(toLength: 4_000, withPad: "x", startingAt: 0),
        ]
        let rows = (0..<1_500).map { number in
            (0..<3).map { _ in
                (0..<Int.random(in: 0..<5, using: &randomness)).map { _ in
                    parts.randomElement(using: &randomness) ?? ""
                }.joined()
            } + ["\(number)"]
        }
        let text = rows.map { row in
            row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
        }.joined(separator: "\r\n")
        let path = moving.folder.file("cells.csv")
        try Data(text.utf8).write(to: URL(filePath: path))
        var reader = try RecordReader(path, content: .table(delimiter: UInt8(ascii: ",")))
        var read: [[String]] = []
        var lines: [Int] = []
        while let record = try reader.next() {
            read.append(try RowScan.cells(of: record.text ?? [], delimiter: UInt8(ascii: ",")))
            lines.append(record.line)
        }
        #expect(text.utf8.count > 3 << 20)
        #expect(read == rows)
        var expected = 1
        for (row, line) in zip(rows, lines) {
            #expect(line == expected)
            expected += 1 + row.joined().utf8.count { $0 == 0x0A }
        }
    }

    @Test(arguments: [
        ("a\"b", "column 1: a quotation mark within a cell that is not quoted"),
        ("x,\"a\"b", "column 2: something follows the quoted cell"),
        ("\"a", "column 1: the quoted cell does not end"),
    ])
    func `are refused where a quotation mark stands wrong`(row: String, reason: String) throws {
        let error = #expect(throws: MovingError.self) {
            try RowScan.cells(of: Array(row.utf8), delimiter: UInt8(ascii: ","))
        }
        #expect(error?.description == reason)
    }
}
