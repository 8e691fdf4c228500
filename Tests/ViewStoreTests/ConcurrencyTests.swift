import ByteCoding
import Dateline
import EventLog
import Foundation
import Lawsuits
import NewsFacts
import Projecting
import Synchronization
import TestSupport
import Testing

@Suite struct `A view asked for at one time` {
    private let folder = TemporaryFolder()
    private var files: ViewFiles { ViewFiles(of: Lawsuits.name, in: folder) }

    @Test func `by several processes is the same for all`() throws {
        do {
            let ledger = try Ledger.make(in: folder)
            try ledger.append(History(seed: 31, stepCount: 200))
        }
        for round in 0..<3 {
            let day = "\(march(20).rawValue)"
            let children = try (0..<4).map { _ in
                try ChildProcess("show", folder.file("ledger"), Lawsuits.name, day)
            }
            let said = children.map { $0.lines() }
            for child in children { #expect(child.wait()) }
            let ledger = try Ledger.open(in: folder)
            let expected = try ledger.table(of: Lawsuits.self, asOf: march(20)).rows
                .map { "\($0)" }
            #expect(!expected.isEmpty)
            for lines in said { #expect(lines == expected, "round \(round)") }
            #expect(
                FileManager.default.fileExists(atPath: try files.file().path(percentEncoded: false))
            )
            _ = try ledger.append(History(seed: UInt64(32 + round), stepCount: 100).facts().log)
        }
    }

    @Test func `by several threads is made once, and is the same for all`() throws {
        let expected = try answers(of: History(seed: 35, stepCount: 150))
        let ledger = try Ledger.make(in: folder)
        try ledger.append(History(seed: 35, stepCount: 150))
        try expectAgreement(ledger, expected)
        #expect(try files.current() == "1")
        #expect(try files.generations() == ["1.mdb"])
    }

    @Test func `by several threads is opened once`() throws {
        let expected = try answers(of: History(seed: 36, stepCount: 150))
        do {
            let ledger = try Ledger.make(in: folder)
            try ledger.append(History(seed: 36, stepCount: 150))
            _ = try ledger.view(Lawsuits.self, asOf: march(1))
        }
        let ledger = try Ledger.open(in: folder)
        try expectAgreement(ledger, expected)
        #expect(try files.current() == "1")
    }

    @Test func `while facts are appended agrees with what was known then`() throws {
        let history = History(seed: 37, stepCount: 120)
        let batches = try history.facts().batches
        let ledger = try Ledger.make(in: folder)
        let answers = Mutex<[ViewAnswer<Diary.Entry>]>([])
        let failures = Mutex<[String]>([])
        DispatchQueue.concurrentPerform(iterations: 4) { thread in
            do {
                if thread == 0 { return try batches.forEach { _ = try ledger.append($0) } }
                for _ in 0..<30 {
                    let answer = try ledger.view(Diary.self, asOf: march(9))
                    answers.withLock { $0.append(answer) }
                }
            } catch {
                failures.withLock { $0.append("\(error)") }
            }
        }
        #expect(failures.withLock { $0 } == [])
        let oracle = Oracle(try history.facts().log)
        for answer in answers.withLock({ $0 }) {
            let k = Int(answer.knownAt.position.rawValue)
            for row in answer.rows {
                let expected = oracle.state(of: Diary.self, row.key, march(9), k, .certain)
                #expect(Oracle.State(row.certain) == expected, "\(row.key) at \(k)")
            }
        }
    }

    @Test func `through an older snapshot leaves the file of a newer one`() throws {
        let history = History(seed: 38, stepCount: 100)
        do {
            let ledger = try Ledger.make(in: folder)
            try ledger.append(history)
        }
        let ledger = try Ledger.open(in: folder)
        let old = try ledger.snapshot()
        _ = try ledger.append(History(seed: 39, stepCount: 100).facts().log)
        let child = try ChildProcess("show", folder.file("ledger"), Lawsuits.name, "20000")
        #expect(!child.lines().isEmpty)
        #expect(child.wait())
        let rows = try ledger.views.rows(
            of: Lawsuits.self,
            on: march(31),
            knownAt: old.head,
            in: old
        )
        #expect(try files.current() == "1")
        let now = try ledger.view(Lawsuits.self, asOf: march(31), knownAt: .position(old.head))
        #expect(rows == now.rows)
        for row in now.rows {
            let entries = try ledger.views.versions(of: row.key, in: Lawsuits.self, old)
            #expect(!entries.isEmpty && entries.allSatisfy { $0.position < old.head })
        }
    }

    private func answers(of history: History) throws -> [[RowAnswer<Lawsuit>]] {
        let folder = TemporaryFolder()
        let ledger = try Ledger.make(in: folder)
        try ledger.append(history)
        return try ledger.answers(Lawsuits.self)
    }

    /// Lets threads ask at the same moment, as nearly as can be.
    private func expectAgreement(
        _ ledger: Ledger,
        _ expected: [[RowAnswer<Lawsuit>]],
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let failures = Mutex<[String]>([])
        let ready = Atomic<Int>(0)
        let done = DispatchGroup()
        for thread in 0..<4 {
            done.enter()
            Thread.detachNewThread {
                defer { done.leave() }
                ready.add(1, ordering: .relaxed)
                while ready.load(ordering: .relaxed) < 4 {}
                do {
                    let found = try ledger.answers(Lawsuits.self)
                    if found != expected { failures.withLock { $0.append("thread \(thread)") } }
                } catch {
                    failures.withLock { $0.append("\(error)") }
                }
            }
        }
        done.wait()
        #expect(failures.withLock { $0 } == [], sourceLocation: sourceLocation)
    }
}
