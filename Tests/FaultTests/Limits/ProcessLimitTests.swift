import Dateline
import Foundation
import LMDB
import TestSupport
import Testing

@Suite(.enabled(if: Shim.isAvailable, Shim.reason))
struct `A process that may` {
    private static let work = ["open", "append:700:3", "show:lawsuits", "rebuild:lawsuits"]
    private static let scenario = Scenario(
        name: "work within limits",
        preparation: ["create", "append:400:150", "show:lawsuits"],
        acts: work,
        callCountMin: 0
    )

    private func expectWork(
        after limits: [String],
        failsOnlyWith codes: Set<Int32>,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> Int {
        let stage = try Stage(Self.scenario)
        let outcome = try Stage.run(limits + Self.work, in: try stage.copy())
        #expect(
            outcome.isWell,
            "\(limits), signal \(outcome.signal as Any)",
            sourceLocation: sourceLocation
        )
        let failed = outcome.said.filter { $0.hasPrefix("failed") && !$0.contains("no ledger") }
        for line in failed {
            let code = line.split(separator: ": ").dropFirst().first.flatMap { Int32($0) }
            let isNamed = codes.contains { $0 == code || line.contains($0.words) }
            #expect(isNamed, "\(line)", sourceLocation: sourceLocation)
        }
        let check = LedgerCheck(acknowledged: stage.batches + outcome.acknowledged)
        #expect(check.problems(at: outcome.path) == [], sourceLocation: sourceLocation)
        return failed.count
    }

    @Test func `open few files more is told so`() throws {
        var failed = 0
        for count in Rounds.areMany ? Array(0...14) : [0, 2, 4, 6, 8] {
            failed += try expectWork(after: ["files:\(count)"], failsOnlyWith: [EMFILE])
        }
        #expect(failed >= 4)
        #expect(try expectWork(after: ["files:20"], failsOnlyWith: []) == 0)
    }

    @Test func `map little more memory is told so`() throws {
        var failed = 0
        for megabytes in [40, 90, 150, 250, 400] {
            failed += try expectWork(
                after: ["space:\(megabytes << 20)"],
                failsOnlyWith: [ENOMEM, LMDBError.Code.mapFull.rawValue]
            )
        }
        #expect(failed >= 1)
        #expect(try expectWork(after: ["space:\(2 << 30)"], failsOnlyWith: []) == 0)
    }

    @Test func `write no larger files, and does not hear the signal, is told so`() throws {
        // A write that is cut short at the limit is an error of input and output to LMDB.
        let failed = try expectWork(after: ["deaf", "size:40960"], failsOnlyWith: [EFBIG, EIO])
        #expect(failed >= 1)
        #expect(try expectWork(after: ["deaf", "size:100000000"], failsOnlyWith: []) == 0)
    }

    /// What the system does with a process that does not ask to be spared; nothing is lost.
    @Test func `write no larger files, and hears the signal, is ended by the system`() throws {
        let stage = try Stage(Self.scenario)
        let outcome = try Stage.run(["hearing", "size:40960"] + Self.work, in: try stage.copy())
        #expect(outcome.signal == SIGXFSZ, "\(outcome.said)")
        let check = LedgerCheck(acknowledged: stage.batches + outcome.acknowledged)
        #expect(check.problems(at: outcome.path) == [])
    }

    @Test func `write no larger files by the command line is told so`() throws {
        let folder = TemporaryFolder()
        _ = try Stage.run(["create", "append:0:307"], in: folder)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        let facts = Repository.root.appending(path: Seed.folder + "/corrections.jsonl")
        let command = "ulimit -f 40; exec \"$0\" append --ledger \"$1\" --file \"$2\""
        process.arguments = [
            "--default-signal=XFSZ", "sh", "-c", command, CommandLineTool.path,
            folder.file("ledger"), facts.path(percentEncoded: false),
        ]
        let errors = Pipe()
        process.standardError = errors
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        let said = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(!String(decoding: said, as: UTF8.self).contains("Usage"))
        #expect(process.terminationReason == .exit)
        #expect(String(decoding: said, as: UTF8.self).contains("could not"))
        #expect(LedgerCheck(acknowledged: [0..<307]).problems(at: folder.file("ledger")) == [])
    }
}
