import ByteCoding
import Dateline

extension Sheet {
    init(verification: Verification) {
        let root = verification.root.map { ", root \($0.base64)" } ?? ""
        let rows =
            verification.checks.map {
                ["\($0.part)", $0.extent, $0.isDone ? "checked" : "not checked"]
            }
            + verification.findings.map { ["\($0.part)", $0.place, "differs: \($0.reason)"] }
        let json = JSON.object([
            ("events", .number(verification.eventCount)),
            (
                "root",
                .optional(verification.root?.base64)
            ),
            ("whole", .bool(verification.isWhole)),
            (
                "checks",
                .list(
                    verification.checks.map {
                        .object([
                            ("part", .text("\($0.part)")), ("extent", .text($0.extent)),
                            ("checked", .bool($0.isDone)),
                        ])
                    }
                )
            ),
            (
                "findings",
                .list(
                    verification.findings.map {
                        .object([
                            ("part", .text("\($0.part)")), ("place", .text($0.place)),
                            ("reason", .text($0.reason)),
                        ])
                    }
                )
            ),
        ])
        self.init(
            heading: verification.isWhole
                ? "all is as it was written: \(verification.eventCount) events\(root)"
                : "\(verification.findings.count) "
                    + (verification.findings.count == 1 ? "difference" : "differences")
                    + " in \(verification.eventCount) events",
            columns: ["part", "what", "result"],
            rows: rows,
            json: { _ in json },
            jsonRows: [json]
        )
    }
}
