import Dateline
import Foundation
import NewsFacts
import Projecting
import TestSupport
import Testing

@Suite(.enabled(if: Shim.isAvailable, Shim.reason))
struct `Two processes that make one view anew` {
    private let view = Ledger.projections.filter { $0.name == "lawsuits" }

    /// One is stopped before each of its steps, the other does all of its work, and the one goes on.
    @Test func `interleaved at any step leave one generation, and the old one answers meanwhile`()
        throws
    {
        let stage = try Stage(.rebuilds)
        var tally = Tally()
        for step in stride(from: 1, to: 1_000, by: Rounds.areMany ? 1 : 5) {
            let folder = try stage.copy()
            guard let problems = try interleave(at: step, in: folder, stage) else { break }
            tally.callCount = step
            tally.runCount += 1
            let check = LedgerCheck(acknowledged: stage.batches, views: view)
            let all =
                problems + Self.remains(in: folder) + check.problems(at: folder.file("ledger"))
            tally.problems += all.map { "step \(step): \($0)" }
        }
        print(tally.line("two rebuilders", of: "interleavings"))
        #expect(tally.problems == [])
        #expect(tally.callCount >= 20)
    }

    /// What is wrong when one is stopped before that step; nil when it has no such step.
    private func interleave(
        at step: Int,
        in folder: TemporaryFolder,
        _ stage: Stage
    ) throws -> [String]? {
        let reference = try Reference.of(stage.batches)
        let day = Day(rawValue: 20_000)
        var problems: [String] = []
        let ledger = try Ledger(at: folder.file("ledger"))
        func ask(_ moment: String) throws {
            let found = try ledger.table(of: view[0], asOf: day).rows
            let expected = try reference.rows(of: view[0], on: day)
            if found != expected { problems.append("the view differs \(moment)") }
        }
        try ask("at first")
        let fault = Fault(action: .stop, step: step)
        let first = try Stage.start(Scenario.rebuilds.acts, in: folder, fault.environment)
        guard Self.stops(first) else {
            _ = first.lines()
            first.wait()
            return nil
        }
        let second = try Stage.run(Scenario.rebuilds.acts, in: folder)
        try ask("after the second")
        kill(first.identifier, SIGCONT)
        let said = first.lines() + second.said
        if !first.wait() || !second.isWell || said.contains(where: { $0.hasPrefix("failed") }) {
            problems.append("\(said)")
        }
        try ask("after both")
        return problems
    }

    /// What there is besides one generation, its lock file, and the pointer to it.
    private static func remains(in folder: TemporaryFolder) -> [String] {
        let path = folder.file("ledger/views/lawsuits/")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        let pointer = (try? String(contentsOfFile: path + "current", encoding: .utf8)) ?? ""
        let current = String(pointer.dropLast()) + ".mdb"
        let isOne = Set(names) == [current, current + "-lock", "current"]
        return isOne ? [] : ["the pointer is to \(current), and there are \(names.sorted())"]
    }

    @Test func `over and over leave one generation`() throws {
        let stage = try Stage(.rebuilds)
        let folder = try stage.copy()
        let acts = ["open"] + Array(repeating: "rebuild:lawsuits", count: Rounds.areMany ? 60 : 8)
        let children = try (0..<2).map { _ in try Stage.start(acts, in: folder) }
        let said = children.map { $0.lines() }
        for child in children { #expect(child.wait()) }
        for lines in said { #expect(lines == acts.map { "did \($0)" }) }
        let check = LedgerCheck(acknowledged: stage.batches, views: view)
        #expect(Self.remains(in: folder) == [])
        #expect(check.problems(at: folder.file("ledger")) == [])
    }

    /// Whether a child stops; it may end before that.
    private static func stops(_ child: ChildProcess) -> Bool {
        while true {
            let path = "/proc/\(child.identifier)/stat"
            let status = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
            if status.contains(") T ") { return true }
            if status.isEmpty || status.contains(") Z ") { return false }
            usleep(1_000)
        }
    }
}
