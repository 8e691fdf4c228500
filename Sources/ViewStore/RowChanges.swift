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
    private var lists = Lists()

    /// A version in 8 bytes, as most are the first of a fact that others say nothing of, on one day.
    struct Change {
        /// Of such a version, its position after the base; of any other, its place in a list.
        private let bits: UInt32
        /// The day of such a version.
        let day: Day

        enum Kind: UInt32 { case exact, vague, other }

        init(_ kind: Kind, _ number: Int, on day: Day = .distantPast) {
            precondition(number < 1 << 30, "\(number) versions are more than can be counted")
            bits = UInt32(number) | kind.rawValue << 30
            self.day = day
        }

        var kind: Kind { bits >> 30 == 0 ? .exact : bits >> 30 == 1 ? .vague : .other }
        var number: Int { Int(bits & (1 << 30 - 1)) }
    }

    /// What does not fit into a change.
    struct Lists {
        /// Of the first version of a fact that may have been so on several days, its position after the base.
        var vague: [(offset: UInt32, days: ClosedRange<Day>)] = []
        var other: [FactVersion] = []
    }

    /// How many bytes the names of the rows have.
    var nameByteCount: Int { names.names.bytes.count }
    var count: Int { changes.count }

    /// No changes, by events from a position on, of which there will be about so many.
    init(from base: Position, count: Int = 0) {
        self.base = base
        names = NameTable(count: count)
        rows.reserveCapacity(count)
        changes.reserveCapacity(count)
    }

    /// Adds a version.
    ///
    /// - Precondition: There are fewer than 2^30.
    mutating func add(_ version: FactVersion, to key: RowKey) {
        rows.append(names.number(of: key))
        guard version.isNew, version.holdsAll, let days = version.days else {
            changes.append(Change(.other, lists.other.count))
            return lists.other.append(version)
        }
        let offset = base.distance(to: version.position)
        guard days.lowerBound < days.upperBound else {
            return changes.append(Change(.exact, offset, on: days.lowerBound))
        }
        changes.append(Change(.vague, lists.vague.count))
        lists.vague.append((UInt32(offset), days))
    }

    /// The changes of each row, in the order of their events; the rows in that of their names.
    ///
    /// - Complexity: O(n) in the changes, and O(m log m) in the rows.
    consuming func byRow() -> RowGroups {
        var names = names.takeNames()
        let order = names.sortedIndices()
        // Where the changes of each row begin, by its number; later, where the next one goes.
        var places = [UInt32](repeating: 0, count: names.count)
        for row in rows { places[Int(row)] += 1 }
        var starts: [UInt32] = []
        starts.reserveCapacity(names.count)
        var start: UInt32 = 0
        for row in order {
            starts.append(start)
            (places[Int(row)], start) = (start, start + places[Int(row)])
        }
        var sortedNames = KeyList()
        sortedNames.reserveCapacity(names.count, byteCount: names.bytes.count)
        for row in order { sortedNames.append(names, Int(row)) }
        names = KeyList()
        var sorted = [Change](repeating: Change(.exact, 0), count: changes.count)
        for (index, row) in rows.enumerated() {
            sorted[Int(places[Int(row)])] = changes[index]
            places[Int(row)] += 1
        }
        return RowGroups(
            from: base,
            names: sortedNames,
            starts: starts,
            changes: sorted,
            lists: lists
        )
    }
}

/// The versions of facts that some events give the rows of a view, row by row.
struct RowGroups: Sendable {
    private let base: Position
    /// The rows, in order.
    private var names = KeyList()
    /// Where the changes of each row begin.
    private var starts: [UInt32]
    private var changes: [RowChanges.Change]
    private let lists: RowChanges.Lists

    fileprivate init(
        from base: Position,
        names: KeyList = KeyList(),
        starts: [UInt32] = [],
        changes: [RowChanges.Change] = [],
        lists: RowChanges.Lists
    ) {
        self.base = base
        self.names = names
        self.starts = starts
        self.changes = changes
        self.lists = lists
    }

    /// The next row, to which all changes belong that are added from now on.
    private mutating func addRow(_ names: KeyList, _ index: Int) {
        self.names.append(names, index)
        starts.append(UInt32(changes.count))
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
            let version = version(of: change)
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
        let (offset, days): (Int, ClosedRange<Day>)
        switch change.kind {
        case .exact: (offset, days) = (change.number, change.day...change.day)
        case .vague:
            let version = lists.vague[change.number]
            (offset, days) = (Int(version.offset), version.days)
        case .other: return lists.other[change.number]
        }
        let position = base.advanced(by: offset)
        return FactVersion(lineage: position, position: position, days: days)
    }

    private func changeRange(of index: Int) -> Range<Int> {
        Int(starts[index])..<(index + 1 < count ? Int(starts[index + 1]) : changes.count)
    }

    /// A day on which a row may change, and the place of the row, as one number that sorts so.
    struct RowDay: Hashable, Comparable, Sendable {
        private let bits: UInt64

        init(_ day: Day, _ row: Int) { bits = UInt64(day.orderedBits) << 32 | UInt64(row) }

        /// The number of the day as bits that sort as days do.
        var day: UInt32 { UInt32(truncatingIfNeeded: bits >> 32) }
        var row: Int { Int(bits & 0xFFFF_FFFF) }

        static func < (left: RowDay, right: RowDay) -> Bool { left.bits < right.bits }
    }

    /// The days on which rows may change by the versions, in order, each once.
    ///
    /// - Complexity: O(n log n) in the versions.
    var turningDays: [RowDay] {
        var days: [RowDay] = []
        days.reserveCapacity(changes.count)
        for row in 0..<count {
            for change in changes[changeRange(of: row)] {
                if change.kind == .exact {
                    days.append(RowDay(change.day, row))
                } else {
                    version(of: change).forEachTurningDay { days.append(RowDay($0, row)) }
                }
            }
        }
        days.sort()
        var keptCount = 0
        // By place, as an iterator would have the list copied.
        for place in days.indices where keptCount == 0 || days[keptCount - 1] != days[place] {
            days[keptCount] = days[place]
            keptCount += 1
        }
        days.removeSubrange(keptCount...)
        return days
    }

    /// The rows from one on that have so many versions together, or all that are left.
    private func rows(from start: Int, versionCount: Int) -> Range<Int> {
        guard start < count else { return start..<start }
        let versionEnd = Int(starts[start]) + versionCount
        return start..<max(starts.partitioningIndex { $0 >= versionEnd }, start + 1)
    }

    /// The rows in parts that have about so many versions each.
    func shares(versionCount: Int) -> [Range<Int>] {
        var shares: [Range<Int>] = []
        var start = 0
        while start < count {
            shares.append(rows(from: start, versionCount: versionCount))
            start = shares[shares.count - 1].upperBound
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
        let all = RowChanges.Lists(
            vague: lists.vague + later.lists.vague,
            other: lists.other + later.lists.other
        )
        var merged = RowGroups(from: base, lists: all)
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
                for change in later.changes[later.changeRange(of: other)] {
                    merged.changes.append(change.after(lists))
                }
                other += 1
            }
        }
        return merged
    }
}

extension RowChanges.Change {
    /// The same where its list follows upon others.
    fileprivate func after(_ lists: RowChanges.Lists) -> Self {
        switch kind {
        case .exact: self
        case .vague: Self(.vague, lists.vague.count + number)
        case .other: Self(.other, lists.other.count + number)
        }
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

    /// Whether its event holds both what the fact says and its date, and no other fact tells the same.
    var holdsAll: Bool {
        guard let state else { return false }
        return state.content == position && state.date == position && state.telling == nil
    }
}
