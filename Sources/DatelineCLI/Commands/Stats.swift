import ArgumentParser
import Dateline
import Foundation
import NewsFacts

struct Stats: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show how much the ledger holds, and how far its views have come."
    )

    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let ledger = try ledger.openToRead()
        let statistics = try ledger.statistics()
        let views = statistics.views.map { view in
            (
                view.name,
                view.statistics.map { "\($0.checkpoint.rawValue) events, \($0.byteCount) bytes" }
                    ?? "not made yet"
            )
        }
        let rows =
            [
                ("ledger", ledger.path), ("events", "\(statistics.head.rawValue)"),
                ("last recorded", statistics.lastRecordedAt?.iso8601 ?? "never"),
                ("log", "\(statistics.logByteCount) bytes"),
            ] + views.map { ("view \($0)", $1) }
        try output.write(
            Sheet(
                heading: "\(statistics.head.rawValue) events",
                columns: ["what", "figure"],
                rows: rows.map { [$0, $1] },
                json: { _ in statistics.json(path: ledger.path) },
                jsonRows: [statistics.json(path: ledger.path)]
            )
        )
    }
}

extension Ledger.Statistics {
    fileprivate func json(path: String) -> JSON {
        .object([
            ("ledger", .text(path)), ("events", .number(Int(head.rawValue))),
            ("lastRecordedAt", .optional(lastRecordedAt?.iso8601)),
            ("logBytes", .number(logByteCount)),
            (
                "views",
                .list(
                    views.map { view in
                        .object([
                            ("view", .text(view.name)),
                            (
                                "events",
                                view.statistics.map { .number(Int($0.checkpoint.rawValue)) }
                                    ?? .null
                            ),
                            ("bytes", view.statistics.map { .number($0.byteCount) } ?? .null),
                        ])
                    }
                )
            ),
        ])
    }
}
