import ByteCoding
import EventLog
import LMDB
public import Projecting

/// What a rebuild of a view would change of the rows that stand.
public struct RebuildPreview: Hashable, Sendable {
    /// How many events the standing view accounts for, and the other was made from.
    public let eventCount: Int
    /// The rows that only the new view has, in order.
    public fileprivate(set) var added: [RowKey] = []
    /// The rows that only the standing view has, in order.
    public fileprivate(set) var gone: [RowKey] = []
    /// The rows that have other facts or other states, on some day and at some state of the log.
    public fileprivate(set) var changed: [RowKey] = []
    /// How many rows stay as they are.
    public fileprivate(set) var sameCount = 0
    /// How many rows have the same facts in both and are, at least since some event, folded when they
    /// are asked for: nothing is stored of what the older version made of them since then.
    public fileprivate(set) var foldedCount = 0

    /// Whether some row differs.
    public var changesRows: Bool { !(added.isEmpty && gone.isEmpty && changed.isEmpty) }
}

extension ViewStore {
    /// What a rebuild of a view would change, without doing it.
    ///
    /// The view is made anew in a temporary folder, from the events for which the standing one accounts,
    /// and compared with it row by row, also when that was made by another version of the projection.
    ///
    /// - Returns: The difference; nil when no view of this log stands that can be read.
    /// - Throws: ``ViewError`` when the log or a file cannot be read, or others bring the view on again
    ///   and again.
    /// - Complexity: That of a rebuild.
    public func previewRebuild<View: Projection>(
        of view: View.Type,
        progress: Progress = { _, _ in }
    ) throws(ViewError) -> RebuildPreview? {
        for _ in 0..<Self.previewCountMax {
            switch try previewOnce(of: view, progress) {
            case .none: return nil
            case .some(let (preview, isStanding)): if isStanding { return preview }
            }
        }
        throw .overtaken(view: view.name)
    }

    private func previewOnce<View: Projection>(
        of view: View.Type,
        _ progress: Progress
    ) throws(ViewError) -> (RebuildPreview, isStanding: Bool)? {
        let log = log
        let snapshot: LogSnapshot
        do throws(LogError) { snapshot = try log.snapshot() } catch { throw .log(error) }
        guard let (file, end) = try comparable(view, in: snapshot) else { return nil }
        let preview = try preview(of: view, file, upTo: end, in: snapshot, progress)
        // Another process may have brought the view on meanwhile.
        let isStanding = try storing { () throws(LMDBError) in try file.checkpoint() == end }
        return (preview, isStanding)
    }

    /// How often a view is compared that others bring on.
    private static let previewCountMax = 3

    private func preview<View: Projection>(
        of view: View.Type,
        _ file: ViewFile,
        upTo end: Position,
        in snapshot: borrowing LogSnapshot,
        _ progress: Progress
    ) throws(ViewError) -> RebuildPreview {
        let replay = try Replay()
        let fresh = try self.replay(of: view, upTo: end, into: replay, in: snapshot, progress)
        return try storing { () throws(LMDBError) in
            var preview = RebuildPreview(eventCount: Int(end.rawValue))
            var others: Set<RowKey> = []
            try fresh.compareRows(in: \.entries, with: file) {
                if $0.differs { others.insert($0.key) }
            }
            try fresh.compareRows(in: \.states, with: file) { row in
                if !row.isInOther {
                    preview.added.append(row.key)
                } else if !row.isInOwn {
                    preview.gone.append(row.key)
                } else if row.differs || others.contains(row.key) {
                    preview.changed.append(row.key)
                } else if row.isFolded {
                    preview.foldedCount += 1
                } else {
                    preview.sameCount += 1
                }
            }
            return preview
        }
    }

    /// The view that stands, whichever version of the projection made it; nil when there is none, or
    /// it cannot be read, or it is of another log.
    private func comparable<View: Projection>(
        _ view: View.Type,
        in snapshot: borrowing LogSnapshot
    ) throws(ViewError) -> (file: ViewFile, checkpoint: Position)? {
        let folder = folder(of: view)
        guard let generation = folder.current else { return nil }
        let found: (file: ViewFile, checkpoint: Position, last: [UInt8]?)
        do throws(LMDBError) {
            let file =
                if let standing = try? standing(view) { standing } else {
                    try ViewFile(openingAt: folder.file(generation))
                }
            // Its rows are compared byte for byte.
            guard try file.hasThisLayout() else { return nil }
            found = (file, try file.checkpoint(), try file.last())
        } catch {
            if error.isOfPermission { throw .storage(error) }
            return nil
        }
        let (file, checkpoint, last) = found
        guard checkpoint > .zero, checkpoint <= snapshot.head else { return nil }
        let mark = try reading { () throws(LogError) in try snapshot.mark(before: checkpoint) }
        return last == mark ? (file, checkpoint) : nil
    }
}

/// How a row of a file compares with that of another.
private struct StoredRowComparison {
    let name: [UInt8]
    var isInOwn = false
    var isInOther = false
    var differs = false
    var isFolded = false

    var key: RowKey { RowKey(String(decoding: name, as: UTF8.self)) }
}

extension ViewFile {
    /// Visits the rows of a table that are in this file, in another one, or in both, in order.
    ///
    /// - Complexity: O(n) in the sizes of both.
    fileprivate func compareRows(
        in table: KeyPath<ViewFile, Table>,
        with other: ViewFile,
        _ visit: (StoredRowComparison) -> Void
    ) throws(LMDBError) {
        var row: StoredRowComparison?
        try compare(table, with: other) { key, own, other in
            let name = StoredEntry.name(in: key)
            if row?.name != name {
                row.map(visit)
                row = StoredRowComparison(name: name)
            }
            if own != nil { row?.isInOwn = true }
            if other != nil { row?.isInOther = true }
            if let own, let other {
                if own.order(to: other) != 0 { row?.differs = true }
            } else {
                row?.differs = true
            }
            // Only the first entry of the states of a row ends where its name does.
            if key.count == name.count + 1 {
                if let own, StoredStates(own)?.isFoldedInPart == true { row?.isFolded = true }
                if let other, StoredStates(other)?.isFoldedInPart == true { row?.isFolded = true }
            }
            return true
        }
        row.map(visit)
    }
}
