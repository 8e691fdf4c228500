import Foundation
import LMDB
import Testing

@Suite struct `The check of the structure finds` {
    let folder: Folder

    init() throws {
        folder = try Folder()
        let ledger = try folder.ledger()
        let long = String(repeating: "x", count: 9_000)
        try ledger.put((0..<400).map { index in ("key \(1_000 + index)", "value") })
        try ledger.put([("long", long)])
        for index in 0..<5 { try ledger.put([("key \(1_000 + index)", "another \(index)")]) }
    }

    private var path: String { folder.file("ledger.mdb") }

    /// What the check finds after a change of the file at a place, which the change returns.
    private func problem(
        at change: (inout Image) -> Int,
        _ sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> String? {
        var image = try Image(of: path)
        let place = change(&image)
        try image.write()
        let report = try Environment.check(at: path)
        let finding = report.findings.first { finding in finding.byteOffset == place }
        let all = report.findings.map(\.description)
        #expect(finding != nil, "\(place): \(all)", sourceLocation: sourceLocation)
        #expect(finding?.page == place / Image.pageByteCount, sourceLocation: sourceLocation)
        return finding?.problem
    }

    /// The first leaf of the table, and the place of what leads to it.
    private func leaf(_ image: Image) -> (page: Int, reference: Int) {
        let node = image.node(0, of: image.tableRoot)
        return (Int(image.integer(at: node, byteCount: 4)), node)
    }

    /// The node of the long value, which is the last of the last leaf, and its page.
    private func longNode(_ image: Image) -> (page: Int, node: Int) {
        let root = image.tableRoot
        let count = Int(image.integer(at: image.place(root, 12), byteCount: 2) - 16) / 2
        let last = Int(image.integer(at: image.node(count - 1, of: root), byteCount: 4))
        let end = Int(image.integer(at: image.place(last, 12), byteCount: 2))
        return (last, image.node((end - 16) / 2 - 1, of: last))
    }

    private func longPage(_ image: Image) -> Int {
        Int(image.integer(at: longNode(image).node + 8 + 4))
    }

    @Test func `nothing in the file as it was written`() throws {
        let report = try Environment.check(at: path)
        #expect(report.findings == [])
        let image = try Image(of: path)
        #expect(image.flags(of: image.tableRoot) == 1)
        #expect(image.flags(of: longPage(image)) == 4)
        #expect(report.pageCount == image.pageCount)
        #expect(report.freePageCount > 0)
        #expect(report.pageByteCount == 4_096)
        #expect(report.slackByteCount > 0)
    }

    @Test func `a page that says it is another`() throws {
        let problem = try problem { image in
            let place = image.place(leaf(image).page, 0)
            image.bytes[place] ^= 1
            return place
        }
        #expect(problem?.contains("says that it is page") == true)
    }

    @Test(arguments: [0x01, 0x04, 0x12, 0x22, 0x4002])
    func `a leaf that says it is something else`(_ flags: UInt64) throws {
        let problem = try problem { image in
            let place = image.place(leaf(image).page, 10)
            image.set(flags, at: place, byteCount: 2)
            return place
        }
        #expect(problem?.contains("should be a leaf of table facts") == true)
    }

    @Test func `a child that is no page, or one that is in use elsewhere`() throws {
        let problem = try problem { image in
            let reference = leaf(image).reference
            image.set(0xFFFF_FFFF, at: reference, byteCount: 4)
            return reference
        }
        #expect(problem?.contains("leads to page 4294967295") == true)
        let again = try self.problem { image in
            let place = image.node(1, of: image.tableRoot)
            let first = image.node(2, of: image.tableRoot)
            image.set(image.integer(at: first, byteCount: 4), at: place, byteCount: 4)
            return first
        }
        #expect(again?.contains("in use or free elsewhere") == true)
    }

    @Test func `a branch that leads to itself`() throws {
        let problem = try problem { image in
            let reference = leaf(image).reference
            image.set(UInt64(image.tableRoot), at: reference, byteCount: 4)
            return reference
        }
        #expect(problem?.contains("in use or free elsewhere") == true)
    }

    @Test func `free space that is not between offsets and nodes`() throws {
        for (offset, value) in [(12, 4_000), (12, 15), (12, 17), (14, 4_098), (14, 16)] {
            var image = try Image(of: path)
            let sound = image
            let place = image.place(leaf(image).page, 12)
            image.set(UInt64(value), at: place + offset - 12, byteCount: 2)
            try image.write()
            let report = try Environment.check(at: path)
            #expect(!report.isSound, "\(offset) \(value)")
            try sound.write()
        }
    }

    @Test func `a node outside its page, and one at the place of another`() throws {
        for value in [4_094, 4_096, 65_534, 16] {
            let problem = try problem { image in
                let place = image.place(leaf(image).page, 18)
                image.set(UInt64(value), at: place, byteCount: 2)
                return place
            }
            #expect(problem?.contains("node 1 is at byte \(value)") == true)
        }
        let problem = try problem { image in
            let place = image.place(leaf(image).page, 18)
            image.set(image.integer(at: place - 2, byteCount: 2), at: place, byteCount: 2)
            return place
        }
        #expect(problem?.contains("the place of another") == true)
    }

    @Test func `a key or a value that reaches past its page`() throws {
        let key = try problem { image in
            let place = image.node(3, of: leaf(image).page) + 6
            image.set(600, at: place, byteCount: 2)
            return place
        }
        #expect(key?.contains("a key of 600 bytes") == true)
        try FileManager.default.removeItem(atPath: path)
        try folder.ledger().put([("a", "1")])
        let value = try problem { image in
            let place = image.node(0, of: image.tableRoot)
            image.set(0x1_0000, at: place, byteCount: 4)
            return place
        }
        #expect(value?.contains("has 65545 bytes") == true)
    }

    @Test func `keys that do not rise`() throws {
        let problem = try problem { image in
            let node = image.node(3, of: leaf(image).page)
            image.bytes[node + 8] = 1
            return node
        }
        #expect(problem == "key 3 comes too late")
    }

    @Test func `a key that the branch above would not lead to`() throws {
        let problem = try problem { image in
            let root = image.tableRoot
            let page = Int(image.integer(at: image.node(1, of: root), byteCount: 4))
            let node = image.node(0, of: page)
            // Still before all others of its page, and so hidden from who looks it up.
            image.bytes[node + 8] = 1
            return node
        }
        #expect(problem == "key 0 comes too late")
    }

    @Test func `counts that the record of a table has wrong`() throws {
        let fields = [8: "branch pages", 16: "leaves", 24: "overflow pages", 32: "entries"]
        for (field, word) in fields {
            let problem = try problem { image in
                let place = image.tableRecord + field
                image.set(image.integer(at: place) + 1, at: place)
                return place
            }
            #expect(problem?.contains(word) == true)
            #expect(problem?.contains("table facts") == true)
            var image = try Image(of: path)
            let place = image.tableRecord + field
            image.set(image.integer(at: place) - 1, at: place)
            try image.write()
        }
    }

    @Test func `a table of another kind`() throws {
        let problem = try problem { image in
            image.set(4, at: image.tableRecord + 4, byteCount: 2)
            return image.tableRecord
        }
        #expect(problem?.contains("another kind") == true)
    }

    @Test func `an entry of the table of tables that is no table`() throws {
        let problem = try problem { image in
            let place = image.node(0, of: image.mainRoot) + 4
            image.set(0, at: place, byteCount: 2)
            return place
        }
        #expect(problem?.contains("flags 0") == true)
    }

    @Test func `long values that are not where, what and as long as they should be`() throws {
        let fields: [(Int, UInt64, String)] = [
            (0, 3, "says that it is page 3"), (10, 2, "should hold a long value"),
            (12, 2, "9000 bytes is in 2 pages"),
        ]
        for (offset, value, word) in fields {
            let sound = try Image(of: path)
            let problem = try problem { image in
                let place = image.place(longPage(image), offset)
                image.set(value, at: place, byteCount: 2)
                return place
            }
            #expect(problem?.contains(word) == true, "\(word)")
            try sound.write()
        }
        let problem = try problem { image in
            let place = image.place(longPage(image), 12)
            image.set(1 << 30, at: place, byteCount: 4)
            return place
        }
        #expect(problem?.contains("more than there are") == true)
    }

    @Test func `a free page that is in use, out of order, or counted wrongly`() throws {
        let sound = try Image(of: path)
        let changes: [(Int, (Image) -> UInt64, String)] = [
            (8, { image in UInt64(image.tableRoot) }, "in use or free elsewhere"),
            (16, { image in image.integer(at: list(image) + 8) }, "is listed after"),
            (0, { _ in 4_000 }, "4000 free pages are listed in"),
        ]
        for (offset, value, word) in changes {
            var image = sound
            image.set(value(image), at: list(image) + offset)
            try image.write()
            let problems = try Environment.check(at: path).findings.map(\.problem)
            #expect(problems.contains { problem in problem.contains(word) }, "\(problems)")
        }
    }

    /// The place of the last list of free pages.
    private func list(_ image: Image) -> Int {
        let end = Int(image.integer(at: image.place(image.freeRoot, 12), byteCount: 2))
        return image.node((end - 16) / 2 - 1, of: image.freeRoot) + 16
    }

    @Test func `pages that the end of the file has taken with it`() throws {
        var image = try Image(of: path)
        image.bytes.removeLast(image.bytes.count / 2)
        try image.write()
        #expect(try !Environment.check(at: path).isSound)
    }

    @Test func `and counts pages that are neither used nor free, which is no finding`() throws {
        var image = try Image(of: path)
        let before = try Environment.check(at: path)
        let place = list(image)
        let count = image.integer(at: place)
        image.set(count - 1, at: place)
        let leaked = Int(image.integer(at: place + Int(count) * 8))
        try image.write()
        let report = try Environment.check(at: path)
        #expect(report.isSound)
        #expect(report.leakedPages == [leaked..<leaked + 1])
        #expect(report.freePageCount == before.freePageCount - 1)
    }

    @Test func `no more than it lists, and counts the rest`() throws {
        try FileManager.default.removeItem(atPath: path)
        var options = Environment.Options()
        options.tableCountMax = 1_200
        do {
            let environment = try Environment(at: path, access: .create, options: options)
            _ = try environment.createTables((0..<1_200).map { index in "table \(index)" })
        }
        var image = try Image(of: path)
        // The record of each table, which is empty, gets an entry.
        let empty: [UInt8] = [UInt8](repeating: 0, count: 40) + [UInt8](repeating: 0xFF, count: 8)
        for place in 8_192..<image.bytes.count - empty.count
        where image.bytes[place] == 0 && image.bytes[place + 40] == 0xFF {
            guard image.bytes[place..<place + empty.count].elementsEqual(empty) else { continue }
            image.bytes[place + 32] = 1
        }
        try image.write()
        let report = try Environment.check(at: path)
        #expect(report.findingCount == 1_200)
        #expect(report.findings.count == FileReport.listCountMax)
    }

    @Test func `why a file cannot be checked at all`() throws {
        let missing = folder.file("missing.mdb")
        #expect(thrown { _ = try Environment.check(at: missing) }?.code == .noSuchFile)
        #expect(thrown { _ = try Environment.check(at: folder.path) }?.code == .isFolder)
        try Data("Dear diary".utf8).write(to: URL(filePath: path))
        let report = try Environment.check(at: path)
        #expect(report.findings.map(\.page) == [0])
        #expect(report.transactionID == nil)
        #expect(report.findings[0].description.hasPrefix("page 0, byte 0: the meta page"))
    }
}
