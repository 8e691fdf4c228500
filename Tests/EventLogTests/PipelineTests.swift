import Foundation
import Synchronization
import TestSupport
import Testing

@testable import EventLog

@Suite struct `Elements that are transformed on other threads` {
    private struct Refusal: Error, Equatable {
        let number: Int
    }

    @Test(arguments: [0, 1, 2, 3, 500])
    func `are taken in order by this thread, none begun far ahead`(count: Int) throws {
        let taken = Mutex(0)
        let ahead = Mutex(0)
        var results: [Int] = []
        let own = Thread.current
        try Array(0..<count).forEachTransformed { number throws(Refusal) -> Int in
            let distance = number - taken.withLock(\.self)
            ahead.withLock { $0 = max($0, distance) }
            // Later ones are quicker than those before.
            if number.isMultiple(of: 7) { usleep(500) }
            return number * number
        } take: { result throws(Refusal) in
            #expect(Thread.current == own)
            results.append(result)
            taken.withLock { $0 += 1 }
        }
        #expect(results == (0..<count).map { $0 * $0 })
        let limit = ProcessInfo.processInfo.readingThreadCount + 2
        #expect(ahead.withLock(\.self) <= limit)
    }

    @Test(arguments: [0, 1, 250, 499])
    func `end with the first error, and none is taken after it`(failing: Int) {
        var results: [Int] = []
        let error = #expect(throws: Refusal.self) {
            try Array(0..<500).forEachTransformed { number throws(Refusal) -> Int in
                if number >= failing { throw Refusal(number: number) }
                return number
            } take: { result throws(Refusal) in
                results.append(result)
            }
        }
        #expect(error == Refusal(number: failing))
        #expect(results == Array(0..<failing))
    }

    @Test func `end when one cannot be taken, once none is at work any more`() {
        let running = Mutex(0)
        let error = #expect(throws: Refusal.self) {
            try Array(0..<500).forEachTransformed { number throws(Refusal) -> Int in
                running.withLock { $0 += 1 }
                usleep(200)
                running.withLock { $0 -= 1 }
                return number
            } take: { result throws(Refusal) in
                if result == 100 { throw Refusal(number: result) }
            }
        }
        #expect(error == Refusal(number: 100))
        #expect(running.withLock(\.self) == 0)
    }
}
