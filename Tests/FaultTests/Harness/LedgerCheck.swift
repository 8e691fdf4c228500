import ByteCoding
import Dateline
import EventLog
import Foundation
import NewsFacts
import Projecting
import TestSupport

/// What must hold of a ledger after whatever has happened to it.
struct LedgerCheck {
    /// The batches that were acknowledged, in order.
    let acknowledged: [Range<Int>]
    /// A batch that was begun and not acknowledged: it may be there, whole.
    var begun: Range<Int>?
    /// The views to ask.
    var views: [any Projection.Type] = []
    /// Whether to try that one more fact can be appended, and then look for what nothing names.
    var writesOn = true

    private static let days = [Day(rawValue: 19_900), Day(rawValue: 20_200)]

    /// What does not hold.
    func problems(at path: String) -> [String] {
        var problems: [String] = []
        do {
            let ledger = try Ledger(at: path)
            try check(ledger, &problems)
        } catch {
            problems.append("\(error)")
        }
        return problems
    }

    private func check(_ ledger: Ledger, _ problems: inout [String]) throws {
        let head = Int(try ledger.snapshot().head.rawValue)
        let least = acknowledged.reduce(0) { $0 + $1.count }
        let most = least + (begun?.count ?? 0)
        guard head == least || head == most else {
            let wanted = most == least ? "\(least)" : "\(least) or \(most)"
            problems.append("there are \(head) events, not \(wanted)")
            return
        }
        let batches = head == least ? acknowledged : acknowledged + (begun.map { [$0] } ?? [])
        let reference = try Reference.of(batches)
        try checkEvents(ledger, reference, &problems)
        try checkLookups(ledger, reference, &problems)
        for view in views {
            for day in Self.days {
                let found = try ledger.table(of: view, asOf: day).rows
                let expected = try reference.rows(of: view, on: day)
                if found != expected { problems.append("\(view.name) differs on \(day)") }
            }
        }
        if writesOn { try checkWriting(ledger, &problems) }
    }

    private func checkEvents(
        _ ledger: Ledger,
        _ reference: Reference,
        _ problems: inout [String]
    ) throws {
        let snapshot = try ledger.snapshot()
        var cursor = try snapshot.events(from: .zero)
        var former = Int64.min
        var place = 0
        while let event = try cursor.next() {
            let isRight = Array(copying: event.bytes) == reference.events[place]
            if !isRight { problems.append("event \(place) has other bytes") }
            if event.position != Position(place) { problems.append("event \(place) is elsewhere") }
            if event.recordedAt.rawValue < former { problems.append("time goes back at \(place)") }
            former = event.recordedAt.rawValue
            place += 1
        }
        if place != reference.events.count { problems.append("\(place) events can be read") }
    }

    /// Every id would take long in a large ledger; each subject has one event at least, but for
    /// the empty one, which nothing is found by.
    private func checkLookups(
        _ ledger: Ledger,
        _ reference: Reference,
        _ problems: inout [String]
    ) throws {
        let snapshot = try ledger.snapshot()
        let last = reference.events.count - 1
        for place in reference.events.indices where place % 7 == 0 || last - place < 20 {
            let id = Digest(sha256Of: reference.events[place])
            let found = try ledger.log.position(of: id, in: snapshot)
            if found != Position(place) {
                problems.append("event \(place) is found at \(found as Any)")
            }
        }
        for (subject, positions) in reference.positions where !subject.isEmpty {
            let found = try ledger.log.positions(with: .subject(subject), in: snapshot)
            if found != positions { problems.append("\(subject) is found at \(found)") }
        }
    }

    private func checkWriting(_ ledger: Ledger, _ problems: inout [String]) throws {
        let former = try ledger.snapshot().head
        let receipt = try ledger.append(try FactSequence.facts(9_000_000..<9_000_001))
        if receipt.positions != [former] { problems.append("what is appended lies elsewhere") }
        for view in views {
            let folder = ledger.views.folder + "/" + view.name
            try Self.age(folder)
            try ledger.rebuild(view)
            let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
            if names.count != 3 || names[0].dropLast(4) != names[1].dropLast(9) {
                problems.append("the folder of \(view.name) holds \(names)")
            }
        }
    }

    /// Lets the files that a killed process was about to rename look old, and so abandoned.
    private static func age(_ folder: String) throws {
        for name in try FileManager.default.contentsOfDirectory(atPath: folder)
        where name.hasPrefix(".") {
            try FileManager.default.setAttributes(
                [.modificationDate: Date(timeIntervalSinceNow: -10_000)],
                ofItemAtPath: folder + "/" + name
            )
        }
    }
}
