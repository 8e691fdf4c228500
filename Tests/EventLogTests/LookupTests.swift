import ByteCoding
import Foundation
import TestSupport
import Testing

@testable import EventLog

@Suite struct `Looking events up` {
    private let folder = TemporaryFolder()

    enum Flushing: CaseIterable { case never, sometimes, always }

    @Test(arguments: Flushing.allCases)
    func `gives what a plain array gives, however far the index lags`(flushing: Flushing) throws {
        let log = try EventLog.sample(in: folder)
        var model = LogModel()
        var batches = RandomBatches(seed: 11, sizes: [1...1, 4...40])
        for round in 0..<5 {
            let batch = batches.batch(of: round.isMultiple(of: 2) ? 1_150 : 40)
            #expect(try log.append(batch, at: 1) == model.append(batch, at: 1))
            if flushing == .always || (flushing == .sometimes && round == 2) {
                try log.flushIndex()
            }
            try expectAgreement(log, model, every: round == 4 ? 1 : 17)
        }
    }

    @Test(arguments: Flushing.allCases)
    func `gives the same after reopening`(flushing: Flushing) throws {
        let model = try filled(flushing).model
        try expectAgreement(try EventLog.opened(in: folder), model, every: 3)
    }

    @Test(arguments: Flushing.allCases)
    func `gives the same after the index was deleted`(flushing: Flushing) throws {
        var (log, model) = try filled(flushing)
        log = nil
        for name in ["index.mdb", "index.mdb-lock"] {
            try FileManager.default.removeItem(atPath: folder.file(name))
        }
        log = try EventLog.opened(in: folder)
        try expectAgreement(try #require(log), model, every: 7)
        try log?.flushIndex()
        log = nil
        let blocks = try StoredFile.pairs(of: "level-1", at: folder.file("index.mdb"))
        #expect(blocks.map(\.value.count).reduce(0, +) / Posting.byteCount > 2_000)
        try expectAgreement(try EventLog.opened(in: folder), model, every: 7)
    }

    @Test func `gives the same with the index of another log in its place`() throws {
        var (log, model) = try filled(.always)
        log = nil
        let other = TemporaryFolder()
        var stranger: EventLog? = try EventLog.sample(in: other)
        let events = (0..<3_000).map {
            SampleEvent.event("z\($0)", subject: "s1", externalID: "x\($0)")
        }
        try stranger?.append(events, at: 1)
        try stranger?.flushIndex()
        stranger = nil
        try replaceIndex(from: other)
        log = try EventLog.opened(in: folder)
        try expectAgreement(try #require(log), model, every: 7)
        log = nil
        let readOnly = try EventLog(
            openingIn: folder.path,
            access: .readOnly,
            reader: SampleEvent.keys
        )
        try expectAgreement(readOnly, model, every: 7)
    }

    @Test func `of a read-only log passes over the index of another log`() throws {
        let model = try filled(.always).model
        let other = TemporaryFolder()
        var stranger: EventLog? = try EventLog.sample(in: other)
        try stranger?.append((0..<3_000).map { SampleEvent.event("z\($0)", subject: "s1") }, at: 1)
        try stranger?.flushIndex()
        stranger = nil
        try replaceIndex(from: other)
        let readOnly = try EventLog(
            openingIn: folder.path,
            access: .readOnly,
            reader: SampleEvent.keys
        )
        try expectAgreement(readOnly, model, every: 7)
    }

    /// Somebody restored an older copy of the log and left the index of the newer one beside it.
    @Test func `gives the same when the index has seen more than the log holds`() throws {
        var log: EventLog? = try EventLog.sample(in: folder)
        let shared = (0..<1_500).map { SampleEvent.event("a\($0)", subject: "s\($0 % 9)") }
        try log?.append(shared, at: 1)
        log = nil
        let backup = folder.file("backup")
        try FileManager.default.copyItem(atPath: folder.file("log.mdb"), toPath: backup)
        log = try EventLog.opened(in: folder)
        try log?.append((0..<1_500).map { SampleEvent.event("b\($0)", subject: "lost") }, at: 2)
        try log?.flushIndex()
        log = nil
        try FileManager.default.removeItem(atPath: folder.file("log.mdb"))
        try FileManager.default.moveItem(atPath: backup, toPath: folder.file("log.mdb"))
        log = try EventLog.opened(in: folder)
        var model = LogModel()
        _ = model.append(shared, at: 1)
        try expectAgreement(try #require(log), model, every: 5)
        let new = (0..<20).map { SampleEvent.event("c\($0)", subject: "new", externalID: "n\($0)") }
        #expect(try log?.append(new, at: 3) == model.append(new, at: 3))
        #expect(try log?.append(new, at: 4) == model.append(new, at: 4))
        try expectAgreement(try #require(log), model, every: 5)
    }

    @Test(arguments: ["not a database at all", ""])
    func `gives the same after the index was overwritten`(text: String) throws {
        var (log, model) = try filled(.always)
        log = nil
        try Data(text.utf8).write(to: URL(filePath: folder.file("index.mdb")))
        log = try EventLog.opened(in: folder)
        try expectAgreement(try #require(log), model, every: 7)
    }

    @Test(arguments: [
        LookupKey.subject("a\0b"), .entity("\0"), .externalID("a\0"), .subject(""), .externalID(""),
        .subject(String(repeating: "x", count: 600)),
        .externalID(String(repeating: "é", count: 300)),
    ])
    func `by what no event can have finds none`(key: LookupKey) throws {
        let log = try #require(try filled(.always).log)
        let snapshot = try log.snapshot()
        #expect(try log.positions(with: key, in: snapshot) == [])
    }

    @Test func `keeps subjects apart of which one begins another`() throws {
        let log = try EventLog.sample(in: folder)
        for (index, subject) in ["a", "ab", "a b", "abc", "A"].enumerated() {
            try log.append(
                [SampleEvent.event("\(index)", subject: subject, entities: [subject])],
                at: 1
            )
        }
        let snapshot = try log.snapshot()
        #expect(try log.positions(with: .subject("ab"), in: snapshot) == [Position(1)])
        #expect(try log.positions(with: .entity("a"), in: snapshot) == [Position(0)])
    }

    /// Found by trying some millions of texts.
    @Test(arguments: [
        (LookupKey.subject("s38145"), LookupKey.subject("s103729")),
        (.entity("e265494"), .entity("e271775")),
        (.externalID("x349049"), .externalID("x2025121")),
    ])
    func `keeps texts apart that have one term`(key: LookupKey, other: LookupKey) throws {
        // The index takes the numbers that it finds.
        var seed: [UInt8] = []
        for number in [0x0808_0808_0808_0808, 0x9E37_79B9_7F4A_7C15] as [UInt64] {
            seed.appendBigEndian(number)
        }
        let pair = StoredFile.Pair(Array("seed".utf8), seed)
        try StoredFile.put(pair, in: "meta", at: folder.file("index.mdb"))
        let log = try EventLog.sample(in: folder)
        let terms = log.index.terms
        #expect(terms.term(of: key) == terms.term(of: other))
        func event(_ key: LookupKey, _ text: String) -> NewEvent {
            switch key {
            case .subject(let subject): SampleEvent.event(text, subject: subject)
            case .entity(let entity): SampleEvent.event(text, entities: [entity])
            case .externalID(let id): SampleEvent.event(text, externalID: id)
            case .id, .type, .lineage: preconditionFailure("\(key) is no text")
            }
        }
        for isFlushed in [false, true] {
            let start = try log.snapshot().head
            let text = isFlushed ? "after" : "before"
            if isFlushed {
                try log.append((0..<1_100).map { SampleEvent.event("filler \($0)") }, at: 1)
                try log.flushIndex()
            } else {
                // The second is no other event with the external id of the first.
                try log.append([event(key, text)], at: 1)
                try log.append([event(other, text)], at: 1)
            }
            let snapshot = try log.snapshot()
            let found = (
                try log.positions(with: key, in: snapshot),
                try log.positions(with: other, in: snapshot)
            )
            #expect(found == ([.zero], [Position(1)]), "\(start)")
        }
        if case .externalID(let id) = key, case .externalID(let otherID) = other {
            let snapshot = try log.snapshot()
            let owners = try log.owners(ofExternalIDs: [otherID, id], in: snapshot)
            #expect(owners == [Position(1), .zero])
        }
    }

    /// A log of a few thousand events, with its model.
    private func filled(_ flushing: Flushing) throws -> (log: EventLog?, model: LogModel) {
        let log = try EventLog.sample(in: folder)
        var model = LogModel()
        var batches = RandomBatches(seed: 23, sizes: [4...40])
        for round in 0..<3 {
            let batch = batches.batch(of: 1_100)
            #expect(try log.append(batch, at: 1) == model.append(batch, at: 1))
            if flushing == .always || (flushing == .sometimes && round == 1) {
                try log.flushIndex()
            }
        }
        return (log, model)
    }

    private func replaceIndex(from other: TemporaryFolder) throws {
        let index = folder.file("index.mdb")
        try FileManager.default.removeItem(atPath: index)
        try FileManager.default.copyItem(atPath: other.file("index.mdb"), toPath: index)
    }

    private func expectAgreement(
        _ log: borrowing EventLog,
        _ model: LogModel,
        every step: Int,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let snapshot = try log.snapshot()
        var wrong: [LookupKey] = []
        var checked = 0
        for (key, places) in model.places {
            let isRare =
                switch key {
                case .subject, .entity, .type: true
                case .id, .lineage, .externalID: false
                }
            guard isRare || (places.first ?? 0).isMultiple(of: step) else { continue }
            let expected = places.map { Position($0) }
            if case .id(let id) = key {
                let position = try log.position(of: id, in: snapshot)
                if position != expected.first { wrong.append(key) }
            } else if try log.positions(with: key, in: snapshot) != expected {
                wrong.append(key)
            }
            checked += 1
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(5))", sourceLocation: sourceLocation)
        #expect(checked > 20, sourceLocation: sourceLocation)
    }
}
