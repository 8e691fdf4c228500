import ByteCoding
import Foundation
import LMDB
import TestSupport
import Testing

@testable import EventLog

@Suite struct `The index of a log` {
    private let folder = TemporaryFolder()

    private func events(_ name: String, _ count: Int) -> [NewEvent] {
        (0..<count).map { SampleEvent.event("\(name)-\($0)", subject: "\(name)-\($0)") }
    }

    @Test func `is not believed beside a log that went another way`() throws {
        var log: EventLog? = try EventLog.sample(in: folder)
        try log?.append(events("common", 100), at: 1)
        log = nil
        let fork = TemporaryFolder()
        try FileManager.default.copyItem(
            atPath: folder.file("log.mdb"),
            toPath: fork.file("log.mdb")
        )
        for (place, name) in [(folder, "here"), (fork, "there")] {
            log = try EventLog.opened(in: place)
            try log?.append(events(name, 1_500), at: 2)
            try log?.flushIndex()
            log = nil
        }
        try FileManager.default.removeItem(atPath: folder.file("log.mdb"))
        try FileManager.default.copyItem(
            atPath: fork.file("log.mdb"),
            toPath: folder.file("log.mdb")
        )
        let restored = try EventLog.opened(in: folder)
        let again = try restored.append(events("there", 1_500), at: .clock(Timestamp(rawValue: 3)))
        #expect(again.positions == Array(Position(100)..<Position(1_600)))
        #expect(again.head == Position(1_600))
        let snapshot = try restored.snapshot()
        #expect(try restored.positions(with: .subject("here-7"), in: snapshot) == [])
        #expect(try restored.positions(with: .subject("there-7"), in: snapshot) == [Position(107)])
    }

    @Test func `closes over no gap`() throws {
        let store = try #require(try IndexStore(in: folder.path, access: .create))
        let term = Term(rawValue: 7)
        func add(_ position: Int, from start: Int, upTo end: Int) throws -> Bool {
            try store.add(
                [Posting(term, at: Position(position))],
                from: Position(start),
                upTo: Position(end),
                origin: [1]
            )
        }
        #expect(try add(7, from: 5, upTo: 10) == false)
        #expect(try store.state() == nil)
        #expect(try add(7, from: 0, upTo: 10) == true)
        #expect(try add(2, from: 0, upTo: 6) == true)
        #expect(try store.state() == IndexState(checkpoint: Position(10), origin: [1]))
        #expect(try store.positions(with: term).found == [Position(7)])
    }

    @Test func `is emptied only while it says what was judged`() throws {
        let store = try #require(try IndexStore(in: folder.path, access: .create))
        let state = IndexState(checkpoint: Position(1), origin: [1])
        #expect(try store.add([], from: .zero, upTo: Position(1), origin: [1]) == true)
        try store.clear(ifStill: IndexState(checkpoint: Position(1), origin: [2]))
        #expect(try store.state() == state)
        try store.clear(ifStill: state)
        #expect(try store.state() == nil)
    }

    @Test func `catches up by itself when it lags by more than it may`() throws {
        var log: EventLog? = try EventLog.sample(in: folder)
        let count = EventIndex.lagMax + 2_000
        for start in stride(from: 0, to: count, by: 8_000) {
            let batch = (start..<min(count, start + 8_000)).map { SampleEvent.event("\($0)") }
            try log?.append(batch, at: 1)
        }
        log = nil
        let meta = try StoredFile.pairs(of: "meta", at: folder.file("index.mdb"))
        #expect(meta.contains { $0.key == Array("state".utf8) })
        let again = try EventLog.opened(in: folder).append(
            [SampleEvent.event("5"), SampleEvent.event("\(count - 1)")],
            at: .clock(Timestamp(rawValue: 2))
        )
        #expect(again.positions == [Position(5), Position(count - 1)])
        #expect(again.head == Position(count))
    }
}
