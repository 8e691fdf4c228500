import ByteCoding
import EventLog
import NewsFacts
import Projecting

/// The versions of facts that some events give the rows of a view, in the order in which they came.
struct RowChanges {
    private let base: Position
    private var names: NameTable
    /// The number of the row of each change.
    private var rows: [UInt32] = []
    private var changes: [Change] = []
    private var others: [FactVersion] = []

    /// A version in 12 bytes, as most are the first of a fact that others say nothing of.
    struct Change {
        /// Of a new fact, its position after the base; of any other version, its place among those.
        var offset: UInt32
        var lo: Int32
        var hi: Int32

        /// Whether it is another version than that of a new fact: no fact ends before it begins.
        var isOther: Bool { lo > hi }
    }

    /// No changes, by events from a position on, of which there will be about so many.
    init(from base: Position, count: Int = 0) {
        self.base = base
        names = NameTable(count: count)
        rows.reserveCapacity(count)
        changes.reserveCapacity(count)
    }

    /// Adds a version.
    ///
    /// - Precondition: There are fewer than 2^32.
    mutating func add(_ version: FactVersion, to key: RowKey) {
        precondition(changes.count < UInt32.max, "more changes than can be counted")
        rows.append(names.number(of: key))
        if version.isNew, version.holdsAll, let days = version.days {
            changes.append(
                Change(
                    offset: UInt32(base.distance(to: version.position)),
                    lo: days.lowerBound.rawValue,
                    hi: days.upperBound.rawValue
                )
            )
        } else {
            changes.append(Change(offset: UInt32(others.count), lo: 1, hi: 0))
            others.append(version)
        }
    }

    /// The changes of each row, in the order of their events; the rows in that of their names.
    ///
    /// - Complexity: O(n) in the changes, and O(m log m) in the rows.
    consuming func byRow() -> RowGroups {
        let names = names.takeNames()
        let order = names.sortedIndices()
        // Where the changes of each row begin, by its number; later, where the next one goes.
        var places = [UInt32](repeating: 0, count: names.count)
        for row in rows { places[Int(row)] += 1 }
        var starts: [Int] = []
        starts.reserveCapacity(names.count)
        var start: UInt32 = 0
        for row in order {
            starts.append(Int(start))
            (places[Int(row)], start) = (start, start + places[Int(row)])
        }
        var sorted = [Change](repeating: Change(offset: 0, lo: 0, hi: 0), count: changes.count)
        for (index, row) in rows.enumerated() {
            sorted[Int(places[Int(row)])] = changes[index]
            places[Int(row)] += 1
        }
        var sortedNames = KeyList()
        sortedNames.reserveCapacity(names.count, byteCount: names.bytes.count)
        for row in order { sortedNames.append(names, Int(row)) }
        return RowGroups(
            from: base,
            names: sortedNames,
            starts: starts,
            changes: sorted,
            others: others
        )
    }
}

/// The versions of facts that some events give the rows of a view, row by row.
struct RowGroups: Sendable {
    private let base: Position
    /// The rows, in order.
    private var names = KeyList()
    /// Where the changes of each row begin.
    private var starts: [Int]
    private var changes: [RowChanges.Change]
    private let others: [FactVersion]

    fileprivate init(
        from base: Position,
        names: KeyList = KeyList(),
        starts: [Int] = [],
        changes: [RowChanges.Change] = [],
        others: [FactVersion]
    ) {
        self.base = base
        self.names = names
        self.starts = starts
        self.changes = changes
        self.others = others
    }

    /// The next row, to which all changes belong that are added from now on.
    private mutating func addRow(_ names: KeyList, _ index: Int) {
        self.names.append(names, index)
        starts.append(changes.count)
    }

    /// How many rows there are.
    var count: Int { starts.count }

    /// How many versions there are.
    var versionCount: Int { changes.count }

    /// The name of a row, and its versions in the order of their positions.
    subscript(index: Int) -> (key: RowKey, versions: [FactVersion]) {
        var versions: [FactVersion] = []
        let range = changeRange(of: index)
        versions.reserveCapacity(range.count)
        var isInOrder = true
        for change in changes[range] {
            let version = change.isOther ? others[Int(change.offset)] : version(of: change)
            if let last = versions.last, last.position > version.position { isInOrder = false }
            versions.append(version)
        }
        // What amendments change comes after the new facts.
        if !isInOrder { versions.sort { $0.position < $1.position } }
        return (key(of: index), versions)
    }

    /// The names of all rows, in order.
    var keys: [RowKey] { starts.indices.map { key(of: $0) } }

    /// The name of a row.
    private func key(of index: Int) -> RowKey {
        RowKey(String(decoding: names.bytes[names.range(of: index)], as: UTF8.self))
    }

    func appendName(of index: Int, to bytes: inout [UInt8]) {
        bytes += names.bytes[names.range(of: index)]
    }

    private func version(of change: RowChanges.Change) -> FactVersion {
        let position = base.advanced(by: Int(change.offset))
        return FactVersion(
            lineage: position,
            position: position,
            days: Day(rawValue: change.lo)...Day(rawValue: change.hi)
        )
    }

    private func changeRange(of index: Int) -> Range<Int> {
        starts[index]..<(index + 1 < count ? starts[index + 1] : changes.count)
    }

    /// How many versions some of the rows have.
    func versionCount(in rows: Range<Int>) -> Int {
        guard let last = rows.last else { return 0 }
        return changeRange(of: last).upperBound - starts[rows.lowerBound]
    }

    /// The rows from one on that have so many versions together, or all that are left.
    func rows(from start: Int, versionCount: Int) -> Range<Int> {
        guard start < count else { return start..<start }
        let versionEnd = starts[start] + versionCount
        return start..<max(starts.partitioningIndex { $0 >= versionEnd }, start + 1)
    }

    /// The rows in parts that have about so many versions each.
    func shares(of rows: Range<Int>, versionCount: Int) -> [Range<Int>] {
        var shares: [Range<Int>] = []
        var start = rows.lowerBound
        while start < rows.upperBound {
            let end = min(
                self.rows(from: start, versionCount: versionCount).upperBound,
                rows.upperBound
            )
            shares.append(start..<end)
            start = end
        }
        return shares
    }
}

extension RowGroups {
    /// The changes of all parts.
    ///
    /// - Precondition: The parts have one base, and there is at least one.
    /// - Complexity: O(n log m) in the changes of m parts, on all cores.
    static func merging(_ parts: [RowGroups]) -> RowGroups {
        var parts = parts
        while parts.count > 1 {
            let pairs = stride(from: 0, to: parts.count, by: 2).map {
                Array(parts[$0..<min($0 + 2, parts.count)])
            }
            parts = pairs.concurrentMap(share: 1) {
                $0.count == 1 ? $0[0] : $0[0].merged(with: $0[1])
            }
        }
        return parts[0]
    }

    private func merged(with later: RowGroups) -> RowGroups {
        if later.count == 0 { return self }
        precondition(base == later.base, "parts from \(base) and \(later.base) are merged")
        var merged = RowGroups(from: base, others: others + later.others)
        merged.changes.reserveCapacity(changes.count + later.changes.count)
        // What is reserved and not used takes no memory.
        merged.names.reserveCapacity(
            count + later.count,
            byteCount: names.bytes.count + later.names.bytes.count
        )
        merged.starts.reserveCapacity(count + later.count)
        var (own, other) = (0, 0)
        while own < count || other < later.count {
            let order =
                own == count
                ? 1 : other == later.count ? -1 : names.order(of: own, to: later.names, other)
            if order <= 0 { merged.addRow(names, own) } else { merged.addRow(later.names, other) }
            if order <= 0 {
                merged.changes += changes[changeRange(of: own)]
                own += 1
            }
            if order >= 0 {
                for var change in later.changes[later.changeRange(of: other)] {
                    if change.isOther { change.offset += UInt32(others.count) }
                    merged.changes.append(change)
                }
                other += 1
            }
        }
        return merged
    }
}

extension FactVersion {
    /// Whether its event holds both what the fact says and its date, and no other fact tells the same.
    var holdsAll: Bool {
        guard let state else { return false }
        return state.content == position && state.date == position && state.telling == nil
    }
}
