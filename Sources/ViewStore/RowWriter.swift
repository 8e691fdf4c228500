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

    /// What is to be stored of some rows, in the order of the keys.
    private struct Output: Sendable {
        var entries = EntryList()
        var states = EntryList()
        /// On which days which rows may change.
        var days: [RowDay] = []
    }

    /// A day and the place of a row, as a number by which they are sorted so.
    private typealias RowDay = UInt64

    /// What a thread does.
    private enum Job: Sendable {
        case fold(Range<Int>)
        case store([Output])
    }

    /// How many versions are held as bytes before they are written, where they need not be at one stroke.
    private static var windowVersionCount: Int { 16_384 }
    /// How many versions are worth another thread, and how many are enough for one.
    private static var shareVersionCount: Int { 1_024 }
    private static var shareVersionCountMax: Int { 4_096 }

    /// Writes what some events changed, in the order of the keys, with the checkpoint after them.
    ///
    /// A file that is private, as nobody reads it yet, is written in parts, each while the next is
    /// folded. `progress` takes how many of the versions are done, now and then.
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
        var days: [RowDay] = []
        days.reserveCapacity(groups.versionCount)
        var upcoming: [Output] = []
        var window = 0..<0
        repeat {
            window =
                isPrivate
                ? groups.rows(from: window.upperBound, versionCount: Self.windowVersionCount)
                : 0..<groups.count
            let folded = try outputs(
                of: window,
                in: groups,
                from: start,
                whileStoring: upcoming,
                snapshot
            )
            guard let folded else { return false }
            upcoming = folded
            for output in upcoming { days += output.days }
            if window.upperBound < groups.count {
                progress(groups.versionCount(in: 0..<window.upperBound))
            }
        } while window.upperBound < groups.count
        days.sort()
        var lastDays = days[...]
        while isPrivate, lastDays.count > Self.windowVersionCount {
            try storing { () throws(LMDBError) in
                var transaction = try WriteTransaction(file.environment)
                try put(lastDays.prefix(Self.windowVersionCount), of: groups, in: &transaction)
                try transaction.commit()
            }
            lastDays = lastDays.dropFirst(Self.windowVersionCount)
        }
        return try storing { () throws(LMDBError) in
            var transaction = try WriteTransaction(file.environment)
            guard try file.checkpoint(in: transaction) == start else { return false }
            try put(upcoming, in: &transaction)
            try put(lastDays, of: groups, in: &transaction)
            try file.setCheckpoint(to: end, last: last, in: &transaction)
            try transaction.commit()
            return true
        }
    }

    private func put(
        _ outputs: [Output],
        in transaction: inout WriteTransaction
    ) throws(LMDBError) {
        for output in outputs { try output.entries.put(into: file.entries, in: &transaction) }
        for output in outputs { try output.states.put(into: file.states, in: &transaction) }
    }

    private func put(
        _ days: ArraySlice<RowDay>,
        of groups: RowGroups,
        in transaction: inout WriteTransaction
    ) throws(LMDBError) {
        var keys = KeyList()
        var last: RowDay?
        for day in days where day != last {
            last = day
            keys.append {
                $0.appendBigEndian(UInt32(truncatingIfNeeded: day >> 32))
                groups.appendName(of: Int(day & 0xFFFF_FFFF), to: &$0)
            }
            if keys.count == Self.windowVersionCount {
                try transaction.put(keys.bytes.span, endingAt: keys.ends.span, in: file.days)
                keys = KeyList()
            }
        }
        try transaction.put(keys.bytes.span, endingAt: keys.ends.span, in: file.days)
    }

    /// Folds rows on all cores, while one of them stores what was folded before.
    ///
    /// - Returns: What is to be stored; nil when another process has moved the checkpoint.
    private func outputs(
        of rows: Range<Int>,
        in groups: RowGroups,
        from start: Position,
        whileStoring former: [Output],
        _ snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> [Output]? {
        let versionCount = groups.versionCount(in: rows)
        if versionCount < Self.shareVersionCount, former.isEmpty {
            return try output(of: rows, in: groups, from: start, snapshot).map { [$0] }
        }
        let coreCount = ProcessInfo.processInfo.readingThreadCount
        let share = min(versionCount / coreCount + 1, Self.shareVersionCountMax)
        var jobs = groups.shares(of: rows, versionCount: share).map { Job.fold($0) }
        if !former.isEmpty { jobs.insert(.store(former), at: 0) }
        let folded = try jobs.concurrentMap(share: 1) { job throws(ViewError) -> Output? in
            switch job {
            case .fold(let rows): return try output(of: rows, in: groups, from: start)
            case .store(let outputs):
                try storing { () throws(LMDBError) in
                    var transaction = try WriteTransaction(file.environment)
                    try put(outputs, in: &transaction)
                    try transaction.commit()
                }
                return Output()
            }
        }
        let outputs = folded.compactMap(\.self)
        return outputs.count == folded.count ? outputs : nil
    }

    /// Folds rows on a thread of its own, which reads the log for itself.
    private func output(
        of rows: Range<Int>,
        in groups: RowGroups,
        from start: Position
    ) throws(ViewError) -> Output? {
        let snapshot: LogSnapshot
        do throws(LogError) { snapshot = try states.log.snapshot() } catch { throw .log(error) }
        return try output(of: rows, in: groups, from: start, snapshot)
    }

    private func output(
        of rows: Range<Int>,
        in groups: RowGroups,
        from start: Position,
        _ snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> Output? {
        var output = Output()
        do {
            let transaction = try ReadTransaction(file.environment)
            // Rows that know later events than the changes begin with cannot take these.
            guard try file.checkpoint(in: transaction) == start else { return nil }
            var source = RowSource(
                of: View.self,
                upTo: start,
                of: states,
                states: ViewCursor(try transaction.cursor(over: file.states)),
                entries: ViewCursor(try transaction.cursor(over: file.entries)),
                events: try snapshot.events(from: .zero)
            )
            for row in rows {
                let (key, versions) = groups[row]
                let (states, entries) = try fold(versions, of: key, from: &source, in: snapshot)
                states.write(to: &output.states)
                output.entries.append(entries, of: key)
                for version in versions {
                    version.forEachTurningDay { day in
                        output.days.append(UInt64(day.orderedBits) << 32 | UInt64(row))
                    }
                }
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
        return output
    }

    /// What its versions make of a row: its states, and the versions that none of them holds.
    private func fold(
        _ versions: [FactVersion],
        of key: RowKey,
        from source: inout RowSource,
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> (states: RowStates, entries: [FactVersion]) {
        var update = RowUpdate<View>(of: key, try source.states(of: key))
        var start = versions.startIndex
        while start < versions.endIndex {
            let position = versions[start].position
            var end = start + 1
            while end < versions.endIndex, versions[end].position == position { end += 1 }
            try update.take(versions[start..<end], from: &source, in: snapshot)
            start = end
        }
        return (update.states, update.entries)
    }
}

extension FactVersion {
    /// Tells the days on which the answers of its row may change by the fact.
    fileprivate func forEachTurningDay(_ body: (Day) -> Void) {
        guard let days = state?.days else { return }
        body(days.lowerBound)
        if days.lowerBound == days.upperBound { return }
        // The day after the first is one where a register may hold other values.
        body(days.lowerBound.advanced(by: 1))
        body(days.upperBound)
    }
}
