extension Sheet {
    /// How many codes without a type are told one by one.
    static let codeCountMax = 20

    /// What became of the records of a feed, and why some are no facts.
    init(events tally: Importer.Tally, repeatedCount: Int? = nil) {
        var skipped: [(String, Int)] = []
        var unmapped: [(String, Int)] = []
        for (reason, count) in tally.passed {
            switch reason {
            case .skipped(let reason): skipped.append((reason, count))
            case .unmapped(let code): unmapped.append((code, count))
            }
        }
        skipped.sort { ($1.1, $0.0) < ($0.1, $1.0) }
        unmapped.sort { ($1.1, $0.0) < ($0.1, $1.0) }
        let total = { (counts: [(String, Int)]) in counts.reduce(0) { $0 + $1.1 } }
        let rest = unmapped.dropFirst(Self.codeCountMax)
        let lines =
            skipped.map { ("skipped", $0.0, $0.1) }
            + unmapped.prefix(Self.codeCountMax).map {
                ("unmapped", $0.0.isEmpty ? "(no code)" : $0.0, $0.1)
            }
            + (rest.isEmpty ? [] : [("unmapped", "\(rest.count) other codes", total(Array(rest)))])
        var figures = [
            ("read", tally.readCount), ("appended", tally.appended?.count ?? 0),
            ("held", tally.heldCount), ("skipped", total(skipped)), ("unmapped", total(unmapped)),
            ("refused", tally.refusedCount),
        ]
        if let repeatedCount { figures.append(("repeated", repeatedCount)) }
        let repeated = (repeatedCount ?? 0) == 0 ? "" : "; \(repeatedCount ?? 0) said once before"
        self.init(
            heading: "read \(tally.readCount) \(tally.readCount == 1 ? "record" : "records"): "
                + tally.summary
                + (skipped.isEmpty ? "" : "; \(total(skipped)) skipped")
                + (unmapped.isEmpty ? "" : "; \(total(unmapped)) without a type") + repeated,
            isBrief: lines.isEmpty,
            columns: ["what", "which", "records"],
            rows: lines.map { [$0.0, $0.1, "\($0.2)"] },
            json: { rows in
                .object(figures.map { ($0, .number($1)) } + [("why", .list(rows))])
            },
            jsonRows: lines.map { what, which, count in
                .object([
                    ("what", .text(what)), ("which", .text(which)), ("records", .number(count)),
                ])
            }
        )
    }
}
