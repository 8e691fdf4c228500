import Foundation
import LMDB
import TestSupport
import Testing

@Suite struct `The command append, while another writes,` {
    private let upon: Upon
    private let lock: WriterLock

    /// The process of the tests writes, and does not end before it is told.
    init() throws {
        upon = try Upon()
        let path = upon.moving.folder.file(".dateline/log.mdb-writer")
        // Every append of the program has made it.
        try #require(FileManager.default.fileExists(atPath: path))
        lock = WriterLock(at: path, timeout: .seconds(10), isNeeded: true) { _ in }
        try lock.acquire()
    }

    private let busy =
        "process \(ProcessInfo.processInfo.processIdentifier) writes to .dateline/log.mdb and did "
        + "not end in time, so nothing was appended; try again when it has ended, or wait longer"

    private func tool(waiting text: String) -> CommandLineTool {
        CommandLineTool(
            in: upon.moving.folder.path,
            environment: ["DATELINE_WAIT": text, "DATELINE_LEDGER": ".dateline"]
        )
    }

    @Test func `gives up after its time, and names who writes`() throws {
        try upon.expectRefusal(["--ledger", ".dateline", "--wait", "0"], because: busy)
        let variable = try upon.expectNothingAppended {
            try tool(waiting: "0").run(["append", "--file", "-"], input: Line.statement(9))
        }
        #expect(variable.status == 1)
        #expect(variable.messages == "Error: " + busy + "\n")
        lock.release()
        #expect(try upon.append([Line.statement(9)], "--wait", "0").output == "appended #3\n")
    }

    @Test func `tells for whom it waits, and gives up`() throws {
        try upon.expectRefusal(
            ["--ledger", ".dateline", "--wait", "2"],
            because: busy,
            telling: notice
        )
    }

    private let notice =
        "dateline: waiting for process \(ProcessInfo.processInfo.processIdentifier), which writes "
        + "to the log\n"

    @Test(arguments: ["", "0"])
    func `waits as long as it is told, and appends when the other has ended`(variable: String)
        throws
    {
        // What the option says goes before what the variable says.
        let run = try tool(waiting: variable).start(
            ["append", "--file", "-", "--wait", "300"],
            input: Line.statement(9)
        )
        let deadline = ContinuousClock.now + .seconds(120)
        while try !run.errorsSoFar.hasSuffix(notice), run.isRunning, ContinuousClock.now < deadline
        {
            usleep(10_000)
        }
        #expect(run.isRunning)
        #expect(try run.errorsSoFar.hasSuffix(notice))
        #expect(try upon.moving.count() == 3)
        lock.release()
        let end = try run.end()
        #expect(end.status == 0)
        #expect(end.output == "appended #3\n")
        #expect(end.messages == notice)
        #expect(try upon.moving.count() == 4)
    }

    @Test func `need not wait to try only, and to read`() throws {
        let run = try upon.append([Line.statement(9)], "--dry-run", "--wait", "0")
        #expect(run.output == "would append #3\n")
        #expect(try upon.moving.dateline("show", "1").status == 0)
    }

    @Test func `takes no time that is none`() throws {
        let option = try upon.append([Line.statement(9)], "--wait=-1")
        #expect(option.status == 64)
        #expect(option.messages.contains("--wait takes 0 or more seconds"))
        for text in ["soon", "-1"] {
            let run = try tool(waiting: text).run(
                ["append", "--file", "-"],
                input: Line.statement(9)
            )
            #expect(run.status == 64)
            #expect(run.messages.contains("DATELINE_WAIT '\(text)' is no number of seconds"))
        }
    }
}
