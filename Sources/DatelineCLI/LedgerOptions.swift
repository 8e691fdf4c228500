import ArgumentParser
import Dateline
import EventLog
import Foundation
import LMDB
import NewsFacts

/// Which ledger a command works on.
struct LedgerOptions: ParsableArguments {
    @Option(name: .customLong("ledger"), help: "The folder of the ledger.")
    var path: String?

    @Flag(
        name: .shortAndLong,
        help: "Say on standard error what is done; twice for each step."
    )
    var verbose: Int

    func validate() {
        MessageLog.show(from: [.notice, .info, .debug][min(verbose, 2)])
    }

    static let defaultName = ".dateline"

    /// The ledger, to append to it.
    func openToWrite(waiting seconds: Int? = nil) throws -> Ledger {
        let patience = try (seconds ?? Self.waitOfEnvironment).map { Duration.seconds($0) }
        return try Ledger(at: location, patience: patience ?? EventLog.defaultPatience)
    }

    private static var waitOfEnvironment: Int? {
        get throws {
            let text = ProcessInfo.processInfo.environment["DATELINE_WAIT", default: ""]
            guard !text.isEmpty else { return nil }
            guard let seconds = Int(text), seconds >= 0 else {
                throw ValidationError(
                    "DATELINE_WAIT '\(text.printable)' is no number of seconds from 0 on."
                )
            }
            return seconds
        }
    }

    /// The ledger, to read it.
    func openToRead() throws -> Ledger { try Ledger(at: location, access: .readOnly) }

    /// Where a new ledger goes.
    var newLocation: String { named ?? Self.defaultName }

    /// Where the ledger is that is there already.
    var existingLocation: String { location }

    private var named: String? {
        path
            ?? ProcessInfo.processInfo.environment["DATELINE_LEDGER"].flatMap {
                $0.isEmpty ? nil : $0
            }
    }

    /// Where the ledger is that the command works on.
    var location: String { named ?? nearest ?? Self.defaultName }

    /// The nearest ledger in the current folder or one above it.
    private var nearest: String? {
        var folder = URL(filePath: FileManager.default.currentDirectoryPath).standardized
        while true {
            let candidate = folder.appending(path: Self.defaultName).path(percentEncoded: false)
            if FileManager.default.fileExists(atPath: candidate) { return candidate }
            let parent = folder.deletingLastPathComponent()
            if parent.path(percentEncoded: false) == folder.path(percentEncoded: false) {
                return nil
            }
            folder = parent
        }
    }
}
