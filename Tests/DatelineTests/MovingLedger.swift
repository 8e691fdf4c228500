import ByteCoding
import Dateline
import EventLog
import Foundation
import NewsFacts
import TestSupport
import Testing

/// A folder with ledgers in it, and the program that moves facts between them.
struct MovingLedger {
    let folder = TemporaryFolder()
    let dateline: CommandLineTool

    init() throws {
        dateline = CommandLineTool(in: folder.path)
        #expect(try dateline("init").status == 0)
    }

    /// Fills the ledger with the corpus.
    func fillWithSeed() throws {
        for name in ["facts", "entities", "corrections"] {
            #expect(try dateline("append", "--file", Seed.path(name)).status == 0)
        }
    }

    /// Fills the ledger with a random course of reporting.
    func fill(seed: UInt64, count: Int) throws {
        var course = Course(seed: seed)
        try course.append(count, to: try Ledger(at: folder.file(".dateline")))
    }

    /// What `export` writes of a ledger.
    func exported(_ ledger: String = ".dateline", format: String = "jsonl") throws -> String {
        let run = try dateline("export", "--ledger", ledger, "--format", format)
        #expect(run.status == 0)
        return run.output
    }

    /// The root of the tree over all events of a ledger.
    func root(_ ledger: String = ".dateline") throws -> Digest {
        let ledger = try Ledger(at: folder.file(ledger), access: .readOnly)
        let snapshot = try ledger.snapshot()
        return try snapshot.root(ofFirst: snapshot.head)
    }

    /// How many events a ledger holds.
    func count(_ ledger: String = ".dateline") throws -> Int {
        let ledger = try Ledger(at: folder.file(ledger), access: .readOnly)
        let snapshot = try ledger.snapshot()
        return Int(snapshot.head.rawValue)
    }

    /// Puts text into a file of the folder.
    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        try Data(text.utf8).write(to: URL(filePath: folder.file(name)))
        return name
    }

    /// The names in the folder, those that begin with a dot included.
    func names() throws -> Set<String> {
        Set(try FileManager.default.contentsOfDirectory(atPath: folder.path))
    }
}

/// A fact in JSON that any ledger takes.
enum Line {
    static func statement(_ number: Int, externalID: String = "", cause: String = "") -> String {
        #"{"type":"StatementMade","subject":"s/\#(number)","participants":[["speaker","doe"]]"#
            + (externalID.isEmpty ? "" : #","externalID":"\#(externalID)""#)
            + (cause.isEmpty ? "" : #","causes":["\#(cause)"]"#) + "}"
    }
}
