import TestSupport
import Testing

@Suite(.enabled(if: Shim.isAvailable, Shim.reason))
struct `A writer that is killed` {
    @Test(arguments: Scenario.all.filter { Rounds.areMany || !$0.isLong })
    func `at any step of an operation leaves all that it acknowledged, and nothing torn`(
        scenario: Scenario
    ) throws {
        let sweep = try KillSweep(scenario)
        #expect(sweep.trace.calls.count >= scenario.callCountMin)
        let faults = sweep.steps.flatMap(KillSweep.faults)
        let tally = try sweep.run(faults)
        print(tally.line(scenario.name, of: "kills"), "(\(sweep.trace.summary))")
        #expect(tally.problems == [])
        #expect(
            tally.runCount >= scenario.callCountMin / (Rounds.areMany ? 1 : 2 * scenario.stride)
        )
    }
}
