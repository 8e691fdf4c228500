import Foundation

extension ProcessInfo {
    /// How many threads share work for which each may read the log: a file has 126 readers at most, of
    /// all processes together.
    package var readingThreadCount: Int { min(activeProcessorCount, 16) }

    /// How many threads share work that waits for the disk, each of which may share it further.
    package var waitingThreadCount: Int { min(activeProcessorCount, 2) + 1 }
}
