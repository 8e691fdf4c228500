import ByteCoding
import EventLog
import Foundation
import TestSupport
import Testing

@Suite struct `A copy of a log` {
    private let folder = TemporaryFolder()

    @Test func `made while another process appends is the log at one moment`() throws {
        var log: EventLog? = try EventLog.sample(in: folder)
        let identity = log?.identity
        log = nil
        let child = try ChildProcess("append", folder.path, "a", "40", "60")
        var acknowledged: [String] = []
        acknowledged += [try #require(child.line())]
        let source = try EventLog.opened(in: folder)
        var heads: [Position] = []
        for _ in 0..<8 {
            let copy = TemporaryFolder()
            try source.copy(to: copy.path)
            let opened = try EventLog.opened(in: copy)
            #expect(opened.identity == identity)
            let snapshot = try opened.snapshot()
            #expect(try opened.verifyBlocks(in: snapshot).isEmpty)
            #expect(snapshot.head.rawValue.isMultiple(of: 40))
            heads.append(snapshot.head)
            let whole = try source.snapshot()
            #expect(
                try snapshot.root(ofFirst: snapshot.head) == whole.root(ofFirst: snapshot.head)
            )
        }
        #expect(heads == heads.sorted())
        _ = child.lines()
        #expect(child.wait())
        #expect(try #require(heads.first) < Position(2_400))
    }

    @Test func `takes more events`() throws {
        let log = try EventLog.sample(in: folder)
        try log.append(events("a", 700), at: 5)
        let copyFolder = TemporaryFolder()
        try log.copy(to: copyFolder.path)
        let copy = try EventLog.opened(in: copyFolder)
        #expect(try copy.append(events("a", 700) + events("b", 1), at: 6).last == 700)
        let snapshot = try copy.snapshot()
        #expect(try copy.verifyBlocks(in: snapshot).isEmpty)
    }

    @Test func `does not replace a log`() throws {
        let log = try EventLog.sample(in: folder)
        let other = TemporaryFolder()
        let bytes = Data("a novel".utf8)
        try bytes.write(to: URL(filePath: other.file("log.mdb")))
        let error = #expect(throws: LogError.self) { try log.copy(to: other.path) }
        guard case .storage(let storage) = error, storage.code == .fileExists else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(try Data(contentsOf: URL(filePath: other.file("log.mdb"))) == bytes)
    }

    private func events(_ name: String, _ count: Int) -> [NewEvent] {
        (0..<count).map { SampleEvent.event("\(name) \($0)", subject: name) }
    }
}
