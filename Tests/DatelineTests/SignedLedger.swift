import ByteCoding
import Dateline
import EventLog
import Foundation
import TestSupport
import Testing
import Transparency

/// A ledger of numbered statements that the program has signed, with a key of its own.
struct SignedLedger {
    /// The name of the log that the key signs for.
    static let origin = "example.com/log"

    let moving: MovingLedger
    /// The public key, as the program told it.
    let publicKey: String
    /// What the program printed when it signed first.
    let note: String

    /// Makes a ledger of so many statements, and a key, and signs.
    init(count: Int) throws {
        moving = try MovingLedger()
        try moving.append(0..<count)
        let run = try moving.dateline("checkpoint", "--key", "key", "--create", Self.origin)
        try #require(run.status == 0)
        let line = try #require(run.messages.wholeMatch(of: #/public key: (.+)\n/#))
        publicKey = String(line.output.1)
        note = run.output
    }

    var dateline: CommandLineTool { moving.dateline }

    /// The public key, as the library reads it.
    var verifier: NoteVerifier {
        get throws { try NoteVerifier(parsing: publicKey) }
    }

    /// Signs what the ledger holds by now, and keeps the note in a file of that name.
    @discardableResult
    func checkpoint(to file: String = "note") throws -> String {
        let run = try dateline("checkpoint", "--key", "key")
        try #require(run.status == 0)
        try moving.write(run.output, to: file)
        return run.output
    }

    /// Writes a proof to a file.
    @discardableResult
    func prove(_ arguments: String..., to file: String = "proof") throws -> String {
        let run = try dateline.run(["prove"] + arguments)
        try #require(run.status == 0)
        try #require(run.messages.isEmpty)
        try moving.write(run.output, to: file)
        return run.output
    }

    /// The program in the same folder, as whoever has no ledger runs it.
    var stranger: CommandLineTool {
        CommandLineTool(in: moving.folder.path, environment: ["DATELINE_LEDGER": "no ledger"])
    }
}

extension MovingLedger {
    /// Appends the statements of those numbers.
    func append(_ numbers: Range<Int>, to ledger: String = ".dateline") throws {
        let lines = numbers.map { Line.statement($0) + "\n" }.joined()
        let run = try dateline("append", "--ledger", ledger, "--file", "-", input: lines)
        try #require(run.status == 0)
    }

    /// The entries of the tree, from what the log gives back of its events.
    func entries(_ ledger: String = ".dateline") throws -> [[UInt8]] {
        let ledger = try Ledger(at: folder.file(ledger), access: .readOnly)
        let snapshot = try ledger.snapshot()
        var entries: [[UInt8]] = []
        var events = try snapshot.events(from: .zero)
        while let event = try events.next() { entries.append(try event.entry.bytes) }
        return entries
    }

    /// The bytes of a file of the folder.
    func bytes(of file: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(filePath: folder.file(file))))
    }

    /// The paths of all files in a folder below this one, and their bytes.
    func files(in name: String) throws -> [String: [UInt8]] {
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.file(name))
        var files: [String: [UInt8]] = [:]
        for file in names {
            var isFolder: ObjCBool = false
            let path = folder.file("\(name)/\(file)")
            _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
            if !isFolder.boolValue { files[file] = try bytes(of: "\(name)/\(file)") }
        }
        return files
    }
}
