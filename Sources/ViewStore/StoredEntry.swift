import ByteCoding
import LMDB
import NewsFacts
import Projecting

/// An entry of a row as its view's file holds it.
///
/// `FileFormat.md` has the byte tables.
struct StoredEntry {
    let key: [UInt8]
    let value: [UInt8]

    init(_ entry: FactVersion, in row: RowKey) {
        var key = Self.prefix(of: row)
        key.appendBigEndian(entry.lineage.rawValue)
        key.appendBigEndian(entry.position.rawValue)
        self.key = key
        var value: [UInt8] = []
        if let days = entry.days {
            value.appendLittleEndian(days.lowerBound.rawValue)
            value.appendLittleEndian(days.upperBound.rawValue)
        }
        self.value = value
    }

    /// Whether a row can have the name: it must fit into the key of an entry.
    static func canHold(_ row: RowKey) -> Bool {
        let byteCountMax = Environment.keyByteCountMax - 1 - 2 * 8
        return row.text.utf8.count <= byteCountMax && !row.text.utf8.contains(0)
    }

    static func prefix(of row: RowKey) -> [UInt8] {
        var prefix: [UInt8] = []
        prefix.appendTerminated(row.text)
        return prefix
    }

    /// The row and the entry that those bytes hold, or nil when they hold none.
    static func read(key: Span<UInt8>, value: Span<UInt8>) -> (RowKey, FactVersion)? {
        var key = ByteReader(key)
        guard let row = try? key.terminatedText(),
            let lineage = try? key.bigEndian(UInt64.self),
            let position = try? key.bigEndian(UInt64.self),
            key.remaining == 0, lineage <= position
        else { return nil }
        var days: ClosedRange<Day>?
        if !value.isEmpty {
            var value = ByteReader(value)
            guard let lo = try? value.littleEndian(Int32.self),
                let hi = try? value.littleEndian(Int32.self), lo <= hi, value.remaining == 0
            else { return nil }
            days = Day(rawValue: lo)...Day(rawValue: hi)
        }
        let entry = FactVersion(
            lineage: Position(rawValue: lineage),
            position: Position(rawValue: position),
            days: days
        )
        return (RowKey(row), entry)
    }
}
