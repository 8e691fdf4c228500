import LMDB
import Testing

@Suite struct `Tables` {
    let folder: Folder

    init() throws {
        folder = try Folder()
    }

    private func open(
        _ access: Environment.Access,
        tableCountMax: Int = 8
    ) throws(LMDBError) -> Environment {
        var options = Environment.Options()
        options.tableCountMax = tableCountMax
        return try Environment(at: folder.file("ledger.mdb"), access: access, options: options)
    }

    @Test func `come in the order of their names as asked for`() throws {
        let tables = try open(.create).createTables(["tree", "facts", "heads"])
        #expect(tables.map(\.name) == ["tree", "facts", "heads"])
    }

    @Test func `are apart from each other`() throws {
        let environment = try open(.create)
        let tables = try environment.createTables(["tree", "facts"])
        var writing = try WriteTransaction(environment)
        try writing.put(bytes("1").span, forKey: bytes("a").span, in: tables[0])
        try writing.commit()
        let reading = try ReadTransaction(environment)
        #expect(try text(of: "a", in: tables[0], reading) == "1")
        #expect(try text(of: "a", in: tables[1], reading) == nil)
    }

    @Test func `are the same when opened again`() throws {
        let environment = try open(.create)
        let table = try environment.createTable("facts")
        #expect(try environment.createTable("facts") == table)
        #expect(try environment.openTable("facts") == table)
    }

    @Test func `are found in the file by a reader`() throws {
        do { _ = try open(.create).createTables(["facts", "tree"]) }
        let environment = try open(.readOnly)
        #expect(try environment.openTables(["tree", "facts"]).count == 2)
    }

    @Test(arguments: [Environment.Access.readOnly, .readWrite])
    func `that are missing are not opened`(_ access: Environment.Access) throws {
        do { _ = try open(.create).createTable("facts") }
        let environment = try open(access)
        #expect(thrown { _ = try environment.openTables(["facts", "tree"]) }?.code == .notFound)
        #expect(try environment.openTable("facts").name == "facts")
    }

    @Test func `are not created by a reader`() throws {
        do { _ = try open(.create) }
        let environment = try open(.readOnly)
        #expect(thrown { _ = try environment.createTable("a") }?.code == .readOnlyEnvironment)
    }

    @Test func `are at most tableCountMax, and none is created beyond`() throws {
        do {
            let environment = try open(.create, tableCountMax: 2)
            let error = thrown { _ = try environment.createTables(["a", "b", "c"]) }
            #expect(error?.code == .tablesFull)
        }
        let environment = try open(.readWrite)
        #expect(thrown { _ = try environment.openTable("a") }?.code == .notFound)
    }

    @Test func `count their entries and pages`() throws {
        let ledger = try folder.ledger()
        try ledger.put((0..<1_000).map { ("key \($0)", "value") } + [("long", long)])
        let reading = try ReadTransaction(ledger.environment)
        let statistics = try reading.statistics(of: ledger.facts)
        #expect(statistics.entryCount == 1_001)
        #expect(statistics.depth == 2)
        #expect(statistics.branchPageCount == 1)
        #expect(statistics.overflowPageCount == 3)
        #expect(statistics.byteCount == (4 + statistics.leafPageCount) * statistics.pageByteCount)
    }

    /// A value of more than two pages.
    private var long: String { String(repeating: "x", count: 9_000) }
}
