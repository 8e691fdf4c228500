import Foundation
import LMDB
import Synchronization
import Testing

@Suite struct `The right to write` {
    private let folder: Folder
    private var path: String { folder.file("writer") }

    init() throws { folder = try Folder() }

    @Test func `is had by one at a time, and passes on`() throws {
        let first = WriterLock(at: path, timeout: .seconds(10)) { _ in }
        let second = WriterLock(at: path, timeout: .milliseconds(100)) { _ in }
        try first.acquire()
        let error = #expect(throws: LMDBError.self) { try second.acquire() }
        #expect(error?.code == .busy)
        first.release()
        try second.acquire()
        second.release()
    }

    @Test func `goes when its holder does`() throws {
        var first: WriterLock? = WriterLock(at: path, timeout: .seconds(10)) { _ in }
        try first?.acquire()
        first = nil
        let second = WriterLock(at: path, timeout: .milliseconds(100)) { _ in }
        try second.acquire()
    }

    @Test func `tells once, after a while, for whom one waits`() throws {
        let holders = Mutex<[Int32?]>([])
        let first = WriterLock(at: path, timeout: .seconds(10)) { _ in }
        let second = WriterLock(at: path, timeout: .milliseconds(1_500)) { holder in
            holders.withLock { $0.append(holder) }
        }
        try first.acquire()
        #expect(throws: LMDBError.self) { try second.acquire() }
        #expect(holders.withLock { $0 } == [getpid()])
    }
}
