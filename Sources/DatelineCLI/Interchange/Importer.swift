import ByteCoding
import Dateline
import EventLog
import Foundation
import NewsFacts

/// Takes the facts of a file into a ledger, some thousand at a time, each time durably.
struct Importer {
    let ledger: Ledger
    let times: Intake.Times
    /// Whether a fact that is refused is passed over, and named on standard error.
    let skipsRefused: Bool
    private(set) var tally = Tally()

    /// What has become of the facts so far.
    struct Tally: Sendable {
        var heldCount = 0
        var refusedCount = 0
        /// The positions of the new events; others may have appended between them.
        var appended: (first: Position, last: Position, count: Int)?
    }

    init(into ledger: Ledger, times: Intake.Times, skipsRefused: Bool) {
        self.ledger = ledger
        self.times = times
        self.skipsRefused = skipsRefused
    }

    /// Reads a file to its end.
    ///
    /// - Throws: At the first fact that is refused, unless those are passed over; what comes before
    ///   it is on the disk then, and in ``tally``.
    mutating func take(_ reader: inout RecordReader, batch: Int) throws {
        let progress = Progress("importing \(reader.name)")
        var records: [RecordReader.Record] = []
        while let record = try next(of: &reader, after: records) {
            records.append(record)
            guard records.count == batch else { continue }
            try take(records, of: reader)
            records = []
            progress.show(tally.count)
        }
        try take(records, of: reader)
        progress.show(tally.count, of: tally.count)
    }

    /// The next record; those before it are taken when what follows cannot be read.
    private mutating func next(
        of reader: inout RecordReader,
        after records: [RecordReader.Record]
    ) throws -> RecordReader.Record? {
        do {
            return try reader.next()
        } catch {
            try take(records, of: reader)
            throw error
        }
    }

    private typealias Refusal = (record: RecordReader.Record, error: any Error)

    private mutating func take(_ records: [RecordReader.Record], of reader: RecordReader) throws {
        let facts = records.concurrentMap { record in Result { try IncomingFact(record) } }
        let incoming = Array(zip(records, facts))
        // When another process was quicker, what it has appended is seen the next time.
        for _ in 1..<Self.attemptCountMax {
            if try append(incoming, of: reader, mayFail: true) { return }
        }
        _ = try append(incoming, of: reader, mayFail: false)
    }

    private static let attemptCountMax = 5

    /// Judges facts, and appends those that are new.
    ///
    /// - Returns: False, with nothing done, when it may fail and another process came in between.
    private mutating func append(
        _ facts: [(RecordReader.Record, Result<IncomingFact, any Error>)],
        of reader: RecordReader,
        mayFail: Bool
    ) throws -> Bool {
        var intake = try Intake(into: ledger, times: times)
        let (heldCount, refusals) = try judge(facts, &intake)
        let receipt: EventLog.Receipt
        do {
            receipt = try intake.commit()
        } catch {
            if mayFail, error.isRefusal { return false }
            throw error
        }
        tally.add(receipt, heldCount: heldCount)
        for refusal in refusals { try report(refusal, of: reader) }
        return true
    }

    private func judge(
        _ facts: [(RecordReader.Record, Result<IncomingFact, any Error>)],
        _ intake: inout Intake
    ) throws -> (heldCount: Int, refusals: [Refusal]) {
        var heldCount = 0
        var refusals: [Refusal] = []
        for (record, incoming) in facts {
            do {
                let incoming = try incoming.get()
                let place = try intake.take(
                    incoming.fact,
                    id: incoming.id,
                    recordedAt: incoming.recordedAt
                )
                if case .held = place { heldCount += 1 }
            } catch {
                if let error = error as? LedgerError, !error.isRefusal { throw error }
                refusals.append((record, error))
                if !skipsRefused { break }
            }
        }
        return (heldCount, refusals)
    }

    private mutating func report(_ refusal: Refusal, of reader: RecordReader) throws {
        let reason = "\(reader.place(of: refusal.record)): \(refusal.error)"
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
    /// How many facts there were.
    var count: Int { (appended?.count ?? 0) + heldCount + refusedCount }

    fileprivate mutating func add(_ receipt: EventLog.Receipt, heldCount held: Int) {
        heldCount += held
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
