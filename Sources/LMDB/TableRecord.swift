/// Where a table begins and how much it holds, as a meta page or the table of tables has it.
///
/// | offset | meaning |
/// |---|---|
/// | 0 | bytes of a page in the record of free pages; 0 in all others |
/// | 4 | flags: 0, but for the free pages, whose keys are integers |
/// | 6 | levels of the tree |
/// | 8, 16, 24 | branch, leaf and overflow pages |
/// | 32 | entries |
/// | 40 | root page |
struct TableRecord: Equatable {
    static let byteCount = 48
    static let noPage = UInt64.max

    /// The levels that LMDB's cursors can follow.
    static let depthMax = 32

    let padding: Int
    let flags: Int
    let depth: Int
    let branchPageCount: UInt64
    let leafPageCount: UInt64
    let overflowPageCount: UInt64
    let entryCount: UInt64
    let root: UInt64

    init(_ bytes: PageBytes, at offset: Int) {
        padding = bytes.word(at: offset)
        flags = bytes.short(at: offset + 4)
        depth = bytes.short(at: offset + 6)
        branchPageCount = bytes.integer(at: offset + 8)
        leafPageCount = bytes.integer(at: offset + 16)
        overflowPageCount = bytes.integer(at: offset + 24)
        entryCount = bytes.integer(at: offset + 32)
        root = bytes.integer(at: offset + 40)
    }

    var isEmpty: Bool { root == Self.noPage }

    /// What is wrong with the record by itself, in a file of so many pages: the offset of a field
    /// in it, and a clause.
    func problem(pageCount: Int) -> (offset: Int, clause: String)? {
        if isEmpty { return problemOfEmpty }
        guard root >= 2, root < UInt64(pageCount) else {
            return (40, "its root is page \(root) of \(pageCount)")
        }
        guard 1...Self.depthMax ~= depth else { return (6, "its tree has \(depth) levels") }
        let counts = [branchPageCount, leafPageCount, overflowPageCount]
        for (index, count) in counts.enumerated() where count >= UInt64(pageCount) {
            return (8 + index * 8, "it counts \(count) of \(pageCount) pages")
        }
        guard counts.reduce(0, +) <= UInt64(pageCount - 2) else {
            return (8, "it counts \(counts.reduce(0, +)) of \(pageCount) pages")
        }
        guard leafPageCount >= 1 else { return (16, "it has a root and no leaf") }
        guard depth > 1 ? branchPageCount >= depth - 1 : branchPageCount == 0 else {
            return (8, "it counts \(branchPageCount) branch pages on \(depth) levels")
        }
        guard entryCount >= leafPageCount else {
            return (32, "it counts \(entryCount) entries in \(leafPageCount) leaves")
        }
        return nil
    }

    private var problemOfEmpty: (offset: Int, clause: String)? {
        guard depth == 0 else { return (6, "it has \(depth) levels and no root") }
        let counts = [branchPageCount, leafPageCount, overflowPageCount, entryCount]
        for (index, count) in counts.enumerated() where count != 0 {
            return (8 + index * 8, "it counts \(count) pages or entries and has no root")
        }
        return nil
    }
}
