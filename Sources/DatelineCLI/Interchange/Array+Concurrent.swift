import Dispatch
import Synchronization

extension Array where Element: Sendable {
    /// The array with each element transformed, on all cores.
    func concurrentMap<Transformed: Sendable>(
        _ transform: @Sendable (Element) -> Transformed
    ) -> [Transformed] {
        let share = 64
        let shares = stride(from: 0, to: count, by: share).map { $0..<Swift.min($0 + share, count) }
        let parts = Mutex([[Transformed]](repeating: [], count: shares.count))
        DispatchQueue.concurrentPerform(iterations: shares.count) { index in
            let part = self[shares[index]].map(transform)
            parts.withLock { $0[index] = part }
        }
        return parts.withLock { $0.flatMap(\.self) }
    }
}
