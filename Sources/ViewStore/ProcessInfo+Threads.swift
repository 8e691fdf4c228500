import Foundation

extension ProcessInfo {
    /// How many threads share work for which each reads the log: the readers of a file are limited, for
    /// all processes together.
    var readingThreadCount: Int { min(activeProcessorCount, 16) }

    /// How many threads share work that waits for the disk, each of which may share it further.
    var waitingThreadCount: Int { min(activeProcessorCount, 4) + 1 }
}
