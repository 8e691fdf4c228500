import Foundation
import LMDB
import TestSupport
import Testing

@Suite(.enabled(if: Shim.isAvailable, Shim.reason))
struct `A call that fails` {
    /// LMDB's way to say that a page of its own may be half-written, and that the file has to be
    /// opened anew.
    private static let panic = LMDBError.Code.panic.rawValue

    @Test(arguments: [ENOSPC, EIO, EMFILE, EDQUOT, EROFS])
    func `at any step is named, loses nothing, and is got over`(error: Int32) throws {
        let sweep = try FailureSweep()
        #expect(sweep.calls.count >= FailureSweep.scenario.callCountMin)
        var tally = Tally(callCount: sweep.calls.count)
        var named: [String: Int] = [:]
        for fault in Self.faults(error, at: sweep.calls) {
            let outcome = try sweep.run(fault)
            tally.runCount += 1
            tally.problems += outcome.problems
            for (act, code, text) in outcome.failed {
                named["\(act.prefix { $0 != ":" }) \(code)", default: 0] += 1
                // What there was no ledger for was not tried. A write that was cut short is to LMDB
                // an error of input and output or, of a new file, a full disk, whatever did it.
                let isNamed =
                    code == error || code == Self.panic || text.contains("no ledger")
                    || text.contains(error.words)
                    || [EIO, ENOSPC].contains(code) && fault.action == .short
                if !isNamed { tally.problems.append("\(fault): \(text)") }
            }
            if let (act, code) = outcome.failedLater {
                named["later \(act.prefix { $0 != ":" }) \(code)", default: 0] += 1
            }
        }
        let report = named.sorted { $0.key < $1.key }.map { "\($0.key) × \($0.value)" }
        print(tally.line("error \(error)", of: "faults"), "(\(report.joined(separator: ", ")))")
        #expect(tally.problems == [])
        #expect(tally.runCount >= 5)
    }

    /// Every call that can fail so, once and from then on; of a write also half.
    private static func faults(_ error: Int32, at calls: [Step]) -> [Fault] {
        let all = calls.flatMap { (call) -> [Fault] in
            let actions: [Fault.Action] =
                call.kind == .writes && call.name.contains("write")
                ? [.once, .on, .short] : [.once, .on]
            // A disk takes a sector whole or not at all, also of a write that is cut short.
            return actions.map { Fault(action: $0, step: call.number, error: error, grain: 512) }
                .filter { $0.concerns(call.kind) }
        }
        if Rounds.areMany { return all }
        return all.enumerated().filter { $0.offset.isMultiple(of: 1 + all.count / 8) }.map(
            \.element
        )
    }
}
