import ByteCoding
import Dateline
import EventLog
import Foundation
import Lawsuits
import NewsFacts
import Projecting
import TestSupport
import Testing
import ViewStore

@Suite struct `The file of a view` {
    private let folder = TemporaryFolder()
    private var files: ViewFiles { ViewFiles(of: Diary.name, in: folder) }

    /// A ledger with a view, closed; and what the view says.
    private func prepare(seed: UInt64 = 21) throws -> [[RowAnswer<Diary.Entry>]] {
        let ledger = try Ledger.make(in: folder)
        try ledger.append(History(seed: seed, stepCount: 50))
        return try ledger.answers(Diary.self)
    }

    private func reopened() throws -> [[RowAnswer<Diary.Entry>]] {
        try Ledger.open(in: folder).answers(Diary.self)
    }

    @Test func `is taken up again after reopening`() throws {
        let before = try prepare()
        let content = try files.content()
        #expect(try reopened() == before)
        #expect(try files.content() == content)
        #expect(try files.current() == "1")
    }

    @Test(arguments: ["1.mdb", "current", ""])
    func `comes back when it was deleted`(name: String) throws {
        let before = try prepare()
        let content = try files.content()
        try FileManager.default.removeItem(atPath: files.folder.path(percentEncoded: false) + name)
        #expect(try reopened() == before)
        #expect(try files.content() == content)
    }

    @Test(arguments: [
        "", "\n", "x", "-1", "0", "99", "1 2", "../1", "9223372036854775808", "\u{0}",
    ])
    func `is made anew when the pointer to it is no generation`(text: String) throws {
        let before = try prepare()
        let content = try files.content()
        try Data(text.utf8).write(to: files.pointer)
        #expect(try reopened() == before)
        #expect(try files.content() == content)
        #expect(try files.current() == "2")
    }

    @Test func `is made anew when the pointer to it is no text`() throws {
        let before = try prepare()
        try Data([0xFF, 0xFE, 0x00, 0xD8]).write(to: files.pointer)
        #expect(try reopened() == before)
    }

    @Test(arguments: [Data(), Data("garbage".utf8), Data(count: 50_000)])
    func `is made anew when it was overwritten`(data: Data) throws {
        let before = try prepare()
        let content = try files.content()
        try data.write(to: try files.file())
        #expect(try reopened() == before)
        #expect(try files.content() == content)
        #expect(try files.current() == "2")
    }

    /// A rebuild writes it without flushes, and marks it at the end: before, it may have anything in it.
    @Test func `is made anew when it was not finished`() throws {
        let before = try prepare()
        let content = try files.content()
        let path = try files.file().path(percentEncoded: false)
        let meta = try StoredFile.pairs(of: "meta", at: path)
        let marks = meta.filter {
            ["origin", "layout"].contains(String(decoding: $0.key, as: UTF8.self))
        }
        #expect(marks.count == 2)
        try StoredFile.replaceAll(of: "meta", by: meta.filter { !marks.contains($0) }, at: path)
        try StoredFile.replaceAll(of: "states", by: [], at: path)
        #expect(try reopened() == before)
        #expect(try files.content() == content)
        #expect(try files.current() == "2")
    }

    @Test func `has no mark before all that it holds is written`() throws {
        let ledger = try Ledger.make(in: folder)
        try ledger.append(History(seed: 21, stepCount: 50))
        let path = files.folder.path(percentEncoded: false) + "1.mdb"
        let copy = folder.file("copy.mdb")
        try ledger.rebuild(Diary.self) { done, total in
            guard done == total else { return }
            try? FileManager.default.copyItem(atPath: path, toPath: copy)
        }
        let names = try StoredFile.pairs(of: "meta", at: copy).map {
            String(decoding: $0.key, as: UTF8.self)
        }
        #expect(names.sorted() == ["checkpoint", "last"])
        #expect(try StoredFile.pairs(of: "states", at: copy).count > 0)
    }

    @Test func `is made anew when it was cut short`() throws {
        let before = try prepare()
        let file = try FileHandle(forUpdating: try files.file())
        try file.truncate(atOffset: try file.seekToEnd() / 2)
        #expect(try reopened() == before)
    }

    @Test func `is made anew when it is that of another log`() throws {
        let before = try prepare()
        let content = try files.content()
        let other = TemporaryFolder()
        do {
            let stranger = try Ledger.make(in: other)
            try stranger.append(History(seed: 22, stepCount: 30))
            #expect(try stranger.answers(Diary.self) != before)
        }
        let file = try files.file()
        try FileManager.default.removeItem(at: file)
        try FileManager.default.copyItem(
            at: try ViewFiles(of: Diary.name, in: other).file(),
            to: file
        )
        #expect(try reopened() == before)
        #expect(try files.content() == content)
        #expect(try files.current() == "2")
    }

    @Test func `is made anew when it is that of another view`() throws {
        let before = try prepare()
        do {
            let ledger = try Ledger.open(in: folder)
            _ = try ledger.answers(Lawsuits.self)
        }
        let file = try files.file()
        try FileManager.default.removeItem(at: file)
        try FileManager.default.copyItem(
            at: try ViewFiles(of: Lawsuits.name, in: folder).file(),
            to: file
        )
        #expect(try reopened() == before)
    }

    @Test func `is made anew when the projection has a new version`() throws {
        let before = try prepare()
        do {
            let ledger = try Ledger.open(in: folder)
            let rows = try ledger.view(NextDiary.self, asOf: march(31)).rows
            #expect(!rows.isEmpty && rows.allSatisfy { $0.key.text.hasPrefix("next:") })
        }
        #expect(try files.current() == "2")
        #expect(try reopened() == before)
        #expect(try files.current() == "3")
    }

    @Test func `is made anew when the projection reads other types of fact`() throws {
        _ = try prepare()
        let ledger = try Ledger.open(in: folder)
        let rows = try ledger.view(WiderDiary.self, asOf: march(31)).rows
        #expect(!rows.isEmpty && rows.allSatisfy { $0.key.text.hasPrefix("next:") })
    }

    /// Somebody restored an older copy of the log and left the views of the newer one beside it;
    /// then, perhaps, other facts were appended before a view was asked for.
    @Test(arguments: [0, 3, 60])
    func `is made anew when it has seen what the log no longer holds`(count: Int) throws {
        let facts = try History(seed: 23, stepCount: 40).facts().log
        let others = Array(try History(seed: 24, stepCount: 60).facts().log.prefix(count))
        let log = folder.file("ledger/log.mdb")
        do {
            let ledger = try Ledger.make(in: folder)
            _ = try ledger.append(Array(facts.prefix(10)))
        }
        try FileManager.default.copyItem(atPath: log, toPath: folder.file("backup"))
        do {
            let ledger = try Ledger.open(in: folder)
            _ = try ledger.append(facts)
            _ = try ledger.answers(Diary.self)
        }
        try FileManager.default.removeItem(atPath: log)
        try FileManager.default.moveItem(atPath: folder.file("backup"), toPath: log)
        let restored = try Ledger.open(in: folder)
        _ = try restored.append(others)
        let other = TemporaryFolder()
        let fresh = try Ledger.make(in: other)
        _ = try fresh.append(Array(facts.prefix(10)))
        _ = try fresh.append(others)
        #expect(try restored.answers(Diary.self) == fresh.answers(Diary.self))
    }

    @Test func `that holds what no version writes is named, and repaired by a rebuild`() throws {
        let before = try prepare()
        let entries = try files.content()[0]
        let file = try files.file().path(percentEncoded: false)
        let key = try #require(entries.first?.key)
        let states = try files.content()[2]
        let row = Array(key.dropLast(16))
        let stored = try #require(states.first { $0.key == row }).value
        for (table, damage) in [
            ("entries", StoredFile.Pair(key, [1, 2, 3])),
            ("entries", StoredFile.Pair(key, [9, 0, 0, 0, 8, 0, 0, 0])),
            ("entries", StoredFile.Pair(key + [0], [])),
            ("entries", StoredFile.Pair(row + [UInt8](repeating: 255, count: 16), [1])),
            ("states", StoredFile.Pair(row, [])), ("states", StoredFile.Pair(row, [1, 2, 3])),
            ("states", StoredFile.Pair([1, 2, 3], stored)),
        ] {
            try StoredFile.replaceAll(of: "entries", by: entries, at: file)
            try StoredFile.replaceAll(of: "states", by: states, at: file)
            try StoredFile.put(damage, in: table, at: file)
            let error = #expect(throws: LedgerError.self) { try reopened() }
            guard case .view(.damaged(view: Diary.name)) = error else {
                Issue.record("\(damage): \(String(describing: error))")
                continue
            }
        }
        do { try Ledger.open(in: folder).rebuild(Diary.self) }
        #expect(try reopened() == before)
    }

    @Test func `holds entries by row, lineage and position`() throws {
        do {
            let ledger = try Ledger.make(in: folder)
            var met = Fact(.meetingHeld, about: "s")
            met.participants = [Participant("participant", "p"), Participant("about", "é")]
            met.occurred = Occurrence(try EDTF("1970-01-02/1970-01-04"))
            let receipt = try ledger.append([Fact(.entityDescribed, about: "e"), met])
            #expect(receipt.head == Position(2))
            var correction = Fact(.factCorrected, about: "")
            correction.targets = [.id(Digest(sha256Of: met.bytes))]
            correction.reason = "a slip"
            met.participants.removeLast()
            met.occurred = .unknown
            correction.replacement = .fact(met)
            _ = try ledger.append([correction])
            _ = try ledger.view(Diary.self, asOf: march(1))
        }
        let content = try files.content()
        #expect(
            content[0].map { $0.key.hexadecimal + "=" + $0.value.hexadecimal } == [
                Array("about:é".utf8).hexadecimal + "00" + "0000000000000001"
                    + "0000000000000001=" + "0100000003000000",
                Array("about:é".utf8).hexadecimal + "00" + "0000000000000001"
                    + "0000000000000002=",
                "7300" + "0000000000000001" + "0000000000000001=" + "0100000003000000",
                "7300" + "0000000000000001" + "0000000000000002=" + "00000080ffffff7f",
            ]
        )
        let keys = ["checkpoint", "last", "layout", "origin"]
        #expect(content[1].map(\.key) == keys.map { Array($0.utf8) })
        #expect(content[1].first?.value.hexadecimal == "0000000000000003")
        #expect(content[1].last?.value.count == 32)
    }
}
