import Foundation
import TestSupport
import Testing

@Suite struct `A ledger that is exported and imported with its times` {
    let moving: MovingLedger

    init() throws { moving = try MovingLedger() }

    /// What is imported into an empty ledger must be the ledger that it was.
    private func check(format: String, batch: Int = 1_000) throws {
        let file = try moving.write(try moving.exported(format: format), to: "moved")
        let path = "to-\(format)-\(batch)"
        #expect(try moving.dateline("init", "--ledger", path).status == 0)
        let run = try moving.dateline(
            "import",
            file,
            "--keep-times",
            "--ledger",
            path,
            "--batch",
            "\(batch)"
        )
        #expect(run.status == 0)
        #expect(run.errors.split(separator: "\n").allSatisfy { $0.hasPrefix("importing") })
        #expect(try moving.exported(path) == moving.exported())
        #expect(try moving.root(path) == moving.root())
    }

    @Test(arguments: ["jsonl", "cloudevents"])
    func `is the same to the byte, root and all, for the corpus`(format: String) throws {
        try moving.fillWithSeed()
        try check(format: format)
        try check(format: format, batch: 3)
    }

    @Test(arguments: 1...4)
    func `is the same to the byte, root and all, for random facts and second thoughts`(
        seed: UInt64
    ) throws {
        try moving.fill(seed: seed, count: Rounds.count(300))
        try check(format: "jsonl", batch: seed.isMultiple(of: 2) ? 1_000 : 16)
        try check(format: "cloudevents")
    }

    @Test func `answers as it did`() throws {
        try moving.fillWithSeed()
        try check(format: "jsonl")
        for view in ["lawsuits", "commitments", "corrections"] {
            let ask = ["view", view, "--as-of", "2025-02-15", "--format", "csv"]
            let answer = try moving.dateline.run(ask).output
            #expect(try moving.dateline.run(ask + ["--ledger", "to-jsonl-1000"]).output == answer)
            #expect(answer.count > 200)
        }
    }
}
