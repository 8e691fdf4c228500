import Foundation
import LMDB
import Testing

@Suite struct `Opening checks the meta pages and` {
    let folder: Folder

    init() throws {
        folder = try Folder()
    }

    private var path: String { folder.file("ledger.mdb") }

    /// A file of so many commits, the first of which makes the table.
    private func makeLedger(commitCount: Int) throws(LMDBError) {
        let ledger = try folder.ledger()
        for index in 1..<commitCount { try ledger.put([("key \(index)", "1")]) }
    }

    /// What opening says of the file after a change of its bytes.
    private func error(after change: (inout Image) -> Void) throws -> LMDBError? {
        var image = try Image(of: path)
        let sound = image
        change(&image)
        try image.write()
        defer { try? sound.write() }
        let error = thrown { _ = try Ledger(at: path, access: .readWrite) }
        // The check finds what opening refuses.
        #expect(try Environment.check(at: path).isSound == (error == nil))
        return error
    }

    @Test func `accepts a file after any number of commits`() throws {
        for count in 1..<20 {
            try makeLedger(commitCount: count)
            #expect(try error { _ in } == nil)
            let image = try Image(of: path)
            #expect(image.integer(at: image.place(image.newest, 144)) == UInt64(count))
            #expect(image.newest == count % 2)
            try FileManager.default.removeItem(atPath: path)
        }
    }

    @Test func `accepts a file to which nothing was committed`() throws {
        do { _ = try Environment(at: path, access: .create) }
        #expect(try error { _ in } == nil)
        let image = try Image(of: path)
        #expect(image.bytes.count == 8_192)
        #expect(image.integer(at: 144) == 0)
        #expect(image.integer(at: 4_096 + 144) == 0)
    }

    @Test(arguments: [Environment.Compaction.nothing, .freePages], [0, 1, 2, 7])
    func `accepts a copy, and what is written to it`(
        _ compaction: Environment.Compaction,
        _ commitCount: Int
    ) throws {
        let copy = folder.file("copy.mdb")
        do {
            let environment = try Environment(at: path, access: .create)
            if commitCount > 0 { _ = try environment.createTable("facts") }
            let ledger = try Ledger(at: folder.file("other.mdb"), access: .create)
            _ = ledger
            for index in 0..<commitCount {
                _ = try environment.createTable("table \(index)")
            }
            try environment.copy(to: copy, compacting: compaction)
        }
        #expect(try Environment.check(at: copy).isSound)
        for index in 0..<3 {
            try Ledger(at: copy, access: .create).put([("key \(index)", "1")])
            #expect(try Environment.check(at: copy).isSound)
        }
        #expect(try Ledger(at: copy, access: .readOnly).entries().count == 3)
    }

    @Test(arguments: [0, 1])
    func `refuses each field that every commit leaves as it is`(_ page: Int) throws {
        try makeLedger(commitCount: 4)
        let fields = [0: "page", 10: "flags", 16: "magic", 20: "version", 40: "bytes", 44: "flags"]
        for (offset, word) in fields {
            let error = try error { image in
                let place = image.place(page, offset)
                image.bytes[place] ^= 1
            }
            #expect(error?.code == .corrupted, "\(offset)")
            #expect(error?.place?.contains("meta page \(page)") == true, "\(offset)")
            #expect(error?.description.contains(word) == true, "\(offset)")
            #expect(error?.description.contains("restore the newest copy") == true)
        }
    }

    @Test(arguments: [0, 1], 0..<64)
    func `refuses any flipped bit of a transaction's number`(_ page: Int, _ bit: Int) throws {
        // So that the bits of the two numbers are set and not set.
        for count in [1, 2, 5, 7] {
            try makeLedger(commitCount: count)
            let error = try error { image in
                let place = image.place(page, 144)
                image.set(image.integer(at: place) ^ 1 << bit, at: place)
            }
            #expect(error?.code == .corrupted, "\(count) commits")
            try FileManager.default.removeItem(atPath: path)
        }
    }

    @Test func `refuses a file that would open as empty`() throws {
        try makeLedger(commitCount: 1)
        let error = try error { image in image.set(0, at: image.place(1, 144)) }
        #expect(error?.code == .corrupted)
    }

    @Test func `refuses a last page that is before a page in use, or far past the end`() throws {
        try makeLedger(commitCount: 9)
        for bit in 0..<64 {
            var isLess = false
            let error = try error { image in
                let place = image.place(image.newest, 136)
                let lastPage = image.integer(at: place)
                image.set(lastPage ^ 1 << bit, at: place)
                isLess = lastPage & 1 << bit != 0
            }
            #expect(error?.code == (isLess ? .corrupted : .truncated), "bit \(bit)")
        }
    }

    @Test func `refuses a root that is no page of the file`() throws {
        try makeLedger(commitCount: 4)
        for offset in [80, 128] {
            for root in [0, 1, 1 << 40] as [UInt64] {
                let error = try error { image in
                    image.set(root, at: image.place(image.newest, offset))
                }
                #expect(error?.code == .corrupted, "\(offset) \(root)")
            }
        }
    }

    @Test func `refuses tables of another kind, and depths that no tree has`() throws {
        try makeLedger(commitCount: 4)
        for (offset, value) in [(88, 1), (92, 4), (94, 0), (94, 33), (46, 0), (46, 99)] {
            let error = try error { image in
                image.set(UInt64(value), at: image.place(image.newest, offset), byteCount: 2)
            }
            #expect(error?.code == .corrupted, "\(offset) \(value)")
        }
    }

    @Test func `refuses to write, not to read, what may have undone a commit`() throws {
        // Commit 7 says that it is 5, so that LMDB takes commit 6 and would write 7 once more.
        try makeLedger(commitCount: 7)
        var image = try Image(of: path)
        image.set(5, at: image.place(1, 144))
        try image.write()
        let error = thrown { _ = try Ledger(at: path, access: .readWrite) }
        #expect(error?.code == .corrupted)
        #expect(error?.place?.contains("it says that it is commit 5, and is of commit 7") == true)
        #expect(try Ledger(at: path, access: .readOnly).entries().count == 5)
        let report = try Environment.check(at: path)
        #expect(report.findings.map(\.byteOffset) == [4_096 + 144])
        #expect(report.transactionID == 6)
    }

    @Test func `is one of the commit before once a failed one was taken back`() throws {
        try makeLedger(commitCount: 7)
        do {
            // What LMDB leaves of commit 7 when it cannot write its meta page.
            let environment = try Environment(at: path, access: .readWrite)
            var image = try Image(of: path)
            image.set(5, at: image.place(1, 144))
            try image.write()
            try environment.takeBackFailedCommit(7)
        }
        let ledger = try Ledger(at: path, access: .readWrite)
        #expect(try ledger.entries().count == 5)
        let report = try Environment.check(at: path)
        #expect(report.isSound && report.transactionID == 6)
    }

    @Test func `is left as it is when another commit failed, or none at its meta page`() throws {
        try makeLedger(commitCount: 7)
        let environment = try Environment(at: path, access: .readWrite)
        let sound = try Image(of: path).bytes
        for number in 0...12 as ClosedRange<UInt64> {
            try environment.takeBackFailedCommit(number)
        }
        #expect(try Image(of: path).bytes == sound)
        var image = try Image(of: path)
        image.set(5, at: image.place(1, 144))
        try image.write()
        for number in [0, 1, 2, 5, 6, 8, 9] as [UInt64] {
            try environment.takeBackFailedCommit(number)
        }
        #expect(try Image(of: path).bytes == image.bytes)
    }

    @Test func `is as new once the first commit to a compacted copy was taken back`() throws {
        try makeLedger(commitCount: 7)
        let copy = folder.file("copy.mdb")
        try Environment(at: path, access: .readOnly).copy(to: copy, compacting: .freePages)
        let before = try Ledger(at: copy, access: .readWrite).entries()
        do {
            let ledger = try Ledger(at: copy, access: .readWrite)
            try ledger.put([("another", "1")])
            var image = try Image(of: copy)
            #expect(image.newest == 0)
            image.set(0, at: image.place(0, 144))
            try image.write()
            #expect(throws: LMDBError.self) { try Environment(at: copy, access: .readOnly) }
            try ledger.environment.takeBackFailedCommit(2)
        }
        #expect(try Ledger(at: copy, access: .readWrite).entries() == before)
        #expect(try Environment.check(at: copy).isSound)
    }

    @Test func `does not mind fields that LMDB does not read`() throws {
        try makeLedger(commitCount: 4)
        let before = try Ledger(at: path, access: .readOnly).entries()
        for page in [0, 1] {
            var image = try Image(of: path)
            for offset in Array(8..<10) + Array(12..<16) + Array(24..<40) + Array(152..<4_096) {
                image.bytes[image.place(page, offset)] ^= 0xFF
            }
            try image.write()
            #expect(try Environment.check(at: path).isSound)
            #expect(try Ledger(at: path, access: .readWrite).entries() == before)
        }
    }
}
