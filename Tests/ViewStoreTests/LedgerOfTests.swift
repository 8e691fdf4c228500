import Alliances
import ByteCoding
import Commitments
import Dateline
import EventLog
import Foundation
import Lawsuits
import NewsFacts
import Projecting
import Synchronization
import TestSupport

/// A clock that shows what it is set to.
final class TestClock: Sendable {
    private let moment: Mutex<Int64>

    init(_ moment: Int64 = 0) { self.moment = Mutex(moment) }

    var now: Int64 {
        get { moment.withLock { $0 } }
        set { moment.withLock { $0 = newValue } }
    }

    static let microsecondsOfDay: Int64 = 86_400_000_000
}

extension Ledger {
    /// Makes a ledger in a folder of the test.
    static func make(in folder: TemporaryFolder, clock: TestClock = TestClock()) throws -> Ledger {
        try create(at: folder.file("ledger"), clock: { Timestamp(rawValue: clock.now) })
    }

    /// Opens the ledger in a folder of the test.
    static func open(in folder: TemporaryFolder, clock: TestClock = TestClock()) throws -> Ledger {
        try Ledger(at: folder.file("ledger"), clock: { Timestamp(rawValue: clock.now) })
    }

    /// Appends all facts of a history.
    func append(_ history: History) throws {
        for batch in try history.facts().batches { _ = try append(batch) }
    }

    /// Makes a view anew.
    func rebuild<View: Projection>(_ view: View.Type) throws {
        let snapshot = try snapshot()
        try views.rebuild(view, from: snapshot)
    }

    /// What a view says at all days of a list, for comparison.
    func answers<View: Projection>(
        _ view: View.Type,
        on days: [Day] = sampleDays,
        knownAt: KnownAt = .head
    ) throws -> [[RowAnswer<View.Row>]] {
        try days.map { try self.view(view, asOf: $0, knownAt: knownAt).rows }
    }
}

/// Days around those that histories speak of.
let sampleDays: [Day] = [
    Day(rawValue: -500_000), march(1).advanced(by: -62), march(1), march(4), march(7), march(10),
    march(31), Day(rawValue: 40_000),
]

/// A day of March 2024.
func march(_ day: Int) -> Day { Day(rawValue: 19_782 + Int32(day)) }
