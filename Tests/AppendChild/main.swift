import Dateline
import EventLog
import Foundation
import NewsFacts
import Projecting
import TestSupport
import ViewStore

/// What the tests let a second process do with a log or a ledger.
enum Child {
    static func say(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }

    /// Appends batches of numbered events, and tells the number of events after each.
    static func append(to folder: String, prefix: String, batchSize: Int, batchCount: Int) throws {
        let log = try EventLog(
            openingIn: folder,
            access: .readWrite,
            reader: SampleEvent.keys
        )
        var number = 0
        for _ in 0..<batchCount {
            let batch = (number..<number + batchSize).map { number in
                SampleEvent.event(
                    "\(prefix) \(number) " + String(repeating: "x", count: number * 37 % 3_000),
                    subject: prefix,
                    entities: ["e\(number % 5)"]
                )
            }
            number += batchSize
            let receipt = try log.append(batch, at: .clock(Timestamp(rawValue: Int64(number))))
            say("\(receipt.positions[0].rawValue) \(receipt.head.rawValue)")
        }
    }

    /// Makes a view anew, over and over, and says when it begins and how far it is.
    static func rebuild(_ name: String, of path: String) throws {
        let ledger = try Ledger(at: path)
        let view = try Ledger.projection(named: name)
        while true {
            say("begin")
            try rebuild(view, of: ledger)
            say("end")
        }
    }

    private static func rebuild<View: Projection>(_ view: View.Type, of ledger: Ledger) throws {
        let snapshot = try ledger.snapshot()
        try ledger.views.rebuild(view, from: snapshot) { done, _ in say("\(done)") }
    }

    /// Asks a view as of a day, and tells its rows.
    static func show(_ name: String, of path: String, asOf day: Int32) throws {
        let ledger = try Ledger(at: path)
        let view = try Ledger.projection(named: name)
        for row in try ledger.table(of: view, asOf: Day(rawValue: day)).rows { say("\(row)") }
    }
}

let arguments = CommandLine.arguments.dropFirst()
switch Array(arguments) {
case let a where a.count == 5 && a[0] == "append":
    try Child.append(
        to: a[1],
        prefix: a[2],
        batchSize: Int(a[3]) ?? 1,
        batchCount: Int(a[4]) ?? 1
    )
case let a where a.count == 3 && a[0] == "rebuild":
    try Child.rebuild(a[2], of: a[1])
case let a where a.count == 4 && a[0] == "show":
    try Child.show(a[2], of: a[1], asOf: Int32(a[3]) ?? 0)
case let a where a.count >= 3 && a[0] == "script":
    var script = Script(path: a[1])
    try script.run(a[2...])
default:
    preconditionFailure(
        "append FOLDER PREFIX SIZE COUNT, rebuild PATH VIEW, show PATH VIEW DAY or script PATH ACT..."
    )
}
