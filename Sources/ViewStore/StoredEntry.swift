import ByteCoding
import LMDB
import NewsFacts
import Projecting

/// A version of a fact as the file of a view holds it under its row.
///
/// `FileFormat.md` has the byte tables.
enum StoredEntry {
    /// Whether a row can have the name: it must fit into the key of an entry.
    static func canHold(_ row: RowKey) -> Bool {
        precondition(
            RowKey.byteCountMax + 1 + 2 * 8 <= Environment.keyByteCountMax,
            "a row's name of \(RowKey.byteCountMax) bytes does not fit into a key"
        )
        return row.text.utf8.count <= RowKey.byteCountMax && !row.text.hasByte(0)
    }

    static func prefix(of row: RowKey) -> [UInt8] {
        var prefix: [UInt8] = []
        prefix.appendTerminated(row.text)
        return prefix
    }

    /// The bytes of the name of the row with which a key of an entry or of states begins.
    static func name(in key: Span<UInt8>) -> [UInt8] {
        var end = 0
        while end < key.count, key[end] != 0 { end += 1 }
        return Array(copying: key.extracting(0..<end))
    }

    /// The position of the event that wrote the entry of a key; nil when it is no such key.
    static func position(ofKey key: Span<UInt8>) -> Position? {
        guard key.count > 16 else { return nil }
        var reader = ByteReader(key.extracting((key.count - 8)...))
        return (try? reader.bigEndian(UInt64.self)).map { Position(rawValue: $0) }
    }

    /// The row and the entry that those bytes hold, or nil when they hold none.
    static func read(key: Span<UInt8>, value: Span<UInt8>) -> (RowKey, FactVersion)? {
        var reader = ByteReader(key)
        guard let row = try? reader.terminatedText(),
            let version = version(key.extracting(reader.offset...), value)
        else { return nil }
        return (RowKey(row), version)
    }

    /// The version that an entry holds, of whose key those are the bytes after the row's name; nil when
    /// it holds none.
    static func version(_ key: Span<UInt8>, _ value: Span<UInt8>) -> FactVersion? {
        guard key.count == 16 else { return nil }
        let lineage = UInt64(bigEndian: key.littleEndian(UInt64.self, at: 0))
        let position = UInt64(bigEndian: key.littleEndian(UInt64.self, at: 8))
        guard lineage <= position else { return nil }
        let own = Position(rawValue: position)
        var state: FactVersion.State?
        if !value.isEmpty {
            var value = ByteReader(value)
            guard let read = try? Self.state(&value, own), value.remaining == 0 else { return nil }
            state = read
        }
        return FactVersion(lineage: Position(rawValue: lineage), position: own, state: state)
    }

    /// Writes what is known of a fact; nothing when the version takes it out of its row.
    fileprivate static func append(_ version: FactVersion, to value: inout [UInt8]) {
        guard let state = version.state else { return }
        value.appendLittleEndian(state.days.lowerBound.rawValue)
        value.appendLittleEndian(state.days.upperBound.rawValue)
        if !version.holdsAll { append(state, to: &value) }
    }

    /// Writes what follows the days of a fact that others date, or that tells an event with others.
    private static func append(_ state: FactVersion.State, to value: inout [UInt8]) {
        value.appendLittleEndian(state.content.rawValue)
        value.appendLittleEndian(state.date.rawValue)
        value.appendLittleEndian(state.telling?.event.rawValue ?? .max)
        value.appendLittleEndian(UInt32(state.telling?.rank ?? 0))
    }

    /// Reads the state of a fact that an event at `own` wrote; nil when it is none.
    private static func state(
        _ value: inout ByteReader,
        _ own: Position
    ) throws(ByteCodingError) -> FactVersion.State? {
        let lo = try value.littleEndian(Int32.self)
        let hi = try value.littleEndian(Int32.self)
        guard lo <= hi else { return nil }
        let days = Day(rawValue: lo)...Day(rawValue: hi)
        guard value.remaining > 0 else {
            return .init(days: days, content: own, date: own, telling: nil)
        }
        let content = Position(rawValue: try value.littleEndian(UInt64.self))
        let date = Position(rawValue: try value.littleEndian(UInt64.self))
        let event = try value.littleEndian(UInt64.self)
        let rank = try value.littleEndian(UInt32.self)
        guard content <= own, date <= own else { return nil }
        let telling = FactVersion.Telling(event: Position(rawValue: event), rank: Int(rank))
        return .init(
            days: days,
            content: content,
            date: date,
            telling: event == .max ? nil : telling
        )
    }
}

extension EntryList {
    /// Adds the versions that a row has.
    mutating func append(_ versions: [FactVersion], of row: RowKey) {
        var versions = versions
        if versions.count > 1 {
            versions.sort { ($0.lineage, $0.position) < ($1.lineage, $1.position) }
        }
        for version in versions {
            append { key in
                key.appendTerminated(row.text)
                key.appendBigEndian(version.lineage.rawValue)
                key.appendBigEndian(version.position.rawValue)
            } value: { value in
                StoredEntry.append(version, to: &value)
            }
        }
    }
}
