import Foundation
package import Synchronization

extension ProcessInfo {
    /// Asked once, as the system takes longer to tell than a small batch to append.
    private static let coreCount = processInfo.activeProcessorCount

    /// The most threads that share work for which each may read the log.
    ///
    /// A file has 126 readers at most, of all processes together. Where threads are in the way, as when
    /// instructions are counted, fewer do.
    package static let readingThreadCountMax = Atomic(16)

    /// How many threads share work for which each may read the log.
    package var readingThreadCount: Int {
        min(Self.coreCount, Self.readingThreadCountMax.load(ordering: .relaxed))
    }

    /// How many threads share work that waits for the disk, each of which may share it further.
    package var waitingThreadCount: Int { min(Self.coreCount, 2) + 1 }
}
