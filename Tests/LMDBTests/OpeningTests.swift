import Foundation
import LMDB
import Testing

@Suite struct `Opening an environment` {
    let folder: Folder

    init() throws {
        folder = try Folder()
    }

    private func open(
        _ name: String,
        _ access: Environment.Access
    ) throws(LMDBError) -> Environment {
        try Environment(at: folder.file(name), access: access)
    }

    private func write(_ bytes: [UInt8], _ name: String) throws {
        try Data(bytes).write(to: URL(filePath: folder.file(name)))
    }

    /// Makes a ledger, closes it, and changes bytes of its file.
    private func damageLedger(_ change: (inout Data) -> Void) throws {
        do { try folder.ledger().put([("a", "1")]) }
        let url = URL(filePath: folder.file("ledger.mdb"))
        var data = try Data(contentsOf: url)
        change(&data)
        try data.write(to: url)
    }

    @Test func `creates a file and its lock file, and no folder`() throws {
        let environment = try open("new.mdb", .create)
        #expect(environment.usesLockFile)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(names == ["new.mdb", "new.mdb-lock"])
    }

    @Test func `keeps what was committed`() throws {
        do { try folder.ledger().put([("filed", "2024")]) }
        let path = folder.file("ledger.mdb")
        #expect(try Ledger(at: path, access: .readOnly).value("filed") == "2024")
        #expect(try Ledger(at: path, access: .readWrite).value("filed") == "2024")
        #expect(try Ledger(at: path, access: .create).value("filed") == "2024")
    }

    @Test(arguments: [Environment.Access.readOnly, .readWrite])
    func `refuses a missing file unless it is to create it`(_ access: Environment.Access) throws {
        #expect(thrown { _ = try open("missing.mdb", access) }?.code == .noSuchFile)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test func `refuses a file in a missing folder`() throws {
        #expect(thrown { _ = try open("missing/new.mdb", .create) }?.code == .noSuchFile)
    }

    @Test func `refuses a folder`() throws {
        let error = thrown { _ = try Environment(at: folder.path, access: .create) }
        #expect(error?.code == .isFolder)
    }

    @Test(arguments: [Environment.Access.readOnly, .readWrite, .create])
    func `refuses a file that is not LMDB's`(_ access: Environment.Access) throws {
        try write([UInt8](repeating: 65, count: 10_000), "novel.txt")
        #expect(thrown { _ = try open("novel.txt", access) }?.code == .invalid)
    }

    @Test func `refuses a file of another version`() throws {
        // The version stands after the page header and the magic number of each meta page.
        try damageLedger { data in
            data[20] = 9
            data[4_096 + 20] = 9
        }
        #expect(thrown { _ = try open("ledger.mdb", .readOnly) }?.code == .versionMismatch)
    }

    @Test func `refuses a file that has lost its end`() throws {
        try damageLedger { data in data.removeLast(4_096) }
        #expect(thrown { _ = try open("ledger.mdb", .readOnly) }?.code == .truncated)
        #expect(thrown { _ = try open("ledger.mdb", .create) }?.code == .truncated)
    }

    @Test(arguments: [Environment.Access.readOnly, .readWrite])
    func `refuses an empty file unless it is to create it`(_ access: Environment.Access) throws {
        try write([], "empty.mdb")
        #expect(thrown { _ = try open("empty.mdb", access) }?.code == .truncated)
        _ = try open("empty.mdb", .create)
    }

    @Test func `reads a file shorter than its pages when the missing ones are free`() throws {
        try writeAndDeleteLongValues()
        let path = folder.file("ledger.mdb")
        let size = try #require(
            FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
        )
        let ledger = try Ledger(at: path, access: .readOnly)
        #expect(try ledger.environment.statistics().usedByteCount > size)
        #expect(try ledger.entries() == [["a", "1"]])
    }

    @Test func `refuses such a file when it has lost a page in use`() throws {
        try writeAndDeleteLongValues()
        let url = URL(filePath: folder.file("ledger.mdb"))
        var data = try Data(contentsOf: url)
        data.removeLast(data.count - 3 * 4_096)
        try data.write(to: url)
        #expect(thrown { _ = try open("ledger.mdb", .readOnly) }?.code == .truncated)
    }

    /// Leaves a sound file that ends before its last page, as LMDB does not write pages that a
    /// transaction adds and frees.
    private func writeAndDeleteLongValues() throws(LMDBError) {
        let ledger = try folder.ledger()
        try ledger.put([("a", "1")])
        for megabytes in 1...6 {
            var transaction = try WriteTransaction(ledger.environment)
            let long = [UInt8](repeating: 1, count: megabytes << 20)
            try transaction.put(long.span, forKey: bytes("long").span, in: ledger.facts)
            _ = try transaction.delete(bytes("long").span, in: ledger.facts)
            try transaction.commit()
        }
    }

    @Test func `refuses a file that this process has open, by whatever path`() throws {
        let first = try open("ledger.mdb", .create)
        let path = folder.file("ledger.mdb")
        try FileManager.default.createSymbolicLink(
            atPath: folder.file("alias.mdb"),
            withDestinationPath: path
        )
        try FileManager.default.linkItem(atPath: path, toPath: folder.file("twin.mdb"))
        for name in ["ledger.mdb", "alias.mdb", "twin.mdb", "./ledger.mdb"] {
            #expect(thrown { _ = try open(name, .readOnly) }?.code == .fileAlreadyOpen)
        }
        _ = try first.statistics()
    }

    @Test func `opens a file again after it was closed`() throws {
        for _ in 0..<3 { _ = try open("ledger.mdb", .create) }
    }

    @Test func `keeps the file open while a transaction is`() throws {
        var environment: Environment? = try open("ledger.mdb", .create)
        if let opened = environment {
            let transaction = try ReadTransaction(opened)
            environment = nil
            #expect(thrown { _ = try open("ledger.mdb", .create) }?.code == .fileAlreadyOpen)
            _ = consume transaction
        }
        _ = try open("ledger.mdb", .create)
    }

    @Test func `asks for less address space when so much is not granted`() throws {
        var options = Environment.Options()
        options.mapByteCount = 1 << 50
        let ledger = try folder.ledger(options)
        let granted = try ledger.environment.statistics().mapByteCount
        #expect(granted < 1 << 50 && granted >= 64 << 20)
        try ledger.put([("a", "1")])
    }

    @Test func `refuses to write to a file opened for reading only`() throws {
        do { _ = try folder.ledger() }
        let ledger = try Ledger(at: folder.file("ledger.mdb"), access: .readOnly)
        #expect(thrown { try ledger.put([("a", "1")]) }?.code == .readOnlyEnvironment)
    }
}
