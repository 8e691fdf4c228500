import ArgumentParser
import ByteCoding
import Dateline
import EventLog
import NewsFacts

/// How events are written to be read by other programs, one a line.
enum ExportFormat: String, CaseIterable, ExpressibleByArgument {
    case jsonl, cloudevents

    func line(_ event: RecordedFact, of log: LogIdentity) -> String {
        switch self {
        case .jsonl: event.json.safeLine + "\n"
        case .cloudevents: event.cloudEvent(source: CloudEvent.source(of: log)).safeLine + "\n"
        }
    }
}

/// The form that the CNCF gives events which go from one system to another.
///
/// Source: CloudEvents 1.0.2, JSON event format; its extension "sequence".
enum CloudEvent {
    static let version = "1.0"
    /// What the type of an event begins with; the type of the fact follows.
    static let typePrefix = "dateline."
    private static let sourcePrefix = "urn:dateline:"

    /// The name of a log.
    static func source(of log: LogIdentity) -> String {
        sourcePrefix
            + log.bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }

    /// Whether events from there have the ids of their facts.
    static func isLedger(_ source: String) -> Bool { source.hasPrefix(sourcePrefix) }
}

extension RecordedFact {
    func cloudEvent(source: String) -> JSON {
        var members: [(String, JSON)] = [
            ("specversion", .text(CloudEvent.version)), ("id", .text(id.description)),
            ("source", .text(source)), ("type", .text(CloudEvent.typePrefix + fact.type.name)),
        ]
        if !fact.subject.isEmpty { members.append(("subject", .text(fact.subject))) }
        // Of one length, so that they sort as the positions do.
        let digits = String(position.rawValue)
        let sequence = String(repeating: "0", count: 20 - digits.utf8.count) + digits
        return .object(
            members + [
                ("time", .text(recordedAt.iso8601)),
                ("datacontenttype", .text("application/json")), ("sequence", .text(sequence)),
                ("data", .written(fact.json)),
            ]
        )
    }
}
