import ByteCoding
import EventLog
import Foundation
import LMDB
import NewsFacts
import Projecting

/// Brings the rows of a view's file up to a later event.
struct RowWriter<View: Projection> {
    let file: ViewFile
    let states: FactStates

    /// Some of the rows, and some of the days on which rows may change.
    private struct Share: Sendable {
        let rows: Range<Int>
        let days: ArraySlice<RowGroups.RowDay>
    }

    /// What is to be stored of a share, in the order of the keys.
    private struct Output: Sendable {
        var entries = EntryList()
        var states = EntryList()
        var days = KeyList()
        var versionCount = 0
    }

    /// How many versions are worth another thread, and how many are written at a time where nobody reads.
    private static var shareVersionCount: Int { 1_024 }
    private static var shareVersionCountMax: Int { 4_096 }
    private static var checkedRowStride: Int { 64 }

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
        progress: (Int) -> Void
    ) throws(ViewError) -> Bool {
        let shares = shares(of: groups)
        var kept: [Output] = []
        var isCurrent = true
        var doneCount = 0
        try shares.forEachTransformed { share throws(ViewError) in
            try output(of: share, in: groups, from: start)
        } take: { output throws(ViewError) in
            guard isCurrent, let output else {
                isCurrent = false
                return
            }
            // What is one part is stored with the checkpoint.
            guard isPrivate, shares.count > 1 else { return kept.append(output) }
            isCurrent = try store([output], upon: start)
            doneCount += output.versionCount
            progress(doneCount)
        }
        guard isCurrent else { return false }
        return try store(kept, upon: start) { transaction throws(LMDBError) in
            try file.setCheckpoint(to: end, last: last, in: &transaction)
        }
    }

    /// Stores outputs, and whatever else, in one transaction.
    ///
    /// - Returns: Whether it was done; not when the file has another checkpoint than that.
    private func store(
        _ outputs: [Output],
        upon start: Position,
        and finish: (inout WriteTransaction) throws(LMDBError) -> Void = { _ in }
    ) throws(ViewError) -> Bool {
        try storing { () throws(LMDBError) in
            var transaction = try WriteTransaction(file.environment)
            guard try file.checkpoint(in: transaction) == start else { return false }
            for output in outputs { try put(output, in: &transaction) }
            try finish(&transaction)
            try transaction.commit()
            return true
        }
    }

    private func shares(of groups: RowGroups) -> [Share] {
        let coreCount = ProcessInfo.processInfo.readingThreadCount
        let versionCount = max(
            min(groups.versionCount / coreCount + 1, Self.shareVersionCountMax),
            Self.shareVersionCount
        )
        let parts = groups.shares(versionCount: versionCount)
        let days = groups.turningDays
        let dayCount = days.count / max(parts.count, 1) + 1
        return parts.enumerated().map { number, rows in
            Share(rows: rows, days: days.dropFirst(number * dayCount).prefix(dayCount))
        }
    }

    private func put(
        _ output: Output,
        in transaction: inout WriteTransaction
    ) throws(LMDBError) {
        try output.entries.put(into: file.entries, in: &transaction)
        try output.states.put(into: file.states, in: &transaction)
        let days = output.days
        try transaction.put(days.bytes.span, endingAt: days.ends.span, in: file.days)
    }

    /// What is to be stored of a share, by a thread that reads the log for itself; nil when another process
    /// has moved the checkpoint.
    private func output(
        of share: Share,
        in groups: RowGroups,
        from start: Position
    ) throws(ViewError) -> Output? {
        var output = Output()
        do {
            let snapshot = try states.log.snapshot()
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
            for row in share.rows {
                let (key, versions) = groups[row]
                // Some, as a projection that forgets a property forgets it in all rows.
                let isChecked = (row - share.rows.lowerBound) % Self.checkedRowStride == 0
                let (states, entries) = try fold(
                    versions,
                    of: key,
                    isChecked,
                    from: &source,
                    in: snapshot
                )
                states.write(to: &output.states)
                output.entries.append(entries, of: key)
                output.versionCount += versions.count
            }
            for day in share.days {
                output.days.append {
                    $0.appendBigEndian(day.day)
                    groups.appendName(of: day.row, to: &$0)
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
    ///
    /// Not the whole update, which would have the states of a long row copied when they are divided.
    private func fold(
        _ versions: [FactVersion],
        of key: RowKey,
        _ isChecked: Bool,
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
        if isChecked { try update.checkBytes() }
        return (update.states, update.entries)
    }
}
