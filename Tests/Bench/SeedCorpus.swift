import Dateline
import Foundation
import Lawsuits
import NewsFacts
import Projecting
import TestSupport

/// What the corpus of one article costs, and an answer from it in a process of its own.
func measureSeed(_ session: Session) throws {
    let batches = try Seed.files.map { file in
        try Repository.lines(of: file).map { try Fact(json: Data($0.utf8)) }
    }
    let day = try EDTF("2024-07-15").hi
    var (path, count, byteCount) = ("", 0, 0)
    let names = ["append", "rebuild every view", "one answer of each view"]
    var times: [[Double]] = names.map { _ in [] }
    for round in 0..<3 {
        path = session.folder.file("seed-\(round)")
        let ledger = try Ledger.create(at: path)
        times[0].append(try seconds { for batch in batches { try ledger.append(batch) } })
        times[1].append(
            try seconds { for view in Ledger.projections { try ledger.rebuild(view) } }
        )
        times[2].append(
            try seconds {
                for view in Ledger.projections { _ = try ledger.table(of: view, asOf: day) }
            }
        )
        let rows = try ledger.view(Lawsuits.self, asOf: day).rows
        precondition(!rows.isEmpty, "there are no lawsuits")
        count = Int(try ledger.snapshot().head.rawValue)
        byteCount = try ledger.factByteCount()
        try ledger.log.flushIndex()
    }
    let bare = median {
        let file = session.folder.file("bare-seed.mdb")
        return Bare.append(to: file, count, of: byteCount / count, batch: count / 3 + 1)
    }
    session.show("bare LMDB append", bare * 1_000, "ms")
    for (name, times) in zip(names, times) {
        session.show(
            "\(name), \(count) facts",
            times.percentile(50) * 1_000,
            "ms",
            against: name == "append" ? bare * 1_000 : nil
        )
    }
    let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appending(path: "dateline").path(percentEncoded: false)
    guard FileManager.default.isExecutableFile(atPath: program) else {
        return session.skip("a cold process", because: "the product dateline is not built")
    }
    let arguments = [program, "view", "lawsuits", "--ledger", path]
    let idle = median(of: 20) { Bare.run(["true"]) } * 1_000
    let bareStart = median(of: 20) { Bare.run([program, "--version"]) } * 1_000
    let cold = median(of: 20) { Bare.run(arguments) } * 1_000
    session.show("a process that does nothing", idle, "ms")
    session.show("a process that tells the version", bareStart, "ms", against: idle)
    session.show("a cold process with an answer", cold, "ms", against: idle)
}
