import Dispatch
import Foundation
import Synchronization

extension Array where Element: Sendable {
    /// Transforms each element on other threads, and takes what comes out of it on this one, in order.
    ///
    /// As many threads as there are cores transform while this one waits for the disk, but none is further
    /// ahead than by a few elements; with one core, this one does all.
    ///
    /// - Throws: The error of the first element that failed; those after it may be left undone.
    package func forEachTransformed<Transformed: Sendable, Failure: Error>(
        by transform: @escaping @Sendable (Element) throws(Failure) -> Transformed,
        take: (Transformed) throws(Failure) -> Void
    ) throws(Failure) {
        let threadCount = Swift.min(count, ProcessInfo.processInfo.readingThreadCount)
        // One alone needs no other thread, and a core alone has no time for one.
        if threadCount <= 1 {
            for element in self { try take(try transform(element)) }
            return
        }
        let line = Line<Transformed, Failure>(count: count, ahead: threadCount + 2)
        let group = DispatchGroup()
        for number in 0..<threadCount {
            DispatchQueue(label: "dateline.transform.\(number)").async(group: group) {
                while let index = line.next() {
                    line.put(
                        Result { () throws(Failure) in try transform(self[index]) },
                        at: index
                    )
                }
            }
        }
        defer {
            line.close(threadCount: threadCount)
            group.wait()
        }
        for index in indices { try take(try line.result(at: index).get()) }
    }
}

/// What threads have made of elements, until it is taken in order.
private final class Line<Transformed: Sendable, Failure: Error>: Sendable {
    private let count: Int
    private let state = Mutex((next: 0, results: [Int: Result<Transformed, Failure>]()))
    /// How many elements may still be begun.
    private let room = DispatchSemaphore(value: 0)
    /// Raised for each that is done.
    private let done = DispatchSemaphore(value: 0)

    init(count: Int, ahead: Int) {
        self.count = count
        for _ in 0..<ahead { room.signal() }
    }

    /// The next element to begin, once there is room for it; nil when there is none.
    func next() -> Int? {
        room.wait()
        return state.withLock { state in
            guard state.next < count else { return nil }
            defer { state.next += 1 }
            return state.next
        }
    }

    func put(_ result: sending Result<Transformed, Failure>, at index: Int) {
        state.withLock { $0.results[index] = result }
        done.signal()
    }

    /// What was made of an element, once it is there; makes room for another.
    func result(at index: Int) -> Result<Transformed, Failure> {
        while true {
            if let result = state.withLock({ $0.results.removeValue(forKey: index) }) {
                room.signal()
                return result
            }
            done.wait()
        }
    }

    /// Lets no more elements begin, and the threads end.
    func close(threadCount: Int) {
        state.withLock { $0.next = count }
        for _ in 0..<threadCount { room.signal() }
    }
}
