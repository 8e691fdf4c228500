import Foundation
import LMDB
import Testing

@Suite struct `A copy` {
    let folder: Folder
    let ledger: Ledger

    init() throws {
        folder = try Folder()
        ledger = try folder.ledger()
        try ledger.put([("a", "1"), ("long", String(repeating: "x", count: 1 << 20))])
    }

    private func size(_ name: String) throws -> Int {
        let path = folder.file(name)
        return try #require(FileManager.default.attributesOfItem(atPath: path)[.size] as? Int)
    }

    @Test(arguments: [Environment.Compaction.nothing, .freePages])
    func `has all that was committed`(_ compaction: Environment.Compaction) throws {
        try ledger.environment.copy(to: folder.file("copy.mdb"), compacting: compaction)
        let copy = try Ledger(at: folder.file("copy.mdb"), access: .readOnly)
        #expect(try copy.entries() == ledger.entries())
    }

    @Test func `is smaller when free pages are left out`() throws {
        try ledger.put([("long", "short now")])
        try ledger.environment.copy(to: folder.file("same.mdb"), compacting: .nothing)
        try ledger.environment.copy(to: folder.file("small.mdb"), compacting: .freePages)
        #expect(try size("same.mdb") == size("ledger.mdb"))
        #expect(try size("small.mdb") < 1 << 18)
    }

    @Test func `is taken while a transaction writes, and without its changes`() throws {
        var transaction = try WriteTransaction(ledger.environment)
        try transaction.put(bytes("2").span, forKey: bytes("b").span, in: ledger.facts)
        try ledger.environment.copy(to: folder.file("copy.mdb"), compacting: .freePages)
        try transaction.commit()
        let copy = try Ledger(at: folder.file("copy.mdb"), access: .readWrite)
        #expect(try copy.entries().map(\.[0]) == ["a", "long"])
    }

    @Test func `does not replace a file`() throws {
        let path = folder.file("novel.txt")
        try Data([1, 2, 3]).write(to: URL(filePath: path))
        let error = thrown { try ledger.environment.copy(to: path, compacting: .nothing) }
        #expect(error?.code == .fileExists)
        #expect(try size("novel.txt") == 3)
    }

    @Test func `is refused in a missing folder`() throws {
        let path = folder.file("missing/copy.mdb")
        let error = thrown { try ledger.environment.copy(to: path, compacting: .nothing) }
        #expect(error?.code == .noSuchFile)
        #expect(error?.description.contains(path) == true)
    }
}
