import ByteCoding
import Dispatch
import EventLog
import Foundation
import LMDB
import NewsFacts
import Projecting
import Synchronization

/// Brings the rows of a view's file up to a later event.
struct RowWriter<View: Projection> {
    let file: ViewFile
    let states: FactStates

    /// What is to be stored of a row.
    private struct Output: Sendable {
        var entries: [StoredEntry] = []
        var states: [(key: [UInt8], value: [UInt8])] = []
        var days: Set<Day> = []
    }

    /// How many versions are held as bytes before they are written, where they need not be at one stroke.
    private static var windowVersionCount: Int { 65_536 }
    /// How many versions are worth another thread.
    private static var shareVersionCount: Int { 1_024 }

    /// Writes what some events changed, in the order of the keys, with the checkpoint after them.
    ///
    /// A file that is private, as nobody reads it yet, is written in parts. `progress` takes how many
    /// of the versions are done, now and then.
    ///
    /// - Returns: Whether it was done; not when another process has moved the checkpoint meanwhile.
    /// - Throws: ``ViewError`` when the log or the file cannot be read or written.
    func write(
        _ groups: RowGroups,
        from start: Position,
        upTo end: Position,
        last: [UInt8],
        isPrivate: Bool,
        in snapshot: borrowing LogSnapshot,
        progress: (Int) -> Void
    ) throws(ViewError) -> Bool {
        var days: [(day: Day, row: Int)] = []
        var next = 0
        var done = 0
        while isPrivate, next < groups.count {
            let window = groups.rows(from: next, versionCount: Self.windowVersionCount)
            if window.upperBound == groups.count { break }
            let outputs = try outputs(of: window, in: groups, snapshot)
            try storing { () throws(LMDBError) in
                var transaction = try WriteTransaction(file.environment)
                try put(outputs, from: window, &days, in: &transaction)
                try transaction.commit()
            }
            next = window.upperBound
            done += groups.versionCount(in: window)
            progress(done)
        }
        let rest = next..<groups.count
        let outputs = try outputs(of: rest, in: groups, snapshot)
        return try storing { () throws(LMDBError) in
            var transaction = try WriteTransaction(file.environment)
            guard try file.checkpoint(in: transaction) == start else { return false }
            try put(outputs, from: rest, &days, in: &transaction)
            days.sort { ($0.day, $0.row) < ($1.day, $1.row) }
            let nothing: [UInt8] = []
            for (day, row) in days {
                var key: [UInt8] = []
                key.appendBigEndian(day.orderedBits)
                key.append(contentsOf: groups[row].key.text.utf8)
                try transaction.put(nothing.span, forKey: key.span, in: file.days)
            }
            try file.setCheckpoint(to: end, last: last, in: &transaction)
            try transaction.commit()
            return true
        }
    }

    private func put(
        _ outputs: [Output],
        from window: Range<Int>,
        _ days: inout [(day: Day, row: Int)],
        in transaction: inout WriteTransaction
    ) throws(LMDBError) {
        for output in outputs {
            for entry in output.entries {
                try transaction.put(entry.value.span, forKey: entry.key.span, in: file.entries)
            }
        }
        for output in outputs {
            for (key, value) in output.states {
                try transaction.put(value.span, forKey: key.span, in: file.states)
            }
        }
        for (row, output) in zip(window, outputs) {
            for day in output.days { days.append((day, row)) }
        }
    }

    /// Folds rows on all cores.
    private func outputs(
        of rows: Range<Int>,
        in groups: RowGroups,
        _ snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> [Output] {
        let shareCount = min(
            groups.versionCount(in: rows) / Self.shareVersionCount + 1,
            ProcessInfo.processInfo.activeProcessorCount
        )
        guard shareCount > 1 else { return try outputs(ofShare: rows, in: groups, snapshot) }
        let shares = groups.shares(of: rows, count: shareCount)
        let found = Mutex([Result<[Output], ViewError>?](repeating: nil, count: shares.count))
        DispatchQueue.concurrentPerform(iterations: shares.count) { index in
            let result = Result { () throws(ViewError) in
                try self.outputs(ofShare: shares[index], in: groups)
            }
            found.withLock { $0[index] = result }
        }
        var outputs: [Output] = []
        for result in found.withLock({ $0 }) {
            guard let result else { preconditionFailure("every share is folded") }
            outputs += try result.get()
        }
        return outputs
    }

    /// Folds rows on a thread of its own, which reads the log for itself.
    private func outputs(
        ofShare rows: Range<Int>,
        in groups: RowGroups
    ) throws(ViewError) -> [Output] {
        let log = states.log
        let snapshot: LogSnapshot
        do throws(LogError) {
            snapshot = try log.snapshot()
        } catch {
            throw .log(error)
        }
        return try outputs(ofShare: rows, in: groups, snapshot)
    }

    private func outputs(
        ofShare rows: Range<Int>,
        in groups: RowGroups,
        _ snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> [Output] {
        var outputs: [Output] = []
        outputs.reserveCapacity(rows.count)
        do {
            let transaction = try ReadTransaction(file.environment)
            var source = RowSource(
                of: View.name,
                reading: View.reads,
                states: ViewCursor(try transaction.cursor(over: file.states)),
                entries: ViewCursor(try transaction.cursor(over: file.entries)),
                events: try snapshot.events(from: .zero)
            )
            for row in rows {
                outputs.append(try output(of: groups[row], from: &source, in: snapshot))
            }
        } catch let error as LMDBError {
            throw .storage(error)
        } catch let error as LogError {
            throw .log(error)
        } catch let error as ViewError {
            throw error
        } catch {
            preconditionFailure("folding rows throws nothing else: \(error)")
        }
        return outputs
    }

    private func output(
        of group: (key: RowKey, versions: [FactVersion]),
        from source: inout RowSource,
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> Output {
        var output = Output()
        var update = RowUpdate<View>(of: group.key, try source.states(of: group.key), states)
        let versions = group.versions
        var start = versions.startIndex
        while start < versions.endIndex {
            let position = versions[start].position
            var end = start + 1
            while end < versions.endIndex, versions[end].position == position { end += 1 }
            try update.take(versions[start..<end], from: &source, in: snapshot)
            start = end
        }
        for version in versions {
            output.entries.append(StoredEntry(version, in: group.key))
            output.days.formUnion(version.turningDays)
        }
        output.entries.sort { $0.key.lexicographicallyPrecedes($1.key) }
        output.states = update.writes()
        return output
    }
}

extension FactVersion {
    /// The days on which the answers of its row may change by the fact.
    fileprivate var turningDays: [Day] {
        guard let days = state?.days else { return [] }
        if days.lowerBound == days.upperBound { return [days.upperBound] }
        // The day after the first is one where a register may hold other values.
        return [days.lowerBound, days.lowerBound.advanced(by: 1), days.upperBound]
    }
}
