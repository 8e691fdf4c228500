import Foundation
import Logging
import NewsFacts
import Synchronization

/// Writes what the library logs to standard error, a line a message.
struct MessageLog: LogHandler {
    var metadata = Logger.Metadata()
    var metadataProvider: Logger.MetadataProvider?

    /// The least level that is shown, of all loggers.
    private static let shown = Mutex(Logger.Level.notice)

    /// From here on, what the library logs is shown from that level on.
    static func show(from level: Logger.Level) {
        shown.withLock { $0 = level }
        _ = bootstrap
    }

    private static let bootstrap: Void = LoggingSystem.bootstrap { _ in MessageLog() }

    var logLevel: Logger.Level {
        get { Self.shown.withLock { $0 } }
        set { Self.shown.withLock { $0 = newValue } }
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let word = event.level < .warning ? "" : "\(event.level): "
        let text = "dateline: \(word)\(event.message.description.printable)\n"
        FileHandle.standardError.write(Data(text.utf8))
    }
}
