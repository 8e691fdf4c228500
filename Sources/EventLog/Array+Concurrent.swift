import Dispatch
import Foundation
import Synchronization

extension Array where Element: Sendable {
    /// Transforms each element, on all cores, but not on more than may read one file at once.
    ///
    /// - Parameters:
    ///   - share: How many elements are worth handing to a thread.
    ///   - transform: Makes an element of the result of one of the array.
    /// - Returns: What was made of the elements, in their order.
    /// - Throws: The error of the first element that has one; others may have been transformed by then.
    package func concurrentMap<Transformed: Sendable, Failure: Error>(
        share: Int = 64,
        _ transform: @Sendable (Element) throws(Failure) -> Transformed
    ) throws(Failure) -> [Transformed] {
        // A thread is worth more than so few.
        guard count > share else {
            var whole: [Transformed] = []
            whole.reserveCapacity(count)
            for element in self { whole.append(try transform(element)) }
            return whole
        }
        let shares = stride(from: 0, to: count, by: share).map { $0..<Swift.min($0 + share, count) }
        let parts = Mutex(
            [Result<[Transformed], Failure>](repeating: .success([]), count: shares.count)
        )
        let next = Atomic(0)
        let threadCount = Swift.min(shares.count, ProcessInfo.processInfo.readingThreadCount)
        DispatchQueue.concurrentPerform(iterations: threadCount) { _ in
            while true {
                let number = next.add(1, ordering: .relaxed).oldValue
                guard number < shares.count else { return }
                let part = Result { () throws(Failure) in
                    var part: [Transformed] = []
                    part.reserveCapacity(share)
                    for index in shares[number] { part.append(try transform(self[index])) }
                    return part
                }
                parts.withLock { $0[number] = part }
            }
        }
        var whole: [Transformed] = []
        whole.reserveCapacity(count)
        for part in parts.withLock({ $0 }) { whole += try part.get() }
        return whole
    }
}
