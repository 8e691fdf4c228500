import ByteCoding
import Dateline
import EventLog
import Foundation
import NewsFacts
import Projecting
import TestSupport
import Testing

@Suite struct `The answer of a ledger` {
    private let folder = TemporaryFolder()

    @Test func `is empty when the ledger is`() throws {
        let ledger = try Ledger.make(in: folder)
        for view in Ledger.projections {
            for knownAt in [KnownAt.head, .position(Position(9)), .day(march(1))] {
                let table = try ledger.table(of: view, asOf: march(1), knownAt: knownAt)
                #expect(table.rows.isEmpty)
                #expect(table.knownAt.position == .zero && table.knownAt.recordedAt == nil)
            }
        }
        try ledger.rebuild(Diary.self)
        #expect(try ledger.view(Diary.self, asOf: march(1)).rows.isEmpty)
        let snapshot = try ledger.snapshot()
        let statistics = try ledger.views.statistics(of: Diary.self, in: snapshot)
        #expect(statistics?.checkpoint == .zero)
    }

    /// What was once said of a day, as far as something was known, is said for ever.
    @Test(arguments: 0..<UInt64(Rounds.count(4)))
    func `for a day and a state of knowledge never changes`(seed: UInt64) throws {
        let ledger = try Ledger.make(in: folder)
        var said: [(k: Position, answers: [[RowAnswer<Diary.Entry>]])] = []
        let batches = try History(seed: 100 + seed, stepCount: 60).facts().batches
        for (index, batch) in batches.enumerated() {
            let head = try ledger.append(batch).head
            guard index.isMultiple(of: 3) else { continue }
            said.append((head, try ledger.answers(Diary.self)))
        }
        #expect(said.count > 3)
        for (k, answers) in said {
            #expect(try ledger.answers(Diary.self, knownAt: .position(k)) == answers, "at \(k)")
        }
        try ledger.rebuild(Diary.self)
        for (k, answers) in said {
            #expect(try ledger.answers(Diary.self, knownAt: .position(k)) == answers, "at \(k)")
        }
    }

    @Test(.enabled(if: SmallFileSystem.isAvailable, "mounting a file system needs root"))
    func `is the same on a read-only file system, with and without views`() throws {
        let disk = SmallFileSystem(byteCount: 8 << 20)
        let path = disk.file("ledger")
        let facts = try History(seed: 41, stepCount: 80).facts().log
        var expected: [[RowAnswer<Diary.Entry>]] = []
        do {
            let ledger = try Ledger.create(at: path, clock: { Timestamp(rawValue: 0) })
            _ = try ledger.append(Array(facts.prefix(40)))
            _ = try ledger.answers(Diary.self)
            _ = try ledger.append(Array(facts.dropFirst(40)))
            expected = try Self.fresh(facts)
        }
        disk.makeReadOnly()
        let ledger = try Ledger(at: path, access: .readOnly)
        #expect(!ledger.views.folder.hasPrefix(path))
        defer { try? FileManager.default.removeItem(atPath: ledger.views.folder) }
        #expect(try ledger.answers(Diary.self) == expected)
        #expect(throws: LedgerError.self) { try ledger.append(facts) }
        #expect(try ledger.answers(Diary.self) == expected)
    }

    private static func fresh(_ facts: [Fact]) throws -> [[RowAnswer<Diary.Entry>]] {
        let folder = TemporaryFolder()
        let ledger = try Ledger.make(in: folder)
        _ = try ledger.append(facts)
        return try ledger.answers(Diary.self)
    }

    @Test(.enabled(if: SmallFileSystem.isAvailable, "mounting a file system needs root"))
    func `on a full disk is refused by name, and given when there is room`() throws {
        let disk = SmallFileSystem(byteCount: 3 << 20)
        let ballast = URL(filePath: disk.file("ballast"))
        let ledger = try Ledger.create(at: disk.file("ledger"), clock: { Timestamp(rawValue: 0) })
        let facts = try History(seed: 42, stepCount: 300).facts().log
        _ = try ledger.append(facts)
        let expected = try Self.fresh(facts)
        fill(ballast)
        let error = #expect(throws: LedgerError.self) { try ledger.answers(Diary.self) }
        #expect("\(String(describing: error))".contains("space"))
        // Emptied first: a child of another test may have inherited the open file, and hold it.
        try Data().write(to: ballast)
        try FileManager.default.removeItem(at: ballast)
        #expect(try ledger.answers(Diary.self) == expected)
    }

    private func fill(_ file: URL) {
        _ = FileManager.default.createFile(atPath: file.path(percentEncoded: false), contents: nil)
        guard let handle = try? FileHandle(forWritingTo: file) else { return }
        for size in [65_536, 4_096] {
            while (try? handle.write(contentsOf: Data(repeating: 1, count: size))) != nil {}
        }
    }
}

@Suite struct `A state of knowledge` {
    private let folder = TemporaryFolder()

    /// A ledger with three facts, recorded at the end of day 0, at the beginning of day 1, on day 3.
    private func ledger() throws -> Ledger {
        let clock = TestClock()
        let ledger = try Ledger.make(in: folder, clock: clock)
        let day = TestClock.microsecondsOfDay
        for (index, moment) in [day - 1, day, 3 * day + 5].enumerated() {
            clock.now = moment
            var fact = Fact(.meetingHeld, about: "s\(index)")
            fact.participants = [Participant("participant", "p")]
            _ = try ledger.append([fact])
        }
        return ledger
    }

    private func position(_ knownAt: KnownAt) throws -> UInt64 {
        let ledger = try ledger()
        let snapshot = try ledger.snapshot()
        return try snapshot.knowledge(at: knownAt).position.rawValue
    }

    @Test(arguments: zip([Int32(-1), 0, 1, 2, 3, 4], [UInt64(0), 1, 2, 2, 3, 3]))
    func `at a day is all recorded before the next begins`(day: Int32, count: UInt64) throws {
        #expect(try position(.day(Day(rawValue: day))) == count)
    }

    @Test(arguments: zip([Int64(-1), -2, 0, 1], [UInt64(1), 0, 2, 2]))
    func `at a moment is all recorded by it`(offset: Int64, count: UInt64) throws {
        let moment = Timestamp(rawValue: TestClock.microsecondsOfDay + offset)
        #expect(try position(.moment(moment)) == count)
    }

    @Test(arguments: [
        KnownAt.head, .position(Position(3)), .position(Position(rawValue: .max)),
        .day(.distantFuture), .day(Day(rawValue: .max - 1)),
        .moment(Timestamp(rawValue: .max)),
    ])
    func `past all is the head`(knownAt: KnownAt) throws {
        #expect(try position(knownAt) == 3)
    }

    @Test(arguments: [
        KnownAt.position(.zero), .day(.distantPast), .day(Day(rawValue: .min + 1)),
        .moment(Timestamp(rawValue: .min)),
    ])
    func `before all is nothing`(knownAt: KnownAt) throws {
        #expect(try position(knownAt) == 0)
    }

    @Test func `has a day, to its last microsecond`() {
        let length = TestClock.microsecondsOfDay
        for day in [Int64(-800_000), -1, 0, 1, 19_000, 70_000, 200_000, 2_932_896] {
            #expect(Timestamp(rawValue: day * length).day.rawValue == Int32(day))
            #expect(Timestamp(rawValue: (day + 1) * length - 1).day.rawValue == Int32(day))
        }
    }
}

@Suite struct `A fact from outside` {
    private let folder = TemporaryFolder()

    @Test(arguments: ["a\0b", String(repeating: "x", count: 256), "a b", "\u{202E}"])
    func `with a text that is no identifier is refused, whatever its type`(text: String) throws {
        let ledger = try Ledger.make(in: folder)
        var met = Fact(.meetingHeld, about: "s")
        met.participants = [Participant("participant", "p")]
        _ = try ledger.append([met])
        let target = Reference.id(Digest(sha256Of: met.bytes))
        for type in [FactType.meetingHeld, .factRetracted, .factCorrected, .sameEventDeclared] {
            var fact = Fact(type, about: text)
            fact.targets = type == .meetingHeld ? [] : [target]
            if type == .sameEventDeclared { fact.targets.append(target) }
            fact.participants = type == .meetingHeld ? met.participants : []
            fact.reason = type == .meetingHeld ? "" : "why"
            fact.replacement = type == .factCorrected ? .fact(met) : .none
            let error = #expect(throws: LedgerError.self) { try ledger.append([fact]) }
            #expect(error?.index == 0, "\(type)")
        }
        let head = try ledger.view(Diary.self, asOf: march(1)).knownAt.position
        #expect(head == Position(1))
    }

    @Test func `whose stored bytes were damaged is named by the view that reads it`() throws {
        for subject in ["a\0b", String(repeating: "x", count: 600)] {
            let folder = TemporaryFolder()
            let path = folder.file("ledger")
            try FileManager.default.createDirectory(
                atPath: path,
                withIntermediateDirectories: true
            )
            var met = Fact(.meetingHeld, about: subject)
            met.participants = [Participant("participant", "p")]
            do {
                let log = try EventLog.create(
                    in: path,
                    identity: .random(),
                    reader: SampleEvent.keys
                )
                let event = NewEvent(
                    bytes: met.bytes,
                    type: met.type.number,
                    effect: .adds(lo: 1, hi: 2),
                    keys: EventKeys(subject: "", entities: [], externalID: "")
                )
                _ = try log.append([event], at: 1)
            }
            let ledger = try Ledger(at: path)
            let error = #expect(throws: LedgerError.self) {
                try ledger.view(Diary.self, asOf: march(1))
            }
            guard case .view(.log(.unreadable(.zero, _))) = error else {
                Issue.record("\(String(describing: error))")
                continue
            }
        }
    }

    private func refusal(ofTarget text: String) throws -> LedgerError? {
        let ledger = try Ledger.make(in: folder)
        var retraction = Fact(.factRetracted, about: "")
        retraction.targets = [.externalID(text)]
        retraction.reason = "why"
        return #expect(throws: LedgerError.self) { try ledger.append([retraction]) }
    }

    @Test func `about a fact of no such name is refused`() throws {
        let error = try refusal(ofTarget: "nothing")
        guard case .unknownReference(index: 0, .externalID("nothing")) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test(arguments: ["", "a\0b", String(repeating: "x", count: 2_000), "e\u{301}"])
    func `about a fact of a name that none can have is refused`(text: String) throws {
        let error = try refusal(ofTarget: text)
        guard case .fact(index: 0, .invalid(place: "targets[0]", _)) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}
