import ByteCoding

/// The entries of a tile (C2SP tlog-tiles): each after its length in two bytes, the high one first.
public struct EntryBundle: Hashable, Sendable {
    /// The most bytes an entry can have.
    public static let entryByteCountMax = Int(UInt16.max)

    /// The entries, from 1 to ``Tile/widthMax``.
    public let entries: [[UInt8]]

    /// A bundle of those entries.
    ///
    /// - Throws: ``EntryBundleError/entryCount(_:)`` or
    ///   ``EntryBundleError/entryTooLong(entry:byteCount:)``.
    /// - Complexity: O(n) in the number of entries.
    public init(_ entries: [[UInt8]]) throws(EntryBundleError) {
        try Self.check(count: entries.count)
        for (number, entry) in entries.enumerated() where entry.count > Self.entryByteCountMax {
            throw .entryTooLong(entry: number, byteCount: entry.count)
        }
        self.entries = entries
    }

    /// Reads a bundle of as many entries as the width of its tile says.
    ///
    /// - Throws: ``EntryBundleError/entryCount(_:)``,
    ///   ``EntryBundleError/truncated(entry:offset:)`` or
    ///   ``EntryBundleError/oversized(offset:byteCount:)``.
    /// - Complexity: O(n).
    public init(decoding bytes: [UInt8], count: Int) throws(EntryBundleError) {
        try Self.check(count: count)
        var entries: [[UInt8]] = []
        var reader = ByteReader(bytes.span)
        for number in 0..<count {
            let offset = reader.offset
            do throws(ByteCodingError) {
                let length = try reader.bigEndian(UInt16.self)
                entries.append([UInt8](copying: try reader.bytes(Int(length))))
            } catch {
                throw .truncated(entry: number, offset: offset)
            }
        }
        guard reader.remaining == 0 else {
            throw .oversized(offset: reader.offset, byteCount: bytes.count)
        }
        self.entries = entries
    }

    /// The bundle as it is stored and sent.
    ///
    /// - Complexity: O(n).
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(entries.reduce(0) { $0 + 2 + $1.count })
        for entry in entries {
            bytes.appendBigEndian(UInt16(entry.count))
            bytes.append(contentsOf: entry)
        }
        return bytes
    }

    private static func check(count: Int) throws(EntryBundleError) {
        guard (1...Tile.widthMax).contains(count) else { throw .entryCount(count) }
    }
}
