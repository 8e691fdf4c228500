import Foundation

extension ProcessInfo {
    /// Asked once, as the system takes longer to tell than a small batch to append.
    private static let coreCount = processInfo.activeProcessorCount

    /// How many threads share work for which each may read the log: a file has 126 readers at most, of
    /// all processes together.
    package var readingThreadCount: Int { min(Self.coreCount, 16) }

    /// How many threads share work that waits for the disk, each of which may share it further.
    package var waitingThreadCount: Int { min(Self.coreCount, 2) + 1 }
}
