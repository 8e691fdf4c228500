import EventLog
import Foundation
import LMDB
import TestSupport
import Testing

@Suite struct `A log is append-only:` {
    private let folder = TemporaryFolder()
    private var path: String { folder.file("log.mdb") }

    @Test func `no append changes a stored byte of an earlier one`() throws {
        var batches = RandomBatches(seed: 3, sizes: [1...1, 4...40, 4...2_000])
        var log: EventLog? = try EventLog.sample(in: folder)
        var before: [StoredFile.Pair] = []
        for count in [1, 200, 3, 1_300, 1, 40] {
            try log?.append(batches.batch(of: count), at: 1)
            log = nil
            let after = try StoredFile.pairs(of: "blocks", at: path)
            #expect(after.count > before.count)
            #expect(Array(after.prefix(before.count)) == before)
            before = after
            log = try EventLog.opened(in: folder)
        }
    }

    @Test func `the store refuses a block before or upon the last`() throws {
        var log: EventLog? = try EventLog.sample(in: folder)
        for text in ["a", "b", "c"] { try log?.append([SampleEvent.event(text)], at: 1) }
        log = nil
        let environment = try Environment(at: path, access: .readWrite)
        let blocks = try environment.openTable("blocks")
        for last in [UInt8(0), 1, 2] {
            var transaction = try WriteTransaction(environment)
            let key = [0, 0, 0, 0, 0, 0, 0, last]
            var code: LMDBError.Code?
            do throws(LMDBError) {
                try transaction.append([1].span, forKey: key.span, in: blocks)
            } catch {
                code = error.code
            }
            #expect(code == .keyExists)
        }
    }

    @Test func `blocks are written by append, and by nothing else`() throws {
        var writes: [String] = []
        for file in try sources() {
            for line in try Repository.lines(of: "Sources/EventLog/" + file)
            where line.contains("in: blocks") && line.contains("transaction.") {
                writes.append(line.trimmingCharacters(in: .whitespaces))
            }
        }
        #expect(
            writes == [
                "try transaction.append(block.bytes.span, forKey: block.key.span, in: blocks)"
            ]
        )
    }

    @Test func `only the index, which is derived, removes and replaces`() throws {
        var removing: Set<String> = []
        var replacing: [String] = []
        for file in try sources() {
            for line in try Repository.lines(of: "Sources/EventLog/" + file) {
                if line.contains(".delete(") || line.contains(".removeAll(in:") {
                    removing.insert(file)
                }
                if line.contains("transaction.put("), !file.hasPrefix("IndexStore") {
                    replacing.append(line.trimmingCharacters(in: .whitespaces))
                }
            }
        }
        #expect(removing == ["IndexStore.swift", "IndexStore+Writing.swift"])
        #expect(
            replacing == ["try transaction.put(version.span, forKey: magic.span, in: meta)"]
        )
    }

    @Test func `no public function is named for change or removal`() throws {
        let forbidden = [
            "delete", "remove", "update", "replace", "set", "truncate", "clear", "drop",
        ]
        var names: [String] = []
        for file in try sources() {
            for line in try Repository.lines(of: "Sources/EventLog/" + file) {
                guard let range = line.range(of: #"public .*func \w+"#, options: .regularExpression)
                else { continue }
                names += line[range].split(separator: " ").suffix(1).map(String.init)
            }
        }
        #expect(names.contains("append") && names.contains("snapshot"))
        for name in names {
            #expect(!forbidden.contains { name.lowercased().hasPrefix($0) }, "\(name)")
        }
    }

    private func sources() throws -> [String] {
        let folder = Repository.root.appending(path: "Sources/EventLog")
        return try FileManager.default.contentsOfDirectory(
            atPath: folder.path(percentEncoded: false)
        ).sorted()
    }
}
