import Dateline
import Foundation
import TestSupport

/// Lets the calls of a child fail, and looks at what it says and leaves.
///
/// The child does something, is told that all is well again, and does more: in the same process, and
/// then with the ledger opened anew.
struct FailureSweep {
    static let scenario = Scenario(
        name: "append, catch up and rebuild",
        preparation: ["create", "append:400:120", "show:lawsuits"],
        acts: [
            "open", "append:700:5", "show:lawsuits", "rebuild:lawsuits", "heal", "append:710:5",
            "show:lawsuits", "close", "open", "append:720:5", "show:lawsuits", "rebuild:lawsuits",
        ],
        callCountMin: 40
    )

    private let stage: Stage
    private let views = Ledger.projections.filter { $0.name == "lawsuits" }
    /// The calls that can be spoiled: those before the child is told that all is well.
    let calls: [Step]

    init() throws {
        stage = try Stage(Self.scenario)
        let trace = try stage.trace()
        let said = trace.steps.filter { $0.number == 0 }
        let healed = trace.steps.firstIndex { step in
            step.number == 0
                && String(decoding: trace.bytes(of: step), as: UTF8.self) == "did heal\n"
        }
        guard let healed, said.count == Self.scenario.acts.count else {
            throw StageError("the trace tells of \(said.count) lines")
        }
        calls = trace.steps[..<healed].filter { $0.number > 0 }
    }

    /// What a run came to.
    struct Outcome {
        let fault: Fault
        /// The acts that failed before the faults ended, each with the number of its error.
        var failed: [(act: String, code: Int32, text: String)] = []
        /// The first act that failed after it.
        var failedLater: (act: String, code: Int32)?
        /// What does not hold.
        var problems: [String] = []
    }

    func run(_ fault: Fault) throws -> Outcome {
        let run = try stage.run(fault)
        var outcome = Outcome(fault: fault)
        if !run.isWell { outcome.problems.append("\(fault): it ended by \(run.signal as Any)") }
        var isHealed = false
        for line in run.said {
            if line == "did heal" { isHealed = true }
            guard line.hasPrefix("failed ") else { continue }
            let parts = line.dropFirst(7).split(separator: ": ", maxSplits: 2).map(String.init)
            let code = parts.count > 1 ? Int32(parts[1]) ?? 0 : 0
            if !isHealed {
                outcome.failed.append((parts[0], code, line))
            } else if outcome.failedLater == nil {
                outcome.failedLater = (parts[0], code)
            }
        }
        // The ledger opened anew does all it is asked.
        let last = Self.scenario.acts.suffix(5).map { "did \($0)" }
        if run.said.suffix(5) != last[...] { outcome.problems.append("\(fault): \(run.said)") }
        let check = LedgerCheck(acknowledged: stage.batches + run.acknowledged, views: views)
        outcome.problems += check.problems(at: run.path).map { "\(fault): \($0)" }
        return outcome
    }
}

extension Fault {
    /// Whether a call of that kind can fail so, as `can_fail` of the library has it.
    func concerns(_ kind: Step.Kind) -> Bool {
        switch error {
        case EMFILE: kind == .opens || kind == .makes
        case ENOSPC, EDQUOT: kind == .makes || kind == .writes || kind == .syncs
        case EROFS: kind == .makes || kind == .writes || kind == .changes
        default: true
        }
    }
}
