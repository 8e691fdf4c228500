import Dateline
import Foundation
import LMDB
import NewsFacts
import TestSupport
import Testing

/// Bits of every file of a ledger are flipped, one at a time, and the program is asked.
///
/// `DATELINE_TEST_ROUNDS=500` tries 5,000 places.
@Suite struct `A bit that is flipped anywhere in a ledger` {
    private let folder = TemporaryFolder()
    private let dateline: CommandLineTool
    private var path: String { folder.file("ledger") }

    init() throws {
        dateline = CommandLineTool(in: folder.path)
        let ledger = try Ledger.create(at: path)
        var seed: [Fact] = []
        for file in Seed.files {
            seed += try Repository.lines(of: file).map { try Fact(json: Data($0.utf8)) }
        }
        try ledger.append(seed)
        var random = RandomFact(seed: 11)
        for _ in 0..<3 {
            // Facts of other stories, so that the log has about a megabyte.
            let facts = (0..<500).map { _ in
                var fact = random.next(of: Self.types.randomElement() ?? .statementMade)
                fact.causes = []
                return fact
            }
            try ledger.append(facts)
        }
        try ledger.log.flushIndex()
        try ledger.catchUp()
    }

    private static let types: [FactType] = [
        .lawsuitFiled, .allianceFormed, .investmentCommitted, .statementMade, .roleAssumed,
    ]

    private var files: [String] {
        ["log.mdb", "index.mdb"]
            + Ledger.projections.map { "views/\($0.name)/1.mdb" }
    }

    /// All that the ledger says: every event, and every view.
    private func answers(of path: String) throws -> [String] {
        try [dateline("export", "--ledger", path).output]
            + Ledger.projections.map { view in
                try dateline("view", view.name, "--as-of", "2025-02-15", "--ledger", path).output
            }
    }

    /// Half of the places by each seed, side by side.
    @Test(arguments: [5, 6] as [UInt64])
    func `is found by verify or changes no answer, and nothing crashes`(seed: UInt64) throws {
        var randomness = SeededRandomness(seed)
        let honest = try answers(of: path)
        #expect(honest.allSatisfy { !$0.isEmpty })
        // No lock files, and nothing that asking has left behind.
        let copy = folder.file("copy")
        var (found, refused, unread, harmless) = (0, 0, 0, 0)
        var byteUse: [String: [Range<Int>]] = [:]
        for file in files {
            var ranges: [Range<Int>] = []
            let report = try Environment.check(at: path + "/" + file) { use, range in
                if use == .unread { ranges.append(range) }
            }
            #expect(report.isSound)
            byteUse[file] = ranges
        }
        let sizes = try files.map { file in
            let attributes = try FileManager.default.attributesOfItem(atPath: path + "/" + file)
            return (attributes[.size] as? Int) ?? 0
        }
        #expect(sizes.reduce(0, +) > 1_000_000)
        for round in 0..<Rounds.count(5) {
            var offset = Int.random(in: 0..<sizes.reduce(0, +), using: &randomness)
            var number = 0
            while offset >= sizes[number] {
                offset -= sizes[number]
                number += 1
            }
            let file = files[number]
            let place = "seed \(seed), round \(round): \(file), byte \(offset)"
            try? FileManager.default.removeItem(atPath: copy)
            try FileManager.default.copyItem(atPath: path, toPath: copy)
            let handle = try FileHandle(forUpdating: URL(filePath: copy + "/" + file))
            try handle.seek(toOffset: UInt64(offset))
            let byte = try #require(try handle.read(upToCount: 1)?.first)
            try handle.seek(toOffset: UInt64(offset))
            let changed = byte ^ 1 << UInt8.random(in: 0..<8, using: &randomness)
            try handle.write(contentsOf: Data([changed]))
            try handle.close()
            let verify = try dateline("verify", "--ledger", copy)
            switch verify.status {
            case 2: found += 1
            case 1:
                refused += 1
                #expect(!verify.errors.isEmpty, "\(place)")
            case 0:
                if byteUse[file]?.contains(where: { $0.contains(offset) }) == true {
                    unread += 1
                } else {
                    harmless += 1
                }
                #expect(try answers(of: copy) == honest, "\(place): \(verify.output)")
            default: Issue.record("\(place): verify ended with \(verify.status)")
            }
            // Who does not verify before is told, or is answered, and never sees a crash.
            for command in [["log"], ["view", "lawsuits", "--as-of", "2025-02-15"], ["stats"]] {
                let run = try dateline.run(command + ["--ledger", copy])
                #expect([0, 1].contains(run.status), "\(place): \(command[0]) \(run.status)")
                #expect(run.status == 0 || !run.errors.isEmpty, "\(place): \(command[0])")
            }
        }
        print(
            "flipped bits, seed \(seed): \(found) found by verify, \(refused) refused, \(unread) in bytes that "
                + "nobody reads, \(harmless) elsewhere without effect"
        )
        #expect(found > 0)
    }
}
