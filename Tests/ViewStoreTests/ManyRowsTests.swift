import ByteCoding
import Dateline
import Foundation
import NewsFacts
import Pairs
import Projecting
import TestSupport
import Testing
import ViewStore

/// Views of so many facts that they are read and folded on several threads, and written in parts.
@Suite struct `Many rows` {
    private let folder = TemporaryFolder()

    /// A meeting of those, as a coded feed tells it.
    private func meeting(of actors: [String], _ number: Int) throws -> Fact {
        var fact = Fact(.meetingHeld, about: "meeting-\(number)")
        fact.participants = actors.map { Participant("participant", $0) }
        fact.codes = [Fact.Code(scheme: "CAMEO", version: "1.1b3", code: "0\(40 + number % 7)")]
        fact.occurred = Occurrence(try EDTF(march(1).advanced(by: number / 300).description))
        return fact
    }

    /// Whether a view that was made of all at once holds the bytes of one that followed in steps, and more
    /// versions than so many.
    private func isTheSame(_ batches: [[Fact]], of versionCount: Int) throws -> Bool {
        do {
            let ledger = try Ledger.make(in: folder)
            for batch in batches {
                _ = try ledger.append(batch)
                _ = try ledger.view(Pairs.self, asOf: march(1))
            }
            let snapshot = try ledger.snapshot()
            var factCount = 0
            try ledger.views.forEachRow(
                of: Pairs.self,
                knownAt: snapshot.head,
                by: march(99),
                in: snapshot
            ) { factCount += $1.count }
            #expect(factCount > versionCount)
        }
        let files = ViewFiles(of: Pairs.name, in: folder)
        let followed = try files.content()
        do { try Ledger.open(in: folder).rebuild(Pairs.self) }
        #expect(try files.current() == "2")
        return try files.content() == followed
    }

    @Test func `of many events, some of which put earlier ones into other rows`() throws {
        var randomness = SeededRandomness(11)
        func actors() -> [String] {
            (0..<3).map { _ in "actor-\(Int.random(in: 0..<40, using: &randomness))" }
        }
        var told: [Digest] = []
        var number = 0
        let batches = try (0..<10).map { _ in
            try (0..<700).map { _ in
                number += 1
                let fact = try meeting(of: actors(), number)
                guard number.isMultiple(of: 50), let target = told.randomElement(using: &randomness)
                else {
                    told.append(Digest(sha256Of: fact.bytes))
                    return fact
                }
                var amendment = Fact(
                    number.isMultiple(of: 100) ? .factRetracted : .factCorrected,
                    about: ""
                )
                amendment.reason = "reason \(number)"
                amendment.targets = [.id(target)]
                if amendment.type == .factCorrected { amendment.replacement = .fact(fact) }
                told.removeAll { $0 == target }
                return amendment
            }
        }
        #expect(try isTheSame(batches, of: 10_000))
    }

    @Test func `of events that name many`() throws {
        let actors = (0..<63).map { "actor-\($0)" }
        let batches = try (0..<4).map { batch in
            try (0..<10).map { try meeting(of: actors.shuffled(), batch * 10 + $0) }
        }
        #expect(try isTheSame(batches, of: 65_536))
    }
}
