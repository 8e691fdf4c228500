import Dateline
import Foundation
import NewsFacts
import Projecting
let dir = "/tmp/smoke"
try? FileManager.default.removeItem(atPath: dir)
let ledger = try Ledger.create(at: dir)
for f in ["facts", "entities", "corrections"] {
    let lines = try String(contentsOfFile: "Events/Corpora/musk-altman-2025/\(f).jsonl", encoding: .utf8).split(separator: "\n")
    var facts: [Fact] = []
    for (n, l) in lines.enumerated() {
        do { facts.append(try Fact(json: Data(l.utf8))) } catch { print(f, n + 1, error) }
    }
    let r = try ledger.append(facts)
    print(r.formerHead, r.head)
}
func show(_ v: any Projection.Type, _ d: String, _ k: KnownAt = .head) throws {
    let t = try ledger.table(of: v, asOf: try EDTF(d).hi, knownAt: k)
    print("==", v.name, d, t.knownAt.position)
    for r in t.rows { print(r.key, r.certain?.status ?? "-", r.isCertain ? "" : "possibly \(r.possible?.status ?? "-")", r.certain?.values.map { "\($0)" } ?? [], r.anomalies) }
}
for d in ["2024-01-31", "2024-02-15", "2024-03-15", "2024-06-15", "2024-07-15", "2024-09-15", "2024-12-15"] { try show(Ledger.projections[2], d) }
for d in ["2016-06-01", "2019-01-01", "2025-02-15"] { try show(Ledger.projections[0], d) }
try show(Ledger.projections[1], "2025-02-15", .position(.init(202)))
try show(Ledger.projections[1], "2025-02-15")
