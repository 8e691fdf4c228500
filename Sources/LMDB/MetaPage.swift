/// One of the two pages at the beginning of a file, which says where a commit begins.
///
/// Commit number n is written to page n & 1. The fields lie behind the header of a page:
///
/// | offset | meaning |
/// |---|---|
/// | 16, 20 | magic number, version of the format |
/// | 24, 32 | address and size of the map, which nobody reads here |
/// | 40, 88 | ``TableRecord`` of the free pages, and of the table of tables |
/// | 136 | last page |
/// | 144 | the number of the commit, or transaction |
struct MetaPage: Equatable {
    static let byteCount = 152
    static let freeOffset = 40
    static let mainOffset = 88

    /// The flags of the record of free pages: LMDB's for integer keys.
    static let integerKeys = 0x08
    /// A flag that the file was made without a folder of its own, and that nobody reads.
    static let withoutFolder = 0x4000

    /// The sizes of pages that LMDB can have: 16-bit offsets reach no further.
    static let pageByteCounts = (9...15).map { exponent in 1 << exponent }

    private static let magic = 0xBEEF_C0DE
    private static let version = 1

    /// Where it lies: page 0 or page 1.
    let index: Int
    /// The place of its first byte in the file.
    let byteOffset: Int
    let number: UInt64
    let flags: Int
    let magic: Int
    let version: Int
    let free: TableRecord
    let main: TableRecord
    let lastPage: UInt64
    let transactionID: UInt64

    init(_ index: Int, at byteOffset: Int, _ bytes: PageBytes) {
        self.index = index
        self.byteOffset = byteOffset
        number = bytes.number
        flags = bytes.flags
        magic = bytes.word(at: 16)
        version = bytes.word(at: 20)
        free = TableRecord(bytes, at: Self.freeOffset)
        main = TableRecord(bytes, at: Self.mainOffset)
        lastPage = bytes.integer(at: 136)
        transactionID = bytes.integer(at: 144)
    }

    var pageByteCount: Int { free.padding }

    var hasMagic: Bool { magic == Self.magic }

    /// Whether the file was made and nothing committed to it yet.
    var isOfNewFile: Bool { free.isEmpty && main.isEmpty && lastPage == 1 && transactionID == 0 }

    /// What is wrong with the fields that every commit leaves as they are.
    func problemOfFixedFields(pageByteCount: Int) -> MetaProblem? {
        if flags != PageBytes.Kind.meta { return problem(10, "it has flags \(flags)") }
        if number != UInt64(index) { return problem(0, "it says that it is page \(number)") }
        if !hasMagic { return problem(16, "it has no magic number") }
        if version != Self.version { return problem(20, "it is of version \(version)") }
        if self.pageByteCount != pageByteCount {
            return problem(40, "it says that pages have \(self.pageByteCount) bytes")
        }
        if free.flags & ~Self.withoutFolder != Self.integerKeys {
            return problem(44, "its free pages have flags \(free.flags)")
        }
        return nil
    }

    /// What is wrong with the fields of the newest commit, each by itself.
    func problemOfCommit(pageCount: Int) -> MetaProblem? {
        if main.padding != 0 { return problem(88, "its tables have padding \(main.padding)") }
        if main.flags != 0 { return problem(92, "its tables have flags \(main.flags)") }
        for (record, offset) in [(free, Self.freeOffset), (main, Self.mainOffset)] {
            guard let found = record.problem(pageCount: pageCount) else { continue }
            return problem(offset + found.offset, found.clause)
        }
        return nil
    }

    func problem(
        _ offset: Int,
        _ clause: String,
        _ code: LMDBError.Code = .corrupted
    ) -> MetaProblem {
        MetaProblem(code: code, page: index, byteOffset: byteOffset + offset, clause: clause)
    }
}

/// What is wrong with a meta page, for which the file must not be mapped.
struct MetaProblem: Error, Equatable {
    let code: LMDBError.Code
    let page: Int
    let byteOffset: Int
    let clause: String
}
