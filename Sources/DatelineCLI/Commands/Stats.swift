import ArgumentParser
import Dateline
import EventLog
import Foundation
import NewsFacts

struct Stats: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show how much the ledger holds, how it grows, and who reads it."
    )

    @OptionGroup var ledger: LedgerOptions
    @OptionGroup var output: OutputOptions

    func run() throws {
        let ledger = try ledger.openToRead()
        let statistics = try ledger.statistics()
        try output.write(
            Sheet(
                heading: "\(statistics.head.rawValue) events",
                columns: ["what", "figure"],
                rows: [["ledger", ledger.path]] + statistics.rows,
                json: { _ in statistics.json(path: ledger.path) },
                jsonRows: [statistics.json(path: ledger.path)]
            )
        )
    }
}

extension Ledger.Statistics {
    fileprivate var rows: [[String]] {
        let index = log.indexByteCount.map { "\($0) bytes" } ?? "not made yet"
        let reader = log.oldestReader.map {
            "process \($0.processID), \($0.commitsBehind) commits behind"
        }
        return [
            ["events", "\(head.rawValue)"],
            ["first recorded", firstRecordedAt?.iso8601 ?? "never"],
            ["last recorded", lastRecordedAt?.iso8601 ?? "never"],
        ]
            + recent.map { days, count in
                [days == 1 ? "in the last day" : "in the last \(days) days", "\(count) events"]
            }
            + [
                [
                    "log",
                    "\(log.byteCount) bytes" + (bytesAnEvent.map { ", \($0) an event" } ?? ""),
                ],
                ["commits", "\(log.commitCount)"], ["index", index],
                ["oldest reader", reader ?? "none"],
            ]
            + views.map { view in
                [
                    "view \(view.name)",
                    view.statistics.map { figures in
                        let behind = Int(head.rawValue) - Int(figures.checkpoint.rawValue)
                        return "\(figures.checkpoint.rawValue) events, \(figures.byteCount) bytes"
                            + (behind > 0 ? ", \(behind) behind" : "")
                    } ?? "not made yet",
                ]
            }
    }

    fileprivate func json(path: String) -> JSON {
        .object([
            ("ledger", .text(path)), ("events", .number(Int(head.rawValue))),
            ("firstRecordedAt", .optional(firstRecordedAt?.iso8601)),
            ("lastRecordedAt", .optional(lastRecordedAt?.iso8601)),
            (
                "recent",
                .list(
                    recent.map {
                        .object([("days", .number($0.days)), ("events", .number($0.eventCount))])
                    }
                )
            ),
            ("logBytes", .number(log.byteCount)), ("commits", .number(log.commitCount)),
            ("indexBytes", log.indexByteCount.map { .number($0) } ?? .null),
            (
                "oldestReader",
                log.oldestReader.map {
                    .object([
                        ("process", .number(Int($0.processID))),
                        ("commitsBehind", .number($0.commitsBehind)),
                    ])
                } ?? .null
            ),
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
