import Dateline
import Foundation
import TestSupport
import Testing

/// A harness that finds nothing must be able to find something.
@Suite(.enabled(if: Shim.isAvailable, Shim.reason))
struct `The fault harness` {
    private let batches = [0..<50, 50..<60]

    private func outcome(_ acts: [String]) throws -> Stage.Outcome {
        let outcome = try Stage.run(acts, in: TemporaryFolder())
        try #require(outcome.isWell, "\(outcome.said)")
        return outcome
    }

    @Test func `finds nothing wrong with a ledger that nothing has disturbed`() throws {
        let whole = try outcome(["create", "append:0:50", "append:50:10"])
        let check = LedgerCheck(acknowledged: batches, views: Ledger.projections)
        #expect(check.problems(at: whole.path) == [])
    }

    @Test func `finds an acknowledged batch that is missing`() throws {
        let short = try outcome(["create", "append:0:50"])
        let check = LedgerCheck(acknowledged: batches)
        #expect(check.problems(at: short.path) == ["there are 50 events, not 60"])
    }

    @Test func `finds half a batch`() throws {
        let half = try outcome(["create", "append:0:50", "append:50:5"])
        let check = LedgerCheck(acknowledged: [0..<50], begun: 50..<60)
        #expect(check.problems(at: half.path) == ["there are 55 events, not 50 or 60"])
    }

    @Test func `finds a batch that is not the one appended`() throws {
        let other = try outcome(["create", "append:0:50", "append:51:10"])
        let problems = LedgerCheck(acknowledged: batches).problems(at: other.path)
        #expect(problems.contains("event 50 has other bytes"))
    }

    @Test func `finds a view that differs from a replay`() throws {
        let changed = try outcome(["create", "append:0:250", "show:lawsuits"])
        let file = changed.path + "/views/lawsuits/1.mdb"
        let pairs = try StoredFile.pairs(of: "entries", at: file)
        try StoredFile.replaceAll(
            of: "entries",
            by: Array(pairs.dropFirst(pairs.count / 2)),
            at: file
        )
        let views = Ledger.projections.filter { $0.name == "lawsuits" }
        let check = LedgerCheck(acknowledged: [0..<250], views: views, writesOn: false)
        #expect(check.problems(at: changed.path).contains { $0.contains("lawsuits differs") })
    }

    @Test func `catches a child that acknowledges before it commits`() throws {
        let scenario = Scenario(
            name: "lie",
            preparation: ["create", "append:0:50"],
            acts: ["open", "lie:50:10", "append:50:10"],
            callCountMin: 8
        )
        let sweep = try KillSweep(scenario)
        let tally = try sweep.run(sweep.steps.map { Fault(action: .before, step: $0.number) })
        #expect(tally.problems.contains { $0.contains("there are 50 events, not 60") })
    }

    @Test func `counts the same steps each time, and spoils the one it is told`() throws {
        let stage = try Stage(.appendsOne)
        let first = try stage.trace()
        let second = try stage.trace()
        #expect(first.calls.map(\.name) == second.calls.map(\.name))
        #expect(first.calls.map(\.number) == Array(1...first.calls.count))
        let past = try stage.run(Fault(action: .before, step: first.calls.count + 1))
        #expect(past.isWell && past.said.count == 2)
        let last = try stage.run(Fault(action: .before, step: first.calls.count))
        #expect(last.signal == SIGKILL && last.said == ["did open"])
    }

    @Test func `has operations that do what they are called by`() throws {
        func steps(_ name: String) throws -> (stage: Stage, calls: [Step]) {
            let scenario = try #require(Scenario.all.first { $0.name.hasPrefix(name) })
            let stage = try Stage(scenario)
            return (stage, try stage.trace().calls)
        }
        let (stage, calls) = try steps("append a batch of many blocks")
        let file = try stage.copy()
        let former = try Data(contentsOf: URL(filePath: file.file("ledger/log.mdb"))).count
        let end = calls.filter { $0.path == "/ledger/log.mdb" && $0.kind == .writes }
            .map { $0.offset + $0.byteCount }.max()
        #expect(try #require(end) > former + 500_000)
        let flush = try steps("append, and bring the index").calls
        #expect(flush.contains { $0.path == "/ledger/index.mdb" && $0.kind == .syncs })
        if Rounds.areMany {
            let lag = try steps("append beyond what the index").calls
            #expect(lag.contains { $0.path == "/ledger/index.mdb" && $0.kind == .syncs })
        }
        let parts = try steps("rebuild in parts").calls
        // Each commit writes one of the two meta pages.
        let commits = parts.filter {
            $0.path == "/ledger/views/lawsuits/2.mdb" && $0.kind == .writes && $0.offset < 8_192
        }
        #expect(commits.count > 5)
        // All that was written is flushed before the one commit that makes it a view.
        let syncs = parts.filter {
            $0.path == "/ledger/views/lawsuits/2.mdb" && $0.kind == .syncs
        }
        #expect(syncs.count == 2)
        #expect(commits.count { $0.number > syncs[0].number } == 1)
        #expect(commits.last?.isWrittenThrough == true)
        let reuse = try steps("append batch after batch").calls
        #expect(reuse.count { $0.path == "/ledger/log.mdb" && $0.isWrittenThrough } >= 10)
        let remains = try steps("rebuild over the remains").calls
        #expect(
            remains.count { $0.name == "unlink" } == 4 && remains.contains { $0.name == "rename" }
        )
    }
}
