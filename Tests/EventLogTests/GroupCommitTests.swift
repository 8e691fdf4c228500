import ByteCoding
import Dispatch
import Foundation
import LMDB
import Synchronization
import TestSupport
import Testing

@testable import EventLog

@Suite struct `Threads that append at once` {
    private let folder = TemporaryFolder()

    @Test func `get each what they appended, in whole batches and few commits`() throws {
        let log = try EventLog.sample(in: folder)
        let (threadCount, batchCount) = (16, 30)
        let receipts = Mutex<[(thread: Int, receipt: EventLog.Receipt)]>([])
        DispatchQueue.concurrentPerform(iterations: threadCount) { thread in
            for batch in 0..<batchCount {
                let events = (0..<1 + batch % 3).map {
                    SampleEvent.event("\(thread) \(batch) \($0)", subject: "t\(thread)")
                }
                let time = RecordingTime.clock(Timestamp(rawValue: Int64(batch)))
                guard let receipt = try? log.append(events, at: time) else { continue }
                receipts.withLock { $0.append((thread, receipt)) }
            }
        }
        let all = receipts.withLock { $0 }
        #expect(all.count == threadCount * batchCount)
        let positions = all.flatMap(\.receipt.positions)
        #expect(Set(positions).count == positions.count)
        let snapshot = try log.snapshot()
        #expect(positions.max() == snapshot.head.advanced(by: -1))
        #expect(positions.count == Position.zero.distance(to: snapshot.head))
        for (thread, receipt) in all {
            let first = try #require(receipt.positions.first)
            let expected = receipt.positions.indices.map { first.advanced(by: $0) }
            #expect(receipt.positions == expected)
            let subject = try log.positions(with: .subject("t\(thread)"), in: snapshot)
            #expect(receipt.positions.allSatisfy(subject.contains))
        }
        let findings = try log.verifyBlocks(in: snapshot)
        #expect(findings == [])
    }

    @Test func `share the commit for which they wait`() throws {
        let log = try EventLog.sample(in: folder)
        let before = try log.statistics().commitCount
        // Nobody can commit until this lock goes, so all but the first stand in line.
        let lock = WriterLock(at: folder.file("log.mdb-writer"), timeout: .seconds(1)) { _ in }
        try lock.acquire()
        let started = Atomic(0)
        let finished = DispatchGroup()
        for thread in 0..<16 {
            DispatchQueue(label: "\(thread)").async(group: finished) {
                started.add(1, ordering: .relaxed)
                let time = RecordingTime.clock(Timestamp(rawValue: 1))
                _ = try? log.append([SampleEvent.event("\(thread)")], at: time)
            }
        }
        while started.load(ordering: .relaxed) < 16 { usleep(1_000) }
        usleep(100_000)
        lock.release()
        finished.wait()
        #expect(try log.snapshot().head == Position(16))
        #expect(try log.statistics().commitCount - before <= 2)
    }

    /// A writer that waits far longer for others than they take to come.
    private func patientWriter(of log: EventLog) -> LogWriter {
        LogWriter(log.file, index: log.index, patience: .seconds(9), quietTime: .seconds(2))
    }

    private func append(_ text: String, by writer: LogWriter) throws {
        let time = RecordingTime.clock(Timestamp(rawValue: 1))
        let events = [SampleEvent.event(text)]
        _ = try writer.append(AppendRequest(events: events, time: time, preconditions: []))
    }

    @Test func `are waited for when they append one event after the other`() throws {
        let log = try EventLog.sample(in: folder)
        let writer = patientWriter(of: log)
        let before = try log.statistics().commitCount
        let (threadCount, roundCount) = (16, 30)
        let finished = DispatchGroup()
        for thread in 0..<threadCount {
            DispatchQueue(label: "\(thread)").async(group: finished) {
                for round in 0..<roundCount {
                    #expect(throws: Never.self) { try append("\(thread) \(round)", by: writer) }
                }
            }
        }
        finished.wait()
        #expect(try log.snapshot().head == Position(threadCount * roundCount))
        // At first, and when some are done, not all come.
        #expect(try log.statistics().commitCount - before < roundCount + threadCount)
    }

    @Test(.timeLimit(.minutes(1)))
    func `are not waited for by one that is alone`() throws {
        let log = try EventLog.sample(in: folder)
        let writer = patientWriter(of: log)
        for number in 0..<100 { try append("\(number)", by: writer) }
        #expect(try log.snapshot().head == Position(100))
    }

    @Test func `are refused each for itself`() throws {
        let log = try EventLog.sample(in: folder)
        let refused = Mutex<Set<Int>>([])
        DispatchQueue.concurrentPerform(iterations: 12) { thread in
            for batch in 0..<20 {
                let isBad = (thread + batch).isMultiple(of: 3)
                let effect: NewEvent.Effect =
                    isBad
                    ? .replaces(Digest(sha256Of: [9, 9, UInt8(thread)])) : .adds(lo: 0, hi: 0)
                let events = [
                    SampleEvent.event("\(thread) \(batch)", externalID: "x\(thread)-\(batch)"),
                    SampleEvent.event("\(thread) \(batch) more", effect: effect),
                ]
                let time = RecordingTime.clock(Timestamp(rawValue: 1))
                if (try? log.append(events, at: time)) == nil {
                    refused.withLock { _ = $0.insert(thread * 100 + batch) }
                }
            }
        }
        let expected = (0..<12).flatMap { thread in
            (0..<20).filter { (thread + $0).isMultiple(of: 3) }.map { thread * 100 + $0 }
        }
        #expect(refused.withLock { $0 } == Set(expected))
        let snapshot = try log.snapshot()
        #expect(snapshot.head == Position(2 * (12 * 20 - expected.count)))
        for name in expected {
            let key = LookupKey.externalID("x\(name / 100)-\(name % 100)")
            let found = try log.positions(with: key, in: snapshot)
            #expect(found == [])
        }
        let findings = try log.verifyBlocks(in: snapshot)
        #expect(findings == [])
    }

    @Test func `of which one comes first win the right to be the only one`() throws {
        let log = try EventLog.sample(in: folder)
        let winners = Mutex(0)
        DispatchQueue.concurrentPerform(iterations: 16) { thread in
            let event = SampleEvent.event("\(thread)", subject: "seat")
            let time = RecordingTime.clock(Timestamp(rawValue: 1))
            let isFirst = Precondition.nothing(.subject("seat"), since: .zero)
            if (try? log.append([event], at: time, provided: [isFirst])) != nil {
                winners.withLock { $0 += 1 }
            }
        }
        #expect(winners.withLock { $0 } == 1)
        #expect(try log.snapshot().head == Position(1))
    }
}
