import Dateline
import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: geteuid() == 0, "skipped: only root can take on another user"))
struct `A user who may only read` {
    private let folder = TemporaryFolder()
    private static let nobody = "user:65534"

    private func prepare(_ mode: Int, _ names: String...) throws {
        _ = try Stage.run(["create", "append:400:100", "show:lawsuits"], in: folder)
        for name in ["", "/views", "/views/lawsuits"] { try setMode(0o755, name) }
        for name in names { try setMode(mode, name) }
    }

    private func setMode(_ mode: Int, _ name: String) throws {
        try FileManager.default.setAttributes(
            [.posixPermissions: mode],
            ofItemAtPath: folder.file("ledger") + name
        )
    }

    private func said(_ acts: String...) throws -> [String] {
        let child = try ChildProcess(
            ["script", folder.file("ledger"), Self.nobody] + acts,
            environment: [:]
        )
        let said = child.lines().dropFirst()
        #expect(child.wait())
        return Array(said)
    }

    @Test func `a ledger reads it and is refused to append`() throws {
        try prepare(0o644)
        let said = try said("open", "read", "show:all", "append:500:1")
        #expect(said[0].hasPrefix("failed open: \(EACCES): "))
        #expect(said[1...2] == ["did read", "did show:all"])
        #expect(said[3].hasPrefix("failed append:500:1: "))
        #expect(LedgerCheck(acknowledged: [400..<500]).problems(at: folder.file("ledger")) == [])
    }

    @Test func `the log is refused by name where it may not be read`() throws {
        try prepare(0o600, "/log.mdb")
        let said = try said("open", "read")
        #expect(said[0].hasPrefix("failed open: \(EACCES): "))
        #expect(said[1].hasPrefix("failed read: \(EACCES): "))
    }

    @Test func `the folder of the views is refused what would change it, and may append`() throws {
        try prepare(0o666, "/log.mdb", "/log.mdb-lock", "/index.mdb", "/index.mdb-lock")
        try setMode(0o777, "")
        let said = try said("open", "append:500:1", "show:lawsuits", "rebuild:lawsuits")
        #expect(said[0...1] == ["did open", "did append:500:1"])
        #expect(said[2].hasPrefix("failed show:lawsuits: "))
        #expect(said[3].hasPrefix("failed rebuild:lawsuits: "))
        let views = Ledger.projections.filter { $0.name == "lawsuits" }
        let check = LedgerCheck(acknowledged: [400..<501], views: views)
        #expect(check.problems(at: folder.file("ledger")) == [])
    }
}
