import ByteCoding
import EventLog
import Foundation
import LMDB
import TestSupport
import Testing

@Suite struct `Opening a log` {
    private let folder = TemporaryFolder()

    private func open(_ access: Environment.Access = .readWrite) throws(LogError) -> EventLog {
        try EventLog(openingIn: folder.path, access: access, reader: SampleEvent.keys)
    }

    private func code(_ body: () throws -> EventLog) -> LMDBError.Code? {
        let error = #expect(throws: LogError.self) { _ = try body() }
        guard case .storage(let storage) = error else {
            Issue.record("\(String(describing: error))")
            return nil
        }
        return storage.code
    }

    @Test func `keeps its identity and its events`() throws {
        var log: EventLog? = try EventLog.sample(in: folder)
        let identity = log?.identity
        try log?.append([SampleEvent.event("a")], at: 1)
        log = nil
        let reopened = try open()
        #expect(reopened.identity == identity)
        #expect(try head(reopened) == 1)
    }

    @Test(arguments: [Environment.Access.readWrite, .readOnly])
    func `names a folder without one`(access: Environment.Access) throws {
        #expect(code { try open(access) } == .noSuchFile)
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(files == [])
    }

    @Test(arguments: [Environment.Access.readWrite, .readOnly])
    func `names a text file`(access: Environment.Access) throws {
        let text = Data(String(repeating: "Dear diary,\n", count: 2_000).utf8)
        let file = URL(filePath: folder.file("log.mdb"))
        try text.write(to: file)
        #expect(code { try open(access) } == .invalid)
        #expect(try Data(contentsOf: file) == text)
    }

    @Test func `names a folder in the place of the file`() throws {
        try FileManager.default.createDirectory(
            atPath: folder.file("log.mdb"),
            withIntermediateDirectories: true
        )
        #expect(code { try open() } == .isFolder)
    }

    @Test(arguments: [["other"], ["blocks"], ["blocks", "meta"]])
    func `names a database of another program`(tables: [String]) throws {
        let path = folder.file("log.mdb")
        for table in tables {
            try StoredFile.put(StoredFile.Pair([1], [2]), in: table, at: path)
        }
        let error = #expect(throws: LogError.self) { _ = try open() }
        guard case .notALog(path) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `names a format that is newer`() throws {
        let path = folder.file("log.mdb")
        var log: EventLog? = try EventLog.sample(in: folder)
        try log?.append([SampleEvent.event("a")], at: 1)
        log = nil
        var stored = try #require(try StoredFile.pairs(of: "meta", at: path).first)
        #expect(stored.key == Array("dateline".utf8))
        stored.value[0] = 3
        try StoredFile.put(stored, in: "meta", at: path)
        let error = #expect(throws: LogError.self) { _ = try open() }
        guard case .newerFormat(found: 3, supported: 2, path) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test(arguments: 0..<20)
    func `refuses an identity that was cut short`(byteCount: Int) throws {
        let path = folder.file("log.mdb")
        var log: EventLog? = try EventLog.sample(in: folder)
        log = nil
        #expect(log == nil)
        var stored = try #require(try StoredFile.pairs(of: "meta", at: path).first)
        stored.value.removeSubrange(byteCount...)
        try StoredFile.put(stored, in: "meta", at: path)
        let error = #expect(throws: LogError.self) { _ = try open() }
        guard case .notALog = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `names a file that was cut short`() throws {
        var log: EventLog? = try EventLog.sample(in: folder)
        for round in 0..<5 {
            try log?.append(
                (0..<200).map { SampleEvent.event("\(round) \($0) a longer text") },
                at: 1
            )
        }
        log = nil
        let file = try FileHandle(forUpdating: URL(filePath: folder.file("log.mdb")))
        let byteCount = try file.seekToEnd()
        for count in [byteCount / 2, 8_192, 0] {
            try file.truncate(atOffset: count)
            #expect(code { try open() } == .truncated, "\(count) of \(byteCount) bytes")
        }
    }

    @Test func `a second time in one process is refused`() throws {
        let log = try EventLog.sample(in: folder)
        #expect(code { try open() } == .fileAlreadyOpen)
        #expect(try head(log) == 0)
    }

    @Test func `is possible in several processes at a time`() throws {
        let log = try EventLog.sample(in: folder)
        let children = try (0..<3).map {
            try ChildProcess("append", folder.path, "c\($0)", "5", "20")
        }
        for child in children {
            #expect(child.lines().count == 20)
            #expect(child.wait())
        }
        #expect(try head(log) == 300)
        let snapshot = try log.snapshot()
        for child in 0..<3 {
            let positions = try log.positions(with: .subject("c\(child)"), in: snapshot)
            #expect(positions.count == 100)
        }
    }

    @Test func `makes none where there is one`() throws {
        var log: EventLog? = try EventLog.sample(in: folder)
        try log?.append([SampleEvent.event("a")], at: 1)
        log = nil
        #expect(code { try EventLog.sample(in: folder) } == .fileExists)
        #expect(try head(try open()) == 1)
    }

    @Test func `makes none in a database of another program`() throws {
        let path = folder.file("log.mdb")
        try StoredFile.put(StoredFile.Pair([1], [2]), in: "other", at: path)
        let before = try Data(contentsOf: URL(filePath: path))
        #expect(code { try EventLog.sample(in: folder) } == .fileExists)
        #expect(try Data(contentsOf: URL(filePath: path)) == before)
    }

    @Test func `for reading only refuses to append`() throws {
        var log: EventLog? = try EventLog.sample(in: folder)
        try log?.append([SampleEvent.event("a", subject: "s")], at: 1)
        log = nil
        let readOnly = try open(.readOnly)
        let snapshot = try readOnly.snapshot()
        #expect(try readOnly.positions(with: .subject("s"), in: snapshot) == [.zero])
        let error = #expect(throws: LogError.self) {
            try readOnly.append([SampleEvent.event("b")], at: 2)
        }
        guard case .storage(let storage) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(storage.code == .readOnlyEnvironment)
    }

    @Test(.enabled(if: SmallFileSystem.isAvailable, "mounting a file system needs root"))
    func `on a read-only file system reads, and refuses to write`() throws {
        let disk = SmallFileSystem(byteCount: 4 << 20)
        var log: EventLog? = try EventLog.create(
            in: disk.path,
            identity: .random(),
            reader: SampleEvent.keys
        )
        try log?.append(
            (0..<1_500).map { SampleEvent.event("\($0)", subject: "s\($0 % 3)") },
            at: 1
        )
        try log?.flushIndex()
        try log?.append([SampleEvent.event("last", subject: "s0")], at: 2)
        log = nil
        disk.makeReadOnly()
        #expect(
            code {
                try EventLog(
                    openingIn: disk.path,
                    access: .readWrite,
                    reader: SampleEvent.keys
                )
            } == .readOnlyFileSystem
        )
        let readOnly = try EventLog(
            openingIn: disk.path,
            access: .readOnly,
            reader: SampleEvent.keys
        )
        let snapshot = try readOnly.snapshot()
        #expect(snapshot.head == Position(1_501))
        let positions = try readOnly.positions(with: .subject("s0"), in: snapshot)
        #expect(positions.count == 501)
    }

    @Test(.enabled(if: geteuid() != 0, "root may write everywhere"))
    func `in a read-only folder reads`() throws {
        var log: EventLog? = try EventLog.sample(in: folder)
        try log?.append([SampleEvent.event("a", subject: "s")], at: 1)
        log = nil
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o555],
            ofItemAtPath: folder.path
        )
        defer {
            try? FileManager.default.setAttributes(
                [.posixPermissions: 0o755],
                ofItemAtPath: folder.path
            )
        }
        let readOnly = try open(.readOnly)
        let snapshot = try readOnly.snapshot()
        #expect(try readOnly.positions(with: .subject("s"), in: snapshot) == [.zero])
    }
}
