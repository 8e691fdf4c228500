import Foundation
import LMDB
import Testing

@Suite(.enabled(if: SmallDisk.canMount, "skipped: this user cannot mount a tmpfs"))
struct `On a full disk` {
    let disk: SmallDisk

    init() throws {
        disk = try SmallDisk()
    }

    /// Commits values of 4,000 bytes until the disk is full.
    ///
    /// - Returns: How many were committed, and the error of the first that was not.
    private func fill(_ ledger: Ledger) -> (count: Int, error: LMDBError?) {
        let value = String(repeating: "x", count: 4_000)
        for index in 0..<2_000 {
            do throws(LMDBError) {
                try ledger.put([("key \(index + 10_000)", value)])
            } catch {
                return (index, error)
            }
        }
        return (2_000, nil)
    }

    @Test func `a commit throws and all before it stay`() throws {
        let ledger = try Ledger(at: disk.file("ledger.mdb"), access: .create)
        let (count, error) = fill(ledger)
        #expect(error?.code == .noSpace)
        #expect(count > 10)
        #expect(try ledger.entries().count == count)
    }

    @Test func `a large commit leaves nothing half-written`() throws {
        let ledger = try Ledger(at: disk.file("ledger.mdb"), access: .create)
        try ledger.put([("a", "1")])
        let long = String(repeating: "x", count: 3 << 20)
        #expect(thrown { try ledger.put([("a", "2"), ("b", long)]) }?.code == .noSpace)
        #expect(try ledger.entries() == [["a", "1"]])
        try ledger.put([("c", "3")])
        #expect(try ledger.entries() == [["a", "1"], ["c", "3"]])
    }

    @Test func `writing goes on when there is space again`() throws {
        let ballast = disk.file("ballast")
        try Data(count: 400_000).write(to: URL(filePath: ballast))
        let ledger = try Ledger(at: disk.file("ledger.mdb"), access: .create)
        let (count, error) = fill(ledger)
        #expect(error?.code == .noSpace)
        try FileManager.default.removeItem(atPath: ballast)
        try ledger.put([("a", "after")])
        #expect(try ledger.entries().count == count + 1)
    }

    @Test func `the file opens again and has what was committed`() throws {
        var count = 0
        do {
            let ledger = try Ledger(at: disk.file("ledger.mdb"), access: .create)
            count = fill(ledger).count
        }
        let ledger = try Ledger(at: disk.file("ledger.mdb"), access: .readWrite)
        #expect(try ledger.entries().count == count)
    }

    @Test func `a new file is refused`() throws {
        try disk.fillUp()
        let error = thrown { _ = try Environment(at: disk.file("new.mdb"), access: .create) }
        #expect(error?.code == .noSpace)
    }

    @Test func `a file is read also where there is no room for its lock file`() throws {
        let path = disk.file("ledger.mdb")
        do { try Ledger(at: path, access: .create).put([("a", "1")]) }
        try FileManager.default.removeItem(atPath: path + "-lock")
        try disk.fillUp()
        #expect(thrown { _ = try Ledger(at: path, access: .readWrite) }?.code == .noSpace)
        let ledger = try Ledger(at: path, access: .readOnly)
        #expect(!ledger.environment.usesLockFile)
        #expect(try ledger.entries() == [["a", "1"]])
    }

    @Test func `a copy is refused and leaves no file`() throws {
        let folder = try Folder()
        let ledger = try folder.ledger()
        try ledger.put([("long", String(repeating: "x", count: 3 << 20))])
        for compaction in [Environment.Compaction.nothing, .freePages] {
            let path = disk.file("copy.mdb")
            let error = thrown { try ledger.environment.copy(to: path, compacting: compaction) }
            #expect(error?.code == .noSpace)
            #expect(!FileManager.default.fileExists(atPath: path))
        }
    }

    @Test func `a disk mounted for reading only is read, and not written`() throws {
        do { try Ledger(at: disk.file("ledger.mdb"), access: .create).put([("a", "1")]) }
        try disk.remountReadOnly()
        let error = thrown { _ = try Environment(at: disk.file("ledger.mdb"), access: .readWrite) }
        #expect(error?.code == .readOnlyFileSystem)
        let ledger = try Ledger(at: disk.file("ledger.mdb"), access: .readOnly)
        #expect(!ledger.environment.usesLockFile)
        #expect(try ledger.entries() == [["a", "1"]])
    }
}

/// A disk of one megabyte, of one test's own.
final class SmallDisk: Sendable {
    private let folder: Folder

    /// Whether this user may mount one.
    static let canMount = (try? SmallDisk()) != nil

    init() throws {
        folder = try Folder()
        try Self.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.path])
    }

    deinit {
        try? Self.run(["umount", "--lazy", folder.path])
    }

    func file(_ name: String) -> String {
        folder.file(name)
    }

    func remountReadOnly() throws {
        try Self.run(["mount", "-o", "remount,ro", folder.path])
    }

    /// Leaves no byte free.
    func fillUp() throws {
        let path = file("ballast")
        try #require(FileManager.default.createFile(atPath: path, contents: nil))
        let handle = try #require(FileHandle(forWritingAtPath: path))
        while (try? handle.write(contentsOf: Data(count: 4_096))) != nil {}
    }

    private static func run(_ words: [String]) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = words
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw CocoaError(.fileWriteUnknown) }
    }
}
