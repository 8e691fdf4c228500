import ArgumentParser
import CMemory
import Dateline
import Foundation
import Pairs
import Synchronization
import TestSupport
import ViewStore

/// Makes a view and prints how many bytes of memory that took at most, those of mapped files left out.
///
/// It is a process of its own, as memory that was used and freed before would hide what is taken.
struct PeakMemory: ParsableCommand {
    static let configuration = CommandConfiguration(shouldDisplay: false)

    @Argument var path: String

    func run() throws {
        // As the command does that makes views anew.
        cmemory_give_back_large_blocks()
        let folder = TemporaryFolder()
        let ledger = try Ledger(at: path, access: .readOnly)
        let views = ViewStore(in: folder.file("views"), of: ledger.log)
        let snapshot = try ledger.snapshot()
        let before = Self.byteCount ?? 0
        let peak = Atomic(before)
        let isDone = Atomic(false)
        let watch = DispatchGroup()
        DispatchQueue(label: "watch").async(group: watch) {
            while !isDone.load(ordering: .relaxed) {
                peak.max(Self.byteCount ?? 0, ordering: .relaxed)
                usleep(1_000)
            }
        }
        try views.rebuild(Pairs.self, from: snapshot)
        isDone.store(true, ordering: .relaxed)
        watch.wait()
        say("\(peak.load(ordering: .relaxed) - before)")
    }

    /// What a rebuild of the pairs takes, in a process of its own; nil where the system does not tell.
    static func ofRebuild(at path: String) throws -> Int? {
        guard byteCount != nil else { return nil }
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["peak-memory", path]
        process.standardOutput = output
        try process.run()
        let text = String(
            decoding: output.fileHandleForReading.readDataToEndOfFile(),
            as: UTF8.self
        )
        process.waitUntilExit()
        guard let peak = Int(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            preconditionFailure("no figure but '\(text)'")
        }
        return peak
    }

    /// How much memory of this process is in no file.
    private static var byteCount: Int? {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix("RssAnon:") })
        else { return nil }
        return line.split(separator: " ").dropLast().last.flatMap { Int($0) }.map { $0 * 1_024 }
    }
}
