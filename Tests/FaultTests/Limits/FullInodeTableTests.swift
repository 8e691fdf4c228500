import Dateline
import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: SmallFileSystem.isAvailable, "skipped: mounting a file system needs root"))
struct `A disk with no room for more files` {
    private static let acts = [
        "create", "append:400:50", "show:lawsuits", "rebuild:lawsuits", "append:450:5",
        "show:lawsuits",
    ]

    @Test func `is named, and what was acknowledged is there`() throws {
        var outcomes: Set<Int> = []
        for fileCount in 0...14 {
            let disk = SmallFileSystem(byteCount: 16 << 20, fileCount: fileCount)
            let child = try ChildProcess(
                ["script", disk.file("ledger")] + Self.acts,
                environment: [:]
            )
            let said = child.lines()
            #expect(child.wait(), "\(fileCount) files")
            let failed = said.filter { $0.hasPrefix("failed") && !$0.contains("no ledger") }
            for line in failed {
                let isNamed = line.contains(": \(ENOSPC): ") || line.contains("space")
                #expect(isNamed, "\(fileCount) files: \(line)")
            }
            outcomes.insert(said.count { $0.hasPrefix("did") })
            let copy = TemporaryFolder()
            guard said[0] == "did create" else {
                #expect(!FileManager.default.fileExists(atPath: disk.file("ledger")))
                continue
            }
            try FileManager.default.copyItem(
                atPath: disk.file("ledger"),
                toPath: copy.file("ledger")
            )
            let outcome = Stage.Outcome(folder: copy, said: said, signal: nil, isWell: true)
            let views = Ledger.projections.filter { $0.name == "lawsuits" }
            let check = LedgerCheck(acknowledged: outcome.acknowledged, views: views)
            #expect(check.problems(at: outcome.path) == [], "\(fileCount) files")
        }
        #expect(outcomes.contains(0) && outcomes.contains(Self.acts.count) && outcomes.count >= 4)
    }
}
