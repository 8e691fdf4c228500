import Dateline
import Foundation
import Projecting
import TestSupport

/// Kills a child at its steps, and looks each time at what it leaves.
struct KillSweep {
    let scenario: Scenario
    private let stage: Stage
    let trace: Trace

    init(_ scenario: Scenario) throws {
        self.scenario = scenario
        stage = try Stage(scenario)
        trace = try stage.trace()
    }

    /// The steps to spoil: all in a long run, and in a short one, or a long operation, some; the last always.
    var steps: [Step] {
        let calls = trace.calls.filter(\.changesState)
        let stride = Rounds.areMany && !scenario.isLong ? 1 : scenario.stride
        return calls.enumerated().filter { offset, _ in
            (calls.count - 1 - offset).isMultiple(of: stride)
        }
        .map(\.element)
    }

    /// The ways in which a child is killed at a step.
    static func faults(at step: Step) -> [Fault] {
        let whole = [Fault.Action.before, .after].map { Fault(action: $0, step: step.number) }
        // A sector of the disk is written whole or not at all; LMDB's meta page relies upon it.
        let isTorn = step.kind == .writes && step.byteCount > 512 && step.name.contains("write")
        let torn = [1, 512].map { Fault(action: .torn, step: step.number, grain: $0) }
        let all = whole + (isTorn ? torn : [])
        // What one leaves after a step is what one leaves before the next, but for what it said.
        return Rounds.areMany ? all : isTorn ? [whole[0], torn[0]] : [whole[0]]
    }

    func run(_ faults: [Fault]) throws -> Tally {
        var tally = Tally(callCount: trace.calls.count)
        for fault in faults {
            let outcome = try stage.run(fault)
            tally.runCount += 1
            if outcome.signal != SIGKILL { tally.problems.append("\(fault): it was not killed") }
            let check = check(of: outcome)
            tally.problems += check.problems(at: outcome.path).map { "\(fault): \($0)" }
        }
        return tally
    }

    private func check(of outcome: Stage.Outcome) -> LedgerCheck {
        let all = Scenario.batches(in: scenario.acts)
        let done = outcome.acknowledged
        return LedgerCheck(
            acknowledged: stage.batches + done,
            begun: all.count > done.count ? all[done.count] : nil,
            views: views
        )
    }

    /// The views that the operation touches, and in a long run all; of a long operation none, as their rows
    /// would take minutes to fold for each kill.
    private var views: [any Projection.Type] {
        if scenario.isLong { return [] }
        if Rounds.areMany { return Ledger.projections }
        return Ledger.projections.filter { $0.name == "lawsuits" }
    }
}
