import Foundation
import LMDB
import TestSupport
import Testing

@Suite struct `A flipped bit` {
    let folder: Folder

    init() throws {
        folder = try Folder()
    }

    /// In a process of its own, so that a crash fails this test and no other.
    @Test(arguments: 1...8)
    func `is found, or changes only what was stored, or nothing`(_ seed: Int) async {
        await #expect(processExitsWith: .success) {
            [seed = seed as Int, path = folder.file("ledger.mdb") as String] in
            var flips = try Flips(seed: UInt64(seed), at: path)
            try #require(flips.silent(count: Rounds.count(300), .anywhere) == [])
            try #require(flips.silent(count: Rounds.count(100), .inMetaPages) == [])
            try #require(flips.silent(count: Rounds.count(300), .inStructure) == [])
        }
    }
}

@Suite struct `Rubbish in a file` {
    let folder: Folder

    init() throws {
        folder = try Folder()
    }

    @Test(arguments: 1...6)
    func `is found, or read without a crash`(_ seed: Int) async {
        await #expect(processExitsWith: .success) {
            [seed = seed as Int, path = folder.file("ledger.mdb") as String] in
            var flips = try Flips(seed: UInt64(seed), at: path)
            let foundCount = try flips.foundRubbish(count: Rounds.count(150))
            try #require(foundCount > Rounds.count(40))
        }
    }
}

/// A small file of random writes, and damage done to it.
private struct Flips {
    enum Place {
        case anywhere
        case inMetaPages
        case inStructure
    }

    /// A flip that neither the check nor opening noticed, and that is not said to be harmless.
    struct Silent: Hashable {
        let page: Int
        let offset: Int
        let bit: Int
    }

    private let path: String
    private var numbers: SeededRandomness
    private var image: Image
    private let uses: [FileReport.ByteUse?]
    private let entries: [[UInt8]]

    init(seed: UInt64, at path: String) throws {
        self.path = path
        numbers = SeededRandomness(seed)
        do {
            let environment = try Environment(at: path, access: .create)
            var workload = try Workload(seed: seed, on: environment, tableCount: 2)
            try workload.run(transactionCount: 12, operationCount: 30)
        }
        image = try Image(of: path)
        let collected = Uses(byteCount: image.bytes.count)
        try #require(try Environment.check(at: path, telling: collected.add).isSound)
        uses = collected.uses
        entries = try Self.entries(of: path)
        let kinds = Set((2..<image.pageCount).map { page in image.flags(of: page) })
        try #require(kinds.isSuperset(of: [1, 2, 4]), "branch, leaf and overflow pages")
    }

    /// Flips bits one at a time, each in a file that is otherwise sound.
    mutating func silent(count: Int, _ place: Place) throws -> [Silent] {
        let offsets: [Int] =
            switch place {
            case .anywhere: Array(image.bytes.indices)
            case .inMetaPages: Array(0..<152) + Array(4_096..<4_096 + 152)
            case .inStructure: image.bytes.indices.filter { offset in uses[offset] == nil }
            }
        let file = try FileHandle(forUpdating: URL(filePath: path))
        var silent: [Silent] = []
        for _ in 0..<count {
            let offset = offsets[number(below: offsets.count)]
            let bit = number(below: 8)
            try write([image.bytes[offset] ^ 1 << bit], at: offset, to: file)
            if try isSilent(at: offset) {
                let page = offset / Image.pageByteCount
                silent.append(Silent(page: page, offset: offset % Image.pageByteCount, bit: bit))
            }
            try write([image.bytes[offset]], at: offset, to: file)
        }
        return silent
    }

    private func isSilent(at offset: Int) throws -> Bool {
        let report = try Environment.check(at: path)
        guard report.isSound else {
            // The check looks at what LMDB does not read only in the older commit: in its meta page,
            // and in its list of free pages, which must not be of a later commit than it says.
            let older = 1 - image.newest
            let isOfOlder =
                offset / Image.pageByteCount == older
                || report.findings.allSatisfy { $0.page == older }
            try #require(
                uses[offset] != .unread || isOfOlder,
                "a false alarm at \(offset) of \(image.bytes.count): \(report.findings)"
            )
            return false
        }
        // What it leads to can be read, and is what it was where the byte is not content.
        let found = try Self.entries(of: path)
        guard uses[offset] != .content else { return false }
        return found != entries || uses[offset] == nil && report.leakedPageCount == 0
    }

    /// Overwrites parts of the file, and cuts it, and counts what of it was found.
    mutating func foundRubbish(count: Int) throws -> Int {
        var foundCount = 0
        for _ in 0..<count {
            var damaged = image
            let start = number(below: image.bytes.count)
            let end = min(start + 1 + number(below: 5_000), image.bytes.count)
            switch number(below: 5) {
            case 0: for index in start..<end { damaged.bytes[index] = 0 }
            case 1: for index in start..<end { damaged.bytes[index] = 0xFF }
            case 2: for index in start..<end { damaged.bytes[index] = UInt8(number(below: 256)) }
            case 3: damaged.bytes.removeLast(image.bytes.count - start)
            default:
                // A page in the place of another, with the right number on it.
                let (source, target) = (
                    number(below: image.pageCount), number(below: image.pageCount)
                )
                let page = image.bytes[image.place(source, 0)..<image.place(source + 1, 0)]
                let place = image.place(target, 0)
                damaged.bytes.replaceSubrange(place..<image.place(target + 1, 0), with: page)
                damaged.set(UInt64(target), at: place)
            }
            try damaged.write()
            if damaged.bytes.isEmpty { continue }
            let report = try Environment.check(at: path)
            if report.isSound {
                _ = try Self.entries(of: path)
            } else {
                foundCount += 1
            }
        }
        return foundCount
    }

    /// All that LMDB finds in the tables of a file.
    private static func entries(of path: String) throws -> [[UInt8]] {
        let environment = try Environment(at: path, access: .readOnly)
        var entries: [[UInt8]] = []
        for name in ["table 0", "table 1"] {
            // The name of a table is content too.
            guard let table = try? environment.openTable(name) else { continue }
            let transaction = try ReadTransaction(environment)
            var cursor = try transaction.cursor(over: table)
            while let entry = try cursor.next() {
                entries.append(copy(of: entry.key))
                entries.append(copy(of: entry.value))
            }
        }
        return entries
    }

    private static func copy(of bytes: Span<UInt8>) -> [UInt8] {
        bytes.withUnsafeBufferPointer { buffer in Array(buffer) }
    }

    private func write(_ bytes: [UInt8], at offset: Int, to file: FileHandle) throws {
        try file.seek(toOffset: UInt64(offset))
        try file.write(contentsOf: Data(bytes))
    }

    private mutating func number(below bound: Int) -> Int {
        Int(numbers.next() % UInt64(bound))
    }
}

/// What the check tells of each byte of a file.
private final class Uses {
    var uses: [FileReport.ByteUse?]

    init(byteCount: Int) {
        uses = Array(repeating: nil, count: byteCount)
    }

    func add(_ use: FileReport.ByteUse, _ range: Range<Int>) {
        for offset in range { uses[offset] = use }
    }
}
