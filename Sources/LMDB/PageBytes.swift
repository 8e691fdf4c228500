/// The bytes of a page, or of its beginning, and the integers in them.
///
/// The offsets are those of LMDB's data format 1 on a 64-bit little-endian machine:
///
/// | of | offset: meaning |
/// |---|---|
/// | any page | 0: its number; 10: flags |
/// | page of a tree | 12: end of the node offsets; 14: start of the nodes; 16: node offsets |
/// | overflow page | 12: number of pages in its run; 16: the value |
/// | node | 6: bytes of key; 8: key, then data |
/// | node of a leaf | 0: bytes of data; 4: flags |
/// | node of a branch | 0: page, in 6 bytes; the first has no key |
/// | list of free pages | 0: count; then the pages, 8 bytes each, in falling order |
///
/// Nodes fill a page from its end, without a gap, each taking an even number of bytes.
/// ``MetaPage`` and ``TableRecord`` say what they have where.
struct PageBytes: Equatable {
    /// What a page is for, as its flags say.
    enum Kind {
        static let branch = 0x01
        static let leaf = 0x02
        static let overflow = 0x04
        static let meta = 0x08
    }

    /// What the data of a leaf's node is, as its flags say.
    enum NodeKind {
        static let value = 0x00
        static let overflow = 0x01
        static let table = 0x02
    }

    static let headerByteCount = 16
    static let nodeHeaderByteCount = 8

    let bytes: [UInt8]

    /// The page that this one says it is.
    var number: UInt64 { integer(at: 0) }

    var flags: Int { short(at: 10) }

    /// The end of the node offsets of a page of a tree.
    var lower: Int { short(at: 12) }

    /// The start of the nodes of a page of a tree.
    var upper: Int { short(at: 14) }

    /// The pages of an overflow run.
    var runPageCount: Int { word(at: 12) }

    func short(at offset: Int) -> Int {
        Int(bytes[offset]) | Int(bytes[offset + 1]) << 8
    }

    func word(at offset: Int) -> Int {
        short(at: offset) | short(at: offset + 2) << 16
    }

    func integer(at offset: Int) -> UInt64 {
        UInt64(word(at: offset)) | UInt64(word(at: offset + 4)) << 32
    }
}

// A node is given by its place in the page, an entry or a child by its index.
extension PageBytes {
    /// The nodes of a page of a tree, when `lower` is sound.
    var nodeCount: Int { (lower - Self.headerByteCount) / 2 }

    func node(_ index: Int) -> Int { short(at: Self.headerByteCount + index * 2) }

    func keyByteCount(of node: Int) -> Int { short(at: node + 6) }

    func nodeKind(of node: Int) -> Int { short(at: node + 4) }

    func dataByteCount(of node: Int) -> Int { word(at: node) }

    /// The place of the data of a leaf's node.
    func data(of node: Int) -> Int { node + Self.nodeHeaderByteCount + keyByteCount(of: node) }

    /// The page that the node of a branch leads to.
    func child(at node: Int) -> UInt64 {
        UInt64(word(at: node)) | UInt64(short(at: node + 4)) << 32
    }

    func key(_ index: Int) -> ArraySlice<UInt8> {
        let start = node(index) + Self.nodeHeaderByteCount
        return bytes[start..<start + keyByteCount(of: node(index))]
    }
}
