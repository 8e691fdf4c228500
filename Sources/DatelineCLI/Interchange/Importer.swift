import ByteCoding
import Dateline
import EventLog
import Foundation
import NewsFacts

/// Takes the facts of a feed into a ledger, some thousand at a time, each time durably.
struct Importer {
    let ledger: Ledger
    let times: Intake.Times
    /// Whether a fact that is refused is passed over, and named on standard error.
    let skipsRefused: Bool
    private(set) var tally = Tally()

    /// What has become of the records so far.
    struct Tally: Sendable {
        /// How many were read.
        var readCount = 0
        var heldCount = 0
        var refusedCount = 0
        /// How many were read and are no facts, by reason.
        var passed: [PassedRecord: Int] = [:]
        /// The positions of the new events; others may have appended between them.
        var appended: (first: Position, last: Position, count: Int)?
    }

    init(into ledger: Ledger, times: Intake.Times, skipsRefused: Bool) {
        self.ledger = ledger
        self.times = times
        self.skipsRefused = skipsRefused
    }

    /// Reads a feed to its end.
    ///
    /// - Throws: At the first fact that is refused, unless those are passed over; what comes before
    ///   it is on the disk then, and in ``tally``.
    mutating func take(_ feed: inout some FactFeed, batch: Int) throws {
        let progress = Progress("importing \(feed.name)")
        while try takeBatch(of: &feed, count: batch) {
            progress.show(tally.count, read: feed.readByteCount, of: feed.byteCount)
        }
        progress.show(tally.count, of: tally.count)
    }

    /// Takes the next records together; what was read is taken even if what follows it cannot be.
    ///
    /// - Returns: Whether there may be more.
    private mutating func takeBatch<Feed: FactFeed>(
        of feed: inout Feed,
        count: Int
    ) throws -> Bool {
        var records: [Feed.Record] = []
        var failure: (any Error)?
        do {
            while records.count < count, let record = try feed.next() { records.append(record) }
        } catch {
            failure = error
        }
        tally.readCount += records.count
        try take(records, of: feed)
        if let failure { throw failure }
        return records.count == count
    }

    private typealias Judged<Record> = (record: Record, reading: Result<Reading, any Error>)

    private mutating func take<Feed: FactFeed>(_ records: [Feed.Record], of feed: Feed) throws {
        let reading = feed.reading
        let readings = records.concurrentMap { record in Result { try reading(record) } }
        let judged = zip(records, readings).map { (record: $0, reading: $1) }
        // When another process was quicker, what it has appended is seen the next time.
        for _ in 1..<Self.attemptCountMax {
            if try append(judged, of: feed, mayFail: true) { return }
        }
        _ = try append(judged, of: feed, mayFail: false)
    }

    private static let attemptCountMax = 5

    /// Judges facts, and appends those that are new.
    ///
    /// - Returns: False, with nothing done, when it may fail and another process came in between.
    private mutating func append<Feed: FactFeed>(
        _ records: [Judged<Feed.Record>],
        of feed: Feed,
        mayFail: Bool
    ) throws -> Bool {
        var intake = try Intake(into: ledger, times: times)
        let outcome = try judge(records, &intake)
        let receipt: EventLog.Receipt
        do {
            receipt = try intake.commit()
        } catch {
            if mayFail, error.isRefusal { return false }
            throw error
        }
        tally.add(receipt, heldCount: outcome.heldCount, passed: outcome.passed)
        for (record, error) in outcome.refusals {
            try report("\(feed.place(of: record)): \(error)")
        }
        return true
    }

    /// What has become of some records, before they are appended.
    private struct Outcome<Record> {
        var heldCount = 0
        var passed: [PassedRecord: Int] = [:]
        var refusals: [(record: Record, error: any Error)] = []
    }

    private func judge<Record>(
        _ records: [Judged<Record>],
        _ intake: inout Intake
    ) throws -> Outcome<Record> {
        var outcome = Outcome<Record>()
        let facts = records.compactMap { record -> Fact? in
            if case .success(.fact(let incoming)) = record.reading { incoming.fact } else { nil }
        }
        var drafts = try intake.drafts(of: facts).makeIterator()
        for (record, reading) in records {
            do {
                switch try reading.get() {
                case .passed(let reason): outcome.passed[reason, default: 0] += 1
                case .fact(let incoming):
                    guard let draft = drafts.next() else {
                        preconditionFailure("each fact has a draft")
                    }
                    let place = try intake.take(
                        draft,
                        id: incoming.id,
                        recordedAt: incoming.recordedAt
                    )
                    if case .held = place { outcome.heldCount += 1 }
                }
            } catch {
                if let error = error as? LedgerError, !error.isRefusal { throw error }
                outcome.refusals.append((record, error))
                if !skipsRefused { break }
            }
        }
        return outcome
    }

    private mutating func report(_ reason: String) throws {
        guard skipsRefused else { throw RefusedFact(description: reason) }
        tally.refusedCount += 1
        try FileHandle.standardError.write(contentsOf: Data((reason + "\n").utf8))
    }
}

/// The fact at which an import has ended, and why it was refused.
struct RefusedFact: Error, CustomStringConvertible {
    let description: String
}

extension Importer.Tally {
    /// Of how many records it is known what has become of them.
    var count: Int { (appended?.count ?? 0) + heldCount + refusedCount + passedCount }

    /// How many records were read and are no facts.
    var passedCount: Int { passed.values.reduce(0, +) }

    fileprivate mutating func add(
        _ receipt: EventLog.Receipt,
        heldCount held: Int,
        passed more: [PassedRecord: Int]
    ) {
        heldCount += held
        passed.merge(more, uniquingKeysWith: +)
        let count = receipt.formerHead.distance(to: receipt.head)
        guard count > 0 else { return }
        appended = (
            appended?.first ?? receipt.formerHead, receipt.head.advanced(by: -1),
            (appended?.count ?? 0) + count
        )
    }

    /// What has become of the facts, in words.
    var summary: String {
        let appended =
            switch self.appended {
            case nil: "nothing appended"
            case (let first, _, 1)?: "appended \(first)"
            case (let first, let last, let count)?: "appended \(count) facts, \(first) to \(last)"
            }
        return appended + (heldCount == 0 ? "" : "; \(heldCount) the ledger held already")
            + (refusedCount == 0 ? "" : "; \(refusedCount) refused")
    }
}

extension LedgerError {
    /// Whether it is about one fact, and not about the ledger.
    fileprivate var isRefusal: Bool {
        if case .log(.timeGoesBack) = self { return true }
        return index != nil
    }
}
