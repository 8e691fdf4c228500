import ByteCoding
import Dateline
import EventLog
import Foundation
import NewsFacts
import Projecting
import Synchronization
import TestSupport

/// A ledger that nothing has disturbed, into which some batches were appended: what a disturbed one
/// must be equal to.
final class Reference: Sendable {
    private let folder = TemporaryFolder()
    /// The bytes of all events.
    let events: [[UInt8]]
    /// The positions of the events about each subject.
    let positions: [String: [Position]]
    private let tables = Mutex<[String: [ViewTable.Row]]>([:])

    private static let made = Mutex<[[Range<Int>]: Reference]>([:])
    private static let madeCountMax = 50

    /// The one of those batches.
    static func of(_ batches: [Range<Int>]) throws -> Reference {
        let ranges = joined(batches)
        if let reference = made.withLock({ $0[ranges] }) { return reference }
        let reference = try Reference(ranges)
        made.withLock { made in
            if made.count == madeCountMax { made = [:] }
            made[ranges] = reference
        }
        return reference
    }

    /// The same facts in as few batches as can be; how they were cut makes no difference.
    private static func joined(_ batches: [Range<Int>]) -> [Range<Int>] {
        batches.reduce(into: []) { ranges, batch in
            if let last = ranges.last, last.upperBound == batch.lowerBound {
                ranges[ranges.count - 1] = last.lowerBound..<batch.upperBound
            } else {
                ranges.append(batch)
            }
        }
    }

    private init(_ batches: [Range<Int>]) throws {
        // Not kept open: every open ledger takes its share of the address space.
        let ledger = try Ledger.create(at: folder.file("ledger"))
        for batch in batches { try ledger.append(try FactSequence.facts(batch)) }
        let snapshot = try ledger.snapshot()
        var events: [[UInt8]] = []
        var positions: [String: [Position]] = [:]
        var cursor = try snapshot.events(from: .zero)
        while let event = try cursor.next() {
            let bytes = Array(copying: event.bytes)
            positions[try Fact(bytes: bytes.span).content.subject, default: []]
                .append(event.position)
            events.append(bytes)
        }
        guard events.count == batches.reduce(0, { $0 + $1.count }) else {
            throw StageError("some of the facts are one fact")
        }
        self.events = events
        self.positions = positions
    }

    /// What a view says on a day.
    func rows(of view: any Projection.Type, on day: Day) throws -> [ViewTable.Row] {
        let key = "\(view.name) \(day)"
        if let rows = tables.withLock({ $0[key] }) { return rows }
        return try tables.withLock { tables in
            let rows = try Ledger(at: folder.file("ledger")).table(of: view, asOf: day).rows
            tables[key] = rows
            return rows
        }
    }
}
