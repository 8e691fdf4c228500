import ByteCoding
import NewsFacts
import Projecting

/// The versions of facts that some events give the rows of a view.
struct RowChanges {
    /// The position from which on the events are.
    private let base: Position
    private var numbers: [RowKey: UInt32] = [:]
    /// The rows, in the order in which they came.
    private(set) var keys: [RowKey] = []
    private var changes: [Change] = []
    private var others: [FactVersion] = []

    /// A version in 16 bytes, as most are the first of a fact that others say nothing of.
    fileprivate struct Change {
        var row: UInt32
        /// Of a new fact, its position after the base; of any other version, its place among those.
        var offset: UInt32
        var lo: Int32
        var hi: Int32

        /// Whether it is another version than that of a new fact: no fact ends before it begins.
        var isOther: Bool { lo > hi }
    }

    /// No changes, by events from a position on.
    init(from base: Position) { self.base = base }

    mutating func add(_ version: FactVersion, to key: RowKey) {
        let row = number(of: key)
        if version.isNew, version.holdsAll, let days = version.days {
            changes.append(
                Change(
                    row: row,
                    offset: UInt32(base.distance(to: version.position)),
                    lo: days.lowerBound.rawValue,
                    hi: days.upperBound.rawValue
                )
            )
        } else {
            changes.append(Change(row: row, offset: UInt32(others.count), lo: 1, hi: 0))
            others.append(version)
        }
    }

    private mutating func number(of key: RowKey) -> UInt32 {
        if let known = numbers[key] { return known }
        let number = UInt32(keys.count)
        numbers[key] = number
        keys.append(key)
        return number
    }

    /// The changes of each row, in the order of their events; the rows in that of their names.
    ///
    /// - Complexity: O(n) in the changes, and O(m log m) in the rows.
    consuming func byRow() -> RowGroups {
        numbers = [:]
        var starts = [UInt32](repeating: 0, count: keys.count + 1)
        for change in changes { starts[Int(change.row) + 1] += 1 }
        for row in keys.indices { starts[row + 1] += starts[row] }
        var next = starts
        var grouped = changes
        for change in changes {
            grouped[Int(next[Int(change.row)])] = change
            next[Int(change.row)] += 1
        }
        let keys = keys
        return RowGroups(
            base: base,
            keys: keys,
            sorted: (0..<UInt32(keys.count)).sorted { keys[Int($0)] < keys[Int($1)] },
            starts: starts,
            changes: grouped,
            others: others
        )
    }
}

/// The versions of facts that some events give the rows of a view, row by row.
struct RowGroups: Sendable {
    fileprivate let base: Position
    fileprivate let keys: [RowKey]
    fileprivate let sorted: [UInt32]
    fileprivate let starts: [UInt32]
    fileprivate let changes: [RowChanges.Change]
    fileprivate let others: [FactVersion]

    /// How many rows there are.
    var count: Int { keys.count }

    /// How many versions there are.
    var versionCount: Int { changes.count }

    /// The name of a row, and its versions in the order of their positions.
    subscript(index: Int) -> (key: RowKey, versions: [FactVersion]) {
        let row = Int(sorted[index])
        var versions: [FactVersion] = []
        versions.reserveCapacity(versionCount(at: index))
        var isInOrder = true
        for change in changes[Int(starts[row])..<Int(starts[row + 1])] {
            let version = change.isOther ? others[Int(change.offset)] : version(of: change)
            if let last = versions.last, last.position > version.position { isInOrder = false }
            versions.append(version)
        }
        // What amendments change comes after the new facts.
        if !isInOrder { versions.sort { $0.position < $1.position } }
        return (keys[row], versions)
    }

    private func version(of change: RowChanges.Change) -> FactVersion {
        let position = base.advanced(by: Int(change.offset))
        return FactVersion(
            lineage: position,
            position: position,
            days: Day(rawValue: change.lo)...Day(rawValue: change.hi)
        )
    }

    /// How many versions a row has.
    private func versionCount(at index: Int) -> Int {
        Int(starts[Int(sorted[index]) + 1] - starts[Int(sorted[index])])
    }

    /// How many versions some of the rows have.
    func versionCount(in rows: Range<Int>) -> Int { rows.reduce(0) { $0 + versionCount(at: $1) } }

    /// The rows from one on that have so many versions together, or all that are left.
    func rows(from start: Int, versionCount: Int) -> Range<Int> {
        var end = start
        var found = 0
        while end < count, found < versionCount {
            found += self.versionCount(at: end)
            end += 1
        }
        return start..<end
    }

    /// The rows in so many parts, with about as many versions each.
    func shares(of rows: Range<Int>, count: Int) -> [Range<Int>] {
        let share = versionCount(in: rows) / count + 1
        var shares: [Range<Int>] = []
        var start = rows.lowerBound
        while start < rows.upperBound {
            let end = min(self.rows(from: start, versionCount: share).upperBound, rows.upperBound)
            shares.append(start..<end)
            start = end
        }
        return shares
    }
}

extension FactVersion {
    /// Whether its event holds both what the fact says and its date, and no other fact tells the same.
    var holdsAll: Bool {
        guard let state else { return false }
        return state.content == position && state.date == position && state.telling == nil
    }
}
