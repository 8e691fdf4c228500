import Dispatch
import Synchronization

extension Array where Element: Sendable {
    /// The array with each element transformed, on all cores.
    package func concurrentMap<Transformed: Sendable>(
        _ transform: @Sendable (Element) -> Transformed
    ) -> [Transformed] {
        let share = 64
        let shares = stride(from: 0, to: count, by: share).map { $0..<Swift.min($0 + share, count) }
        let parts = Mutex([[Transformed]](repeating: [], count: shares.count))
        DispatchQueue.concurrentPerform(iterations: shares.count) { number in
            var part: [Transformed] = []
            part.reserveCapacity(share)
            for index in shares[number] { part.append(transform(self[index])) }
            parts.withLock { $0[number] = part }
        }
        return parts.withLock { parts in
            var whole: [Transformed] = []
            whole.reserveCapacity(count)
            for part in parts { whole += part }
            return whole
        }
    }
}
