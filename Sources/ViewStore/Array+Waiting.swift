import Dispatch
import Foundation
import Synchronization

extension Array where Element: Sendable {
    /// Does something for each element, on a few threads: for what now and then waits for the disk.
    ///
    /// - Throws: The error of the first element that failed; those after it may be left undone.
    func forEachWaiting<Failure: Error>(
        _ body: @escaping @Sendable (Element) throws(Failure) -> Void
    ) throws(Failure) {
        let state = Mutex((next: 0, failure: Failure?.none))
        let group = DispatchGroup()
        for number in 0..<Swift.min(count, ProcessInfo.processInfo.waitingThreadCount) {
            DispatchQueue(label: "dateline.views.\(number)").async(group: group) {
                while let index = state.withLock({ state in self.next(&state) }) {
                    do throws(Failure) {
                        try body(self[index])
                    } catch {
                        state.withLock { $0.failure = $0.failure ?? error }
                    }
                }
            }
        }
        group.wait()
        if let failure = state.withLock({ $0.failure }) { throw failure }
    }

    /// The element that is next; nil when none is left or one has failed.
    private func next<Failure: Error>(_ state: inout (next: Int, failure: Failure?)) -> Int? {
        guard state.failure == nil, state.next < count else { return nil }
        defer { state.next += 1 }
        return state.next
    }
}
