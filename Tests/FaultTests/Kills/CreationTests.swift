import Dateline
import EventLog
import Foundation
import LMDB
import TestSupport
import Testing

@Suite(.enabled(if: Shim.isAvailable, Shim.reason))
struct `A ledger whose maker is killed` {
    private static let scenario = Scenario(
        name: "create a ledger",
        preparation: [],
        acts: ["create", "append:0:3"],
        callCountMin: 16
    )

    /// Until it is acknowledged there may be a ledger or not; there is never half a ledger that
    /// answers, and once it is acknowledged there is one.
    @Test func `at any step is there or is not, and says which`() throws {
        let sweep = try KillSweep(Self.scenario)
        let stage = try Stage(Self.scenario)
        var tally = Tally(callCount: sweep.trace.calls.count)
        var remains: [String: Int] = [:]
        for fault in sweep.steps.flatMap(KillSweep.faults) {
            let outcome = try stage.run(fault)
            tally.runCount += 1
            #expect(outcome.signal == SIGKILL)
            do throws(LedgerError) {
                _ = try Ledger(at: outcome.path)
                let check = LedgerCheck(acknowledged: outcome.acknowledged, begun: 0..<3)
                tally.problems += check.problems(at: outcome.path).map { "\(fault): \($0)" }
            } catch {
                if !outcome.said.isEmpty { tally.problems.append("\(fault): \(error)") }
                remains[error.kind, default: 0] += 1
            }
        }
        print(tally.line(Self.scenario.name, of: "kills"), "(\(sweep.trace.summary))")
        print("fault harness: \(Self.scenario.name): killed before it was done it is \(remains)")
        #expect(tally.problems == [])
        #expect(sweep.trace.calls.count >= Self.scenario.callCountMin)
        #expect(tally.runCount >= Self.scenario.callCountMin)
    }

    /// What is left of a ledger that was never made stands in the way of none.
    @Test func `before it was acknowledged can be made again, or is there`() throws {
        let stage = try Stage(Self.scenario)
        let trace = try stage.trace()
        let end = trace.steps.firstIndex { $0.number == 0 } ?? 0
        var refused: [String] = []
        for step in trace.steps[..<end] where step.changesState {
            let outcome = try stage.run(Fault(action: .after, step: step.number))
            // Once the folder has its name there is a ledger, whether anybody was told or not.
            let isThere = FileManager.default.fileExists(atPath: outcome.path)
            let first = isThere ? "open" : "create"
            let again = try Stage.run([first, "append:0:3"], in: outcome.folder)
            if again.said != ["did \(first)", "did append:0:3"] {
                refused.append("after \(step.name) \(step.number): \(again.said.first ?? "")")
            }
        }
        #expect(refused == [])
    }
}

extension LedgerError {
    /// In which of the ways that a caller can tell apart there is no ledger.
    fileprivate var kind: String {
        switch self {
        case .noLedger: "missing"
        case .log(.notALog): "not a log"
        case .log(.storage(let error)): "refused with code \(error.code.rawValue)"
        default: "\(self)"
        }
    }
}
