import ByteCoding
import Foundation
import LMDB
import TestSupport
import Testing

@testable import EventLog

@Suite struct `A log that` {
    private let folder = TemporaryFolder()

    @Test func `loses its writer at any moment holds all that was acknowledged, nothing torn`()
        throws
    {
        var log: EventLog? = try EventLog.sample(in: folder)
        log = nil
        #expect(log == nil)
        var randomness = SeededRandomness(77)
        var expected = 0
        for round in 0..<Rounds.count(20) {
            let child = try ChildProcess("append", folder.path, "r\(round)", "7", "1000000")
            var acknowledged = 0
            for _ in 0..<Int.random(in: 1...25, using: &randomness) {
                acknowledged += try #require(child.line()) == "" ? 0 : 7
            }
            usleep(UInt32.random(in: 0..<3_000, using: &randomness))
            child.kill()
            acknowledged += child.lines().filter { $0.split(separator: " ").count == 2 }.count * 7
            child.wait()
            let reopened = try EventLog.opened(in: folder)
            let snapshot = try reopened.snapshot()
            let added = Int(snapshot.head.rawValue) - expected
            #expect(added >= acknowledged && added.isMultiple(of: 7), "round \(round)")
            #expect(added <= acknowledged + 7 * 2, "round \(round)")
            var events = try snapshot.events(from: Position(expected))
            for number in 0..<added {
                let event = SampleEvent.event(
                    "r\(round) \(number) " + String(repeating: "x", count: number * 37 % 3_000),
                    subject: "r\(round)",
                    entities: ["e\(number % 5)"]
                )
                let found = try events.seek(to: Position(expected + number))
                let isWhole = Array(copying: found.bytes) == event.bytes
                #expect(isWhole, "round \(round), event \(number)")
            }
            expected += added
            let found = try reopened.positions(with: .subject("r\(round)"), in: snapshot)
            #expect(found == (expected - added..<expected).map { Position($0) })
        }
    }

    @Test(.enabled(if: SmallFileSystem.isAvailable, "mounting a file system needs root"))
    func `fills the disk names it, and holds what was acknowledged`() throws {
        let disk = SmallFileSystem(byteCount: 2 << 20)
        let ballast = URL(filePath: disk.file("ballast"))
        try Data(repeating: 1, count: 400_000).write(to: ballast)
        var log: EventLog? = try EventLog.create(
            in: disk.path,
            identity: .random(),
            reader: SampleEvent.keys
        )
        var acknowledged: [NewEvent] = []
        var failure: LogError?
        for round in 0..<200 {
            let batch = (0..<20).map {
                SampleEvent.event(
                    "\(round) \($0) " + String(repeating: "y", count: 1_000),
                    subject: "s"
                )
            }
            do throws(LogError) {
                try log?.append(batch, at: Int64(round))
                acknowledged += batch
            } catch {
                failure = error
                break
            }
        }
        guard case .storage(let storage) = failure else {
            Issue.record("\(String(describing: failure))")
            return
        }
        #expect(storage.code == .noSpace)
        #expect(acknowledged.count > 100)
        try expect(acknowledged, in: try #require(log))
        log = nil
        log = try EventLog(openingIn: disk.path, access: .readWrite, reader: SampleEvent.keys)
        try expect(acknowledged, in: try #require(log))
        try FileManager.default.removeItem(at: ballast)
        let more = SampleEvent.event("there is room again")
        #expect(try log?.append([more], at: 1_000) == [acknowledged.count])
        try expect(acknowledged + [more], in: try #require(log))
    }

    @Test(.enabled(if: SmallFileSystem.isAvailable, "mounting a file system needs root"))
    func `goes on in the same process when there is room again`() throws {
        let disk = SmallFileSystem(byteCount: 1 << 20)
        let ballast = URL(filePath: disk.file("ballast"))
        let log = try EventLog.create(
            in: disk.path,
            identity: .random(),
            reader: SampleEvent.keys
        )
        try log.append([SampleEvent.event("first")], at: 1)
        try? Data(repeating: 1, count: 700_000).write(to: ballast)
        let large = SampleEvent.event([UInt8](repeating: 7, count: 600_000))
        let error = #expect(throws: LogError.self) { try log.append([large], at: 2) }
        guard case .storage(let storage) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(storage.code == .noSpace)
        try FileManager.default.removeItem(at: ballast)
        let next = SampleEvent.event("next")
        #expect(try log.append([next], at: 3) == [1])
        try expect([SampleEvent.event("first"), next], in: log)
    }

    @Test(.enabled(if: SmallFileSystem.isAvailable, "mounting a file system needs root"))
    func `has no room for its index acknowledges what is on the disk`() throws {
        let disk = SmallFileSystem(byteCount: 5 << 20)
        var log: EventLog? = try EventLog.create(
            in: disk.path,
            identity: .random(),
            reader: SampleEvent.keys
        )
        // So many that the index is written behind their back.
        let count = EventIndex.lagMax + 1_000
        let events = (0..<count).map { SampleEvent.event("\($0)") }
        #expect(try log?.append(events, at: 1) == Array(0..<count))
        let last = try #require(events.last)
        #expect(try log?.append([last], at: 2) == [count - 1])
        #expect(throws: LogError.self) { try log?.flushIndex() }
        log = nil
        log = try EventLog(openingIn: disk.path, access: .readWrite, reader: SampleEvent.keys)
        #expect(try log?.append([last], at: 3) == [count - 1])
    }

    @Test(.enabled(if: SmallFileSystem.isAvailable, "mounting a file system needs root"))
    func `cannot be made on a full disk, or opened where there is no room, is named`() throws {
        let disk = SmallFileSystem(byteCount: 1 << 20)
        let ballast = URL(filePath: disk.file("ballast"))
        func code(_ body: () throws -> EventLog) -> LMDBError.Code? {
            do {
                _ = try body()
                return nil
            } catch LogError.storage(let storage) {
                return storage.code
            } catch {
                return nil
            }
        }
        try fill(ballast)
        let create = {
            try EventLog.create(in: disk.path, identity: .random(), reader: SampleEvent.keys)
        }
        #expect(code(create) == .noSpace)
        try FileManager.default.removeItem(at: ballast)
        for name in ["log.mdb", "log.mdb-lock"] {
            try? FileManager.default.removeItem(atPath: disk.file(name))
        }
        var log: EventLog? = try create()
        try log?.append([SampleEvent.event("a")], at: 1)
        log = nil
        for name in ["log.mdb-lock", "index.mdb-lock"] {
            try FileManager.default.removeItem(atPath: disk.file(name))
        }
        try fill(ballast)
        let open = { access in
            try EventLog(openingIn: disk.path, access: access, reader: SampleEvent.keys)
        }
        #expect(code { try open(.readWrite) } == .noSpace)
        // Who only reads needs no room: it goes without the lock file.
        #expect(code { try open(.readOnly) } == nil)
    }

    private func fill(_ file: URL) throws {
        try Data().write(to: file)
        let handle = try FileHandle(forWritingTo: file)
        for size in [65_536, 4_096] {
            while (try? handle.write(contentsOf: Data(repeating: 1, count: size))) != nil {}
        }
    }

    private func expect(_ events: [NewEvent], in log: borrowing EventLog) throws {
        let snapshot = try log.snapshot()
        #expect(snapshot.head == Position(events.count))
        var cursor = try snapshot.events(from: .zero)
        var place = 0
        while let event = try cursor.next() {
            let isSame = Array(copying: event.bytes) == events[place].bytes
            #expect(isSame, "event \(place)")
            place += 1
        }
        #expect(place == events.count)
    }
}
