import Foundation
import TestSupport
import Testing

@Suite struct `The command append, with a condition,` {
    private let upon: Upon

    init() throws { upon = try Upon() }

    @Test(arguments: ["3", "#3"])
    func `appends when the ledger holds just so many events`(head: String) throws {
        let run = try upon.append([Line.statement(9)], "--if-head", head)
        #expect(run.status == 0)
        #expect(run.output == "appended #3\n")
        #expect(try upon.moving.count() == 4)
    }

    @Test(arguments: [0, 2, 4, 1 << 60])
    func `appends nothing when the ledger holds more or fewer events`(head: Int) throws {
        try upon.expectRefusal(
            ["--if-head", "\(head)"],
            because: "the log holds 3 events and not \(head), so nothing was appended; read what "
                + "came in between, and append again"
        )
    }

    private static let conditions: [(key: String, last: Int, words: String)] = [
        ("subject=s/0", 0, "is about the subject s/0"),
        ("subject=suit", 1, "is about the subject suit"),
        ("entity=acme", 1, "is about the entity acme"),
        ("entity=doe", 2, "is about the entity doe"),
        ("type=LawsuitFiled", 1, "is of the type LawsuitFiled"),
        ("type=StatementMade", 2, "is of the type StatementMade"),
    ]

    @Test(arguments: conditions)
    func `appends when nothing of the kind came since, and else nothing`(
        key: String,
        last: Int,
        words: String
    ) throws {
        try upon.expectRefusal(
            ["--if-nothing", key, "--since", "\(last)"],
            because: "#\(last) \(words) and stands at or after #\(last), so nothing was appended; "
                + "read it, and append again"
        )
        let run = try upon.append(
            [Line.statement(9)],
            "--if-nothing",
            key,
            "--since",
            "#\(last + 1)"
        )
        #expect(run.status == 0)
        #expect(run.output == "appended #3\n")
    }

    @Test func `names the first event that should not be there`() throws {
        try upon.expectRefusal(
            ["--if-nothing", "entity=doe", "--since", "0"],
            because: "#0 is about the entity doe and stands at or after #0, so nothing was "
                + "appended; read it, and append again"
        )
    }

    @Test func `looks for just the id that is named`() throws {
        // No event has these; beginnings and other kinds of key do not count.
        for key in ["subject=s", "subject=s/1", "subject=doe", "entity=do", "entity=DOE"] {
            let run = try upon.append(
                [Line.statement(9)],
                "--dry-run",
                "--if-nothing",
                key,
                "--since",
                "0"
            )
            #expect(run.output == "would append #3\n", "\(key)")
        }
    }

    @Test func `appends only when all of several conditions hold`() throws {
        let held = ["--if-nothing", "subject=new", "--since", "1", "--if-head", "3"]
        try upon.expectRefusal(
            held + ["--if-nothing", "subject=suit"],
            because: "#1 is about the subject suit and stands at or after #1, so nothing was "
                + "appended; read it, and append again"
        )
        try upon.expectRefusal(
            ["--if-nothing", "subject=new", "--since", "1", "--if-head", "2"],
            because: "the log holds 3 events and not 2, so nothing was appended; read what came in "
                + "between, and append again"
        )
        let run = try upon.moving.dateline.run(
            ["append", "--file", "-", "--if-nothing", "subject=s/0"] + held,
            input: Line.statement(9)
        )
        #expect(run.output == "appended #3\n")
    }

    @Test func `of what the ledger holds already is done, whatever the condition says`() throws {
        for condition in [
            ["--if-head", "0"], ["--if-nothing", "subject=suit", "--since", "0"],
        ] {
            let run = try upon.expectNothingAppended {
                try upon.moving.dateline.run(
                    ["append", "--file", "-"] + condition,
                    input: Upon.suit
                )
            }
            #expect(run.status == 0)
            #expect(run.output == "nothing appended; 1 the ledger held already\n")
        }
    }

    @Test(arguments: [
        (["--if-head", "x"], "--if-head 'x' is not a position"),
        (["--if-head=-1"], "--if-head '-1' is not a position"),
        (["--if-nothing", "subject=s"], "--if-nothing and --since go together"),
        (["--since", "1"], "--if-nothing and --since go together"),
        (["--if-nothing", "colour=red", "--since", "1"], "'colour=red' is not subject=ID"),
        (["--if-nothing", "subject", "--since", "1"], "'subject' is not subject=ID"),
        (["--if-nothing", "type=Nonesuch", "--since", "1"], "'Nonesuch' is no fact type"),
        (["--if-nothing", "subject=s", "--since", "now"], "--since 'now' is not a position"),
    ])
    func `is refused as wrong usage where the condition is none`(
        arguments: [String],
        reason: String
    ) throws {
        let run = try upon.expectNothingAppended {
            try upon.moving.dateline.run(
                ["append", "--file", "-"] + arguments,
                input: Line.statement(9)
            )
        }
        #expect(run.status == 64)
        #expect(run.output.isEmpty)
        #expect(run.messages.contains(reason))
    }

    @Test func `lets one of several processes append that found the same ledger`() async throws {
        let dateline = upon.moving.dateline
        let runs = try await withThrowingTaskGroup(of: CommandLineTool.Run.self) { group in
            for number in 0..<4 {
                group.addTask {
                    try dateline.run(
                        ["append", "--file", "-", "--if-head", "3"],
                        input: Line.statement(10 + number)
                    )
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(runs.map(\.status).sorted() == [0, 1, 1, 1])
        for run in runs where run.status == 1 {
            #expect(run.messages.contains("the log holds 4 events and not 3"))
        }
        #expect(try upon.moving.count() == 4)
    }
}

@Suite struct `The command append, told to try only,` {
    private let upon: Upon

    init() throws { upon = try Upon() }

    @Test func `says what would be appended, and appends nothing`() throws {
        for (lines, words) in [
            ([Line.statement(9)], "would append #3"),
            (
                [Line.statement(8), Upon.suit, Line.statement(9)],
                "would append 2 facts, #3 to #4; 1 the ledger held already"
            ), ([Upon.suit], "nothing would be appended; 1 the ledger held already"),
        ] {
            let run = try upon.expectNothingAppended { try upon.append(lines, "--dry-run") }
            #expect(run.status == 0)
            #expect(run.output == words + "\n")
            #expect(run.messages.isEmpty)
        }
        #expect(try upon.append([Line.statement(9)]).output == "appended #3\n")
    }

    @Test func `of no fact appends nothing, and says so`() throws {
        let tried = try upon.expectNothingAppended { try upon.append([""], "--dry-run") }
        #expect(tried.output == "nothing would be appended\n")
        let done = try upon.expectNothingAppended { try upon.append(["", " "]) }
        #expect(done.output == "nothing appended\n")
    }

    @Test func `gives the positions that the facts then have`() throws {
        let lines = [Line.statement(8), Line.statement(0), Line.statement(9)]
        let tried = try Answer(upon.append(lines, "--dry-run", "--format", "json").output)
        #expect(tried["facts"] == .list([.number(3), .number(0), .number(4)]))
        #expect(tried["appended"] == .number(2))
        let done = try Answer(upon.append(lines, "--format", "json").output)
        #expect(done["facts"] == tried["facts"])
        #expect(done["appended"] == tried["appended"])
    }

    @Test func `judges conditions and facts as the append itself would`() throws {
        for (lines, arguments) in [
            ([Line.statement(9)], ["--if-head", "2"]),
            ([Line.statement(9)], ["--if-nothing", "entity=acme", "--since", "1"]),
            ([Line.statement(9), #"{"type":"StatementMade"}"#], []),
            ([Line.statement(9, cause: "nowhere")], []),
            ([Line.statement(8, externalID: "x"), Line.statement(9, externalID: "x")], []),
        ] {
            let (tried, done) = try upon.expectNothingAppended {
                try (
                    upon.moving.dateline.run(
                        ["append", "--file", "-", "--dry-run"] + arguments,
                        input: lines.joined(separator: "\n")
                    ),
                    upon.moving.dateline.run(
                        ["append", "--file", "-"] + arguments,
                        input: lines.joined(separator: "\n")
                    )
                )
            }
            #expect(tried.status == 1)
            #expect(tried.output.isEmpty)
            #expect(!tried.messages.isEmpty && tried.messages == done.messages)
        }
    }
}

@Suite struct `The command append, of an external id,` {
    private let upon: Upon

    init() throws {
        upon = try Upon()
        let fact = Self.fact("Doe said so.", "2024-05")
        try #require(try upon.append([fact]).output == "appended #3\n")
    }

    private static func fact(_ statement: String, _ date: String) -> String {
        #"{"type":"StatementMade","subject":"s","statement":"\#(statement)","#
            + #""occurred":"\#(date)","participants":[["speaker","doe"]],"externalID":"wire/7"}"#
    }

    @Test func `with the same content does nothing`() throws {
        let run = try upon.expectNothingAppended {
            try upon.append([Self.fact("Doe said so.", "2024-05")])
        }
        #expect(run.status == 0)
        #expect(run.output == "nothing appended; 1 the ledger held already\n")
        // Also when its content has been corrected since.
        let correct = try upon.moving.dateline(
            "correct",
            "wire/7",
            "--statement",
            "Doe denied it.",
            "--reason",
            "misheard"
        )
        #expect(correct.output == "appended #4\n")
        let again = try upon.expectNothingAppended {
            try upon.append([Self.fact("Doe said so.", "2024-05")])
        }
        #expect(again.output == "nothing appended; 1 the ledger held already\n")
    }

    @Test func `with other content is refused, and shows what either says`() throws {
        try upon.expectRefusal(
            of: [Line.statement(9), "", Self.fact("Doe denied it.", "2024-06")],
            [],
            because: "standard input:3: the external id wire/7 belongs to #3, which says something "
                + "else: statement: Doe said so. → Doe denied it.; occurred: 2024-05 → 2024-06; "
                + "correct #3, or give this fact an id of its own\nnothing was appended"
        )
    }

    @Test func `with other content is refused also within one batch`() throws {
        let facts = [("Doe said so.", "2024-05"), ("Roe said so.", "2024-05")].map {
            Self.fact($0, $1).replacing("wire/7", with: "wire/8")
        }
        try upon.expectRefusal(
            of: facts,
            [],
            because: "standard input:2: the external id wire/8 belongs to #4, which says something "
                + "else: statement: Doe said so. → Roe said so.; correct #4, or give this fact an id "
                + "of its own\nnothing was appended"
        )
    }

    @Test func `said by options is judged alike`() throws {
        let options = [
            "--type", "StatementMade", "--subject", "s", "--participant", "speaker=doe",
            "--occurred", "2024-05", "--external-id", "wire/7", "--statement",
        ]
        let same = try upon.moving.dateline.run(["append"] + options + ["Doe said so."])
        #expect(same.output == "nothing appended; 1 the ledger held already\n")
        let other = try upon.expectNothingAppended {
            try upon.moving.dateline.run(["append"] + options + ["Doe denied it."])
        }
        #expect(other.status == 1)
        #expect(
            other.messages
                == "Error: the external id wire/7 belongs to #3, which says something else: "
                + "statement: Doe said so. → Doe denied it.; correct #3, or give this fact an id of "
                + "its own\n"
        )
    }
}
