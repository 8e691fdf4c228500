import TestSupport
import Testing

/// A ledger of three facts, upon which more are appended if something holds.
///
/// | event | type | subject | entities |
/// | --- | --- | --- | --- |
/// | 0 | StatementMade | s/0 | doe |
/// | 1 | LawsuitFiled | suit | doe, acme |
/// | 2 | StatementMade | s/2 | doe |
struct Upon {
    let moving: MovingLedger
    static let suit =
        #"{"type":"LawsuitFiled","subject":"suit","#
        + #""participants":[["plaintiff","doe"],["defendant","acme"]]}"#

    init() throws {
        moving = try MovingLedger()
        let lines = [Line.statement(0), Self.suit, Line.statement(2)]
        let run = try append(lines)
        try #require(run.status == 0)
    }

    func append(_ lines: [String], _ arguments: String...) throws -> CommandLineTool.Run {
        try moving.dateline.run(
            ["append", "--file", "-"] + arguments,
            input: lines.joined(separator: "\n")
        )
    }

    /// Does something that must leave the file of the log as it is, to the byte.
    func expectNothingAppended<Value>(_ body: () throws -> Value) throws -> Value {
        let before = try moving.bytes(of: ".dateline/log.mdb")
        let value = try body()
        let isSame = try moving.bytes(of: ".dateline/log.mdb") == before
        #expect(isSame, "the log was changed")
        return value
    }

    /// Tries an append that is to be refused for that reason.
    func expectRefusal(
        of lines: [String] = [Line.statement(9)],
        _ arguments: [String],
        because reason: String,
        telling notice: String = ""
    ) throws {
        let run = try expectNothingAppended {
            try moving.dateline.run(
                ["append", "--file", "-"] + arguments,
                input: lines.joined(separator: "\n")
            )
        }
        #expect(run.status == 1)
        #expect(run.output.isEmpty)
        #expect(run.messages == notice + "Error: " + reason + "\n")
    }
}
