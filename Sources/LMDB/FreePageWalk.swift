internal import CLMDB

/// Reads a file's list of free pages without its map, and so without the risk of SIGBUS.
///
/// The offsets are those of LMDB's data format 1 on a 64-bit little-endian machine:
///
/// | of | offset: meaning |
/// |---|---|
/// | meta page | 80: root of the tree of free pages; 136: last page; 144: transaction |
/// | any page | 10: flags; 12: end of the node offsets, or number of overflow pages; 16: offsets |
/// | node | 0: bytes of data, or low part of a page; 4: flags, or its high part |
/// | node | 6: bytes of key; 8: key, then data |
/// | list of pages | 0: count; then the pages, 8 bytes each |
struct FreePageWalk {
    let descriptor: Int32
    let pageByteCount: Int
    let filePageCount: Int

    /// The free pages found that lie past the end of the file.
    private var foundCount = 0

    private static let headerByteCount = 16
    private static let noPage = UInt64.max
    private static let depthMax = 32

    init(descriptor: Int32, pageByteCount: Int, filePageCount: Int) {
        precondition(pageByteCount >= 256, "a page has 256 bytes or more, not \(pageByteCount)")
        self.descriptor = descriptor
        self.pageByteCount = pageByteCount
        self.filePageCount = filePageCount
    }

    /// Whether all pages past the end of the file are free as of a transaction.
    mutating func findsAllMissing(asOf transactionID: Int) -> Bool {
        guard
            let meta = read(page: UInt64(transactionID & 1), pageCount: 1),
            meta.integer(at: 144) == UInt64(transactionID)
        else { return false }
        let pageCount = meta.integer(at: 136) + 1
        guard pageCount > filePageCount else { return true }
        guard takeTree(at: meta.integer(at: 80), depth: 1) else { return false }
        return foundCount == pageCount - UInt64(filePageCount)
    }

    /// Counts the free pages of a subtree; `false` when it cannot be read whole.
    private mutating func takeTree(at number: UInt64, depth: Int) -> Bool {
        guard number != Self.noPage else { return true }
        guard depth <= Self.depthMax, let page = read(page: number, pageCount: 1) else {
            return false
        }
        let flags = page.short(at: 10)
        let isBranch = flags & 1 != 0
        guard isBranch != (flags & 2 != 0) else { return false }
        let offsetsEnd = Int(page.short(at: 12))
        guard offsetsEnd <= pageByteCount else { return false }
        for offset in stride(from: Self.headerByteCount, to: offsetsEnd, by: 2) {
            let node = Int(page.short(at: offset))
            guard node + 8 <= pageByteCount else { return false }
            let isTaken =
                isBranch
                ? takeTree(at: page.integer(at: node) & 0xFFFF_FFFF_FFFF, depth: depth + 1)
                : takeList(of: node, in: page)
            guard isTaken else { return false }
        }
        return true
    }

    /// Counts the free pages of one leaf node.
    private mutating func takeList(of node: Int, in page: Bytes) -> Bool {
        let byteCount = Int(page.integer(at: node) & 0xFFFF_FFFF)
        let start = node + 8 + Int(page.short(at: node + 6))
        let isElsewhere = page.short(at: node + 4) & 1 != 0
        guard start + (isElsewhere ? 8 : byteCount) <= pageByteCount else { return false }
        guard isElsewhere else { return count(page, from: start, byteCount) }
        let pageCount = (byteCount + Self.headerByteCount + pageByteCount - 1) / pageByteCount
        guard let long = read(page: page.integer(at: start), pageCount: pageCount) else {
            return false
        }
        return count(long, from: Self.headerByteCount, byteCount)
    }

    private mutating func count(_ bytes: Bytes, from start: Int, _ byteCount: Int) -> Bool {
        guard byteCount >= 8 else { return false }
        let pageCount = bytes.integer(at: start)
        guard pageCount <= byteCount / 8 - 1 else { return false }
        for index in 0..<Int(pageCount)
        where bytes.integer(at: start + 8 + index * 8) >= filePageCount {
            foundCount += 1
        }
        return true
    }

    private func read(page: UInt64, pageCount: Int) -> Bytes? {
        guard page < filePageCount, pageCount <= filePageCount - Int(page) else { return nil }
        let byteCount = pageCount * pageByteCount
        var bytes = [UInt8](repeating: 0, count: byteCount)
        // SAFETY: the buffer is the array's, of just this size, and used during the call only.
        let readCount = unsafe bytes.withUnsafeMutableBytes { buffer in
            unsafe pread(
                descriptor,
                buffer.baseAddress,
                byteCount,
                off_t(Int(page) * pageByteCount)
            )
        }
        return readCount == byteCount ? Bytes(bytes: bytes) : nil
    }

    /// Bytes read from the file, with the integers in them.
    private struct Bytes {
        let bytes: [UInt8]

        func short(at offset: Int) -> UInt16 {
            UInt16(bytes[offset]) | UInt16(bytes[offset + 1]) << 8
        }

        func integer(at offset: Int) -> UInt64 {
            bytes[offset..<offset + 8].reversed().reduce(0) { value, byte in
                value << 8 | UInt64(byte)
            }
        }
    }
}
