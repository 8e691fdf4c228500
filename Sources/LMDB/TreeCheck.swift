/// One tree of a file while it is checked: what its record says, and what was counted so far.
struct TreeCheck {
    /// What the keys and values of the tree are.
    enum Kind {
        /// Numbers of transactions, and lists of pages.
        case freePages
        /// Names and records of tables.
        case tables
        /// Whatever is stored in that table.
        case table(named: String)
    }

    let kind: Kind
    let record: TableRecord
    let recordOffset: Int

    /// The tables whose records were found in the table of tables.
    var tables: [TreeCheck] = []

    var branchPageCount = 0
    var leafPageCount = 0
    var overflowPageCount = 0
    var entryCount = 0

    init(_ kind: Kind, _ record: TableRecord, recordOffset: Int) {
        self.kind = kind
        self.record = record
        self.recordOffset = recordOffset
    }

    /// The tree in words that follow "of".
    var name: String {
        switch kind {
        case .freePages: "the free pages"
        case .tables: "the tables"
        case .table(let name): "table \(name)"
        }
    }

    /// Whether keys are integers, in the order of their value.
    var hasIntegerKeys: Bool {
        if case .freePages = kind { true } else { false }
    }

    /// The bytes that a key may have.
    var keyByteCounts: ClosedRange<Int> {
        hasIntegerKeys ? 8...8 : 1...Environment.keyByteCountMax
    }

    /// What leaf nodes of the tree may be.
    func allows(nodeKind: Int) -> Bool {
        switch kind {
        case .tables: nodeKind == PageBytes.NodeKind.table
        case .freePages, .table:
            nodeKind == PageBytes.NodeKind.value || nodeKind == PageBytes.NodeKind.overflow
        }
    }

    /// Whether a key comes before another, as LMDB orders those of this tree.
    func isInOrder(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
        hasIntegerKeys
            ? left.reversed().lexicographicallyPrecedes(right.reversed())
            : left.lexicographicallyPrecedes(right)
    }
}
