import Dateline
import Foundation
import TestSupport
import Testing

@Suite(.enabled(if: Shim.isAvailable, Shim.reason))
struct `A loss of power` {
    private static let scenarios = [
        Scenario(
            name: "append batch after batch",
            preparation: ["create", "append:400:60"] + (0..<6).map { "append:\(460 + $0):1" },
            acts: ["open"] + (6..<14).map { "append:\(460 + $0 * 3):3" },
            callCountMin: 40
        ),
        Scenario(
            name: "append, catch up and rebuild",
            preparation: ["create", "append:400:100", "show:lawsuits"],
            acts: ["open", "append:500:3", "show:lawsuits", "rebuild:lawsuits", "append:503:3"],
            callCountMin: 40
        ),
        Scenario(
            name: "rebuild in parts",
            preparation: ["create", "append:2000:2500", "show:lawsuits"],
            acts: ["open", "rebuild:lawsuits", "append:4500:3"],
            callCountMin: 24
        ),
    ]

    private static let creation = Scenario(
        name: "create a ledger and append",
        preparation: [],
        acts: ["create", "append:400:3", "append:403:3"],
        callCountMin: 16
    )

    @Test(arguments: scenarios, [Disk.Kind.strict, .journaled])
    func `at any moment leaves all that was acknowledged, and nothing torn`(
        scenario: Scenario,
        disk: Disk.Kind
    ) throws {
        let tally = try Self.tally(scenario, disk, Rounds.areMany ? 150 : 8)
        print(tally.line("\(scenario.name), \(disk) disk", of: "losses of power"))
        #expect(tally.problems == [])
        #expect(tally.callCount >= scenario.callCountMin)
    }

    @Test
    func `leaves a new ledger that was acknowledged, where files are synced with their names`()
        throws
    {
        let tally = try Self.tally(Self.creation, .journaled, Rounds.areMany ? 150 : 8)
        print(tally.line("\(Self.creation.name), journaled disk", of: "losses of power"))
        #expect(tally.problems == [])
    }

    @Test func `leaves a new ledger that was acknowledged, where names have to be synced`() throws {
        let tally = try Self.tally(Self.creation, .strict, Rounds.areMany ? 150 : 40)
        print(tally.line("\(Self.creation.name), strict disk", of: "losses of power"))
        #expect(tally.problems == [])
    }

    /// The check can fail.
    @Test func `is found to have cost something on a disk that lies`() throws {
        let tally = try Self.tally(Self.scenarios[0], .lying, 15)
        #expect(!tally.problems.isEmpty)
    }

    private static func tally(_ scenario: Scenario, _ kind: Disk.Kind, _ count: Int) throws -> Tally
    {
        let stage = try Stage(scenario)
        let before = try stage.copy()
        let trace = try stage.trace()
        var tally = Tally(callCount: trace.calls.count)
        var randomness = SeededRandomness(11)
        for _ in 0..<count {
            let moment = Int.random(in: 0...trace.steps.count, using: &randomness)
            var disk = try Disk(kind, holding: before.path)
            var said: [String] = []
            for step in trace.steps[..<moment] {
                let bytes = trace.bytes(of: step)
                if step.number == 0 { said += [String(decoding: bytes.dropLast(), as: UTF8.self)] }
                disk.take(step, bytes)
            }
            if moment < trace.steps.count {
                let step = trace.steps[moment]
                let bytes = trace.bytes(of: step)
                disk.take(step, bytes, inFlight: true)
            }
            let image = TemporaryFolder()
            try disk.write(to: image.path, using: &randomness)
            tally.runCount += 1
            let outcome = Stage.Outcome(folder: image, said: said, signal: nil, isWell: false)
            if scenario.preparation.isEmpty && !said.contains("did create") { continue }
            let all = Scenario.batches(in: scenario.acts)
            let done = outcome.acknowledged.count
            let check = LedgerCheck(
                acknowledged: stage.batches + outcome.acknowledged,
                begun: done < all.count ? all[done] : nil,
                views: Ledger.projections.filter { $0.name == "lawsuits" }
            )
            tally.problems += check.problems(at: outcome.path).map { "step \(moment): \($0)" }
        }
        return tally
    }
}
