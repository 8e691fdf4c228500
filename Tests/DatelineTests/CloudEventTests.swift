import Dateline
import Foundation
import TestSupport
import Testing

/// Events as other programs write them.
@Suite struct `An event of CloudEvents 1.0` {
    let moving: MovingLedger

    init() throws { moving = try MovingLedger() }

    private func run(_ input: String, _ arguments: String...) throws -> CommandLineTool.Run {
        try moving.dateline.run(["import", "-"] + arguments, input: input)
    }

    private static let fact = Line.statement(1)

    /// An event with some attributes put otherwise, or left out where the text is empty.
    private func event(_ changes: [(String, String)] = []) -> String {
        var members = [
            ("specversion", #""1.0""#), ("id", #""A234-1234-1234""#),
            ("source", #""https://github.com/cloudevents/spec/pull""#),
            ("type", #""dateline.StatementMade""#), ("data", Self.fact),
        ]
        for (key, value) in changes {
            members.removeAll { $0.0 == key }
            if !value.isEmpty { members.append((key, value)) }
        }
        return "{" + members.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}"
    }

    static let accepted: [[(String, String)]] = [
        [], [("source", #""/cloudevents/spec/pull/123""#)],
        [("source", #""urn:uuid:6e8bc430-9c3a-11d9-9669-0800200c9a66""#)],
        [("subject", #""s/1""#), ("time", #""2018-04-05T17:31:00Z""#)],
        [("time", #""2018-04-05T20:31:00.123456789+03:00""#)],
        [("datacontenttype", #""application/json; charset=utf-8""#)],
        [("datacontenttype", #""application/vnd.fact+json""#)],
        [("dataschema", #""https://example.com/fact.json""#), ("subject", "null")],
        [("comexampleextension1", #""value""#), ("comexampleothervalue", "5"), ("flag", "true")],
        [("sequence", #""00000000000000000007""#), ("sequencetype", #""Integer""#)],
        [("data", ""), ("data_base64", "\"" + Data(fact.utf8).base64EncodedString() + "\"")],
    ]

    @Test(arguments: accepted.indices)
    func `of another program is taken when its data is a fact`(index: Int) throws {
        let run = try run(event(Self.accepted[index]))
        #expect(run.errors.isEmpty)
        #expect(run.output == "appended #0\n")
        #expect(try moving.exported().contains(#""subject":"s/1""#))
    }

    static let refused: [([(String, String)], String)] = [
        ([("specversion", #""0.3""#)], "specversion: 0.3 of CloudEvents is not read, 1.0 is"),
        ([("id", "")], "id: this attribute is missing"),
        ([("id", #""""#)], "id: this attribute is missing"),
        ([("id", "7")], "id: this is no text"),
        ([("source", "")], "source: this attribute is missing"),
        ([("type", "")], "type: this attribute is missing"),
        (
            [("type", #""com.github.pull_request.opened""#)],
            "type: com.github.pull_request.opened is no type of fact; it would begin with dateline."
        ),
        (
            [("type", #""dateline.LawsuitFiled""#)],
            "type: it is dateline.LawsuitFiled, and the data is StatementMade"
        ),
        ([("subject", #""s/2""#)], "subject: it is s/2, and that of the data s/1"),
        ([("time", #""yesterday""#)], "time: `yesterday` is no time"),
        ([("datacontenttype", #""text/xml""#)], "datacontenttype: text/xml is no JSON"),
        ([("data", "")], "data: the event has none"),
        ([("data", "null")], "data: the event has none"),
        ([("data", #""text""#)], "data: "), ([("data", #"{"type":"X"}"#)], "data: type: "),
        ([("data_base64", #""e30=""#)], "data_base64: the event has data besides"),
        ([("data", ""), ("data_base64", #""%%""#)], "data_base64: this is no Base64"),
        ([("extension", "tru")], "extension: this is not JSON"),
        (
            [("source", #""urn:dateline:00""#)],
            "id: `A234-1234-1234` is no id of 64 hexadecimal digits"
        ),
        (
            [
                ("source", #""urn:dateline:00""#),
                ("id", "\"" + String(repeating: "0", count: 64) + "\""),
            ], "its content has the id "
        ),
    ]

    @Test(arguments: refused.indices)
    func `is refused with the attribute that is wrong`(index: Int) throws {
        let (changes, reason) = Self.refused[index]
        let run = try run(event(changes))
        #expect(run.status == 1)
        #expect(run.errors.hasPrefix("Error: standard input:1: " + reason))
        #expect(try moving.count() == 0)
    }

    @Test func `may have its attributes in any order, on as many lines as it likes`() throws {
        let text = """
            {
                "data" : \(Self.fact),
                "type" : "dateline.StatementMade",
                "time" : "2018-04-05T17:31:00+01:00",
                "source" : "/a", "id" : "1", "specversion" : "1.0"
            }
            {
                "specversion": "1.0", "id": "2", "source": "/a",
                "type": "dateline.StatementMade", "data": \(Line.statement(2))
            }
            """
        let run = try run(text, "--format", "json")
        #expect(run.output == #"{"appended":2,"held":0,"refused":0}"# + "\n")
    }

    @Test func `may come in a batch, which is a list`() throws {
        let second = event([("data", Line.statement(2))])
        let bad = event([("type", #""other""#)])
        let batch = "\u{FEFF}[\r\n  \(event()),\r\n\(bad),\r\n\(second)\r\n]\r\n"
        let run = try run(batch, "--skip-refused")
        #expect(run.status == 2)
        #expect(run.output == "appended 2 facts, #0 to #1; 1 refused\n")
        #expect(run.errors.hasPrefix("standard input:3: event 2: type: other is no type of fact"))
    }

    @Test(arguments: [
        ("[EVENT", "the list does not end"), ("[EVENT,", "the list does not end"),
        ("[EVENT EVENT]", "the list does not go on here"),
        ("[EVENT] 7", "something follows the list"), ("[EVENT,]", "the list does not end"),
    ])
    func `in a batch that is broken is taken when it stands before the break`(
        text: String,
        reason: String
    ) throws {
        for arguments in [[], ["--skip-refused"]] {
            let run = try moving.dateline.run(
                ["import", "-"] + arguments,
                input: text.replacing("EVENT", with: event())
            )
            #expect(run.status == 1)
            #expect(run.errors.hasPrefix("Error: standard input:1: " + reason))
            #expect(!run.errors.contains("--skip-refused"))
            #expect(try moving.count() == 1)
        }
    }

    @Test func `keeps its time when it is to be kept, and must have one then`() throws {
        let dated = event([("time", #""2018-04-05T20:31:00.123456789+03:00""#)])
        #expect(try run(dated, "--keep-times").status == 0)
        #expect(try moving.exported().contains(#""recordedAt":"2018-04-05T17:31:00.123456Z""#))
        let undated = event([("data", Line.statement(2))])
        #expect(try run(undated, "--keep-times").status == 1)
    }
}
